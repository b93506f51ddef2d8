// UTF-8, by ICU's macros.
#pragma once

#include <unicode/utf8.h>

#include <string>
#include <string_view>

namespace proviso::extract {

// Appends `character`; anything that is no Unicode scalar value becomes U+FFFD.
inline void append_utf8(std::string& text, char32_t character) {
  if (character > 0x10FFFF || (character >= 0xD800 && character < 0xE000)) character = 0xFFFD;
  char bytes[4];
  int length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(character));
  text.append(bytes, static_cast<std::size_t>(length));
}

// The character at `at`, which moves behind it; U+FFFD for malformed bytes. Precondition: at < text.size().
inline char32_t next_character(std::string_view text, std::size_t& at) {
  UChar32 character = 0;
  auto i = static_cast<int32_t>(at);
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<int32_t>(text.size()), character);
  at = static_cast<std::size_t>(i);
  return static_cast<char32_t>(character);
}

// The last character of `text`, 0 if it is empty.
inline char32_t last_character(std::string_view text) {
  if (text.empty()) return 0;
  UChar32 character = 0;
  auto i = static_cast<int32_t>(text.size());
  U8_PREV_OR_FFFD(text.data(), 0, i, character);
  return static_cast<char32_t>(character);
}

// Whether all of `text` is well-formed UTF-8.
inline bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    UChar32 character = 0;
    auto i = static_cast<int32_t>(at);
    U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), character);
    if (character < 0) return false;
    at = static_cast<std::size_t>(i);
  }
  return true;
}

}  // namespace proviso::extract
