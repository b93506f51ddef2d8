// Concepts: what a field of work talks about, and how each language says it. rules/thesaurus/*.yaml holds
// them, rules/README.md tells authors how to write them. Countries are concepts too: each of
// rules/countries.yaml.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nlp/rules.h"

namespace proviso::nlp {

// One way to say a concept. A word that ends in '*' stands for every word that begins so.
struct ConceptTerm {
  std::string language = {};  // ISO 639-1; empty for countries, whose names are not told apart by language
  std::string text = {};
  FileLine place = {};
};

struct Concept {
  std::string name = {};                // "forced-labour"; of a country its ISO 3166-1 code, "KZ"
  std::vector<ConceptTerm> terms = {};  // the first of a language is its label in that language
  std::vector<Example> yes = {};        // texts that speak of it
  std::vector<Example> no = {};         // texts that only look so
  FileLine place = {};

  bool is_country() const { return name.size() == 2 && name[0] >= 'A' && name[0] <= 'Z'; }
};

struct Thesaurus {
  std::vector<Concept> concepts = {};  // ordered by file, then line; countries behind them
};

// The concepts of a folder of rules, without its rules. Throws BadRules and std::runtime_error as
// RuleSet::load does.
Thesaurus load_thesaurus(const std::filesystem::path& folder);

}  // namespace proviso::nlp
