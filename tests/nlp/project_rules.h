#pragma once

#include "nlp/rules.h"

namespace proviso::nlp {

// The rules of the project's own folder `rules/`, loaded once for all tests of a program.
inline const RuleSet& project_rules() {
  static const RuleSet rules = RuleSet::load(PROVISO_SOURCE_DIR "/rules");
  return rules;
}

}  // namespace proviso::nlp
