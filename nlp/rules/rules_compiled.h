// What a RuleSet is made of. Used inside the rule engine only.
#pragma once

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "nlp/rules/literals.h"
#include "nlp/rules/rules_load.h"
#include "nlp/rules/rules_template.h"

namespace proviso::nlp {

// A rule as one pattern: its templates as alternatives, between word boundaries.
struct CompiledRule {
  int filter_id = -1;  // in RuleSet::Compiled::filter
  std::vector<Group> groups = {};
  bool small = false;        // matches Folded::lower, else Folded::text
  bool needs_digit = false;  // no match without an ASCII digit
};

// A word's own pattern, compiled when first asked for.
struct CompiledWord {
  std::once_flag once = {}, once_whole = {};
  std::unique_ptr<RE2> pattern = {};  // between word boundaries
  std::unique_ptr<RE2> whole = {};    // bare, for a text that is the word
};

struct RuleSet::Compiled final : Vocabulary {
  LoadedRules loaded = {};
  std::string fingerprint = {};
  std::unordered_map<std::string_view, const Word*> word_named = {};
  std::vector<CompiledRule> rules = {};  // beside loaded.rules
  re2::FilteredRE2 filter{2};            // literals shorter than two bytes tell nothing
  std::unique_ptr<LiteralFinder> atoms = {};
  std::vector<int> rule_of_filter_id = {};
  mutable std::unique_ptr<CompiledWord[]> words = {};  // beside loaded.words
  // Lower case literals without '*' of the words that have values -> index into Word::literals.
  std::vector<std::unordered_map<std::string, std::uint32_t>> literal_index = {};

  // countries.yaml: all literals up to their first '*', in lower case, and what each stands for.
  struct CountryLiteral {
    std::uint32_t country = 0;  // index into loaded.countries
    std::uint8_t naming = 0;    // Naming
    std::string literal = {};   // lower case, with its '*'
    std::string exact = {};     // with its case, where it is all capitals ("US"); else empty
  };
  std::vector<CountryLiteral> country_literals = {};
  std::unique_ptr<LiteralFinder> country_finder = {};

  const Word* find(std::string_view name) const override;
  const RE2& pattern(const Word& word) const;
  const RE2& whole(const Word& word) const;
  // The value of the literal of `word` that `lower` is; empty if it has none.
  std::string_view meaning(const Word& word, std::string_view lower) const;
};

// Compiles everything. Throws BadRules.
void compile(RuleSet::Compiled& compiled);

// SHA-256 over (path, content) of all files, which are sorted by path; 64 hex digits.
std::string fingerprint_of_files(const std::vector<std::pair<std::string, std::string>>& files);

// Memory that RE2 may use for one rule: programs with long lists of Cyrillic words need more than the
// default of 8 MB.
inline constexpr std::int64_t kPatternMemory = std::int64_t{64} << 20;

RE2::Options pattern_options(bool exact_case);

}  // namespace proviso::nlp
