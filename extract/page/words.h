// Glyphs to words: the characters between white space on one line, in their normal form.
#pragma once

#include <string>
#include <vector>

#include "extract/page/glyphs.h"

namespace proviso::extract {

// A word on a page, before it has a place in a document's text.
struct PageWord {
  std::string text = {};  // UTF-8, NFC; ligatures spelled out; may end in a hyphen or a soft hyphen
  Box box = {};
  float baseline = 0;      // points; for turned text in the turned page's coordinates
  float size = 0;          // font size in points
  std::uint16_t font = 0;  // index into GlyphPage::fonts
  Turn turn = 0;
  bool bold = false;    // by its font, by stroking, or by drawing it twice
  bool glued = false;   // no white space was drawn between it and the word before it in the stream
  bool raised = false;  // set by lines.h: stands above the base line of its line, in smaller type
  bool call = false;    // set by notes.h: calls a note (or several, "1,2") and is no text
  bool hidden = false;
  bool right_to_left =
      false;                // has letters of Hebrew, Arabic or a relative; `text` is in the order of reading
  bool initial = false;     // set by drop_caps.h: a drop capital
  std::uint16_t slope = 0;  // > 0: of this run of text along a curve or a slope (curved_text.h)
  std::uint16_t unknown = 0;  // characters that the font does not explain (U+FFFD, private use)
};

// Composes letters and marks (NFC) in place; costs nothing for words that are composed already.
void normalise(std::string& text);

// The words of a page in the order of its content stream. Characters drawn twice at one place (bold
// by overprinting) count once; control characters and spaces only separate, and letters that are set apart
// make one word (letter_spacing.h).
std::vector<PageWord> words_of(const GlyphPage& page);

}  // namespace proviso::extract
