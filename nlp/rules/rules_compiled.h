// What a RuleSet is made of. Used inside the rule engine only.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "nlp/rules/compiled_pattern.h"
#include "nlp/rules/literals.h"
#include "nlp/rules/rules_load.h"
#include "nlp/rules/rules_template.h"
#include "nlp/rules/template_index.h"

namespace proviso::nlp {

// One template of a rule.
struct CompiledTemplate {
  std::uint32_t rule = 0;                         // index into LoadedRules::rules
  std::unique_ptr<CompiledPattern> pattern = {};  // group 1 is the match, an end of a word follows
  std::vector<Group> groups = {};                 // what the groups from 2 on are
};

// The templates of rules that speak a language. Indexed when a text of it first comes.
struct LanguageTemplates {
  std::once_flag once = {};
  std::unique_ptr<TemplateIndex> index = {};
};

// A word's own patterns.
struct CompiledWord {
  std::once_flag once = {}, once_whole = {};
  std::unique_ptr<CompiledPattern> within = {};  // group 1, an end of a word follows
  std::unique_ptr<CompiledPattern> whole = {};   // a text that is the word
};

struct RuleSet::Compiled final : Vocabulary {
  LoadedRules loaded = {};
  std::string fingerprint = {};
  std::unordered_map<std::string_view, const Word*> word_named = {};
  std::unique_ptr<PatternParts> parts = std::make_unique<PatternParts>();
  std::vector<CompiledTemplate> templates = {};  // of all rules, in their order
  mutable std::map<std::string, LanguageTemplates, std::less<>> of_language = {};  // see templates_for
  mutable std::unique_ptr<CompiledWord[]> words = {};                              // beside loaded.words
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
  const TemplateIndex& templates_for(std::string_view language) const;
  const CompiledPattern& within(const Word& word) const;
  const CompiledPattern& whole(const Word& word) const;
  // The value of the literal of `word` that `lower` is; empty if it has none.
  std::string_view meaning(const Word& word, std::string_view lower) const;
};

// Compiles everything. Throws BadRules.
void compile(RuleSet::Compiled& compiled);

// SHA-256 over (path, content) of all files, which are sorted by path; 64 hex digits.
std::string fingerprint_of_files(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace proviso::nlp
