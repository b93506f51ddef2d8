// Ruled lines of one direction.
#pragma once

#include <vector>

namespace proviso::extract {

// A straight line at `at` (y of a horizontal one) from `from` to `to`, points.
struct Stroke {
  float at, from, to;
};

inline constexpr float same_line = 2.5F;  // points: lines this close are one, ends this close touch

// Joins strokes that lie on one line and touch; borders are often drawn cell by cell. Ordered by `at`.
std::vector<Stroke> joined(std::vector<Stroke> strokes);

}  // namespace proviso::extract
