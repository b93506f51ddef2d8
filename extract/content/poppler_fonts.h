// The fonts of a document, each made by Poppler once and only when text is shown in it.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "extract/content/glyph_recorder.h"

class GfxFont;
class Object;
class XRef;

namespace proviso::extract {

struct DocumentFont {
  std::shared_ptr<GfxFont> font;
  FontMetrics metrics = {};
};

// What layout is to know of a font; `font` may be null. Ascent and descent are limited as Poppler's own text
// device limits them, because many fonts lie.
FontMetrics metrics_of(const GfxFont* font);

class DocumentFonts {
 public:
  explicit DocumentFonts(XRef& xref) : xref_(xref) {}
  DocumentFonts(const DocumentFonts&) = delete;
  DocumentFonts& operator=(const DocumentFonts&) = delete;
  ~DocumentFonts();

  // The font that `entry`, the value of `tag` in a font dictionary, stands for: a reference, or the font's
  // own dictionary, which is made again at each call. Null if Poppler cannot use it. Owned by this object.
  const DocumentFont* font(const char* tag, const Object& entry);

 private:
  XRef& xref_;
  std::map<std::pair<int, int>, std::unique_ptr<DocumentFont>> by_reference_;
  std::vector<std::unique_ptr<DocumentFont>> direct_;
};

}  // namespace proviso::extract
