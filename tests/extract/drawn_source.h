// A source of glyphs that tests draw by hand: no PDF, no Poppler.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/page/glyphs.h"
#include "extract/page/utf8.h"
#include "extract/read_pages.h"

namespace proviso::extract {

// A page of 600 x 800 points. Every character is half its font size wide, so that a column of 60
// characters in 10 points is 300 points wide.
class DrawnPage {
 public:
  DrawnPage() {
    page_.width = 600;
    page_.height = 800;
    page_.fonts = {{.name = "Plain"}, {.name = "Bold", .bold = true}, {.name = "Italic", .italic = true}};
  }

  // Draws `text` from (x, baseline); returns the x behind it. Fonts: 0 plain, 1 bold, 2 italic.
  float text(float x, float baseline, std::string_view text, float size = 10, std::uint16_t font = 0) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t character = next_character(text, at);
      page_.glyphs.push_back({.character = character,
                              .box = {x, baseline - 0.8F * size, x + 0.5F * size, baseline + 0.2F * size},
                              .baseline = baseline,
                              .size = size,
                              .font = font});
      x += 0.5F * size;
    }
    return x;
  }

  // Draws `text` on its side, read upwards from (baseline, bottom).
  void turned(float baseline, float bottom, std::string_view text, float size = 10) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t character = next_character(text, at);
      page_.glyphs.push_back(
          {.character = character,
           .box = {baseline - 0.8F * size, bottom - 0.5F * size, baseline + 0.2F * size, bottom},
           .baseline = baseline,
           .size = size,
           .turn = 3});
      bottom -= 0.5F * size;
    }
  }

  // Draws the lines below each other, 12 points apart; returns the baseline of the line that would follow.
  float lines(float x, float baseline, const std::vector<std::string>& lines, float size = 10) {
    for (const std::string& line : lines) {
      text(x, baseline, line, size);
      baseline += 1.2F * size;
    }
    return baseline;
  }

  // Text that is not drawn (rendering mode 3).
  void hidden(float x, float baseline, std::string_view what) {
    const std::size_t first = page_.glyphs.size();
    text(x, baseline, what);
    for (std::size_t i = first; i < page_.glyphs.size(); ++i) page_.glyphs[i].hidden = true;
  }

  // A raised note call behind what was drawn last.
  void call(float x, float baseline, std::string_view marker) { text(x, baseline - 4, marker, 6); }

  void line(float x0, float y0, float x1, float y1) { page_.lines.push_back({x0, y0, x1, y1}); }

  // Text along a slope: each letter begins where the one before it ends, `rise` of its width further up.
  void slope(float x, float baseline, std::string_view what, float rise, float size = 10) {
    const std::size_t first = page_.glyphs.size();
    text(x, baseline, what, size);
    for (std::size_t i = first; i < page_.glyphs.size(); ++i) {
      Glyph& glyph = page_.glyphs[i];
      const float up = rise * (glyph.box.x0 - x);
      glyph.slanted = true;
      glyph.baseline -= up, glyph.box.top -= up, glyph.box.bottom -= up;
    }
  }

  // The outline of a box.
  void frame(float x0, float top, float x1, float bottom) { page_.frames.push_back({x0, top, x1, bottom}); }

  // A shaded area.
  void fill(float x0, float top, float x1, float bottom) { page_.fills.push_back({x0, top, x1, bottom}); }

  // A grid of ruled lines at these positions.
  void grid(const std::vector<float>& xs, const std::vector<float>& ys) {
    for (const float y : ys) line(xs.front(), y, xs.back(), y);
    for (const float x : xs) line(x, ys.front(), x, ys.back());
  }

  const GlyphPage& page() const { return page_; }

 private:
  GlyphPage page_;
};

class DrawnSource final : public GlyphSource {
 public:
  explicit DrawnSource(std::vector<DrawnPage> pages) : pages_(std::move(pages)) {}

  int page_count() const override { return static_cast<int>(pages_.size()); }
  GlyphPage page(int number) override {
    GlyphPage page = pages_[static_cast<std::size_t>(number - 1)].page();
    page.number = number;
    return page;
  }
  std::string page_label(int) override { return {}; }
  std::string title() override { return {}; }
  std::vector<Bookmark> bookmarks() override { return outline; }

  std::vector<Bookmark> outline = {};

 private:
  std::vector<DrawnPage> pages_;
};

inline Document read_drawn(std::vector<DrawnPage> pages) {
  DrawnSource source(std::move(pages));
  return read_pages(source, {});
}

// The document in one letter a block (H heading, P paragraph, I item, C cell, N note, T caption, R running,
// A aside, L entry of a reference list, G label), a line each: "P In 2018, the number fell."
inline std::string outline(const Document& document) {
  constexpr std::string_view letters = "HPICNTRALG";
  std::string outline;
  for (const Block& block : document.blocks) {
    outline += letters[static_cast<std::size_t>(block.kind)];
    outline += ' ';
    outline += text_of(document, block.span);
    outline += '\n';
  }
  return outline;
}

}  // namespace proviso::extract
