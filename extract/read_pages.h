// From a source of glyphs to a Document: the whole of layout behind one function.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "extract/page/glyphs.h"
#include "extract/page/words.h"

namespace proviso::extract {

// How many letters of these two alphabets the pages with a good text layer have.
struct Alphabets {
  std::size_t latin = 0, cyrillic = 0;

  void add(std::string_view text);
};

// Recognises the words of a page from its picture; empty if it finds none. `seen` are the alphabets of the
// document's other pages.
using PageRecogniser = std::function<std::vector<PageWord>(const GlyphPage& page, const Alphabets& seen)>;

struct PageReading {
  PageRecogniser recognise = {};                           // empty: no OCR
  bool recognise_all = false;                              // also pages with a good text layer
  std::function<void(int done, int pages)> progress = {};  // may be empty
};

// Reads every page of `source`; those that must be recognised after all others. The result's sha256 is left
// empty. Pages with a bad text layer that cannot be recognised give no blocks.
Document read_pages(GlyphSource& source, const PageReading& reading);

}  // namespace proviso::extract
