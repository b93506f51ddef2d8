// Numbers in a row: those of axes and bars.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/layout/islands.h"

namespace proviso::extract {

// Numbers of an axis, of bars or of points: three or more small ones of one size in a column or a row.
class NumberSeries {
 public:
  NumberSeries(const std::vector<Island>& islands, const BodyStyle& body);

  // Is islands[island] one of such numbers?
  bool has(std::size_t island) const { return in_[island]; }

 private:
  using Place = float (*)(const Box&);
  void mark(const std::vector<Island>& islands, const std::vector<std::size_t>& order, Place place);

  std::vector<bool> in_;
};

}  // namespace proviso::extract
