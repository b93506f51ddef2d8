// Which lines make up a table that is set by white space alone.
#pragma once

#include <optional>

#include "extract/layout/page_layout.h"
#include "extract/layout/rule_zones.h"

namespace proviso::extract {

// Header lines may stand this far above the rows, as a share of the font size, if a ruled line is between.
inline constexpr float ruled_header_gap = 4.5F;

// Lines [first, last) of one column of the sheet that make up a table; rows begin at `body`.
struct AlignedExtent {
  std::size_t first, body, last;
  std::vector<const Line*> turned = {};  // those of the lines on their side that belong to the header
  std::vector<float> rules = {};  // y of those that part the rows, if each row stands between two of them
};

// What there is to find tables in.
struct TableGround {
  const SheetLayout& part;
  const std::vector<RuleZone>& zones;  // of its sheet
  const std::vector<Line>& turned;     // the lines on their side, seen from the part
};

// The table whose first row is line `from` of the part; its header lines do not stand above line `floor`.
// Nothing if there are too few rows, or if it is a table of contents.
std::optional<AlignedExtent> table_at(const TableGround& ground, std::size_t from, std::size_t floor);

// Does the line part rows of a table: words without numbers, of a unit or a group of rows?
bool is_section(const Line& line);

// The "100%" that stands for a whole row.
bool is_whole(const Line& line);

}  // namespace proviso::extract
