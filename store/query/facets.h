// How many matches have which value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "store/rows/rows.h"
#include "store/search.h"

namespace proviso::store {

// What facets are made of, of one match. The views live as long as the row.
struct FacetValues {
  std::string_view kind, language, countries, act;  // countries with a space between; act may be empty
  int year_first = 0, year_last = 0;                // 0: none
  std::int64_t document = 0;
};

class FacetCounts {
 public:
  void add(const FacetValues& values);
  Facets facets(RowReader& rows) const;

 private:
  using Counts = std::map<std::string, std::size_t, std::less<>>;
  static void count(Counts& counts, std::string_view value);
  static std::vector<Count> by_count(const Counts& counts);

  Counts kinds_, countries_, languages_, acts_;
  std::map<int, std::size_t> years_;
  std::map<std::int64_t, std::size_t> documents_;
};

}  // namespace proviso::store
