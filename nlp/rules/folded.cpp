#include "nlp/rules/folded.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace proviso::nlp {
namespace {

constexpr UChar32 kDropped = -1;

bool is_space(UChar32 c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

UChar32 folded_of(UChar32 c) {
  if (c < 0x80) return c == '`' ? '\'' : is_space(c) ? ' ' : c;
  if (is_space(c)) return ' ';
  switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE63:
    case 0xFF0D:
      return '-';
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
      return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2BC:
    case 0x2032:
    case 0xB4:
      return '\'';
    case 0x451:
      return 0x435;  // ё
    case 0x401:
      return 0x415;  // Ё
    case 0x2044:
      return '/';
    case 0xAD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
      return kDropped;
    default:
      return c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 + '0' : c;
  }
}

void append(std::string& text, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  text.append(bytes, static_cast<std::size_t>(length));
}

}  // namespace

extract::Span Folded::span_of(std::size_t begin, std::size_t end) const {
  if (begin >= end) return {offsets[begin], offsets[begin]};
  // The end is where the last character of the range ends, not where the next kept one begins.
  return {offsets[begin], ends[end - 1]};
}

std::size_t Folded::at(std::uint32_t offset) const {
  return static_cast<std::size_t>(std::lower_bound(offsets.begin(), offsets.end() - 1, offset) -
                                  offsets.begin());
}

Folded fold(std::string_view text, std::uint32_t base) {
  Folded folded;
  folded.text.reserve(text.size());
  folded.lower.reserve(text.size());
  folded.offsets.reserve(text.size() + 1);
  folded.ends.reserve(text.size());
  const char* bytes = text.data();
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const int32_t start = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    c = folded_of(c);
    if (c == kDropped) continue;
    const std::uint32_t end = base + static_cast<std::uint32_t>(i);
    if (c == ' ' && !folded.text.empty() && folded.text.back() == ' ') {
      folded.ends.back() = end;
      continue;
    }
    append(folded.text, c);
    UChar32 lower = c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : u_tolower(c);
    if (U8_LENGTH(lower) != U8_LENGTH(c)) lower = c;
    append(folded.lower, lower);
    folded.offsets.resize(folded.text.size(), base + static_cast<std::uint32_t>(start));
    folded.ends.resize(folded.text.size(), end);
  }
  folded.offsets.push_back(base + static_cast<std::uint32_t>(length));
  return folded;
}

}  // namespace proviso::nlp
