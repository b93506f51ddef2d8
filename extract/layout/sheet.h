// A page as seen by a reader who turns it until one direction of its text is upright.
#pragma once

#include <vector>

#include "extract/page/words.h"

namespace proviso::extract {

// All that stands upright after `turn` quarter turns of the head. Coordinates are those of the turned
// page: x grows along the lines, y from line to line.
struct Sheet {
  std::uint32_t page = 0;  // index
  Turn turn = 0;
  float width = 0, height = 0;  // of the turned page, points
  std::vector<PageWord> words = {};
  std::vector<RuledLine> lines = {};
  std::vector<Box> fills = {};
  std::vector<Box> frames = {};
};

// One sheet for each direction of reading that occurs on the page, the one with most text first. An
// empty page gives none.
std::vector<Sheet> sheets_of(const GlyphPage& page, std::uint32_t page_index, std::vector<PageWord> words);

// A box of the sheet in the coordinates of its page, and back.
Box on_page(const Sheet& sheet, const Box& box);
Box on_sheet(const Sheet& sheet, const Box& box);

}  // namespace proviso::extract
