#include <png.h>

#include <stdexcept>

#include "extract/picture.h"

namespace proviso::extract {

std::string png(const Picture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGB;
  image.flags = PNG_IMAGE_FLAG_FAST;  // looked at once: speed before size
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  constexpr int rows_follow_each_other = 0;
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.rgb.data(), rows_follow_each_other,
                                nullptr) == 0) {
    throw std::runtime_error(std::string("cannot write the picture as PNG: ") + image.message);
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace proviso::extract
