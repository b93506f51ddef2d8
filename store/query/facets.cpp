#include "store/query/facets.h"

#include <algorithm>

namespace proviso::store {

namespace {

constexpr int kLongestTime = 100;  // years; a longer time says nothing about any one of them

}  // namespace

void FacetCounts::count(Counts& counts, std::string_view value) {
  if (value.empty()) return;
  if (const auto found = counts.find(value); found != counts.end()) {
    ++found->second;
  } else {
    counts.emplace(value, 1);
  }
}

void FacetCounts::add(const FacetValues& values) {
  count(kinds_, values.kind);
  count(languages_, values.language);
  count(acts_, values.act);
  for (std::string_view rest = values.countries; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    count(countries_, rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (values.year_first != 0 && values.year_last - values.year_first < kLongestTime) {
    for (int year = values.year_first; year <= values.year_last; ++year) ++years_[year];
  }
  ++documents_[values.document];
}

std::vector<Count> FacetCounts::by_count(const Counts& counts) {
  std::vector<Count> list;
  for (const auto& [value, number] : counts) list.push_back({value, number});
  std::stable_sort(list.begin(), list.end(),
                   [](const Count& a, const Count& b) { return a.count > b.count; });
  return list;
}

Facets FacetCounts::facets(RowReader& rows) const {
  Facets facets = {by_count(kinds_), by_count(countries_), by_count(languages_), {}, by_count(acts_), {}};
  for (const auto& [year, number] : years_) facets.years.push_back({std::to_string(year), number});
  for (const auto& [document, number] : documents_)
    facets.documents.emplace_back(rows.document(document), number);
  std::sort(facets.documents.begin(), facets.documents.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first.sha256 < b.first.sha256;
  });
  return facets;
}

}  // namespace proviso::store
