// What a RuleSet is made of. Used inside the rule engine only.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "nlp/rules/lead_trie.h"
#include "nlp/rules/literals.h"
#include "nlp/rules/rules_load.h"
#include "nlp/rules/rules_template.h"

namespace proviso::nlp {

// A pattern that is compiled when first asked for.
struct LazyPattern {
  std::string source = {};
  std::once_flag once = {};
  std::unique_ptr<RE2> pattern = {};
};

// One template of a rule: RE2 finds groups in small programs far faster than in large ones.
struct CompiledTemplate {
  LazyPattern whole = {};  // group 1 is the match, an end of a word follows
  std::vector<Group> groups = {};
};

// A rule as one pattern: its templates as alternatives. Compiled when a text first has one of its
// beginnings, because most rules never meet a text of their language.
struct CompiledRule {
  LazyPattern any = {};                                // a template matches, an end of a word follows;
                                                       // empty for one template, which is tried itself
  LazyPattern spaced = {};                             // the same where no space of a template may be empty
  std::unique_ptr<CompiledTemplate[]> templates = {};  // beside Rule::match
  std::size_t shortest = 0;                            // see Beginnings
  bool needs_digit = false;
  bool small = false;     // matches Folded::lower, else Folded::text
  bool cased = false;     // a word of it must be written in capitals or not at all
  bool one_word = false;  // has one template, of one word of the vocabulary

  LazyPattern& first_look() { return any.source.empty() ? templates[0].whole : any; }
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
  mutable std::unique_ptr<CompiledRule[]> rules = {};  // beside loaded.rules
  std::unique_ptr<LeadTrie> leads = {};                // of all rules
  std::vector<std::uint32_t> anywhere = {};            // rules that may begin with anything
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
  // `lazy`, which belongs to rules[index]. Throws BadRules if RE2 cannot hold it.
  const RE2& pattern_of_rule(std::size_t index, LazyPattern& lazy) const;
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
