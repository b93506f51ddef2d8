#include "extract/content/poppler_colours.h"

namespace proviso::extract {

bool is_white(const GfxColorSpace& space, const GfxColor& colour) {
  constexpr double white = 0.99;
  GfxRGB rgb;
  space.getRGB(&colour, &rgb);
  return colToDbl(rgb.r) > white && colToDbl(rgb.g) > white && colToDbl(rgb.b) > white;
}

const GfxColorSpace* ColourSpaces::space(Object& value) {
  if (value.isArray() && value.arrayGetLength() == 2 && value.arrayGet(0).isName("ICCBased")) {
    const Object profile = value.arrayGet(1);
    if (!profile.isStream()) return nullptr;
    const Object components = profile.streamGetDict()->lookup("N");
    switch (components.isInt() ? components.getInt() : 0) {
      case 1:
        return &gray_;
      case 3:
        return &rgb_;
      case 4:
        return &cmyk_;
      default:
        return nullptr;
    }
  }
  if (GfxColorSpace* space = GfxColorSpace::parse(nullptr, &value, nullptr, &state_)) {
    parsed_.emplace_back(space);
    return space;
  }
  return nullptr;
}

}  // namespace proviso::extract
