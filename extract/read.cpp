#include "extract/read.h"

#include "extract/glyphs.h"
#include "extract/read_pages.h"
#include "extract/sha256.h"

namespace proviso::extract {

Document read_pdf(std::string_view bytes, const ReadOptions& options) {
  const std::unique_ptr<GlyphSource> source = open_poppler(bytes);
  Document document = read_pages(*source, {.progress = options.progress});
  document.sha256 = sha256_hex(bytes);
  return document;
}

}  // namespace proviso::extract
