#include "nlp/rule_hits.h"

#include <fmt/format.h>

#include <algorithm>

#include "nlp/analysis.h"

namespace proviso::nlp {
namespace {

std::string most_often(const RuleHits& hits) {
  const auto most =
      std::max_element(hits.gave_way_to.begin(), hits.gave_way_to.end(),
                       [](const auto& one, const auto& other) { return one.second < other.second; });
  return most == hits.gave_way_to.end() ? std::string("another match") : "'" + most->first + "'";
}

}  // namespace

void count_hits(const extract::Document& document, const RuleSet& rules, HitsByRule& hits) {
  const Analysis analysis = analyse(document, rules);
  for (const Sentence& sentence : analysis.sentences) {
    for (const Match& match : rules.match_all(sentence.folded, sentence.language)) {
      RuleHits& of_rule = hits[match.rule->name];
      ++of_rule.matched;
      const Match* kept = kept_in_place_of(match, sentence.matches);
      if (kept == nullptr) continue;
      if (kept->rule == match.rule) {
        ++of_rule.kept;
      } else {
        ++of_rule.gave_way_to[kept->rule->name];
      }
    }
  }
  for (const Provision& provision : find(analysis).provisions) ++hits[provision.rule].found;
}

std::vector<RuleProblem> without_effect(const RuleSet& rules, const HitsByRule& hits) {
  std::vector<RuleProblem> out;
  for (const Rule& rule : rules.rules()) {
    const auto entry = hits.find(rule.name);
    if (entry == hits.end()) {
      out.push_back({rule.place, rule.name, "matches nowhere in these reports"});
    } else if (const RuleHits& of_rule = entry->second; of_rule.kept == 0 && of_rule.found == 0) {
      out.push_back(
          {rule.place, rule.name,
           fmt::format("is shadowed: each of its {} matches in these reports gives way, mostly to {}",
                       of_rule.matched, most_often(of_rule))});
    }
  }
  return out;
}

}  // namespace proviso::nlp
