// Reads a page from its picture, for pages whose text layer is missing or bad.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/page/glyphs.h"
#include "extract/page/words.h"

namespace proviso::extract {

// Why pages cannot be recognised here at all, one line; empty if they can.
std::string why_no_recognition();

// Recognises the pages of one PDF. The script of the first page decides the languages of all: Latin
// letters are read as English, Cyrillic as Russian and Ukrainian, as far as their data are installed.
class PageReader {
 public:
  explicit PageReader(std::string_view bytes) : bytes_(bytes) {}  // `bytes` must outlive the reader

  // The words of the page, in the coordinates of its glyphs; none if there are none.
  std::vector<PageWord> read(const GlyphPage& page);

 private:
  std::string_view bytes_;
  std::vector<std::string> languages_ = {};  // empty: not decided yet
};

}  // namespace proviso::extract
