#include "nlp/rules/folded.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

namespace proviso::nlp {
namespace {

constexpr UChar32 kDropped = -1;

bool is_space(UChar32 c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

UChar32 folded_of(UChar32 c) {
  if (c > ' ' && c < 0x80) return c == '`' ? '\'' : c;
  if (c >= 0x410 && c <= 0x44F) return c;  // most of Cyrillic
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

UChar32 lower_of(UChar32 c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0x410 && c <= 0x42F) return c + 32;  // А to Я
  if (c >= 0x430 && c <= 0x45F) return c;
  const UChar32 lower = u_tolower(c);
  return U8_LENGTH(lower) == U8_LENGTH(c) ? lower : c;
}

void put_character(std::string& text, std::size_t at, UChar32 c) {
  auto i = static_cast<std::int32_t>(at);
  U8_APPEND_UNSAFE(text.data(), i, c);
}

// Writes a folded text from its first byte to its last.
class Folding {
 public:
  Folding(std::string_view text, std::uint32_t base) : source_(text), out_{.base = base} {
    out_.text.resize(text.size());  // folding lengthens only what is no UTF-8
    out_.lower.resize(text.size());
  }

  Folded run() {
    const auto length = static_cast<std::int32_t>(source_.size());
    for (std::int32_t i = 0; i < length;) {
      i = static_cast<std::int32_t>(take_plain(static_cast<std::size_t>(i)));
      if (i == length) break;
      const auto start = static_cast<std::uint32_t>(i);
      const auto byte = static_cast<unsigned char>(source_[start]);
      UChar32 c = byte;
      if (byte < 0x80) {
        ++i;
      } else {
        U8_NEXT_OR_FFFD(source_.data(), i, length, c);
      }
      c = folded_of(c);
      if (c == kDropped) {
        move();
      } else if (c == ' ' && size_ > 0 && out_.text[size_ - 1] == ' ') {
        move();
        out_.ends.back() = out_.base + static_cast<std::uint32_t>(i);
      } else {
        add(c, start, static_cast<std::uint32_t>(i));
      }
    }
    out_.text.resize(size_);
    out_.lower.resize(size_);
    if (moved_) out_.offsets.push_back(out_.base + static_cast<std::uint32_t>(length));
    return std::move(out_);
  }

 private:
  // Takes what folding leaves as it is, from byte `i` on: most of every text in ASCII and Cyrillic. The byte
  // where something else begins.
  std::size_t take_plain(const std::size_t begin) {
    std::size_t i = begin;
    if (size_ + source_.size() - begin > out_.text.size()) return i;
    const std::size_t from = size_;
    for (const std::size_t size = source_.size(); i < size; ++i) {
      const auto byte = static_cast<unsigned char>(source_[i]);
      if (byte > ' ' && byte < 0x80 && byte != '`') {
        out_.text[size_] = static_cast<char>(byte);
        out_.lower[size_++] = static_cast<char>(lower_of(byte));
      } else if (byte == ' ' && (size_ == 0 || out_.text[size_ - 1] != ' ')) {
        out_.text[size_] = out_.lower[size_] = ' ';
        ++size_;
      } else if (is_cyrillic(i)) {
        take_cyrillic(byte, static_cast<unsigned char>(source_[++i]));
      } else {
        break;
      }
    }
    if (moved_) place_plain(begin, from);
    return i;
  }

  // Whether one of А to я begins at byte `i`: the capitals are D0 90 to D0 AF, the small letters behind them
  // as far as D1 8F.
  bool is_cyrillic(std::size_t i) const {
    if (i + 1 >= source_.size()) return false;
    const auto byte = static_cast<unsigned char>(source_[i]),
               next = static_cast<unsigned char>(source_[i + 1]);
    return byte == 0xD0 ? next >= 0x90 && next <= 0xBF : byte == 0xD1 && next >= 0x80 && next <= 0x8F;
  }

  void take_cyrillic(int byte, int next) {
    put(out_.text, size_, byte, next);
    if (byte == 0xD0 && next < 0xB0) {
      byte = next < 0xA0 ? 0xD0 : 0xD1;
      next += next < 0xA0 ? 0x20 : -0x20;
    }
    put(out_.lower, size_, byte, next);
    size_ += 2;
  }

  // Writes down where the bytes from `from` on stand, which were taken one by one from byte `begin` on.
  void place_plain(std::size_t begin, std::size_t from) {
    out_.offsets.resize(size_);
    out_.ends.resize(size_);
    for (std::size_t at = from; at < size_;) {
      const std::size_t length = static_cast<unsigned char>(out_.text[at]) < 0x80 ? 1 : 2;
      const auto start = out_.base + static_cast<std::uint32_t>(begin + at - from);
      for (std::size_t k = 0; k < length; ++k, ++at) {
        out_.offsets[at] = start;
        out_.ends[at] = start + static_cast<std::uint32_t>(length);
      }
    }
  }

  static void put(std::string& text, std::size_t at, int first, int second) {
    text[at] = static_cast<char>(first);
    text[at + 1] = static_cast<char>(second);
  }

  void add(UChar32 c, std::uint32_t start, std::uint32_t end) {
    const auto length = static_cast<std::size_t>(U8_LENGTH(c));
    if (length != end - start) move();
    if (size_ + length > out_.text.size()) {
      out_.text.resize(2 * (size_ + length));
      out_.lower.resize(2 * (size_ + length));
    }
    if (length == 1) {
      out_.text[size_] = static_cast<char>(c);
      out_.lower[size_] = static_cast<char>(lower_of(c));
    } else {
      put_character(out_.text, size_, c);
      put_character(out_.lower, size_, lower_of(c));
    }
    size_ += length;
    if (!moved_) return;
    out_.offsets.resize(size_, out_.base + start);
    out_.ends.resize(size_, out_.base + end);
  }

  // From here on bytes stand elsewhere than in the document: writes down where those before stand.
  void move() {
    if (std::exchange(moved_, true)) return;
    out_.offsets.reserve(source_.size() + 1);
    out_.ends.reserve(source_.size());
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(size_);) {
      const auto start = static_cast<std::uint32_t>(i);
      U8_FWD_1(reinterpret_cast<const std::uint8_t*>(out_.text.data()), i, static_cast<std::int32_t>(size_));
      out_.offsets.resize(static_cast<std::size_t>(i), out_.base + start);
      out_.ends.resize(static_cast<std::size_t>(i), out_.base + static_cast<std::uint32_t>(i));
    }
  }

  std::string_view source_;
  Folded out_;
  std::size_t size_ = 0;
  bool moved_ = false;
};

}  // namespace

extract::Span Folded::span_of(std::size_t begin, std::size_t end) const {
  if (offsets.empty())
    return {base + static_cast<std::uint32_t>(begin),
            base + static_cast<std::uint32_t>(std::max(begin, end))};
  if (begin >= end) return {offsets[begin], offsets[begin]};
  // The end is where the last character of the range ends, not where the next kept one begins.
  return {offsets[begin], ends[end - 1]};
}

std::size_t Folded::at(std::uint32_t offset) const {
  if (offsets.empty()) return offset <= base ? 0 : std::min<std::size_t>(offset - base, text.size());
  return static_cast<std::size_t>(std::lower_bound(offsets.begin(), offsets.end() - 1, offset) -
                                  offsets.begin());
}

Folded fold(std::string_view text, std::uint32_t base) { return Folding(text, base).run(); }

}  // namespace proviso::nlp
