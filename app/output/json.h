// How the program writes JSON. Included only where JSON is made: the library is slow to compile.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "app/output/terminal_text.h"
#include "extract/document.h"

namespace proviso::app {

using Json = nlohmann::ordered_json;

// One line without '\n'; harmless on a terminal; bytes that are no UTF-8 become U+FFFD.
inline std::string line_of(const Json& json) {
  return harmless_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// The text, or null for an empty one.
inline Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(std::string(text));
}

// A whole number is written without a fraction: 143000, not 143000.0.
inline Json number(double value) {
  constexpr double exact = 9007199254740992;  // 2^53
  if (std::nearbyint(value) == value && std::abs(value) < exact) return static_cast<std::int64_t>(value);
  return value;
}

// Points to a tenth.
inline double tenths(double points) { return std::nearbyint(points * 10) / 10; }

inline Json box_json(int page, const extract::Box& box) {
  return {{"page", page},
          {"x0", tenths(box.x0)},
          {"y0", tenths(box.top)},
          {"x1", tenths(box.x1)},
          {"y1", tenths(box.bottom)}};
}

}  // namespace proviso::app
