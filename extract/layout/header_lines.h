// The header lines of a table that is set by white space: which columns each of their cells heads.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "extract/layout/header_pieces.h"

namespace proviso::extract {

// A header cell over the columns [first, last].
struct HeaderCell {
  std::uint16_t row = 0;
  std::size_t first = 0, last = 0;
  std::vector<std::vector<PageWord>> lines = {};
};

// The header cells of these lines, their rows counted from 0. Pieces that stand below each other are one
// cell. A piece spans the columns that a rule below it alone reaches over, those that it stands in the middle
// over, and so does a unit that stands alone ("Percentages").
std::vector<HeaderCell> header_cells(const std::vector<const Line*>& lines, const HeaderFrame& frame);

}  // namespace proviso::extract
