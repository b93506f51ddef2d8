// How many matches have which value.
#pragma once

#include <cstdint>
#include <vector>

#include "store/query/catalogue.h"
#include "store/search.h"

namespace proviso::store {

// Counts in arrays, by the numbers that the catalogue has for texts: a match costs a few additions.
class FacetCounts {
 public:
  void add(const CatalogueDocument& document, const SearchRow& row);
  Facets facets(const Connection& connection, Catalogue& catalogue) const;

 private:
  using Counts = std::vector<std::uint32_t>;
  static void count(Counts& counts, std::size_t at) {
    if (at >= counts.size()) counts.resize(at + at / 2 + 64);
    ++counts[at];
  }

  Counts kinds_, languages_, countries_, acts_, concepts_, years_, documents_;
};

}  // namespace proviso::store
