#include "extract/content/glyph_recorder.h"

#include <algorithm>
#include <cmath>

#include "extract/page/right_to_left.h"

namespace proviso::extract {
namespace {

constexpr char32_t unknown_character = 0xFFFD;
constexpr float thin = 3;      // points: a filled rectangle thinner than this is a ruled line
constexpr float slack = 0.5F;  // points: how far from straight a line may be

Turn turn_of(double cosine, double sine) {
  if (std::abs(cosine) >= std::abs(sine)) return cosine >= 0 ? 0 : 2;
  return sine >= 0 ? 1 : 3;
}

// Is a direction more than about 8 degrees off the four that lines of text have?
bool is_slanted(double cosine, double sine) {
  constexpr double most = 0.14;  // tangent
  return std::min(std::abs(cosine), std::abs(sine)) > most * std::max(std::abs(cosine), std::abs(sine));
}

// The box of a glyph at (x, y) that goes (width_x, width_y) far.
Box box_of(const Pen& pen, float x, float y, float width_x, float width_y) {
  Box box;
  switch (pen.turn) {
    case 0:
      box = {x, y - pen.ascent, x + width_x, y - pen.descent};
      break;
    case 1:
      box = {x + pen.descent, y, x + pen.ascent, y + width_y};
      break;
    case 2:
      box = {x + width_x, y + pen.descent, x, y + pen.ascent};
      break;
    default:
      box = {x - pen.ascent, y + width_y, x - pen.descent, y};
      break;
  }
  if (box.x0 > box.x1) std::swap(box.x0, box.x1);
  if (box.top > box.bottom) std::swap(box.top, box.bottom);
  return box;
}

}  // namespace

Pen GlyphRecorder::pen(const FontMetrics& metrics, const TextState& state) {
  // The direction of the base line and the height of one unit of font size, on the page.
  const double along_x =
      (state.text[0] * state.page[0] + state.text[1] * state.page[2]) * state.horizontal_scale;
  const double along_y =
      (state.text[0] * state.page[1] + state.text[1] * state.page[3]) * state.horizontal_scale;
  const double up_x = state.text[2] * state.page[0] + state.text[3] * state.page[2];
  const double up_y = state.text[2] * state.page[1] + state.text[3] * state.page[3];
  Pen pen;
  pen.font = index_of(metrics);
  pen.turn = turn_of(along_x, along_y);
  pen.slanted = is_slanted(along_x, along_y);
  pen.size = static_cast<float>(std::hypot(up_x, up_y) * std::abs(state.font_size)) * metrics.scale;
  pen.ascent = metrics.ascent * pen.size;
  pen.descent = metrics.descent * pen.size;
  pen.hidden = state.render == 3 || state.render == 7;
  pen.stroked = state.render == 2;
  return pen;
}

std::uint16_t GlyphRecorder::index_of(const FontMetrics& metrics) {
  for (const auto& [known, index] : indexes_)
    if (known == &metrics) return index;
  const auto same = std::find_if(page_.fonts.begin(), page_.fonts.end(), [&](const FontStyle& known) {
    return known.name == metrics.style.name && known.bold == metrics.style.bold &&
           known.italic == metrics.style.italic && known.has_unicode == metrics.style.has_unicode;
  });
  const auto index = static_cast<std::uint16_t>(same - page_.fonts.begin());
  if (same == page_.fonts.end()) page_.fonts.push_back(metrics.style);
  indexes_.emplace_back(&metrics, index);
  return index;
}

void GlyphRecorder::glyphs(const Pen& pen, const std::uint32_t* characters, int count, double x, double y,
                           double width_x, double width_y) {
  if (!std::isfinite(x + y + width_x + width_y)) return;
  const int parts = std::max(count, 1);
  const bool right_to_left = count > 1 && is_right_to_left(characters[0]);
  for (int i = 0; i < parts; ++i) {
    const double from = static_cast<double>(right_to_left ? parts - 1 - i : i) / parts;
    add(pen, count > 0 ? characters[i] : unknown_character, x + width_x * from, y + width_y * from,
        width_x / parts, width_y / parts);
  }
}

void GlyphRecorder::add(const Pen& pen, char32_t character, double x, double y, double width_x,
                        double width_y) {
  const auto at_x = static_cast<float>(x), at_y = static_cast<float>(y);
  const Box box = box_of(pen, at_x, at_y, static_cast<float>(width_x), static_cast<float>(width_y));
  if (box.x1 < 0 || box.bottom < 0 || box.x0 > page_.width || box.top > page_.height) {
    if (character > 0x20) ++outside_;
    return;
  }
  if (pen.size < least_type) {
    ++tiny_;
    return;
  }
  if (is_full()) return;
  page_.glyphs.push_back({.character = character,
                          .box = box,
                          .baseline = pen.turn % 2 == 0 ? at_y : at_x,
                          .size = pen.size,
                          .font = pen.font,
                          .turn = pen.turn,
                          .stroked = pen.stroked,
                          .hidden = pen.hidden,
                          .slanted = pen.slanted});
}

void GlyphRecorder::stroke(const std::vector<Point>& points) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Point a = points[i - 1], b = points[i];
    if (std::abs(a.x - b.x) > slack && std::abs(a.y - b.y) > slack) continue;
    const RuledLine line{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
    if (line.x1 - line.x0 + line.y1 - line.y0 > slack) keep(line);
  }
  Box box;
  if (is_rectangle(points, box)) keep_frame(box);
}

void GlyphRecorder::curves(const std::vector<Point>& points) {
  constexpr std::size_t least_points = 8;  // four sides, each with two ends
  if (points.size() < least_points) return;
  Box box{points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point& point : points) unite(box, {point.x, point.y, point.x, point.y});
  const bool all = std::all_of(points.begin(), points.end(), [&](Point point) {
    return point.x - box.x0 < slack || box.x1 - point.x < slack || point.y - box.top < slack ||
           box.bottom - point.y < slack;
  });
  if (all) keep_frame(box);
}

void GlyphRecorder::keep_frame(const Box& box) {
  constexpr float least = 24;  // points: holds words
  if (box.width() >= least && box.height() >= least && page_.frames.size() < most_drawn_lines)
    page_.frames.push_back(box);
}

void GlyphRecorder::keep(const RuledLine& line) {
  if (page_.lines.size() < most_drawn_lines) page_.lines.push_back(line);
}

bool GlyphRecorder::is_rectangle(const std::vector<Point>& points, Box& box) {
  if (points.size() < 4 || points.size() > 5) return false;
  box = {points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point& point : points) {
    box.x0 = std::min(box.x0, point.x);
    box.x1 = std::max(box.x1, point.x);
    box.top = std::min(box.top, point.y);
    box.bottom = std::max(box.bottom, point.y);
  }
  return std::all_of(points.begin(), points.end(), [&](Point point) {  // every corner lies on the frame
    const bool on_x = point.x - box.x0 < slack || box.x1 - point.x < slack;
    const bool on_y = point.y - box.top < slack || box.bottom - point.y < slack;
    return on_x && on_y;
  });
}

bool GlyphRecorder::keep_as_rule(const Box& box) {
  if (box.height() < thin && box.width() > thin) {
    const float y = (box.top + box.bottom) / 2;
    keep({box.x0, y, box.x1, y});
    return true;
  }
  if (box.width() < thin && box.height() > thin) {
    const float x = (box.x0 + box.x1) / 2;
    keep({x, box.top, x, box.bottom});
    return true;
  }
  return false;
}

bool GlyphRecorder::is_shade(const Box& box) { return box.width() > thin; }

void GlyphRecorder::keep_shade(const Box& box) {
  if (page_.fills.size() < most_drawn_lines) page_.fills.push_back(box);
}

void GlyphRecorder::warn() {
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

}  // namespace proviso::extract
