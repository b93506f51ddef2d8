#include "extract/content/poppler_fonts.h"

#include <poppler/GfxFont.h>
#include <poppler/Object.h>
#include <poppler/XRef.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace proviso::extract {
namespace {

bool named(std::string_view name, std::string_view part) { return name.find(part) != name.npos; }

std::unique_ptr<DocumentFont> make_font(XRef& xref, const char* tag, Ref id, Dict* dictionary) {
  std::shared_ptr<GfxFont> font = GfxFont::makeFont(&xref, tag, id, dictionary);
  if (!font || !font->isOk()) return nullptr;
  auto made = std::make_unique<DocumentFont>();
  made->metrics = metrics_of(font.get());
  made->font = std::move(font);
  return made;
}

}  // namespace

FontMetrics metrics_of(const GfxFont* font) {
  FontMetrics metrics;
  if (font == nullptr) return metrics;
  FontStyle& style = metrics.style;
  style.name = font->getNameWithoutSubsetTag();
  style.bold = font->isBold() || font->getWeight() >= GfxFont::W600 || named(style.name, "Bold");
  style.italic = font->isItalic() || named(style.name, "Italic") || named(style.name, "Oblique");
  style.has_unicode = font->hasToUnicodeCMap();
  metrics.ascent = static_cast<float>(std::clamp(font->getAscent(), 0.5, 1.05));
  metrics.descent = static_cast<float>(std::clamp(font->getDescent(), -0.4, 0.0));
  if (font->getType() == fontType3) {
    metrics.scale = static_cast<float>(std::abs(font->getFontMatrix()[3]) * 1000);
    if (!(metrics.scale > 0.01F && metrics.scale < 100)) metrics.scale = 1;
  }
  return metrics;
}

DocumentFonts::~DocumentFonts() = default;

const DocumentFont* DocumentFonts::font(const char* tag, const Object& entry) {
  if (!entry.isRef()) {
    if (!entry.isDict()) return nullptr;
    constexpr Ref no_reference = {-1, 100'000};  // legal generations have five digits
    direct_.push_back(make_font(xref_, tag, no_reference, entry.getDict()));
    return direct_.back().get();
  }
  const Ref reference = entry.getRef();
  const auto [place, is_new] = by_reference_.try_emplace({reference.num, reference.gen});
  if (is_new) {
    const Object dictionary = entry.fetch(&xref_);
    if (dictionary.isDict()) place->second = make_font(xref_, tag, reference, dictionary.getDict());
  }
  return place->second.get();
}

}  // namespace proviso::extract
