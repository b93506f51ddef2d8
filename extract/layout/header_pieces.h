// The lines of a table's header cut into what belongs to one cell each.
#pragma once

#include <utility>
#include <vector>

#include "extract/layout/aligned_cells.h"

namespace proviso::extract {

// What the header lines of a table stand over.
struct HeaderFrame {
  const std::vector<Strip>& columns;       // where the numbers below stand, behind the column of the labels
  bool labels = false;                     // the first column holds labels
  const std::vector<RuledLine>& rules;     // of the sheet
  const std::vector<const Line*>& turned;  // header lines on their side, their boxes on the sheet
};

// All of one header cell.
struct HeaderPiece {
  AlignedCell cell = {};        // the words of its first line, and how far all of it reaches
  float top = 0, baseline = 0;  // base lines of its first and last line
  float size = 0;               // font size
  std::vector<std::vector<PageWord>> lines = {};
  bool bracketed = false;  // begins with a bracket
  bool turned = false;     // on its side
  float middle() const { return (cell.x0 + cell.x1) / 2; }
};

// The pieces ordered by where they begin, from top to bottom and left to right.
std::vector<HeaderPiece> header_pieces(const std::vector<const Line*>& lines, const HeaderFrame& frame);

// Columns [first, last] over which a cell stands; the nearest one if it is over none.
std::pair<std::size_t, std::size_t> over(const std::vector<Strip>& columns, const AlignedCell& cell);

// The column whose middle is the nearest.
std::size_t nearest(const std::vector<Strip>& columns, float x);

// Does the piece stand over the column of labels alone?
bool covers_labels(const HeaderFrame& frame, const HeaderPiece& piece);

// The columns that lie around piece `i` of a row, with it in their middle, as far as half way to its
// neighbours.
std::pair<std::size_t, std::size_t> columns_around(const HeaderFrame& frame,
                                                   const std::vector<const HeaderPiece*>& row, std::size_t i);

// The columns over the middle of which the cell stands, or `home`.
std::pair<std::size_t, std::size_t> own_columns(const std::vector<Strip>& columns, const AlignedCell& cell,
                                                std::size_t home);

}  // namespace proviso::extract
