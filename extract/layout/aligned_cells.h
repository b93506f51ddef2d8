// The cells of a line in a table that is set by white space alone.
#pragma once

#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

struct AlignedCell {
  std::vector<PageWord> words = {};
  float x0 = 0, x1 = 0;
};

// From left to right. A gap that is wider than most of the font size separates cells.
std::vector<AlignedCell> cells_of(const Line& line);

// A value of a table: digits with their marks, or a sign for "none" or "not known".
bool is_value(const AlignedCell& cell);

// The number of a cell that holds one, its decimal comma read as a point; NaN if it holds anything else.
double number_in(const AlignedCell& cell);

// "2017", "FY 2017", "2017*"
bool is_year(const AlignedCell& cell);

// A row that names years and few other things ("Country", "Total"): it heads the columns.
bool names_years(const Line& line);

// "15 - 19", "60 +"
bool is_range(const AlignedCell& cell);

// A row of at least three ranges that begin higher and higher: it heads the columns, too.
bool names_ranges(const Line& line);

// A row of values behind a label or without one: at least two of them.
bool is_row(const Line& line);

// Do the lines stand in one column of the page's text?
bool same_column(const Line& a, const Line& b);

// What a column of a table takes up of the width.
struct Strip {
  float x0 = 0, x1 = 0;
  float middle() const { return (x0 + x1) / 2; }
};

}  // namespace proviso::extract
