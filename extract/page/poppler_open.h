// Opening a PDF with Poppler, from memory.
#pragma once

#include <memory>
#include <string_view>

class PDFDoc;

namespace proviso::extract {

// Opens the PDF in `bytes`, which must outlive the result. Throws UnreadableFile (extract/read.h) with one
// clear line for anything that is no readable PDF. Sets Poppler up at the first call and keeps its
// messages off stderr.
std::unique_ptr<PDFDoc> open_pdf(std::string_view bytes);

}  // namespace proviso::extract
