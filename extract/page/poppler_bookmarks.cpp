// The outline of a PDF, and its text strings.
#include <poppler/Catalog.h>
#include <poppler/Link.h>
#include <poppler/Outline.h>
#include <poppler/PDFDoc.h>
#include <poppler/UTF.h>
#include <poppler/goo/GooString.h>
#include <poppler/goo/gmem.h>

#include "extract/page/poppler_open.h"
#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr int deepest = 6;
constexpr std::size_t most = 5000;

int page_of(PDFDoc& pdf, const LinkDest& destination) {
  return destination.isPageRef() ? pdf.getCatalog()->findPage(destination.getPageRef())
                                 : destination.getPageNum();
}

// From 1; 0 if the entry leads to no page of this PDF.
int page_of(PDFDoc& pdf, const OutlineItem& item) {
  const auto* action = dynamic_cast<const LinkGoTo*>(item.getAction());
  if (action == nullptr || !action->isOk()) return 0;
  int page = 0;
  if (action->getDest() != nullptr) {
    page = page_of(pdf, *action->getDest());
  } else if (const auto named = pdf.findDest(action->getNamedDest()); named != nullptr && named->isOk()) {
    page = page_of(pdf, *named);
  }
  return page >= 1 && page <= pdf.getNumPages() ? page : 0;
}

void collect(PDFDoc& pdf, const std::vector<OutlineItem*>* items, int level, std::vector<Bookmark>& out) {
  if (items == nullptr || level > deepest) return;
  for (OutlineItem* item : *items) {
    if (item == nullptr || out.size() >= most) return;
    Bookmark bookmark{.page = page_of(pdf, *item), .level = level};
    for (int i = 0; i < item->getTitleLength(); ++i) append_utf8(bookmark.title, item->getTitle()[i]);
    if (bookmark.page != 0) out.push_back(std::move(bookmark));
    item->open();
    collect(pdf, item->getKids(), level + 1, out);
  }
}

}  // namespace

std::string utf8_of_pdf_string(const std::string& text) {
  Unicode* characters = nullptr;
  const int count = TextStringToUCS4(text, &characters);
  std::string utf8;
  for (int i = 0; i < count; ++i) append_utf8(utf8, characters[i]);
  gfree(characters);
  return utf8;
}

std::vector<Bookmark> bookmarks_of(PDFDoc& pdf) {
  std::vector<Bookmark> bookmarks;
  if (const Outline* outline = pdf.getOutline()) collect(pdf, outline->getItems(), 1, bookmarks);
  return bookmarks;
}

}  // namespace proviso::extract
