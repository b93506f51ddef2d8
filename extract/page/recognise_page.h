// Reads a page from its picture, for pages whose text layer is missing or bad.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/page/glyphs.h"
#include "extract/page/words.h"
#include "extract/picture.h"
#include "extract/read_pages.h"

namespace proviso::extract {

// Why pages cannot be recognised here at all, one line; empty if they can.
std::string why_no_recognition();

// Recognises the pages of one PDF. Latin letters are read as English, Cyrillic as Russian and (if its data
// are there) Ukrainian. Which alphabet a document has is known from its other pages, else from a strip of
// the first page to be recognised, which is read with all languages.
class PageReader {
 public:
  explicit PageReader(std::string_view bytes) : bytes_(bytes) {}  // `bytes` must outlive the reader

  // The words of the page, in the coordinates of its glyphs; none if there are none, or if the data of its
  // language are not installed. `seen`: the alphabets of the document's other pages.
  std::vector<PageWord> read(const GlyphPage& page, const Alphabets& seen);

  // What to install for the pages that could not be read, one line; empty if nothing was missing.
  const std::string& missing() const { return missing_; }

 private:
  void decide_languages(const Picture& picture, const Alphabets& seen);

  std::string_view bytes_;
  std::vector<std::string> languages_ = {};  // empty: not decided yet
  std::string missing_ = {};
};

}  // namespace proviso::extract
