#include "nlp/rules/rule_versions.h"

#include <algorithm>
#include <set>

#include "extract/sha256.h"

namespace proviso::nlp {

namespace {

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// One rule and all words that it leads to, as a text.
class Definition {
 public:
  explicit Definition(const RuleSet& rules) : rules_(rules) {}

  std::string of(const Rule& rule) {
    add({name(rule.finds), std::to_string(rule.rank), rule.exact_case ? "exact" : ""});
    for (const std::string& language : rule.languages) add({language});
    for (const auto& [field, value] : rule.sets) add({field, value});
    for (const std::string& pattern : rule.match) {
      add({pattern});
      follow(pattern);
    }
    return text_;
  }

 private:
  void add(std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) (text_ += part) += '\x1f';
  }

  // Adds the words named between braces.
  void follow(std::string_view pattern) {
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at + 1)) {
      const std::size_t begin = at + 1;
      std::size_t end = begin;
      while (end < pattern.size() && is_name_character(pattern[end])) ++end;
      const Word* word = rules_.word(pattern.substr(begin, end - begin));
      if (word != nullptr && seen_.insert(word).second) add(*word);
    }
  }

  void add(const Word& word) {
    add({word.name, word.pattern, word.reads, word.exact_case ? "exact" : ""});
    for (const std::string& literal : word.literals) add({literal});
    for (const std::string& meaning : word.meanings) add({meaning});
    follow(word.pattern);
  }

  const RuleSet& rules_;
  std::set<const Word*> seen_;
  std::string text_;
};

}  // namespace

std::vector<RuleVersion> rule_versions(const RuleSet& rules) {
  std::vector<RuleVersion> versions;
  for (const Rule& rule : rules.rules()) {
    versions.push_back(
        {rule.name, extract::sha256_hex(Definition(rules).of(rule)).substr(0, 12), rule.place});
  }
  std::sort(versions.begin(), versions.end(),
            [](const RuleVersion& a, const RuleVersion& b) { return a.name < b.name; });
  return versions;
}

}  // namespace proviso::nlp
