#include "nlp/rules/beginnings.h"

#include <gtest/gtest.h>

#include "nlp/rules/rules_template.h"

namespace proviso::nlp {
namespace {

using Leads = std::vector<std::string>;

Leads of(std::string_view pattern) {
  PatternTrees trees;
  return BeginningsReader().of(trees.read(pattern, false));
}

TEST(Beginnings, are_the_literals_a_match_may_begin_with) {
  EXPECT_EQ(of("art|section"), (Leads{"art", "section"}));
  EXPECT_EQ(of("(?:the )?art"), (Leads{"art", "the art"}));
  EXPECT_EQ(of("[ab]c+"), (Leads{"ac", "bc"}));
  EXPECT_EQ(of("\\$( ?)[0-1]"), (Leads{"$ 0", "$ 1", "$0", "$1"}));
}

TEST(Beginnings, are_small_and_short) {
  EXPECT_EQ(of("(?:(?-i:Art))"), (Leads{"art"}));
  EXPECT_EQ(of("государство"), (Leads{"госу"}));
  EXPECT_EQ(of("a(?:bc|государство)"), (Leads{"abc", "aгос"}));  // no half of a letter
  EXPECT_EQ(of("[ab](?:cdefgh)ijkl"), (Leads{"acdefghi", "bcdefghi"}));
}

TEST(Beginnings, a_repeated_character_may_be_gone) {
  EXPECT_EQ(of("ab*c"), (Leads{"a"}));
  EXPECT_EQ(of("ab?c"), (Leads{"abc", "ac"}));
  EXPECT_EQ(of("(?:no){0,2}art"), (Leads{""}));
}

TEST(Beginnings, what_is_not_known_may_be_anything) {
  EXPECT_EQ(of("[^a]b"), (Leads{""}));
  EXPECT_EQ(of("\\p{Lu}b"), (Leads{""}));
  EXPECT_EQ(of("(?P<name>a)"), (Leads{""}));
  EXPECT_EQ(of("(?i)a"), (Leads{""}));
  EXPECT_EQ(of("a|\\Qb\\E"), (Leads{""}));
}

TEST(Beginnings, what_never_matches_has_none) {
  EXPECT_EQ(of(kNoText), (Leads{}));
  EXPECT_EQ(of("art|" + std::string(kNoText) + "|b"), (Leads{"art", "b"}));
  EXPECT_EQ(of("(?:" + std::string(kNoText) + "|[0-1])art"), (Leads{"0art", "1art"}));
}

TEST(Beginnings, long_groups_are_read_once_with_the_same_result) {
  const std::string group = "(?:" + std::string(80, 'x') + "|art|section)";
  PatternTrees trees;
  BeginningsReader beginnings;
  EXPECT_EQ(beginnings.of(trees.read(group + "a", false)), (Leads{"arta", "sectiona", "xxxxxxxx"}));
  EXPECT_EQ(beginnings.of(trees.read("b" + group, false)), (Leads{"bart", "bsection", "bxxxxxxx"}));
}

}  // namespace
}  // namespace proviso::nlp
