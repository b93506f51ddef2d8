#include "nlp/rules/rules_template.h"

#include <re2/re2.h>

#include <algorithm>

namespace proviso::nlp {
namespace {

// Letters of the Latin, Greek, Cyrillic, Armenian and Georgian alphabets as ranges. \p{L} has some six
// hundred ranges; a pattern with many of them takes RE2 far longer to compile.
#define PROVISO_LETTERS \
  "A-Za-z\\x{AA}\\x{BA}\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{24F}\\x{370}-\\x{58F}\\x{10A0}-\\x{10FF}"
constexpr std::string_view kLetters = PROVISO_LETTERS;

struct Range {
  char32_t first, last;
};
constexpr Range kLetterRanges[] = {{0xAA, 0xAA},  {0xBA, 0xBA},   {0xC0, 0xD6},    {0xD8, 0xF6},
                                   {0xF8, 0x24F}, {0x370, 0x58F}, {0x10A0, 0x10FF}};  // as PROVISO_LETTERS

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

bool is_name(std::string_view text) {
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(), is_name_char);
}

// Parses "a {b} ( c | d )?" by recursive descent.
class TemplateParser {
 public:
  explicit TemplateParser(std::string_view text) : text_(text) {}

  std::vector<Element> parse() {
    auto elements = sequence();
    if (at_ < text_.size())
      throw BadTemplate(text_[at_] == ')' ? "a ')' without its '('" : "a '|' outside of brackets");
    return elements;
  }

 private:
  std::vector<Element> sequence() {
    std::vector<Element> elements;
    while (at_ < text_.size() && text_[at_] != ')' && text_[at_] != '|') {
      if (text_[at_] == '{') {
        elements.push_back(word());
      } else if (text_[at_] == '(') {
        elements.push_back(group());
      } else if (text_[at_] == ' ') {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        elements.push_back({.kind = Element::Kind::space});
      } else {
        elements.push_back(literal());
      }
    }
    return elements;
  }

  Element word() {
    const auto close = text_.find('}', at_);
    if (close == std::string_view::npos) throw BadTemplate("a '{' without its '}'");
    std::string_view name = text_.substr(at_ + 1, close - at_ - 1);
    Element element{.kind = Element::Kind::word};
    if (name.ends_with('?')) {
      element.optional = true;
      name.remove_suffix(1);
    }
    if (!is_name(name)) throw BadTemplate("'{" + std::string(name) + "}' is no word's name (a-z, 0-9, _)");
    element.text = name;
    at_ = close + 1;
    return element;
  }

  Element group() {
    Element element{.kind = Element::Kind::group};
    ++at_;
    for (;;) {
      auto alternative = sequence();
      // Spaces beside the bars are for the eye.
      while (!alternative.empty() && alternative.front().kind == Element::Kind::space)
        alternative.erase(alternative.begin());
      while (!alternative.empty() && alternative.back().kind == Element::Kind::space) alternative.pop_back();
      if (alternative.empty())
        throw BadTemplate("an empty alternative; write '( ... )?' for something optional");
      element.alternatives.push_back(std::move(alternative));
      if (at_ >= text_.size()) throw BadTemplate("a '(' without its ')'");
      if (text_[at_++] == ')') break;
    }
    if (at_ < text_.size() && text_[at_] == '?') {
      element.optional = true;
      ++at_;
    }
    return element;
  }

  Element literal() {
    Element element{.kind = Element::Kind::literal};
    while (at_ < text_.size() && std::string_view("{(|) ").find(text_[at_]) == std::string_view::npos) {
      if (text_[at_] == '}') throw BadTemplate("a '}' without its '{'");
      if (text_[at_] == '?')
        throw BadTemplate("'?' stands after a word or a ')' only; write \\? for the sign");
      if (text_[at_] == '\\') {
        if (++at_ >= text_.size()) throw BadTemplate("a '\\' at the end");
        element.text += '\\';
      }
      element.text += text_[at_++];
    }
    return element;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// A literal as a pattern: folded, quoted, '*' for any letters.
std::string quoted(std::string_view literal, bool escapes) {
  const std::string folded = fold(literal, 0).text;
  std::string out;
  std::string plain;
  auto flush = [&] {
    out += RE2::QuoteMeta(plain);
    plain.clear();
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (escapes && folded[i] == '\\' && i + 1 < folded.size()) {
      plain += folded[++i];
    } else if (folded[i] == '*') {
      flush();
      out += "[" PROVISO_LETTERS "]*";
    } else {
      plain += folded[i];
    }
  }
  flush();
  return out;
}

// Whether small letters would change what `pattern` matches: flags for case, and classes such as \p{Lu}.
bool looks_at_case(std::string_view pattern) {
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      if (pattern[i + 1] == 'p' || (pattern[i + 1] >= 'A' && pattern[i + 1] <= 'Z')) return true;
      ++i;
    } else if (pattern.substr(i).starts_with("(?-") || pattern.substr(i).starts_with("(?i")) {
      return true;
    }
  }
  return false;
}

// Writes a RE2 pattern of the vocabulary as the engine wants it: \p{L} cheap, {word} filled in, groups
// not capturing.
class WordPattern {
 public:
  WordPattern(const Vocabulary& vocabulary, bool captured) : vocabulary_(vocabulary), captured_(captured) {}

  std::string of(const Word& word) {
    if (std::find(open_.begin(), open_.end(), &word) != open_.end())
      throw BadTemplate("'{" + word.name + "}' is made of itself");
    open_.push_back(&word);
    std::string body = word.literals.empty() ? raw(word.pattern) : literals(word);
    open_.pop_back();
    // A captured literal's case is looked at after matching (see is_written_so), so that it does not cost
    // the whole rule its small letters.
    const bool checked_later = open_.empty() && captured_ && !word.literals.empty();
    return (word.exact_case && !checked_later ? "(?-i:" : "(?:") + body + ")";
  }

 private:
  static std::string literals(const Word& word) {
    std::vector<std::string> sorted = word.literals;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    std::string out;
    for (const std::string& literal : sorted) out += (out.empty() ? "" : "|") + quoted(literal, false);
    return out;
  }

  std::string raw(std::string_view pattern) {
    std::string out;
    bool in_class = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const std::string_view rest = pattern.substr(i);
      if (rest.starts_with("\\p{L}")) {
        out += in_class ? std::string(kLetters) : "[" + std::string(kLetters) + "]";
        i += 4;
      } else if (rest[0] == '\\' && rest.size() > 1) {
        out += rest.substr(0, 2);
        ++i;
        if ((rest[1] == 'p' || rest[1] == 'P' || rest[1] == 'x') && rest.size() > 2 && rest[2] == '{') {
          const auto close = rest.find('}');
          if (close != std::string_view::npos) {
            out += rest.substr(2, close - 1);
            i += close - 1;
          }
        }
      } else if (in_class) {
        in_class = rest[0] != ']' || pattern[i - 1] == '[';
        out += rest[0];
      } else if (rest[0] == '[') {
        in_class = true;
        out += rest[0];
      } else if (rest[0] == '(' && !rest.starts_with("(?")) {
        out += "(?:";
      } else if (rest[0] == '{' && rest.size() > 1 && rest[1] >= 'a' && rest[1] <= 'z') {
        const auto close = rest.find('}');
        if (close == std::string_view::npos) throw BadTemplate("a '{' without its '}'");
        out += named(rest.substr(1, close - 1));
        i += close;
      } else {
        out += rest[0];
      }
    }
    return out;
  }

  std::string named(std::string_view name) {
    const Word* word = vocabulary_.find(name);
    if (!word) throw BadTemplate("unknown word '{" + std::string(name) + "}'");
    return vocabulary_.leaves_out(name) ? std::string(kNoText) : of(*word);
  }

  const Vocabulary& vocabulary_;
  bool captured_;
  std::vector<const Word*> open_ = {};
};

class SequencePattern {
 public:
  explicit SequencePattern(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Pattern take() {
    pattern_.small = !looks_at_case(pattern_.text);
    return std::move(pattern_);
  }

  void sequence(const std::vector<Element>& elements) {
    // An optional element takes a space with it: the one before it, or, where that is not there or
    // gone with another element, the one after it.
    std::vector<bool> taken(elements.size(), false);
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const Element& element = elements[i];
      if (taken[i]) continue;
      const auto space_at = [&](std::size_t k) {
        return k < elements.size() && elements[k].kind == Element::Kind::space;
      };
      if (element.kind == Element::Kind::space && i + 1 < elements.size() && elements[i + 1].optional &&
          i > 0) {
        write("(?:");
        space();
        one(elements[i + 1]);
        write(")?");
        taken[i + 1] = true;
      } else if (element.kind == Element::Kind::space) {
        space();
      } else if (element.optional) {
        write("(?:");
        one(element);
        if (space_at(i + 1)) {
          space();
          taken[i + 1] = true;
        }
        write(")?");
      } else {
        one(element);
      }
    }
  }

 private:
  void write(std::string_view text) { pattern_.text += text; }

  void space() {
    write("( ?)");
    pattern_.groups.push_back({});
  }

  void one(const Element& element) {
    if (element.kind == Element::Kind::literal) {
      write(quoted(element.text, true));
    } else if (element.kind == Element::Kind::word) {
      const Word* word = vocabulary_.find(element.text);
      if (!word) throw BadTemplate("unknown word '{" + element.text + "}'");
      pattern_.groups.push_back({word});
      write("(" + WordPattern(vocabulary_, true).of(*word) + ")");
    } else {
      write("(?:");
      for (std::size_t i = 0; i < element.alternatives.size(); ++i) {
        if (i > 0) write("|");
        sequence(element.alternatives[i]);
      }
      write(")");
    }
  }

  const Vocabulary& vocabulary_;
  Pattern pattern_ = {};
};

void collect(const std::vector<Element>& elements, std::vector<std::string>& names) {
  for (const Element& element : elements) {
    if (element.kind == Element::Kind::word) names.push_back(element.text);
    for (const auto& alternative : element.alternatives) collect(alternative, names);
  }
}

bool is_letter_byte(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

const std::string_view kNoText = "[^\\x{0}-\\x{10ffff}]";
const std::string_view kBefore = "(?:^|[^0-9" PROVISO_LETTERS "])";
const std::string_view kAfter = "(?:$|[^0-9" PROVISO_LETTERS "])";

std::vector<Element> parse_template(std::string_view text) { return TemplateParser(text).parse(); }

std::vector<std::string> words_of(const std::vector<Element>& elements) {
  std::vector<std::string> names;
  collect(elements, names);
  return names;
}

Pattern pattern_of(const std::vector<Element>& elements, const Vocabulary& vocabulary) {
  SequencePattern out(vocabulary);
  out.sequence(elements);
  return out.take();
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return std::any_of(std::begin(kLetterRanges), std::end(kLetterRanges),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

std::string pattern_without_words(std::string_view pattern) {
  struct : Vocabulary {
    Word any{.name = "any", .literals = {"x"}};
    const Word* find(std::string_view) const override { return &any; }
  } any_word;
  return pattern_of(Word{.name = "pattern", .pattern = std::string(pattern)}, any_word);
}

std::string in_small_letters(std::string_view pattern) { return fold(pattern, 0).lower; }

std::string pattern_of(const Word& word, const Vocabulary& vocabulary) {
  return WordPattern(vocabulary, false).of(word);
}

bool is_written_so(const Word& word, std::string_view text) {
  if (!word.exact_case || word.literals.empty()) return true;
  return std::any_of(word.literals.begin(), word.literals.end(),
                     [&](const std::string& literal) { return literal_is(fold(literal, 0).text, text); });
}

bool literal_is(std::string_view literal, std::string_view text) {
  const auto star = literal.find('*');
  if (star == std::string_view::npos) return literal == text;
  if (!text.starts_with(literal.substr(0, star))) return false;
  const std::string_view rest = literal.substr(star + 1);
  for (std::size_t i = star;; ++i) {
    if (literal_is(rest, text.substr(i))) return true;
    if (i >= text.size() || !is_letter_byte(static_cast<unsigned char>(text[i]))) return false;
  }
}

}  // namespace proviso::nlp
