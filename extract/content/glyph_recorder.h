// Writes down what an interpreter of content streams draws on a page: glyphs with their boxes, ruled lines,
// shades. Both interpreters draw through it, so the page does not depend on which of them read it.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "extract/page/glyphs.h"

namespace proviso::extract {

// What is known of a font. Ascent and descent are shares of the font size.
struct FontMetrics {
  FontStyle style = {};
  float ascent = 0.95F;
  float descent = -0.35F;
  float scale = 1;  // Type 3 fonts: size of a font unit
};

// What the glyphs of one shown string share.
struct Pen {
  std::uint16_t font = 0;         // index into GlyphPage::fonts
  float ascent = 0, descent = 0;  // points
  float size = 0;                 // points
  Turn turn = 0;
  bool stroked = false, hidden = false, slanted = false;
};

// The text state when a string is shown (ISO 32000-1, 9.3). Matrices as in PDF: a b c d e f.
struct TextState {
  const double* page = nullptr;  // user space to the page; points, origin top left
  const double* text = nullptr;  // text space to user space
  double horizontal_scale = 1;   // Tz / 100
  double font_size = 0;
  int render = 0;  // text rendering mode
};

class GlyphRecorder {
 public:
  struct Point {
    float x = 0, y = 0;
  };

  explicit GlyphRecorder(GlyphPage& page) : page_(page) {}

  // `metrics` must stay where it is until the page is read.
  Pen pen(const FontMetrics& metrics, const TextState& state);

  // One code of a string: `count` characters (none: an unknown one) that share its width. `x` and `y` are
  // its origin, `width_x` and `width_y` how far it goes, in points on the page.
  void glyphs(const Pen& pen, const std::uint32_t* characters, int count, double x, double y, double width_x,
              double width_y);

  // A stroked subpath: its upright segments are ruled lines.
  void stroke(const std::vector<Point>& points);

  // A filled subpath. A thin rectangle is a ruled line, a white one too: between shaded cells it is what
  // parts them. Other rectangles that are not white are shades; asks is_white() for these only.
  template <typename IsWhite>
  void fill(const std::vector<Point>& points, IsWhite is_white) {
    Box box;
    if (is_rectangle(points, box) && !keep_as_rule(box) && is_shade(box) && !is_white()) keep_shade(box);
  }

  // A stroked or filled subpath with curves, its control points left out: may be a box with round corners.
  void curves(const std::vector<Point>& points);

  // Counts a form XObject that is about to be drawn. False: too many, it is to be left out.
  bool begin_form() { return ++forms_ <= most_forms; }

  // Is there no use in going on with the page?
  bool is_full() const { return page_.glyphs.size() >= most_glyphs; }

  // After the page: warns of what was left out.
  void warn();

 private:
  std::uint16_t index_of(const FontMetrics& metrics);
  void add(const Pen& pen, char32_t character, double x, double y, double width_x, double width_y);
  static bool is_rectangle(const std::vector<Point>& points, Box& box);
  static bool is_shade(const Box& box);
  bool keep_as_rule(const Box& box);
  void keep_shade(const Box& box);
  void keep_frame(const Box& box);
  void keep(const RuledLine& line);

  GlyphPage& page_;
  std::vector<std::pair<const FontMetrics*, std::uint16_t>> indexes_;  // fonts used so far
  std::size_t forms_ = 0, tiny_ = 0, outside_ = 0;
};

}  // namespace proviso::extract
