#include "extract/content/poppler_device.h"

#include <poppler/Annot.h>
#include <poppler/Gfx.h>
#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>

#include <cmath>

#include "extract/content/drawn_path.h"
#include "extract/content/poppler_colours.h"
#include "extract/content/poppler_fonts.h"

namespace proviso::extract {

constexpr double points_per_inch = 72;

void GlyphDevice::startPage(int, GfxState* state, XRef*) {
  page_.width = static_cast<float>(state->getPageWidth());
  page_.height = static_cast<float>(state->getPageHeight());
}

// By string, not by updateFont(): Poppler does not tell when restoring the graphics state brings an earlier
// font back.
void GlyphDevice::beginString(GfxState* state, const GooString*) {
  const auto [entry, is_new] = fonts_.try_emplace(state->getFont());
  if (is_new) entry->second = metrics_of(state->getFont().get());
  pen_ = recorder_.pen(entry->second, {.page = state->getCTM(),
                                       .text = state->getTextMat(),
                                       .horizontal_scale = state->getHorizScaling(),
                                       .font_size = state->getFontSize(),
                                       .render = state->getRender()});
}

void GlyphDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double, double,
                           CharCode code, int bytes, const Unicode* unicode, int length) {
  // Character and word spacing are part of the advance, not of the glyph.
  double spacing = state->getCharSpace();
  if (code == 0x20 && bytes == 1) spacing += state->getWordSpace();
  double spacing_x = 0, spacing_y = 0;
  state->textTransformDelta(spacing * state->getHorizScaling(), 0, &spacing_x, &spacing_y);
  double width_x = 0, width_y = 0, at_x = 0, at_y = 0;
  state->transformDelta(dx - spacing_x, dy - spacing_y, &width_x, &width_y);
  state->transform(x, y, &at_x, &at_y);
  recorder_.glyphs(pen_, unicode, length, at_x, at_y, width_x, width_y);
}

void GlyphDevice::stroke(GfxState* state) {
  for_each_curved(state, [&](const auto& points) { recorder_.curves(points); });
  for_each_straight(state, [&](const auto& points) { recorder_.stroke(points); });
}

void GlyphDevice::fill(GfxState* state) {
  for_each_curved(state, [&](const auto& points) { recorder_.curves(points); });
  const auto white = [&] { return is_white(*state->getFillColorSpace(), *state->getFillColor()); };
  for_each_straight(state, [&](const auto& points) { recorder_.fill(points, white); });
}

template <typename Visit>
void GlyphDevice::for_each_straight(GfxState* state, Visit visit) {
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* subpath = path->getSubpath(i);
    const int count = subpath->getNumPoints();
    if (count < 2 || count > static_cast<int>(DrawnPath::most_points)) continue;
    points_.clear();
    for (int k = 0; k < count && !subpath->getCurve(k); ++k) {
      double x = 0, y = 0;
      state->transform(subpath->getX(k), subpath->getY(k), &x, &y);
      if (std::isfinite(x + y)) points_.push_back({static_cast<float>(x), static_cast<float>(y)});
    }
    if (points_.size() == static_cast<std::size_t>(count)) visit(points_);
  }
}

template <typename Visit>
void GlyphDevice::for_each_curved(GfxState* state, Visit visit) {
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* subpath = path->getSubpath(i);
    // Each curve has two control points between its ends.
    constexpr int most = 3 * static_cast<int>(DrawnPath::most_points);
    const int count = subpath->getNumPoints();
    if (count > most) continue;
    bool curved = false;
    points_.clear();
    for (int k = 0; k < count; ++k) {
      curved = curved || subpath->getCurve(k);
      double x = 0, y = 0;
      state->transform(subpath->getX(k), subpath->getY(k), &x, &y);
      if (!subpath->getCurve(k) && std::isfinite(x + y))
        points_.push_back({static_cast<float>(x), static_cast<float>(y)});
    }
    if (curved && points_.size() <= DrawnPath::most_points) visit(points_);
  }
}

void read_with_device(PDFDoc& pdf, int number, GlyphPage& page) {
  GlyphRecorder recorder(page);
  GlyphDevice device(page, recorder);
  const auto full = [](void* drawn_on) { return static_cast<GlyphDevice*>(drawn_on)->is_full(); };
  pdf.displayPage(&device, number, points_per_inch, points_per_inch, 0, false, true, false, full, &device);
  recorder.warn();
}

void draw_annotations(PDFDoc& pdf, ::Page& drawn, const PDFRectangle& box, int rotation, GlyphPage& page,
                      GlyphRecorder& recorder) {
  GlyphDevice device(page, recorder);
  Gfx gfx(&pdf, &device, drawn.getNum(), nullptr, points_per_inch, points_per_inch, &box, nullptr, rotation);
  for (Annot* annotation : drawn.getAnnots()->getAnnots()) annotation->draw(&gfx, false);
}

}  // namespace proviso::extract
