// Poppler's content interpreter with an output device that records glyphs and ruled lines in one pass.
#include <poppler/Catalog.h>
#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/OutputDev.h>
#include <poppler/PDFDoc.h>
#include <poppler/goo/GooString.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "extract/page/glyphs.h"
#include "extract/page/poppler_open.h"
#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr char32_t unknown_character = 0xFFFD;
constexpr float thin = 3;      // points: a filled rectangle thinner than this is a ruled line
constexpr float slack = 0.5F;  // points: how far from straight a line may be

// What the device keeps of a Poppler font. Ascent and descent are shares of the font size, limited as
// Poppler's own text device limits them, because many fonts lie.
struct FontMetrics {
  std::uint16_t index = 0;
  float ascent = 0.95F;
  float descent = -0.35F;
  float scale = 1;  // Type 3 fonts: size of a font unit
};

Turn turn_of(double cosine, double sine) {
  if (std::abs(cosine) >= std::abs(sine)) return cosine >= 0 ? 0 : 2;
  return sine >= 0 ? 1 : 3;
}

class GlyphDevice final : public OutputDev {
 public:
  explicit GlyphDevice(GlyphPage& page) : page_(page) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return false; }
  // Poppler asks this at each form. Forms that "the device draws" are not interpreted, so that a few forms
  // which draw each other twice do not take forever.
  bool useDrawForm() override { return ++forms_ > most_forms; }

  // Is there no use in going on with the page?
  bool is_full() const { return page_.glyphs.size() >= most_glyphs; }

  // After the page: what was left out.
  void warn() {
    const auto cut = [this](bool is, const char* what) {
      if (!is) return;
      page_.warnings.emplace_back(what);
      page_.cut_short = true;
    };
    cut(is_full(), "more than a million characters: the rest was left out");
    cut(forms_ > most_forms, "too many nested forms: the rest was left out");
    cut(page_.lines.size() >= most_drawn_lines || page_.fills.size() >= most_drawn_lines,
        "too many ruled lines: the rest was left out");
    if (tiny_ > 0) page_.warnings.emplace_back("text too small to be read was left out");
    if (outside_ > 0) page_.warnings.emplace_back("text outside the page was left out");
  }

  void startPage(int, GfxState* state, XRef*) override {
    page_.width = static_cast<float>(state->getPageWidth());
    page_.height = static_cast<float>(state->getPageHeight());
  }

  void beginString(GfxState* state, const GooString*) override {
    font_ = &metrics(state->getFont());
    const double* ctm = state->getCTM();
    const double* text = state->getTextMat();
    const double horizontal = state->getHorizScaling();
    // The direction of the base line and the height of one unit of font size, on the page.
    const double along_x = (text[0] * ctm[0] + text[1] * ctm[2]) * horizontal;
    const double along_y = (text[0] * ctm[1] + text[1] * ctm[3]) * horizontal;
    const double up_x = text[2] * ctm[0] + text[3] * ctm[2];
    const double up_y = text[2] * ctm[1] + text[3] * ctm[3];
    turn_ = turn_of(along_x, along_y);
    size_ = static_cast<float>(std::hypot(up_x, up_y) * std::abs(state->getFontSize())) * font_->scale;
    const int render = state->getRender();
    hidden_ = render == 3 || render == 7;
    stroked_ = render == 2;
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode code, int,
                const Unicode* unicode, int length) override {
    remove_spacing(state, code, dx, dy);
    double width_x = 0, width_y = 0, at_x = 0, at_y = 0;
    state->transformDelta(dx, dy, &width_x, &width_y);
    state->transform(x, y, &at_x, &at_y);
    if (!std::isfinite(at_x + at_y + width_x + width_y)) return;
    const int count = std::max(length, 1);
    for (int i = 0; i < count; ++i) {
      const double from = static_cast<double>(i) / count;
      add(length > 0 ? unicode[i] : unknown_character, at_x + width_x * from, at_y + width_y * from,
          width_x / count, width_y / count);
    }
  }

  void stroke(GfxState* state) override {
    for_each_subpath(state, [&](const std::vector<Point>& points) {
      for (std::size_t i = 1; i < points.size(); ++i) add_line(points[i - 1], points[i]);
    });
  }
  void fill(GfxState* state) override {
    const bool white = is_white(state);
    for_each_subpath(state, [&](const std::vector<Point>& points) { add_fill(points, white); });
  }
  void eoFill(GfxState* state) override { fill(state); }

 private:
  struct Point {
    float x, y;
  };

  static bool is_white(GfxState* state) {
    constexpr double white = 0.99;
    GfxRGB colour;
    state->getFillRGB(&colour);
    return colToDbl(colour.r) > white && colToDbl(colour.g) > white && colToDbl(colour.b) > white;
  }

  // Character and word spacing are part of the advance, not of the glyph.
  static void remove_spacing(GfxState* state, CharCode code, double& dx, double& dy) {
    double spacing = state->getCharSpace();
    if (code == 0x20) spacing += state->getWordSpace();
    double spacing_x = 0, spacing_y = 0;
    state->textTransformDelta(spacing * state->getHorizScaling(), 0, &spacing_x, &spacing_y);
    dx -= spacing_x;
    dy -= spacing_y;
  }

  void add(char32_t character, double x, double y, double width_x, double width_y) {
    const auto ascent = font_->ascent * size_, descent = font_->descent * size_;
    const auto fx = static_cast<float>(x), fy = static_cast<float>(y);
    const auto wx = static_cast<float>(width_x), wy = static_cast<float>(width_y);
    Glyph glyph{.character = character,
                .size = size_,
                .font = font_->index,
                .turn = turn_,
                .stroked = stroked_,
                .hidden = hidden_};
    switch (turn_) {
      case 0:
        glyph.box = {fx, fy - ascent, fx + wx, fy - descent};
        break;
      case 1:
        glyph.box = {fx + descent, fy, fx + ascent, fy + wy};
        break;
      case 2:
        glyph.box = {fx + wx, fy + descent, fx, fy + ascent};
        break;
      default:
        glyph.box = {fx - ascent, fy + wy, fx - descent, fy};
        break;
    }
    if (glyph.box.x0 > glyph.box.x1) std::swap(glyph.box.x0, glyph.box.x1);
    if (glyph.box.top > glyph.box.bottom) std::swap(glyph.box.top, glyph.box.bottom);
    glyph.baseline = turn_ % 2 == 0 ? fy : fx;
    const Box& box = glyph.box;
    if (box.x1 < 0 || box.bottom < 0 || box.x0 > page_.width || box.top > page_.height) {
      if (character > 0x20) ++outside_;
      return;
    }
    if (size_ < least_type) {
      ++tiny_;
      return;
    }
    if (is_full()) return;
    page_.glyphs.push_back(glyph);
  }

  // By string, not by updateFont(): Poppler does not tell when restoring the graphics state brings an
  // earlier font back.
  const FontMetrics& metrics(const std::shared_ptr<GfxFont>& font) {
    const auto [entry, is_new] = fonts_.try_emplace(font);
    if (is_new) describe(font.get(), entry->second);
    return entry->second;
  }

  void describe(const GfxFont* font, FontMetrics& metrics) {
    FontStyle style;
    if (font != nullptr) {
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
    }
    const auto same = std::find_if(page_.fonts.begin(), page_.fonts.end(), [&](const FontStyle& known) {
      return known.name == style.name && known.bold == style.bold && known.italic == style.italic &&
             known.has_unicode == style.has_unicode;
    });
    metrics.index = static_cast<std::uint16_t>(same - page_.fonts.begin());
    if (same == page_.fonts.end()) page_.fonts.push_back(std::move(style));
  }

  static bool named(std::string_view name, std::string_view part) { return name.find(part) != name.npos; }

  template <typename Visit>
  void for_each_subpath(GfxState* state, Visit visit) {
    const GfxPath* path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* subpath = path->getSubpath(i);
      const int count = subpath->getNumPoints();
      if (count < 2 || count > 9) continue;  // lines and rectangles, not drawings
      points_.clear();
      for (int k = 0; k < count && !subpath->getCurve(k); ++k) {
        double x = 0, y = 0;
        state->transform(subpath->getX(k), subpath->getY(k), &x, &y);
        if (std::isfinite(x + y)) points_.push_back({static_cast<float>(x), static_cast<float>(y)});
      }
      if (points_.size() == static_cast<std::size_t>(count)) visit(points_);
    }
  }

  void add_line(Point a, Point b) {
    if (std::abs(a.x - b.x) > slack && std::abs(a.y - b.y) > slack) return;
    RuledLine line{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
    if (line.x1 - line.x0 + line.y1 - line.y0 > slack) keep(line);
  }

  void keep(const RuledLine& line) {
    if (page_.lines.size() < most_drawn_lines) page_.lines.push_back(line);
  }

  // A thin one is a rule, a white one too: between shaded cells it is what parts them. Others are shades.
  void add_fill(const std::vector<Point>& points, bool white) {
    if (points.size() < 4 || points.size() > 5) return;
    Box box{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Point& point : points) {
      box.x0 = std::min(box.x0, point.x);
      box.x1 = std::max(box.x1, point.x);
      box.top = std::min(box.top, point.y);
      box.bottom = std::max(box.bottom, point.y);
    }
    for (const Point& point : points) {  // every corner lies on the frame: an upright rectangle
      const bool on_x = point.x - box.x0 < slack || box.x1 - point.x < slack;
      const bool on_y = point.y - box.top < slack || box.bottom - point.y < slack;
      if (!on_x || !on_y) return;
    }
    if (box.height() < thin && box.width() > thin) {
      const float y = (box.top + box.bottom) / 2;
      keep({box.x0, y, box.x1, y});
    } else if (box.width() < thin && box.height() > thin) {
      const float x = (box.x0 + box.x1) / 2;
      keep({x, box.top, x, box.bottom});
    } else if (box.width() > thin && !white && page_.fills.size() < most_drawn_lines) {
      page_.fills.push_back(box);
    }
  }

  GlyphPage& page_;
  // Keeps each font alive while the page is read, so that no other font can take its address.
  std::unordered_map<std::shared_ptr<GfxFont>, FontMetrics> fonts_;
  const FontMetrics* font_ = nullptr;
  std::vector<Point> points_;
  float size_ = 0;
  Turn turn_ = 0;
  bool hidden_ = false, stroked_ = false;
  std::size_t forms_ = 0, tiny_ = 0, outside_ = 0;
};

class PopplerSource final : public GlyphSource {
 public:
  explicit PopplerSource(std::string_view bytes) : pdf_(open_pdf(bytes)) {}

  int page_count() const override { return pdf_->getNumPages(); }

  GlyphPage page(int number) override {
    GlyphPage page;
    page.number = number;
    GlyphDevice device(page);
    const auto full = [](void* drawn_on) { return static_cast<GlyphDevice*>(drawn_on)->is_full(); };
    pdf_->displayPage(&device, number, 72, 72, 0, false, true, false, full, &device);
    device.warn();
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

  std::unique_ptr<PDFDoc> pdf_;
};

}  // namespace

std::unique_ptr<GlyphSource> open_poppler(std::string_view bytes) {
  return std::make_unique<PopplerSource>(bytes);
}

}  // namespace proviso::extract
