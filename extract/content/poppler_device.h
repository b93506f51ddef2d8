// Poppler's own content interpreter with an output device that records what it draws. Slower than
// poppler_content.h and its judge; what that one does not know is read with this one.
#pragma once

#include <poppler/OutputDev.h>

#include <unordered_map>
#include <vector>

#include "extract/content/glyph_recorder.h"

class GfxFont;
class PDFDoc;
class PDFRectangle;
class Page;

namespace proviso::extract {

class GlyphDevice final : public OutputDev {
 public:
  GlyphDevice(GlyphPage& page, GlyphRecorder& recorder) : page_(page), recorder_(recorder) {}

  bool is_full() const { return recorder_.is_full(); }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return false; }
  // Poppler asks this at each form. Forms that "the device draws" are not interpreted, so that a few forms
  // which draw each other twice do not take forever.
  bool useDrawForm() override { return !recorder_.begin_form(); }

  // Poppler would paint a gradient in a thousand small fills; here the device "paints" it in one go.
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void startPage(int, GfxState* state, XRef*) override;
  void beginString(GfxState* state, const GooString*) override;
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode code,
                int bytes, const Unicode* unicode, int length) override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override { fill(state); }

 private:
  template <typename Visit>
  void for_each_straight(GfxState* state, Visit visit);
  template <typename Visit>
  void for_each_curved(GfxState* state, Visit visit);

  GlyphPage& page_;
  GlyphRecorder& recorder_;
  // Keeps each font alive while the page is read, so that no other font can take its address.
  std::unordered_map<std::shared_ptr<GfxFont>, FontMetrics> fonts_;
  Pen pen_ = {};
  std::vector<GlyphRecorder::Point> points_;
};

// Reads page `number` (from 1) of `pdf` into `page`, and warns there of what was left out.
void read_with_device(PDFDoc& pdf, int number, GlyphPage& page);

// Draws what the annotations of `drawn` show, and nothing else of it: `box` is its crop box, `rotation` its
// rotation in degrees.
void draw_annotations(PDFDoc& pdf, ::Page& drawn, const PDFRectangle& box, int rotation, GlyphPage& page,
                      GlyphRecorder& recorder);

}  // namespace proviso::extract
