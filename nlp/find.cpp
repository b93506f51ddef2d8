#include "nlp/find.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "nlp/analysis.h"

namespace proviso::nlp {
namespace {

auto place_of(const Provision& provision) {
  return std::make_tuple(provision.where.begin, provision.where.end, provision.what.index());
}

}  // namespace

Findings find(const Analysis& analysis) {
  Findings findings{.language = analysis.language, .languages = analysis.languages, .provisions = {}};
  for (auto* finder : {&find_figures, &find_articles, &find_recommendations}) {
    auto found = finder(analysis);
    std::move(found.begin(), found.end(), std::back_inserter(findings.provisions));
  }
  std::stable_sort(findings.provisions.begin(), findings.provisions.end(),
                   [](const Provision& a, const Provision& b) { return place_of(a) < place_of(b); });
  resolve_citations(analysis, findings.provisions);
  return findings;
}

Findings find(const extract::Document& document, const RuleSet& rules) {
  return find(analyse(document, rules));
}

}  // namespace proviso::nlp
