#include "nlp/rules/rule_versions.h"

#include <gtest/gtest.h>

namespace proviso::nlp {
namespace {

std::string rules_file(const std::string& says, const std::string& measure, const std::string& match) {
  return "- rule: one\n  finds: figure\n  says: " + says + "\n  match: [\"" + match +
         "\"]\n  sets: {measure: " + measure +
         "}\n- rule: two\n  finds: figure\n  says: Another.\n  match: [\"{digits} men\"]\n";
}

std::string words_file(const std::string& inner, const std::string& unused) {
  return "- word: digits\n  says: Digits.\n  pattern: '{digit}+'\n  reads: number\n  like: [\"12\"]\n"
         "- word: digit\n  says: One digit.\n  pattern: '" +
         inner + "'\n  like: [\"1\"]\n- word: unused\n  says: Nothing.\n  any: [" + unused + "]\n";
}

std::vector<std::string> versions(const std::string& rules, const std::string& words) {
  const RuleSet set = RuleSet::from_texts({{"a.yaml", rules}, {"vocabulary/a.yaml", words}});
  std::vector<std::string> all;
  for (const RuleVersion& version : rule_versions(set)) all.push_back(version.name + " " + version.version);
  return all;
}

TEST(RuleVersions, ChangeWithWhatARuleMatchesAndItsWords) {
  const std::string words = words_file("[0-9]", "x");
  const auto base = versions(rules_file("Boys.", "count", "{digits} boys"), words);
  ASSERT_EQ(base.size(), 2u);
  EXPECT_EQ(versions(rules_file("Says it better.", "count", "{digits} boys"), words), base);
  EXPECT_EQ(versions(rules_file("Boys.", "count", "{digits} boys"), words_file("[0-9]", "y")), base)
      << "a word that no rule uses";
  const auto other_match = versions(rules_file("Boys.", "count", "{digits} boy(s)?"), words);
  EXPECT_NE(other_match[0], base[0]);
  EXPECT_EQ(other_match[1], base[1]);
  EXPECT_NE(versions(rules_file("Boys.", "percent", "{digits} boys"), words)[0], base[0]);
  const auto other_word = versions(rules_file("Boys.", "count", "{digits} boys"), words_file("[0-8]", "x"));
  EXPECT_NE(other_word[0], base[0]) << "a word within a word";
  EXPECT_NE(other_word[1], base[1]);
}

}  // namespace
}  // namespace proviso::nlp
