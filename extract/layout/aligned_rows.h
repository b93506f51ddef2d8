// The cells of a table that is set by white space alone: its rows, once its columns are known.
#pragma once

#include "extract/layout/aligned_columns.h"

namespace proviso::extract {

// The table of these lines and columns. `head`, if not nullptr, is a ruled table above that is nothing but
// its header.
TableLayout aligned_table(const SheetLayout& part, const AlignedExtent& extent, const AlignedColumns& columns,
                          const std::vector<FontStyle>& fonts, const TableLayout* head);

}  // namespace proviso::extract
