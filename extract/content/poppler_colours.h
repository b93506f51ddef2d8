// Colours, as far as anybody asks: is a filled rectangle white?
#pragma once

#include <poppler/GfxState.h>

#include <memory>
#include <vector>

namespace proviso::extract {

bool is_white(const GfxColorSpace& space, const GfxColor& colour);

// The colour spaces that a page's content selects. What it hands out lives as long as it does.
class ColourSpaces {
 public:
  // `state` is that of the page: Poppler asks it for the device's colour spaces.
  explicit ColourSpaces(GfxState& state) : state_(state) {}

  // Of the operators g, rg and k.
  const GfxColorSpace* gray() const { return &gray_; }
  const GfxColorSpace* rgb() const { return &rgb_; }
  const GfxColorSpace* cmyk() const { return &cmyk_; }

  // `value` is a name of a device's colour space, or what a resource says of one. Null if it is neither. A
  // colour space with a profile is taken for the device's one of as many components: white is the same in
  // both, and reading a profile costs more than a page of text.
  const GfxColorSpace* space(Object& value);

 private:
  GfxState& state_;
  GfxDeviceGrayColorSpace gray_;
  GfxDeviceRGBColorSpace rgb_;
  GfxDeviceCMYKColorSpace cmyk_;
  std::vector<std::unique_ptr<GfxColorSpace>> parsed_;
};

}  // namespace proviso::extract
