// Tables drawn with ruled lines: the grid of lines gives the cells.
#pragma once

#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

struct CellLayout {
  std::uint16_t row = 0, column = 0;  // from 0
  std::uint16_t row_span = 1, column_span = 1;
  bool header = false;
  Box box = {};
  std::vector<Line> lines = {};  // from top to bottom; empty for an empty cell
};

struct TableLayout {
  Box box = {};
  std::uint16_t rows = 0, columns = 0;
  std::uint16_t header_rows = 0;       // leading rows that look like header rows
  std::vector<CellLayout> cells = {};  // ordered by row, then column
};

// Takes the tables of `sheet` out of its words. A table is a connected grid of ruled lines with at
// least two rows and two columns of which enough hold text; charts and frames around text are none.
std::vector<TableLayout> take_ruled_tables(Sheet& sheet, const std::vector<FontStyle>& fonts);

}  // namespace proviso::extract
