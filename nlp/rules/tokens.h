// Words, digits and marks of a folded sentence, for the readers of numbers and times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/rules/folded.h"

namespace proviso::nlp {

enum class TokenKind : std::uint8_t {
  word,    // letters; an apostrophe between letters belongs to it ("world's")
  digits,  // ASCII digits
  mark     // any other single character that is not white space
};

struct Token {
  std::uint32_t begin = 0, end = 0;  // bytes of the folded text, half-open
  TokenKind kind = TokenKind::mark;
  bool spaced = true;  // white space, or nothing at all, stands in front of it
};

// A folded sentence cut into tokens. Positions past the end may be asked for: they are an empty mark.
class Tokens {
 public:
  // Cuts `sentence`, which must outlive the result. Linear.
  explicit Tokens(const Folded& sentence);

  std::size_t size() const { return list_.size(); }
  const Token& operator[](std::size_t index) const { return index < size() ? list_[index] : past_; }
  std::string_view lower(std::size_t index) const;  // in lower case
  std::string_view text(std::size_t index) const;   // as written
  bool is(std::size_t index, std::string_view lower_case) const { return lower(index) == lower_case; }
  bool word(std::size_t index) const { return (*this)[index].kind == TokenKind::word; }
  bool digits(std::size_t index) const { return (*this)[index].kind == TokenKind::digits; }
  // True if `index` is the mark `mark` and touches what stands on both sides of it ("2005-2011").
  bool tight(std::size_t index, std::string_view mark) const;

  // Index of the first token that ends behind byte `at` of the folded text; size() if none does.
  std::size_t at(std::uint32_t at) const;
  // The document's span of the tokens [first, last). Precondition: first < last <= size().
  extract::Span span(std::size_t first, std::size_t last) const;
  const Folded& sentence() const { return sentence_; }

  // A place for the number that a lexicon (`owner`, > 0) gives the word at `index` (< size()); 0 until it has
  // given one. Only the lexicon asked last is remembered. Not for several threads at once.
  std::uint32_t& word_number(std::size_t index, std::uint32_t owner) const {
    if (owner != owner_) numbers_.assign(list_.size(), 0);
    owner_ = owner;
    return numbers_[index];
  }

 private:
  const Folded& sentence_;
  std::vector<Token> list_ = {};
  Token past_ = {};
  mutable std::uint32_t owner_ = 0;  // of numbers_
  mutable std::vector<std::uint32_t> numbers_ = {};
};

}  // namespace proviso::nlp
