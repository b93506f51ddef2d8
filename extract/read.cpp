#include "extract/read.h"

#include <algorithm>

#include "extract/page/glyphs.h"
#include "extract/page/recognise_page.h"
#include "extract/read_pages.h"
#include "extract/sha256.h"

namespace proviso::extract {

Document read_pdf(std::string_view bytes, const ReadOptions& options) {
  const std::unique_ptr<GlyphSource> source = open_poppler(bytes);
  PageReader reader(bytes);
  const std::string no_recognition = options.ocr == OcrMode::never ? std::string() : why_no_recognition();
  PageReading reading{.progress = options.progress};
  if (options.ocr != OcrMode::never && no_recognition.empty()) {
    reading.recognise = [&reader](const GlyphPage& page, const Alphabets& seen) {
      return reader.read(page, seen);
    };
    reading.recognise_all = options.ocr == OcrMode::always;
  }
  Document document = read_pages(*source, reading);
  document.sha256 = options.sha256.empty() ? sha256_hex(bytes) : options.sha256;
  const bool needed = std::any_of(document.pages.begin(), document.pages.end(),
                                  [](const Page& page) { return page.grade == Grade::bad; });
  if (needed && !no_recognition.empty()) document.warnings.push_back(no_recognition);
  if (!reader.missing().empty()) document.warnings.push_back(reader.missing());
  return document;
}

}  // namespace proviso::extract
