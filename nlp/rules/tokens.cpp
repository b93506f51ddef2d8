#include "nlp/rules/tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace proviso::nlp {
namespace {

bool is_letter(UChar32 c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool letter_at(std::string_view text, std::int32_t at) {
  const auto size = static_cast<std::int32_t>(text.size());
  if (at >= size) return false;
  UChar32 c = 0;
  U8_NEXT(text.data(), at, size, c);
  return c > 0 && is_letter(c);
}

}  // namespace

Tokens::Tokens(const Folded& sentence) : sentence_(sentence) {
  const std::string_view text = sentence.lower;
  const auto size = static_cast<std::int32_t>(text.size());
  list_.reserve(text.size() / 5 + 1);
  bool spaced = true, open = false;  // open: the last token may grow
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c == ' ') {
      spaced = true;
      open = false;
      continue;
    }
    TokenKind kind = TokenKind::mark;
    if (c >= '0' && c <= '9') kind = TokenKind::digits;
    if (c > 0 && is_letter(c)) kind = TokenKind::word;
    if (c == '\'' && open && list_.back().kind == TokenKind::word && letter_at(text, at))
      kind = TokenKind::word;
    if (open && kind == list_.back().kind && kind != TokenKind::mark) {
      list_.back().end = static_cast<std::uint32_t>(at);
    } else {
      list_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), kind, spaced});
    }
    open = true;
    spaced = false;
  }
}

std::string_view Tokens::lower(std::size_t index) const {
  const Token& token = (*this)[index];
  return std::string_view(sentence_.lower).substr(token.begin, token.end - token.begin);
}

std::string_view Tokens::text(std::size_t index) const {
  const Token& token = (*this)[index];
  return std::string_view(sentence_.text).substr(token.begin, token.end - token.begin);
}

bool Tokens::tight(std::size_t index, std::string_view mark) const {
  return is(index, mark) && !(*this)[index].spaced && !(*this)[index + 1].spaced;
}

std::size_t Tokens::at(std::uint32_t at) const {
  const auto found =
      std::upper_bound(list_.begin(), list_.end(), at,
                       [](std::uint32_t byte, const Token& token) { return byte < token.end; });
  return static_cast<std::size_t>(found - list_.begin());
}

extract::Span Tokens::span(std::size_t first, std::size_t last) const {
  return sentence_.span_of(list_[first].begin, list_[last - 1].end);
}

}  // namespace proviso::nlp
