#include "extract/layout/boxes.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace proviso::extract {
namespace {

// What is left of the reading: boxes with their heights cut down a little, for lines that nearly touch.
void cut(const std::vector<Box>& boxes, std::vector<std::size_t> part, std::vector<std::size_t>& order) {
  constexpr float slack = 0.12F;  // of the box's height, at both ends
  for (const bool down : {true, false}) {
    const auto begin = [&](std::size_t i) {
      return down ? boxes[i].top + slack * boxes[i].height() : boxes[i].x0;
    };
    const auto end = [&](std::size_t i) {
      return down ? boxes[i].bottom - slack * boxes[i].height() : boxes[i].x1;
    };
    std::stable_sort(part.begin(), part.end(),
                     [&](std::size_t a, std::size_t b) { return begin(a) < begin(b); });
    std::vector<std::vector<std::size_t>> strips;
    float reached = 0;
    for (const std::size_t i : part) {
      if (strips.empty() || begin(i) >= reached) strips.emplace_back(), reached = end(i);
      strips.back().push_back(i);
      reached = std::max(reached, end(i));
    }
    if (strips.size() == 1) continue;
    for (std::vector<std::size_t>& strip : strips) {
      if (strip.size() == 1) {
        order.push_back(strip.front());
      } else {
        cut(boxes, std::move(strip), order);
      }
    }
    return;
  }
  std::stable_sort(part.begin(), part.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(boxes[a].top, boxes[a].x0) < std::pair(boxes[b].top, boxes[b].x0);
  });
  order.insert(order.end(), part.begin(), part.end());
}

}  // namespace

bool holds_centre(const Box& box, const Box& inner) {
  const float x = (inner.x0 + inner.x1) / 2, y = (inner.top + inner.bottom) / 2;
  return x >= box.x0 && x < box.x1 && y >= box.top && y < box.bottom;
}

Gap gap_between(const Box& a, const Box& b) {
  return {std::max({0.0F, a.x0 - b.x1, b.x0 - a.x1}), std::max({0.0F, a.top - b.bottom, b.top - a.bottom})};
}

std::vector<std::size_t> reading_order(const std::vector<Box>& boxes) {
  std::vector<std::size_t> all(boxes.size()), order;
  std::iota(all.begin(), all.end(), 0U);
  if (!all.empty()) cut(boxes, std::move(all), order);
  return order;
}

}  // namespace proviso::extract
