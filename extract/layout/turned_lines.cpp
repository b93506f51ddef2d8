#include "extract/layout/turned_lines.h"

namespace proviso::extract {

bool is_on_its_side(const Sheet& sheet, const Sheet& other) { return (sheet.turn + other.turn) % 2 == 1; }

Line seen_from(const Sheet& sheet, const Sheet& other, Line line) {
  const auto move = [&](Box& box) { box = on_sheet(sheet, on_page(other, box)); };
  move(line.box);
  for (PageWord& word : line.words) {
    move(word.box);
    word.baseline = word.box.bottom;
  }
  line.baseline = line.box.bottom;
  return line;
}

}  // namespace proviso::extract
