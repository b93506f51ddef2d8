#include "app/exports/page_link.h"

namespace proviso::app {

std::string page_link(std::string_view path, int page) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "-._~/";  // of RFC 3986, beside letters and digits
  std::string link = "file://";
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          plain.find(c) != std::string_view::npos;
    if (is_plain) {
      link += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      link += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return link + "#page=" + std::to_string(page);
}

}  // namespace proviso::app
