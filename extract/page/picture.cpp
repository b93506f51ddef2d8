#include "extract/picture.h"

#include <algorithm>
#include <cmath>

namespace proviso::extract {
namespace {

// [left, right) and [top, bottom) in pixels.
struct PixelBox {
  int left, top, right, bottom;
};

int to_pixel(double pixels, int limit) {
  if (!(pixels > 0)) return 0;
  return pixels < limit ? static_cast<int>(pixels) : limit;
}

// Blends `colour` over the pixels of `area` that lie in the picture; `share` 1 covers them.
void tint(Picture& picture, PixelBox area, Colour colour, double share) {
  const auto blend = [share](std::uint8_t& under, std::uint8_t over) {
    under = static_cast<std::uint8_t>(std::lround(under + (over - under) * share));
  };
  for (int y = std::max(area.top, 0); y < std::min(area.bottom, picture.height); ++y) {
    for (int x = std::max(area.left, 0); x < std::min(area.right, picture.width); ++x) {
      std::uint8_t* pixel = &picture.rgb[(static_cast<std::size_t>(y) * picture.width + x) * 3];
      blend(pixel[0], colour.r);
      blend(pixel[1], colour.g);
      blend(pixel[2], colour.b);
    }
  }
}

}  // namespace

void draw_box(Picture& picture, const Box& box, Colour colour, int thickness, double fill) {
  const PixelBox inside{to_pixel(std::floor(box.x0 * picture.scale), picture.width),
                        to_pixel(std::floor(box.top * picture.scale), picture.height),
                        to_pixel(std::ceil(box.x1 * picture.scale), picture.width),
                        to_pixel(std::ceil(box.bottom * picture.scale), picture.height)};
  const PixelBox outside{inside.left - thickness, inside.top - thickness, inside.right + thickness,
                         inside.bottom + thickness};
  if (fill > 0) tint(picture, inside, colour, std::min(fill, 1.0));
  tint(picture, {outside.left, outside.top, outside.right, inside.top}, colour, 1);
  tint(picture, {outside.left, inside.bottom, outside.right, outside.bottom}, colour, 1);
  tint(picture, {outside.left, inside.top, inside.left, inside.bottom}, colour, 1);
  tint(picture, {inside.right, inside.top, outside.right, inside.bottom}, colour, 1);
}

void draw_line(Picture& picture, float x0, float y0, float x1, float y1, Colour colour) {
  const auto pixel = [&](float points, int limit) {
    return std::clamp(static_cast<double>(points) * picture.scale, -1.0, static_cast<double>(limit));
  };
  const double from_x = pixel(x0, picture.width), from_y = pixel(y0, picture.height);
  const double by_x = pixel(x1, picture.width) - from_x, by_y = pixel(y1, picture.height) - from_y;
  const int steps = static_cast<int>(std::ceil(std::max({std::abs(by_x), std::abs(by_y), 1.0})));
  for (int step = 0; step <= steps; ++step) {
    const int x = static_cast<int>(std::floor(from_x + by_x * step / steps));
    const int y = static_cast<int>(std::floor(from_y + by_y * step / steps));
    tint(picture, {x, y, x + 1, y + 1}, colour, 0.5);
  }
}

void add_rows(Picture& picture, int rows) {
  picture.height += rows;
  picture.rgb.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3,
                     0xFF);
}

}  // namespace proviso::extract
