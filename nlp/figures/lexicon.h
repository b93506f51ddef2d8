// The vocabulary of one language as the readers of numbers and times look at it: phrases by their role.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/rules.h"
#include "nlp/rules/tokens.h"

namespace proviso::nlp {

// A phrase of the vocabulary found in a sentence.
struct Phrase {
  std::string_view role = {};   // Word::reads
  std::string_view value = {};  // Word::meanings, "" if it has none
  std::size_t length = 0;       // in tokens

  explicit operator bool() const { return length > 0; }
};

// The words with a `reads` of a rule set that belong to one language: those whose name ends in "_" and its
// code ("numeral_ru") and those whose name ends in no language's code. Refers to the rule set. Not for
// several threads at once.
class Lexicon {
 public:
  // A language without words of its own gets those of all languages, but for number words; "und" and "" get
  // all.
  Lexicon(const RuleSet& rules, std::string_view language);

  // The longest phrase of `role` that begins at `index`; an empty one if there is none.
  Phrase at(const Tokens& tokens, std::size_t index, std::string_view role) const;
  // The longest phrase of `role` that ends right before `index`; an empty one if there is none.
  Phrase before(const Tokens& tokens, std::size_t index, std::string_view role) const;

 private:
  struct Entry {
    std::vector<std::string> tokens = {};   // lower case, or as written if `exact_case`
    bool exact_case = false, stem = false;  // stem: the last token may go on ("увелич*")
    std::string_view role = {}, value = {};
  };
  // The entries that a word may begin and that it may end.
  struct Lexeme {
    std::vector<std::uint32_t> first = {}, last = {};
  };
  void add(const Word& word, std::size_t literal);
  const Lexeme& lexeme(const Tokens& tokens, std::size_t index) const;
  Lexeme lexeme_of(std::string_view word, bool digits) const;
  static bool stands_at(const Entry& entry, const Tokens& tokens, std::size_t index);

  // Lets the maps be asked with a piece of the sentence.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <typename Value>
  using ByWord = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  std::vector<Entry> entries_ = {};
  ByWord<std::vector<std::uint32_t>> by_first_ = {}, by_last_ = {};
  std::vector<std::pair<std::string, std::uint32_t>> stems_ = {};  // of one token, sorted
  // Readers ask for one role of a word after the other: what is known of a word is looked up once, and its
  // number kept with the token.
  const std::uint32_t own_number_;
  mutable ByWord<std::uint32_t> numbers_ = {};  // of words, indices into lexemes_
  mutable std::vector<Lexeme> lexemes_ = {};    // the first stands for no word
};

}  // namespace proviso::nlp
