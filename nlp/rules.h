// Rules as data: what people write under rules/ becomes something that finds text.
//
// A folder of rules holds rule files (*.yaml), vocabulary/*.yaml and countries.yaml. rules/README.md
// tells authors how to write them; here is what the program sees.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "nlp/rules/folded.h"

namespace proviso::nlp {

// A mistake in the rule files. what() is "FILE:LINE: what is wrong (did you mean ...?)", a newline and
// the line itself; FILE is relative to the rules folder's parent ("rules/articles-en.yaml"). Where the folder
// or a file as a whole is to blame there is no line, and the newline is missing too.
class BadRules : public std::runtime_error {
 public:
  explicit BadRules(const std::string& problem) : BadRules(problem, "") {}
  BadRules(const std::string& problem, const std::string& line)
      : std::runtime_error(line.empty() ? problem : problem + "\n" + line), problem_(problem), line_(line) {}

  const std::string& problem() const { return problem_; }  // what() without the line
  const std::string& line() const { return line_; }

 private:
  std::string problem_, line_;
};

enum class Finds : std::uint8_t { figure, article, recommendation, nothing };
std::string_view name(Finds finds);

// Where something is written: file relative to the rules folder's parent, line from 1.
struct FileLine {
  std::string file = {};
  int line = 0;

  std::string text() const { return file + ":" + std::to_string(line); }  // "rules/figures.yaml:5"
};

// A word of the vocabulary: what {name} in a template stands for.
struct Word {
  std::string name = {};
  std::string says = {};
  std::vector<std::string> like = {};      // examples; the word must match each of them whole
  std::vector<std::string> literals = {};  // `any` and `values`; "*" stands for any letters (also none)
  std::vector<std::string> meanings = {};  // `values`: the value of each literal; else empty
  std::string pattern = {};                // `pattern`: RE2; may name other words in braces
  std::string reads = {};                  // the C++ reader that turns its text into a value; may be empty
  bool exact_case = false;
  FileLine place = {};
};

// An example of a rule. `gives` names fields of the provisions that must come out (see fields_of in
// rules_check.h): one value means every provision has it, several mean one for each in order.
struct Example {
  std::string text = {};
  std::vector<std::pair<std::string, std::vector<std::string>>> gives = {};
  FileLine place = {};
};

struct Rule {
  std::string name = {};
  Finds finds = Finds::nothing;
  std::vector<std::string> languages = {};  // ISO 639-1; empty: every language
  std::string says = {};
  std::vector<std::string> match = {};      // templates
  std::vector<FileLine> match_places = {};  // where each of them is written
  // Fields that every match of the rule has, e.g. act: criminal_code, measure: percent.
  std::map<std::string, std::string, std::less<>> sets = {};
  int rank = 0;  // see RuleSet::match
  bool exact_case = false;
  std::vector<Example> yes = {}, no = {};
  FileLine place = {};

  std::string_view set(std::string_view field) const;  // "" if the rule does not set it
};

// What one {word} of a template matched.
struct Capture {
  const Word* word = nullptr;        // owned by the RuleSet
  std::uint32_t begin = 0, end = 0;  // [begin, end) in the sentence's folded text
  extract::Span span = {};           // in the document
  std::string_view meaning = {};     // the value of the literal matched, if the word has `values`
};

struct Match {
  const Rule* rule = nullptr;          // owned by the RuleSet
  std::uint32_t begin = 0, end = 0;    // in the sentence's folded text
  extract::Span span = {};             // in the document
  std::vector<Capture> captures = {};  // in order of position; optional words that are absent are not there

  const Capture* capture(std::string_view word) const;  // the first of that name; nullptr if none
};

struct Thesaurus;  // nlp/thesaurus.h

// A loaded folder of rules. Never changes after loading; may be used from several threads.
class RuleSet {
 public:
  // Loads every *.yaml of `folder` and its vocabulary. Throws BadRules for a mistake in the files,
  // std::runtime_error naming the folder if it cannot be read.
  static RuleSet load(const std::filesystem::path& folder);
  // The fingerprint that the rules of `folder` have, without reading what they say. Throws
  // std::runtime_error naming the folder if it cannot be read.
  static std::string fingerprint_of(const std::filesystem::path& folder);
  // The same as load() from texts (path relative to the rules folder, content), for tests.
  static RuleSet from_texts(const std::vector<std::pair<std::string, std::string>>& files);

  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();

  const std::string& fingerprint() const;  // SHA-256 over names and bytes of all files, 64 hex digits
  const std::vector<Rule>& rules() const;  // ordered by file, then line
  const std::vector<Word>& words() const;
  const Word* word(std::string_view name) const;  // nullptr if there is none
  Thesaurus thesaurus() const;                    // the folder's concepts

  // All matches of the rules for `language` (rules for every language included; "und" tries all
  // rules) in one sentence, ordered by begin. What stays when matches overlap:
  //   1. Among matches of the same kind: the higher rank, then the longer, then the rule that stands first.
  //   2. A match of kind `nothing` or `article` removes a figure whose number (a captured word that has
  //      `reads`) it overlaps, unless the figure's rule has a higher rank. Matches of kind `nothing` are
  //      themselves returned, without their captures.
  std::vector<Match> match(const Folded& sentence, std::string_view language) const;

  // The same without rule 1 and 2, with all captures: everything that matched, for `rules explain`.
  std::vector<Match> match_all(const Folded& sentence, std::string_view language) const;

  // Whether `text` as a whole is the word `name`; the literal's value, if it has one. For readers
  // that take a captured text apart: is("unit", "млн") etc. False for an unknown word.
  bool is(std::string_view name, std::string_view text, std::string_view* meaning = nullptr) const;

  // All places in `sentence` where the word occurs, leftmost first, not overlapping.
  std::vector<Capture> occurrences(std::string_view name, const Folded& sentence) const;

  struct Compiled;  // rules_match.cpp
  const Compiled& compiled() const { return *compiled_; }

 private:
  explicit RuleSet(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

// What became of `match`, one of RuleSet::match_all: that of `kept` (RuleSet::match of the same sentence)
// which is the same match, else the first that overlaps it; null if none does.
const Match* kept_in_place_of(const Match& match, const std::vector<Match>& kept);

}  // namespace proviso::nlp
