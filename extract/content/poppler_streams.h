// The bytes of content streams, decoded.
#pragma once

#include <string>
#include <string_view>

class Object;

namespace proviso::extract {

// Appends what `stream`, a stream object of the PDF in `file`, says. A stream that is only deflated is
// inflated in one go; others, and damaged ones, go through Poppler's decoders. False if the result would be
// larger than `most_content`.
bool append_content(Object& stream, std::string_view file, std::string& content);

inline constexpr std::size_t most_content = 256U << 20;  // bytes; no honest page comes near

}  // namespace proviso::extract
