// From a source of glyphs to a Document: the whole of layout behind one function.
#pragma once

#include <functional>

#include "extract/page/glyphs.h"
#include "extract/page/words.h"

namespace proviso::extract {

// Recognises the words of the page with the given number from its picture; empty if it finds none.
using PageRecogniser = std::function<std::vector<PageWord>(const GlyphPage& page)>;

struct PageReading {
  PageRecogniser recognise = {};                           // empty: no OCR
  bool recognise_all = false;                              // also pages with a good text layer
  std::function<void(int done, int pages)> progress = {};  // may be empty
};

// Reads every page of `source`. The result's sha256 is left empty. Pages with a bad text layer that
// cannot be recognised give no blocks.
Document read_pages(GlyphSource& source, const PageReading& reading);

}  // namespace proviso::extract
