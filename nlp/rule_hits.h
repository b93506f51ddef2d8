// What rules did in real texts: which of them never found anything, and which always gave way to another.
// Examples show what a rule is for; only reports show whether it is needed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "extract/document.h"
#include "nlp/rules.h"
#include "nlp/rules_check.h"

namespace proviso::nlp {

// Of one rule, over all texts that were counted.
struct RuleHits {
  std::uint64_t matched = 0;  // places where a template of it stands, whatever became of them
  std::uint64_t kept = 0;     // of these, what came through RuleSet::match
  std::uint64_t found = 0;    // provisions by it
  std::map<std::string, std::uint64_t, std::less<>> gave_way_to = {};  // names of rules, times
};

using HitsByRule = std::map<std::string, RuleHits, std::less<>>;  // by name of the rule

// Adds what the rules do in `document`. A rule that did nothing gets no entry.
void count_hits(const extract::Document& document, const RuleSet& rules, HitsByRule& hits);

// Doubts, in the order of the rules: those that matched nowhere, and those that are shadowed, which is to say
// that every match of them gave way to another rule. Rules of headings or lists, which have no template, are
// judged by the provisions that carry their name.
std::vector<RuleProblem> without_effect(const RuleSet& rules, const HitsByRule& hits);

}  // namespace proviso::nlp
