// Which lines make up a table that is set by white space alone.
#pragma once

#include <optional>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// Header lines may stand this far above the rows, as a share of the font size, if a ruled line is between.
inline constexpr float ruled_header_gap = 4.5F;

// Lines [first, last) of one column of the sheet that make up a table; rows begin at `body`.
struct AlignedExtent {
  std::size_t first, body, last;
  std::vector<const Line*> turned = {};  // those of the lines on their side that belong to the header
};

// The table whose first row is line `from` of the part; its header lines do not stand above line `floor`.
// `turned`: the lines on their side, seen from the part. Nothing if there are too few rows, or if it is a
// table of contents.
std::optional<AlignedExtent> table_at(const SheetLayout& part, std::size_t from, std::size_t floor,
                                      const std::vector<Line>& turned);

// Does the line part rows of a table: words without numbers, of a unit or a group of rows?
bool is_section(const Line& line);

}  // namespace proviso::extract
