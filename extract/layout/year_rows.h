// Rows of a ruled table that hold nothing but years: headers, one for a column each or printed once in the
// middle of the columns that it heads.
#pragma once

#include <cstdint>

#include "extract/layout/ruled_tables.h"

namespace proviso::extract {

// Makes row `row`, which stands below header rows that name the columns, a header row if all of its text is
// years and its first cell has none: true if it did. A year that stands in the middle of several columns is
// given these as its span, and the empty cells that it covers go. Needs two different years at least.
bool take_year_row(TableLayout& table, std::uint16_t row);

}  // namespace proviso::extract
