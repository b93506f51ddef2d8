// Which lines above the rows of a table that is set by white space are its header.
#pragma once

#include "extract/layout/aligned_extent.h"

namespace proviso::extract {

inline constexpr float row_gap = 3.2F;  // of the font size: a wider gap ends the table
inline constexpr std::size_t most_header_lines = 8;

// Sets `extent.first`: header lines stand close above the first row, or further above a ruled line, and have
// at least two cells, or one over several columns; the names of the rows ("Industry") may stand alone below
// such a line. None of them stands above line `floor`.
void find_header(const TableGround& ground, std::size_t floor, AlignedExtent& extent);

// The lines on their side that stand above the first row and below nothing else of the table.
std::vector<const Line*> turned_above(const std::vector<Line>& turned, const Line& body);

}  // namespace proviso::extract
