#include "extract/page/curved_text.h"

#include <algorithm>
#include <cmath>

namespace proviso::extract {
namespace {

constexpr std::size_t most_level = 12;   // glyphs of a curve that are level between slanted ones
constexpr std::size_t most_at_ends = 4;  // likewise at its ends, up to white space

bool is_space(const Glyph& glyph) { return glyph.character <= 0x20 || glyph.character == 0xA0; }

struct Origin {
  float x, y;
};

// Where on its base line the glyph begins.
Origin origin_of(const Glyph& glyph) {
  switch (glyph.turn) {
    case 0:
      return {glyph.box.x0, glyph.baseline};
    case 1:
      return {glyph.baseline, glyph.box.top};
    case 2:
      return {glyph.box.x1, glyph.baseline};
    default:
      return {glyph.baseline, glyph.box.bottom};
  }
}

// Does `next` begin where `last` ends? The box of a slanted glyph is up to 1.4 times shorter than it goes.
bool is_beside(const Glyph& last, const Glyph& next) {
  constexpr float longer = 1.4F, space = 0.35F;  // of the box; of the font size
  const Origin from = origin_of(last), to = origin_of(next);
  const float advance = last.turn % 2 == 0 ? last.box.width() : last.box.height();
  return std::hypot(to.x - from.x, to.y - from.y) < longer * advance + space * std::max(last.size, next.size);
}

// One past the last glyph of the run whose slanted glyph `first` is.
std::size_t end_of_run(const std::vector<Glyph>& glyphs, std::size_t first) {
  std::size_t last = first;  // slanted one
  for (std::size_t i = first + 1; i < glyphs.size() && i - last <= most_level; ++i) {
    if (!is_beside(glyphs[i - 1], glyphs[i])) break;
    if (glyphs[i].slanted) last = i;
  }
  std::size_t end = last + 1;
  while (end < glyphs.size() && end - last <= most_at_ends && !is_space(glyphs[end]) &&
         is_beside(glyphs[end - 1], glyphs[end]))
    ++end;
  return end;
}

// The first glyph of the word that goes on at `slanted`, if it is short.
std::size_t begin_of_run(const std::vector<Glyph>& glyphs, std::size_t slanted, std::size_t floor) {
  std::size_t first = slanted;
  while (first > floor && slanted - first < most_at_ends && !is_space(glyphs[first - 1]) &&
         is_beside(glyphs[first - 1], glyphs[first]))
    --first;
  return first;
}

}  // namespace

std::vector<std::uint16_t> slanted_runs(const std::vector<Glyph>& glyphs) {
  const auto slanted = static_cast<std::size_t>(
      std::count_if(glyphs.begin(), glyphs.end(), [](const Glyph& glyph) { return glyph.slanted; }));
  if (slanted == 0 || slanted * 2 > glyphs.size()) return {};
  std::vector<std::uint16_t> runs(glyphs.size(), 0);
  std::uint16_t run = 0;
  std::size_t floor = 0;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (!glyphs[i].slanted || run == UINT16_MAX) continue;
    const std::size_t begin = begin_of_run(glyphs, i, floor), end = end_of_run(glyphs, i);
    ++run;
    std::fill(runs.begin() + static_cast<std::ptrdiff_t>(begin),
              runs.begin() + static_cast<std::ptrdiff_t>(end), run);
    floor = end;
    i = end - 1;
  }
  return runs;
}

}  // namespace proviso::extract
