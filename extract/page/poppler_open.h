// Opening a PDF with Poppler, from memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page/glyphs.h"

class PDFDoc;

namespace proviso::extract {

// Opens the PDF in `bytes`, which must outlive the result. Throws UnreadableFile (extract/read.h) with one
// clear line for anything that is no readable PDF. Sets Poppler up at the first call and keeps its
// messages off stderr.
std::unique_ptr<PDFDoc> open_pdf(std::string_view bytes);

// The entries of the outline that lead to a page of the PDF, at most a few thousand, six levels deep.
std::vector<Bookmark> bookmarks_of(PDFDoc& pdf);

// A PDF text string (PDFDocEncoding, or UTF-16 with a byte order mark) as UTF-8.
std::string utf8_of_pdf_string(const std::string& text);

}  // namespace proviso::extract
