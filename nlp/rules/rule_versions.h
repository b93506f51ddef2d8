// Versions of single rules, so that what changed between two rule sets can be named.
#pragma once

#include <string>
#include <vector>

#include "nlp/rules.h"

namespace proviso::nlp {

struct RuleVersion {
  std::string name;
  std::string version;  // 12 hex digits; the same as long as rule and words find the same in the same way
  FileLine place = {};
};

// One for each rule, ordered by name. A rule's version changes with what it matches, sets or ranks, and with
// any word of the vocabulary that it uses, directly or through other words; not with its examples or its
// explanation.
std::vector<RuleVersion> rule_versions(const RuleSet& rules);

}  // namespace proviso::nlp
