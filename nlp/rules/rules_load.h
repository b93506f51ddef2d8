// Reading rule files. Used inside the rule engine only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlp/rules.h"
#include "nlp/thesaurus.h"

namespace proviso::nlp {

// A country as rules/countries.yaml has it. Names may hold '*' for any letters.
struct Country {
  std::string code = {};
  std::vector<std::string> names = {}, adjectives = {}, people = {};
};

struct LoadedRules {
  std::vector<Rule> rules = {};
  std::vector<Word> words = {};
  std::vector<Country> countries = {};
  std::vector<Concept> concepts = {};
  std::vector<std::pair<std::string, std::string>> files = {};  // (path, content), sorted by path
};

// Reads the texts of a rules folder: (path relative to the folder's parent, content). Throws BadRules.
LoadedRules read_rules(std::vector<std::pair<std::string, std::string>> files);

// The concepts that were read, and the countries as concepts.
Thesaurus thesaurus_of(const LoadedRules& loaded);

// Throws BadRules about `place`: what is wrong, and the line itself.
[[noreturn]] void bad_rules(const LoadedRules& loaded, const FileLine& place, const std::string& what);

}  // namespace proviso::nlp
