// Tables drawn with ruled lines: the grid of lines gives the cells.
#pragma once

#include <span>
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

// Takes the tables of the first of the page's sheets out of its words, and out of the others' what stands on
// its side in cells that hold nothing else. A table is a connected grid of ruled lines with at least two rows
// and two columns of which enough hold text; charts and frames around text are none.
std::vector<TableLayout> take_ruled_tables(std::span<Sheet> sheets, const std::vector<FontStyle>& fonts);

}  // namespace proviso::extract
