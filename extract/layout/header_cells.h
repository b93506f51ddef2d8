// Which cells of a table drawn with ruled lines head its columns and rows.
#pragma once

#include "extract/layout/ruled_tables.h"

namespace proviso::extract {

// Sets TableLayout::header_rows and CellLayout::header.
//
// The first row is a header row unless it holds values behind a label. So are the rows below it that a
// spanning header of the first row still covers or whose first cell is empty and which hold no numbers but
// years and units. The first column heads the rows; so does the second where it tells apart, always by the
// same few labels (ages, sexes), the rows that cells of the first span.
void mark_headers(TableLayout& table);

// The words of the cell that are not raised, without white space.
std::string unraised_text(const CellLayout& cell);

}  // namespace proviso::extract
