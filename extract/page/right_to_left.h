// Right-to-left scripts (Hebrew, Arabic and their relatives): letters of a word in the order in which they
// are read, whatever the order in which they were drawn.
#pragma once

#include <string>
#include <vector>

#include "extract/page/glyphs.h"

namespace proviso::extract {

// Is it a letter of such a script, or one of its presentation forms?
inline bool is_right_to_left(char32_t c) {
  return c >= 0x590 && ((c < 0x900 && !(c >= 0x660 && c < 0x66A)) || (c >= 0xFB1D && c < 0xFE00) ||
                        (c >= 0xFE70 && c < 0xFEFF) || (c >= 0x10800 && c < 0x11000));
}

// The text of one word, given as its glyphs in any order: from right to left, its numbers from left to right,
// presentation forms as the letters that they stand for, brackets as they open and close.
std::string right_to_left_text(std::vector<Glyph> glyphs);

}  // namespace proviso::extract
