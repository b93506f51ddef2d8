// The columns of a table that is set by white space alone.
#pragma once

#include <vector>

#include "extract/layout/aligned_cells.h"
#include "extract/layout/aligned_extent.h"

namespace proviso::extract {

struct AlignedColumns {
  std::vector<Strip> strips =
      {};               // from left to right; the first one is that of the labels, if there are any
  bool labels = false;  // the first column holds labels
  bool labelled_by_ranges = false;  // some of them are ranges
  bool chart = false;               // the numbers are those of an axis, of bars or of points: no table
};

// The white-separated strips that the numbers of the rows fill, and what stands to their left as one strip.
AlignedColumns aligned_columns(const SheetLayout& part, const AlignedExtent& extent);

}  // namespace proviso::extract
