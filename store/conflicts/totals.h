// Rows and columns of a table that are sums of others, and where a sum is wrong.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace proviso::store {

// A number of a table, with the place of its last digit (1 for "412", 0.1 for "70.9", 100 for "1.2
// thousand").
struct TableNumber {
  double value = 0, step = 1;
  int measure = 0;  // numbers of different measures are not added
};

// Rows of cells; none where there is no number. All rows have the same length.
using NumberGrid = std::vector<std::vector<std::optional<TableNumber>>>;

struct GridPlace {
  std::size_t row = 0, column = 0;
  bool operator==(const GridPlace&) const = default;
};

// A total that is not the sum of its parts, while at least three others in line with it (of ten and more),
// and four times as many as not, are sums of the same rows or columns. It is off by a tenth at most, unless
// nearly all of at least ten others hold: a line that is no sum at all here and there shows itself by being
// far off.
struct BadSum {
  GridPlace total = {};
  std::vector<GridPlace> parts = {};
  double sum = 0;
  int held = 0, checked = 0;
};

// Sums are looked for without knowing a word of the table: a line whose numbers are those of at least two
// lines beside it (all on one side, without a gap) added up. What rounding of the parts explains is no
// mistake.
std::vector<BadSum> bad_sums(const NumberGrid& grid);

}  // namespace proviso::store
