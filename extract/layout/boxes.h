// How boxes on a page stand to each other.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/document.h"

namespace proviso::extract {

// Does the middle of `inner` lie in `box`? Its left and upper edges belong to it, the others do not.
bool holds_centre(const Box& box, const Box& inner);

// How far apart two boxes are across and down; 0 where they overlap.
struct Gap {
  float across = 0, down = 0;
};
Gap gap_between(const Box& a, const Box& b);

// The indices of `boxes` in the order in which a person reads what they hold: cut along white strips, from
// top to bottom before from left to right.
std::vector<std::size_t> reading_order(const std::vector<Box>& boxes);

}  // namespace proviso::extract
