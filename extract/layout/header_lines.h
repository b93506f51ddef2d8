// The header lines of a table that is set by white space: which columns each of their cells heads.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "extract/layout/aligned_cells.h"

namespace proviso::extract {

// A header cell over the columns [first, last].
struct HeaderCell {
  std::uint16_t row = 0;
  std::size_t first = 0, last = 0;
  std::vector<std::vector<PageWord>> lines = {};
};

// Columns [first, last] over which a cell stands; the nearest one if it is over none.
std::pair<std::size_t, std::size_t> over(const std::vector<Strip>& columns, const AlignedCell& cell);

// What the header lines of a table stand over.
struct HeaderFrame {
  const std::vector<Strip>& columns;    // where the numbers below stand, behind the column of the labels
  bool labels = false;                  // the first column holds labels
  const std::vector<RuledLine>& rules;  // of the sheet
};

// The header cells of these lines, their rows counted from 0. Pieces that stand below each other are one
// cell; a piece in the middle over several columns spans them, and so does a unit that stands alone
// ("Percentages").
std::vector<HeaderCell> header_cells(const std::vector<const Line*>& lines, const HeaderFrame& frame);

}  // namespace proviso::extract
