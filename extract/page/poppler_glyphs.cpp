// A PDF opened with Poppler, page by page.
#include <poppler/Catalog.h>
#include <poppler/PDFDoc.h>
#include <poppler/goo/GooString.h>

#include <cmath>

#include "extract/content/poppler_content.h"
#include "extract/content/poppler_device.h"
#include "extract/page/glyphs.h"
#include "extract/page/poppler_open.h"

namespace proviso::extract {
namespace {

class PopplerSource final : public GlyphSource {
 public:
  PopplerSource(std::string_view bytes, ContentInterpreter interpreter)
      : bytes_(bytes), interpreter_(interpreter), pdf_(open_pdf(bytes)), fonts_(*pdf_->getXRef()) {}

  int page_count() const override { return pdf_->getNumPages(); }

  GlyphPage page(int number) override {
    GlyphPage page;
    page.number = number;
    if (interpreter_ == ContentInterpreter::poppler || !read_content(*pdf_, bytes_, number, fonts_, page)) {
      page = {};
      page.number = number;
      read_with_device(*pdf_, number, page);
    }
    warn_of_size(page);
    if (page.glyphs.empty()) page.has_images = has_images(number);
    return page;
  }

  std::string page_label(int number) override {
    const Object catalog = pdf_->getXRef()->getCatalog();
    if (!catalog.isDict() || !catalog.dictLookup("PageLabels").isDict()) return {};
    GooString label;
    if (!pdf_->getCatalog()->indexToLabel(number - 1, &label)) return {};
    return utf8_of_pdf_string(label.toStr());
  }

  std::string title() override {
    const auto title = pdf_->getDocInfoTitle();
    return title ? utf8_of_pdf_string(title->toStr()) : std::string();
  }

  std::vector<Bookmark> bookmarks() override { return bookmarks_of(*pdf_); }

 private:
  static void warn_of_size(GlyphPage& page) {
    constexpr float largest = 7200;  // points: 100 inches
    if (!std::isfinite(page.width) || !std::isfinite(page.height)) page.width = page.height = 0;
    if (!(page.width >= 1 && page.height >= 1)) {
      page.warnings.emplace_back("the page has no size");
    } else if (page.width > largest || page.height > largest) {
      page.warnings.emplace_back("the page is larger than 100 inches");
    }
  }

  // Does the page have pictures, or forms that may hold some?
  bool has_images(int number) {
    ::Page* page = pdf_->getPage(number);
    Dict* resources = page == nullptr ? nullptr : page->getResourceDict();
    if (resources == nullptr) return false;
    const Object objects = resources->lookup("XObject");
    return objects.isDict() && objects.dictGetLength() > 0;
  }

  std::string_view bytes_;
  ContentInterpreter interpreter_;
  std::unique_ptr<PDFDoc> pdf_;
  DocumentFonts fonts_;
};

}  // namespace

std::unique_ptr<GlyphSource> open_poppler(std::string_view bytes, ContentInterpreter interpreter) {
  return std::make_unique<PopplerSource>(bytes, interpreter);
}

}  // namespace proviso::extract
