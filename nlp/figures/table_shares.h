// Tells distributions in tables that say nowhere that their numbers are percentages: 100 is their sum.
#pragma once

#include <cstddef>
#include <vector>

namespace proviso::nlp {

// The number of a cell as it counts here; cells without one part the numbers beside them.
struct TableNumber {
  bool is_number = false;
  bool decimals = false;  // as written: "100.0" has some
  double value = 0;
};

// Of the cells of a table, row by row, those that are shares: a cell of 100 and the run of at least two
// numbers directly before or behind it, in its row or its column, that add up to 100, if the run or the 100
// is written with decimals. (40 and 60 may as well be persons.) Linear in the cells for each 100.
std::vector<bool> parts_of_hundred(const std::vector<TableNumber>& cells, std::size_t columns);

}  // namespace proviso::nlp
