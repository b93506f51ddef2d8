// Tables drawn by hand. Places are in points; each character is half its size wide, so that text in 10 points
// takes 5 points a character.
#pragma once

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/extract/drawn_source.h"

namespace proviso::extract {

// "row,column[-last column] text" of each cell of a table, header cells with an "H" before them.
inline std::string cells(const Document& document, const Table& table) {
  std::ostringstream out;
  for (const Cell& cell : table.cells) {
    if (cell.block == none) continue;
    out << (cell.header ? "H" : "") << cell.row << ',' << cell.column;
    if (cell.column_span > 1) out << '-' << cell.column + cell.column_span - 1;
    out << ' ' << text_of(document, document.blocks[cell.block].span) << '\n';
  }
  return out.str();
}

// Draws words that end (numbers) or have their middle (names) at the given places.
inline void numbers(DrawnPage& page, float baseline,
                    const std::vector<std::pair<float, std::string>>& words) {
  for (const auto& [right, word] : words)
    page.text(right - 5 * static_cast<float>(word.size()), baseline, word);
}
inline void names(DrawnPage& page, float baseline, const std::vector<std::pair<float, std::string>>& words) {
  for (const auto& [middle, word] : words)
    page.text(middle - 2.5F * static_cast<float>(word.size()), baseline, word);
}

// Four rows of six numbers behind a label; the columns end at 200, 250 ... 450.
inline void body(DrawnPage& page, float baseline, const std::string& label = "Region") {
  for (int row = 0; row < 4; ++row, baseline += 12) {
    page.text(50, baseline, label + " " + std::to_string(row + 1));
    std::vector<std::pair<float, std::string>> values;
    for (int column = 0; column < 6; ++column)
      values.push_back({200 + 50.0F * static_cast<float>(column), std::to_string(100 + 10 * row + column)});
    numbers(page, baseline, values);
  }
}

}  // namespace proviso::extract
