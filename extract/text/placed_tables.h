// Tables of the document: a table that runs over a page's end is put together from its parts.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/document.h"
#include "extract/layout/ruled_tables.h"

namespace proviso::extract {

struct PlacedTable {
  std::uint32_t page = 0;  // index of the page on which it begins
  std::uint16_t rows = 0, columns = 0;
  std::vector<Cell> cells = {};   // part after part, each ordered by row, then column; without their blocks
  std::uint16_t header_rows = 0;  // leading rows that are header rows
  const TableLayout *first = nullptr, *last = nullptr;  // its first and its last part
};

// Does `part` have the columns of the table that ended with `above`: as many, in the same width? The margins
// of left and right pages differ.
bool same_columns(const TableLayout& above, const TableLayout& part);

// Index among table.cells of the cell of the table's last row that stands over `column`; none if there is
// none.
std::uint32_t cell_of_last_row(const PlacedTable& table, int column);

// The row of `part` that may be the rest of the table's last row: the first one below a repeated header, if
// its first cell is empty and every other cell stands below one of that last row; none otherwise.
std::uint32_t split_row(const PlacedTable& table, const TableLayout& part);

// Adds `part` below what `table` has. Row `joined` of the part (see split_row) goes on with the table's last
// row; none: every row is its own. Gives the index among table.cells of each cell of the part.
std::vector<std::uint32_t> add_part(PlacedTable& table, const TableLayout& part, std::uint32_t joined);

}  // namespace proviso::extract
