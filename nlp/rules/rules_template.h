// Templates and vocabulary words as RE2 patterns. Used inside the rule engine only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nlp/rules.h"

namespace proviso::nlp {

// What the n-th capturing group of a pattern (from 1) stands for: a word, or a space of a template,
// which may be empty only where a word boundary is visible.
struct Group {
  const Word* word = nullptr;  // nullptr: a space
};

struct Pattern {
  std::string text = {};           // RE2, for folded text
  bool small = false;              // no part of it looks at case: it may be matched, in small letters,
                                   // against Folded::lower, which makes programs a third as large
  std::vector<Group> groups = {};  // groups[0] is group 1
};

// One element of a template, for looking at how far a text follows it.
struct Element {
  enum class Kind { literal, word, space, group } kind = Kind::literal;
  std::string text = {};  // the literal, or the word's name
  bool optional = false;
  std::vector<std::vector<Element>> alternatives = {};
};

// A template that cannot be read; what() says why, without file and line.
class BadTemplate : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Reads a template. Throws BadTemplate (a brace or bracket without its partner).
std::vector<Element> parse_template(std::string_view text);

// The names of all words in it, in order.
std::vector<std::string> words_of(const std::vector<Element>& elements);

class Vocabulary {
 public:
  virtual ~Vocabulary() = default;
  virtual const Word* find(std::string_view name) const = 0;
  // Whether the pattern of a word that names `name` goes without it: it never matches there.
  virtual bool leaves_out(std::string_view /*name*/) const { return false; }
};

// The pattern of a sequence of elements, without boundaries, case not settled: see `small`. Throws
// BadTemplate for an unknown word.
Pattern pattern_of(const std::vector<Element>& elements, const Vocabulary& vocabulary);

// The pattern of a word, without captures. Throws BadTemplate for an unknown or circular {word} in it.
std::string pattern_of(const Word& word, const Vocabulary& vocabulary);

// `pattern` of a word with a letter for each {word} in it, for trying whether RE2 can read it.
std::string pattern_without_words(std::string_view pattern);

// `pattern` in small letters. Only for patterns that are `small`.
std::string in_small_letters(std::string_view pattern);

// The pattern of what never matches: RE2 has no shorter one.
extern const std::string_view kNoText;

// What must stand before and after every match: no letter and no digit.
extern const std::string_view kBefore;
extern const std::string_view kAfter;
// Whether the character is one of those that kBefore and kAfter shut out.
bool is_word_character(char32_t c);

// Whether the case of `text`, folded text that a captured `word` matched, is right: of literals in
// `case: exact` only.
bool is_written_so(const Word& word, std::string_view text);

// Whether `text` (lower case, folded) is `literal` (the same), whose '*' stands for any letters.
bool literal_is(std::string_view literal, std::string_view text);

}  // namespace proviso::nlp
