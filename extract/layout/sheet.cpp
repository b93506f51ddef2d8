#include "extract/layout/sheet.h"

#include <algorithm>
#include <array>

namespace proviso::extract {
namespace {

// Turns a box of a page (width x height before turning) by `turn` quarter turns anticlockwise, so that
// text drawn with that turn stands upright.
Box turned(const Box& b, Turn turn, float width, float height) {
  switch (turn) {
    case 1:
      return {b.top, width - b.x1, b.bottom, width - b.x0};
    case 2:
      return {width - b.x1, height - b.bottom, width - b.x0, height - b.top};
    case 3:
      return {height - b.bottom, b.x0, height - b.top, b.x1};
    default:
      return b;
  }
}

float turned_baseline(float baseline, Turn turn, float width, float height) {
  switch (turn) {
    case 1:
      return width - baseline;
    case 2:
      return height - baseline;
    default:
      return baseline;
  }
}

Sheet empty_sheet(const GlyphPage& page, std::uint32_t page_index, Turn turn) {
  Sheet sheet{.page = page_index, .turn = turn, .width = page.width, .height = page.height};
  if (turn % 2 == 1) std::swap(sheet.width, sheet.height);
  for (const RuledLine& line : page.lines) {
    const Box box = turned({line.x0, line.y0, line.x1, line.y1}, turn, page.width, page.height);
    sheet.lines.push_back({box.x0, box.top, box.x1, box.bottom});
  }
  for (const Box& fill : page.fills) sheet.fills.push_back(turned(fill, turn, page.width, page.height));
  for (const Box& frame : page.frames) sheet.frames.push_back(turned(frame, turn, page.width, page.height));
  return sheet;
}

}  // namespace

std::vector<Sheet> sheets_of(const GlyphPage& page, std::uint32_t page_index, std::vector<PageWord> words) {
  std::array<std::size_t, 4> letters{};
  for (const PageWord& word : words) letters[word.turn] += word.text.size();
  std::array<Turn, 4> turns{0, 1, 2, 3};
  std::stable_sort(turns.begin(), turns.end(), [&](Turn a, Turn b) { return letters[a] > letters[b]; });

  std::vector<Sheet> sheets;
  for (const Turn turn : turns) {
    if (letters[turn] == 0) break;
    sheets.push_back(empty_sheet(page, page_index, turn));
    for (PageWord& word : words) {
      if (word.slope != 0 ? turn != turns[0] : word.turn != turn) continue;
      word.box = turned(word.box, turn, page.width, page.height);
      word.baseline = turned_baseline(word.baseline, turn, page.width, page.height);
      sheets.back().words.push_back(std::move(word));
    }
  }
  return sheets;
}

Box on_page(const Sheet& sheet, const Box& box) {
  const Turn back = static_cast<Turn>((4 - sheet.turn) % 4);
  return turned(box, back, sheet.width, sheet.height);
}

Box on_sheet(const Sheet& sheet, const Box& box) {
  const bool across = sheet.turn % 2 == 1;
  return turned(box, sheet.turn, across ? sheet.height : sheet.width, across ? sheet.width : sheet.height);
}

}  // namespace proviso::extract
