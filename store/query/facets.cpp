#include "store/query/facets.h"

#include <algorithm>
#include <map>

namespace proviso::store {

namespace {

constexpr int kLongestTime = 100;  // years; a longer time says nothing about any one of them

// Counts of the words of texts, most first.
std::vector<Count> by_count(const Catalogue& catalogue, const std::vector<std::uint32_t>& counts) {
  std::map<std::string, std::size_t, std::less<>> words;
  for (std::uint32_t text = 1; text < counts.size(); ++text) {
    if (counts[text] == 0) continue;
    for (std::string_view rest = catalogue.text(text); !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      words[std::string(rest.substr(0, end))] += counts[text];
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  std::vector<Count> list;
  for (const auto& [word, count] : words) list.push_back({word, count});
  std::stable_sort(list.begin(), list.end(),
                   [](const Count& a, const Count& b) { return a.count > b.count; });
  return list;
}

bool is_country(const Count& count) {
  return count.value.size() == 2 && count.value[0] >= 'A' && count.value[0] <= 'Z';
}

}  // namespace

void FacetCounts::add(const CatalogueDocument& document, const SearchRow& row) {
  count(kinds_, static_cast<std::size_t>(row.kind));
  count(languages_, row.language);
  count(countries_, row.countries);
  count(concepts_, row.concepts);
  if (row.act != 0) count(acts_, row.act);
  if (row.year_first != 0 && row.year_last - row.year_first < kLongestTime) {
    for (int year = row.year_first; year <= row.year_last; ++year) {
      count(years_, static_cast<std::size_t>(year));
    }
  }
  count(documents_, document.order);
}

Facets FacetCounts::facets(const Connection& connection, Catalogue& catalogue) const {
  Facets facets;
  for (std::size_t kind = 0; kind < kinds_.size() && kind < row_kinds; ++kind) {
    if (kinds_[kind] > 0) facets.kinds.push_back({name(static_cast<RowKind>(kind)), kinds_[kind]});
  }
  std::stable_sort(facets.kinds.begin(), facets.kinds.end(), [](const Count& a, const Count& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  facets.countries = by_count(catalogue, countries_);
  facets.languages = by_count(catalogue, languages_);
  facets.acts = by_count(catalogue, acts_);
  facets.concepts = by_count(catalogue, concepts_);
  std::erase_if(facets.concepts, is_country);  // countries are concepts too, but have a facet of their own
  for (std::size_t year = 0; year < years_.size(); ++year) {
    if (years_[year] > 0) facets.years.push_back({std::to_string(year), years_[year]});
  }
  for (std::size_t order = 0; order < documents_.size(); ++order) {
    if (documents_[order] == 0) continue;
    facets.documents.emplace_back(catalogue.name(connection, catalogue.documents()[order]),
                                  documents_[order]);
  }
  std::stable_sort(facets.documents.begin(), facets.documents.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return facets;
}

}  // namespace proviso::store
