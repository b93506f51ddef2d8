#include "extract/read.h"

#include <algorithm>

#include "extract/blocks.h"
#include "extract/furniture.h"
#include "extract/glyphs.h"
#include "extract/notes.h"
#include "extract/page_layout.h"
#include "extract/sha256.h"
#include "extract/write_document.h"

namespace proviso::extract {
namespace {

PageLayout read_page(GlyphSource& source, int number) {
  const GlyphPage glyphs = source.page(number);
  Page page{.number = number, .width = glyphs.width, .height = glyphs.height};
  return lay_out(std::move(page), glyphs, words_of(glyphs));
}

}  // namespace

Document read_pdf(std::string_view bytes, const ReadOptions& options) {
  Document document;
  document.sha256 = sha256_hex(bytes);
  const std::unique_ptr<GlyphSource> source = open_poppler(bytes);
  std::vector<PageLayout> pages;
  std::vector<std::string> labels;
  if (options.progress) options.progress(0, source->page_count());
  for (int number = 1; number <= source->page_count(); ++number) {
    pages.push_back(read_page(*source, number));
    labels.push_back(source->page_label(number));
    if (options.progress) options.progress(number, source->page_count());
  }
  mark_furniture(pages, labels);
  const BodyStyle body = body_style(pages);
  mark_notes(pages, body);
  for (const PageLayout& page : pages) document.pages.push_back(page.page);
  write_document(blocks_of(pages, body), document);
  document.title = source->title();
  return document;
}

}  // namespace proviso::extract
