#include "nlp/language/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

namespace proviso::nlp {
namespace {

using extract::Span;

enum class Kind : std::uint8_t { goes_on, before_number, after_number, may_end };  // of abbreviations
using Abbreviations = std::unordered_map<std::string, Kind>;  // in lower case, without their last full stop

// A piece with fewer words than this before an abbreviation that may end a sentence is its beginning.
constexpr int words_of_a_sentence = 4;
// A bracket that closes farther away than this was left open by mistake.
constexpr std::size_t bracket_reach = 300;

UChar32 char_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return U_SENTINEL;
  UChar32 c = 0;
  auto i = static_cast<std::int32_t>(offset);
  const auto size = static_cast<std::int32_t>(text.size());
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, size, c);
  return c;
}

std::size_t next_char(std::string_view text, std::size_t offset) {
  auto i = static_cast<std::int32_t>(offset);
  const auto size = static_cast<std::int32_t>(text.size());
  U8_FWD_1(reinterpret_cast<const std::uint8_t*>(text.data()), i, size);
  return static_cast<std::size_t>(i);
}

std::string lower(std::string_view text) {
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
      .toLower("")
      .toUTF8String(out);
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return text;
}

// The last word of `text` without opening brackets and quotes before it.
std::string_view last_word(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  std::string_view word = space == std::string_view::npos ? text : text.substr(space + 1);
  while (!word.empty()) {
    const UChar32 c = char_at(word, 0);
    if (u_isalnum(c)) break;
    word.remove_prefix(next_char(word, 0));
  }
  return word;
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Letters of `word`, numerals of a Roman number not counted.
int letters_in(std::string_view word) {
  int letters = 0;
  for (std::size_t i = 0; i < word.size(); i = next_char(word, i)) {
    const UChar32 c = char_at(word, i);
    letters += u_isalpha(c) && c != 'i' && c != 'v' && c != 'x' && c != 'I' && c != 'V' && c != 'X';
  }
  return letters;
}

// "1.", "3.2.", "(a)", "iv)", "… 4.", "Table 1.": what stands in front of a sentence and is none.
bool is_numbering(std::string_view piece) {
  const std::size_t space = piece.rfind(' ');
  if (space == std::string_view::npos) return piece.size() <= 12 && letters_in(piece) <= 1;
  if (piece.find(' ') != space) return false;
  const std::string_view number = piece.substr(space + 1);
  return has_digit(number) && letters_in(number) == 0;
}

// Single letters with dots between them: "U.S", "т.ч", "a.m".
bool is_dotted(std::string_view word) {
  bool letter = false, dot = false;
  for (std::size_t i = 0; i < word.size(); i = next_char(word, i)) {
    const UChar32 c = char_at(word, i);
    if (c == '.' ? !letter : (letter || !u_isalpha(c))) return false;
    letter = c != '.';
    dot = dot || c == '.';
  }
  return dot && letter;
}

bool is_initial(std::string_view word) {
  return !word.empty() && next_char(word, 0) == word.size() && u_isupper(char_at(word, 0));
}

// Words of two letters or more, up to `most`.
int words_in(std::string_view text, int most) {
  int words = 0;
  while (!text.empty() && words < most) {
    const std::string_view word = text.substr(0, text.find(' '));
    words += letters_in(word) > 1;
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return words;
}

bool is_number_like(std::string_view word) {
  const UChar32 c = char_at(word, 0);
  return u_isdigit(c) || c == 'X' || c == 'V' || c == 'I' || c == 0x425;  // Cyrillic Х in "ХХ в."
}

// Whether what follows an abbreviation belongs to it: a number, a single letter, a bracket.
bool is_numbered(std::string_view next) {
  const std::string_view word = next.substr(0, next.find(' '));
  if (next.empty()) return false;
  const UChar32 c = char_at(next, 0);
  if (u_isdigit(c) || c == '(' || c == '[' || c == 0x2116) return true;
  const std::string_view bare = last_word(word);
  return !bare.empty() &&
         (next_char(bare, 0) >= bare.size() || !u_isalpha(char_at(bare, next_char(bare, 0))));
}

bool ends_after_full_stop(std::string_view before, std::string_view next,
                          const Abbreviations& abbreviations) {
  const std::string_view bare = before.substr(0, before.size() - 1);
  const std::string_view word = last_word(bare);
  if (word.empty() || is_initial(word)) return word.empty();
  const bool long_enough = words_in(before, words_of_a_sentence) >= words_of_a_sentence;
  const auto found = abbreviations.find(lower(word));
  if (found == abbreviations.end()) {
    // "О.П. Иванов" are initials, "и т.д." may end a sentence.
    return !is_dotted(word) || (long_enough && !u_isupper(char_at(word, 0)));
  }
  switch (found->second) {
    case Kind::goes_on:
      return false;
    case Kind::before_number:
      return !is_numbered(next);
    case Kind::after_number: {
      const auto at = static_cast<std::size_t>(word.data() - bare.data());
      return long_enough && is_number_like(last_word(trimmed(bare.substr(0, at))));
    }
    case Kind::may_end:
      return long_enough;
  }
  return true;
}

bool starts_lower(std::string_view next) {
  next = next.substr(0, bracket_reach);
  for (std::size_t i = 0; i < next.size(); i = next_char(next, i)) {
    const UChar32 c = char_at(next, i);
    if (u_isdigit(c)) return false;
    if (u_isalpha(c)) return u_islower(c);
  }
  return false;
}

// How many brackets are open at the places of a text that are asked for, each counted from where a sentence
// begins. Linear, because the places are asked for in order.
class OpenBrackets {
 public:
  explicit OpenBrackets(std::string_view text) : text_(text) {}

  int at(std::size_t begin, std::size_t end) {
    if (begin != begin_) depth_ = 0;
    for (std::size_t i = begin != begin_ ? begin : at_; i < end; ++i) {
      if (text_[i] == '(') ++depth_;
      if (text_[i] == ')' && depth_ > 0) --depth_;
    }
    begin_ = begin;
    at_ = end;
    return depth_;
  }

 private:
  std::string_view text_;
  std::size_t begin_ = 0, at_ = 0;
  int depth_ = 0;
};

// Whether a bracket closes soon, so that what stands before it is inside.
bool closes_soon(std::string_view next) {
  for (const char c : next.substr(0, bracket_reach)) {
    if (c == '(') return false;
    if (c == ')') return true;
  }
  return false;
}

// Whether the sentence `before`, which ICU would end here, does.
bool ends(std::string_view before, std::string_view next, int open_brackets,
          const Abbreviations& abbreviations) {
  before = trimmed(before);
  if (before.empty() || is_numbering(before) || starts_lower(next)) return false;
  if (open_brackets > 0 && closes_soon(next)) return false;
  return before.back() != '.' || ends_after_full_stop(before, next, abbreviations);
}

// The next place in [from, end) of `text` where a sentence may end and ICU sees none, or `end`: before a
// number that a small letter follows ("… in 2018. 42 persons were …") and after an ellipsis.
std::size_t missed_by_icu(std::string_view text, std::size_t from, std::size_t end) {
  constexpr std::string_view ellipsis = "\u2026 ";
  for (std::size_t space = text.find(' ', from); space < end && space + 1 < end;
       space = text.find(' ', space + 1)) {
    if (space == 0) continue;
    const std::size_t next = space + 1;
    if (text.substr(0, next).ends_with(ellipsis) && u_isupper(char_at(text, next))) return next;
    if (text[space - 1] != '.' || text[next] < '0' || text[next] > '9' || space < 2) continue;
    const std::string_view word = last_word(text.substr(from, space - 1 - from));
    const char last = text[space - 2];
    if (last == ')' || last == '%' || (has_digit(word) ? word.size() >= 4 : letters_in(word) >= 4))
      return next;
  }
  return end;
}

// ICU's sentence rules over one text after another.
class Breaker {
 public:
  Breaker() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status))
      throw std::runtime_error(std::string("ICU sentence rules: ") + u_errorName(status));
  }
  ~Breaker() { utext_close(&text_); }
  Breaker(const Breaker&) = delete;
  Breaker& operator=(const Breaker&) = delete;

  // Calls add(begin, end) for each sentence of `text`, in order.
  template <typename Add>
  void cut(std::string_view text, const Abbreviations& abbreviations, Add add) {
    std::size_t begin = 0, from = 0;  // of the sentence; of what has not been looked at
    // Most blocks have no mark that could end a sentence before their end.
    const std::size_t mark = text.find_first_of(".?!\xE2");
    if (mark != std::string_view::npos && mark + 1 < text.size()) {
      UErrorCode status = U_ZERO_ERROR;
      utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
      iterator_->setText(&text_, status);
      if (U_SUCCESS(status)) {
        OpenBrackets brackets(text);
        for (auto at = iterator_->next(); at != icu::BreakIterator::DONE; at = iterator_->next()) {
          const auto last = static_cast<std::size_t>(at);
          while (from < last) {
            const std::size_t end = missed_by_icu(text, from, last);
            from = end;
            if (end >= text.size() || !ends(text.substr(begin, end - begin), text.substr(end),
                                            brackets.at(begin, end), abbreviations))
              continue;
            add(begin, end);
            begin = end;
          }
        }
      }
    }
    add(begin, text.size());
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
  UText text_ = UTEXT_INITIALIZER;
};

void add_word(const RuleSet& rules, std::string_view name, Kind kind, Abbreviations& out) {
  const Word* word = rules.word(name);
  if (!word) return;
  for (const std::string& literal : word->literals) out.emplace(lower(literal), kind);
}

}  // namespace

struct SentenceCutter::Parts {
  Breaker breaker = {};
  Abbreviations abbreviations = {};
};

SentenceCutter::SentenceCutter(const RuleSet& rules) : parts_(std::make_unique<Parts>()) {
  add_word(rules, "abbreviation_goes_on", Kind::goes_on, parts_->abbreviations);
  add_word(rules, "abbreviation_before_number", Kind::before_number, parts_->abbreviations);
  add_word(rules, "abbreviation_after_number", Kind::after_number, parts_->abbreviations);
  add_word(rules, "abbreviation_may_end", Kind::may_end, parts_->abbreviations);
}

SentenceCutter::SentenceCutter(SentenceCutter&&) noexcept = default;
SentenceCutter& SentenceCutter::operator=(SentenceCutter&&) noexcept = default;
SentenceCutter::~SentenceCutter() = default;

std::vector<Span> SentenceCutter::cut(std::string_view text, std::uint32_t base) {
  std::vector<Span> out;
  parts_->breaker.cut(text, parts_->abbreviations, [&out, text, base](std::size_t begin, std::size_t end) {
    while (begin < end && text[begin] == ' ') ++begin;
    while (begin < end && text[end - 1] == ' ') --end;
    if (begin == end) return;
    out.push_back({static_cast<std::uint32_t>(begin) + base, static_cast<std::uint32_t>(end) + base});
  });
  return out;
}

}  // namespace proviso::nlp
