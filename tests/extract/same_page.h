// Our interpreter of content streams is judged by Poppler's: both have to see the same page.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include "extract/page/glyphs.h"

namespace proviso::extract {

namespace same_page_detail {

inline std::string written(const Glyph& glyph, const GlyphPage& page) {
  std::ostringstream out;
  out.precision(9);
  out << "U+" << std::hex << static_cast<unsigned>(glyph.character) << std::dec << " at " << glyph.box.x0
      << ' ' << glyph.box.top << ' ' << glyph.box.x1 << ' ' << glyph.box.bottom << " base " << glyph.baseline
      << " size " << glyph.size << " turn " << int{glyph.turn} << (glyph.stroked ? " stroked" : "")
      << (glyph.hidden ? " hidden" : "") << (glyph.slanted ? " slanted" : "") << " font " << glyph.font << ' ' << page.fonts[glyph.font].name;
  return out.str();
}
inline std::string written(const RuledLine& line, const GlyphPage&) {
  std::ostringstream out;
  out.precision(9);
  out << "line " << line.x0 << ' ' << line.y0 << ' ' << line.x1 << ' ' << line.y1;
  return out.str();
}
inline std::string written(const Box& box, const GlyphPage&) {
  std::ostringstream out;
  out.precision(9);
  out << "fill " << box.x0 << ' ' << box.top << ' ' << box.x1 << ' ' << box.bottom;
  return out.str();
}

inline bool is_same(const Box& a, const Box& b) {
  return a.x0 == b.x0 && a.top == b.top && a.x1 == b.x1 && a.bottom == b.bottom;
}
inline bool is_same(const RuledLine& a, const RuledLine& b) {
  return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1;
}
inline bool is_same(const Glyph& a, const Glyph& b) {
  return a.character == b.character && is_same(a.box, b.box) && a.baseline == b.baseline &&
         a.size == b.size && a.font == b.font && a.turn == b.turn && a.stroked == b.stroked &&
         a.hidden == b.hidden && a.slanted == b.slanted;
}

// The first place where the two differ, or nothing.
template <typename Items>
std::string first_difference(const Items& ours, const Items& theirs, const GlyphPage& page,
                             const GlyphPage& judge) {
  for (std::size_t i = 0; i < std::max(ours.size(), theirs.size()); ++i) {
    if (i < ours.size() && i < theirs.size() && is_same(ours[i], theirs[i])) continue;
    const std::string is = i < ours.size() ? written(ours[i], page) : "nothing";
    const std::string should_be = i < theirs.size() ? written(theirs[i], judge) : "nothing";
    return "number " + std::to_string(i) + " is " + is + ", not " + should_be;
  }
  return {};
}

}  // namespace same_page_detail

// How our reading of page `number` differs from Poppler's; empty if it does not.
inline std::string difference(GlyphSource& ours, GlyphSource& theirs, int number) {
  using same_page_detail::first_difference;
  const GlyphPage page = ours.page(number), judge = theirs.page(number);
  if (page.width != judge.width || page.height != judge.height) return "the size of the page";
  if (page.fonts.size() != judge.fonts.size()) return "the fonts";
  for (std::size_t i = 0; i < page.fonts.size(); ++i)
    if (page.fonts[i].name != judge.fonts[i].name) return "font " + page.fonts[i].name;
  if (page.warnings != judge.warnings) return "the warnings";
  std::string found = first_difference(page.glyphs, judge.glyphs, page, judge);
  if (found.empty()) found = first_difference(page.lines, judge.lines, page, judge);
  if (found.empty()) found = first_difference(page.fills, judge.fills, page, judge);
  if (found.empty()) found = first_difference(page.frames, judge.frames, page, judge);
  return found;
}

}  // namespace proviso::extract
