// Pictures of pages, for tracing a quote to the paper and for looking at what was read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace proviso::extract {

struct Picture {
  int width = 0, height = 0;      // pixels
  double scale = 1;               // pixels for one point
  std::vector<std::uint8_t> rgb;  // width * height * 3, top row first
};

// Pixels: pages that would be larger are rendered at a lower resolution (see Picture::scale).
inline constexpr double largest_picture = 60e6;

// Renders the crop box of page `number` (from 1) of the PDF in `bytes` at `dpi`, page rotation applied, on
// white; so a Box in points times Picture::scale is a place in pixels. Throws UnreadableFile.
Picture render_page(std::string_view bytes, int number, double dpi);

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0;
};

// Draws the frame of `box` (points) `thickness` pixels wide, just outside the box; `fill` in [0, 1] is
// how much of the colour is blended over its inside. What lies off the picture is left out.
void draw_box(Picture& picture, const Box& box, Colour colour, int thickness, double fill);

// Draws a straight line one pixel wide between two places (points), half transparent.
void draw_line(Picture& picture, float x0, float y0, float x1, float y1, Colour colour);

// Writes `text` in small pixel letters (Latin letters, digits and a few marks; anything else shows as a
// space) with its top left corner at (x, y) points; each pixel of a letter is `zoom` pixels of the picture.
// The letters stand in `ink` on a ground of `paper`. Gives the box that was painted, in points.
Box draw_text(Picture& picture, float x, float y, std::string_view text, Colour ink, Colour paper, int zoom);

// Adds white rows at the bottom of the picture.
void add_rows(Picture& picture, int rows);

// The picture as a PNG file's bytes. Throws std::runtime_error for a picture without pixels.
std::string png(const Picture& picture);

}  // namespace proviso::extract
