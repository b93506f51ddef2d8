// Reading pages from their pictures, for pages without text or with a bad text layer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/picture.h"

namespace proviso::extract {

// A word as recognised.
struct OcrWord {
  std::string text = {};  // UTF-8, not yet normalised
  Box box = {};           // points; from the letters' ascent to their descent, like a Glyph's
  float baseline =
      0;           // points: y of the base line below the middle of its line: a line that slopes stays one
  float size = 0;  // points: the font size, estimated from the height of the line's letters
  float confidence = 0;     // 0 to 100; below about 50 the word is a guess
  std::uint32_t block = 0;  // from 0 in the order that the recogniser takes for that of reading
  std::uint32_t line = 0;   // from 0, over the whole page
};

// The resolution that recognition works best at.
inline constexpr double ocr_dpi = 300;

// Languages are named as Tesseract names its data files ("eng", "rus", "ukr").
// Why pages in `languages` cannot be recognised, one line that says what to install; empty if they can.
std::string why_no_ocr(const std::vector<std::string>& languages);

// "Tesseract 5.3.0", the engine in use; empty if this program was built without one.
std::string ocr_version();

// The words of `picture` line by line; none for an empty picture. `languages` (at least one): the first
// leads. Throws std::runtime_error with why_no_ocr's line where that is not empty.
//
// The engine is kept for the next call with the same languages, so reads of many pages load the data once;
// not thread-safe. The same picture gives the same words whatever number of threads Tesseract uses; a
// process of many workers sets OMP_THREAD_LIMIT=1 in their environment, which OpenMP reads as a program
// starts.
std::vector<OcrWord> recognise_words(const Picture& picture, const std::vector<std::string>& languages);

}  // namespace proviso::extract
