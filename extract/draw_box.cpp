#include <algorithm>
#include <cmath>

#include "extract/picture.h"

namespace proviso::extract {
namespace {

// Pixels [x0, x1) x [y0, y1), inside the picture.
struct Pixels {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// `value`, which may be no number at all, as a place in [0, last].
int place(double value, int last) {
  if (!(value > 0)) return 0;
  return value < last ? static_cast<int>(value) : last;
}

// The pixels that `box` touches and `margin` more on each side.
Pixels around(const Picture& picture, const Box& box, int margin) {
  const auto scaled = [&](float points) { return static_cast<double>(points) * picture.scale; };
  return {place(std::floor(scaled(box.x0)) - margin, picture.width),
          place(std::floor(scaled(box.top)) - margin, picture.height),
          place(std::ceil(scaled(box.x1)) + margin, picture.width),
          place(std::ceil(scaled(box.bottom)) + margin, picture.height)};
}

template <class Change>
void each_pixel(Picture& picture, const Pixels& pixels, Change change) {
  for (int y = pixels.y0; y < pixels.y1; ++y) {
    for (int x = pixels.x0; x < pixels.x1; ++x) {
      const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                       static_cast<std::size_t>(x)) *
                      3;
      change(x, y, &picture.rgb[at]);
    }
  }
}

// Like ink of a marking pen: black stays black.
std::uint8_t tinted(std::uint8_t paper, std::uint8_t ink, double strength) {
  return static_cast<std::uint8_t>(std::lround(paper * (1 - strength * (1 - ink / 255.0))));
}

}  // namespace

void draw_box(Picture& picture, const Box& box, Colour colour, int thickness, double fill) {
  const Pixels inside = around(picture, box, 0);
  const double strength = std::clamp(fill, 0.0, 1.0);
  each_pixel(picture, around(picture, box, std::max(thickness, 0)), [&](int x, int y, std::uint8_t* rgb) {
    if (x >= inside.x0 && x < inside.x1 && y >= inside.y0 && y < inside.y1) {
      rgb[0] = tinted(rgb[0], colour.r, strength);
      rgb[1] = tinted(rgb[1], colour.g, strength);
      rgb[2] = tinted(rgb[2], colour.b, strength);
    } else {
      rgb[0] = colour.r;
      rgb[1] = colour.g;
      rgb[2] = colour.b;
    }
  });
}

}  // namespace proviso::extract
