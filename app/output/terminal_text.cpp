#include "app/output/terminal_text.h"

#include <array>
#include <cstdio>

namespace proviso::app {

namespace {

// Precondition: utf8_length(text, at) > 0.
char32_t code_point(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (length == 1) return byte(0);
  char32_t point = byte(0) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = (point << 6) | (byte(i) & 0x3FU);
  return point;
}

// Unicode 15, PropList.txt: Bidi_Control, and the separators that some terminals break lines at.
bool reorders_or_breaks(char32_t point) {
  return point == 0x061C || point == 0x200E || point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069);
}

bool harmful(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point <= 0x9F) || reorders_or_breaks(point);
}

std::string escape(const char* format, unsigned value) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, value);
  return buffer.data();
}

std::string escaped(std::string_view text, std::string_view newline) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) {
      result += escape("\\x%02x", static_cast<unsigned char>(text[at++]));
      continue;
    }
    const char32_t point = code_point(text, at, length);
    if (point == '\n') {
      result += newline;
    } else if (harmful(point)) {
      result += escape("\\u%04x", point);
    } else {
      result += text.substr(at, length);
    }
    at += length;
  }
  return result;
}

bool combining(char32_t point) {
  return (point >= 0x0300 && point <= 0x036F) || (point >= 0x0483 && point <= 0x0489) ||
         (point >= 0x20D0 && point <= 0x20FF) || point == 0x200B || point == 0x200D;
}

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                             : (lead & 0xF0) == 0xE0        ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return 0;
  }
  const char32_t point = code_point(text, at, length);
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return overlong || surrogate || point > 0x10FFFF ? 0 : length;
}

std::string for_terminal(std::string_view text) { return escaped(text, "\n"); }

std::string for_terminal_line(std::string_view text) { return escaped(text, " "); }

std::string for_message(std::string_view text) { return escaped(text, "\\u000a"); }

std::string harmless_json(std::string_view json) {
  std::string result;
  result.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t length = utf8_length(json, at);
    const char32_t point = length == 0 ? U'\uFFFD' : code_point(json, at, length);
    if (length == 0) {
      result += "\xEF\xBF\xBD";
    } else if (point >= 0x7F && harmful(point)) {
      result += escape("\\u%04x", point);
    } else {
      result += json.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  return result;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0 || !combining(code_point(text, at, length))) ++count;
    at += length == 0 ? 1 : length;
  }
  return count;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  std::size_t at = 0;
  std::size_t used = 0;
  while (at < text.size() && used + 1 < width) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0 || !combining(code_point(text, at, length))) ++used;
    at += length == 0 ? 1 : length;
  }
  return std::string(text.substr(0, at)) + "…";
}

std::string folded(std::string_view text, std::size_t width, std::string_view indent) {
  std::string result;
  std::string line;
  const auto finish_line = [&] {
    if (!line.empty()) result += std::string(indent) + line + '\n';
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    if (!line.empty() && columns(line) + 1 + columns(word) > width) finish_line();
    if (!word.empty()) line += (line.empty() ? "" : " ") + std::string(word);
    if (end < text.size() && text[end] == '\n') finish_line();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  finish_line();
  return result;
}

}  // namespace proviso::app
