#include "extract/layout/strokes.h"

#include <algorithm>
#include <cstddef>

namespace proviso::extract {

std::vector<Stroke> joined(std::vector<Stroke> strokes) {
  std::sort(strokes.begin(), strokes.end(), [](const Stroke& a, const Stroke& b) { return a.at < b.at; });
  std::vector<Stroke> result;
  for (std::size_t i = 0; i < strokes.size();) {
    std::size_t end = i + 1;
    while (end < strokes.size() && strokes[end].at - strokes[i].at <= same_line) ++end;
    std::sort(strokes.begin() + static_cast<std::ptrdiff_t>(i),
              strokes.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Stroke& a, const Stroke& b) { return a.from < b.from; });
    const std::size_t first = result.size();
    for (; i < end; ++i) {
      if (result.size() > first && strokes[i].from <= result.back().to + same_line) {
        result.back().to = std::max(result.back().to, strokes[i].to);
      } else {
        result.push_back(strokes[i]);
      }
    }
  }
  return result;
}

}  // namespace proviso::extract
