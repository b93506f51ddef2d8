#include "nlp/rules/beginnings.h"

#include <gtest/gtest.h>

#include "nlp/rules/lead_trie.h"
#include "nlp/rules/rules_template.h"

namespace proviso::nlp {
namespace {

using Leads = std::vector<std::string>;

Beginnings of(std::string_view pattern) { return beginnings_of({pattern}).front(); }

TEST(Beginnings, are_the_literals_a_match_may_begin_with) {
  EXPECT_EQ(of("art|section").leads, (Leads{"art", "section"}));
  EXPECT_EQ(of("(?:the )?art").leads, (Leads{"art", "the art"}));
  EXPECT_EQ(of("[ab]c+").leads, (Leads{"ac", "bc"}));
  EXPECT_EQ(of("\\$( ?)[0-1]").leads, (Leads{"$ 0", "$ 1", "$0", "$1"}));
}

TEST(Beginnings, are_small_and_short) {
  EXPECT_EQ(of("(?:(?-i:Art))").leads, (Leads{"art"}));
  EXPECT_EQ(of("государство").leads, (Leads{"госу"}));
  EXPECT_EQ(of("a(?:bc|государство)").leads, (Leads{"abc", "aгос"}));  // no half of a letter
  EXPECT_EQ(of("[ab](?:cdefgh)ijkl").leads, (Leads{"acdefghi", "bcdefghi"}));
}

TEST(Beginnings, a_repeated_character_may_be_gone) {
  EXPECT_EQ(of("ab*c").leads, (Leads{"a"}));
  EXPECT_EQ(of("ab?c").leads, (Leads{"abc", "ac"}));
  EXPECT_EQ(of("(?:no){0,2}art").leads, (Leads{""}));
}

TEST(Beginnings, what_is_not_known_may_be_anything) {
  EXPECT_EQ(of("[^a]b").leads, (Leads{""}));
  EXPECT_EQ(of("\\p{Lu}b").leads, (Leads{""}));
  EXPECT_EQ(of("(?P<name>a)").leads, (Leads{""}));
  EXPECT_EQ(of("(?i)a").leads, (Leads{""}));
  EXPECT_EQ(of("a|\\Qb\\E").leads, (Leads{""}));
}

TEST(Beginnings, what_never_matches_has_none) {
  EXPECT_EQ(of(kNoText).leads, (Leads{}));
  EXPECT_EQ(of("art|" + std::string(kNoText) + "|b").leads, (Leads{"art", "b"}));
  EXPECT_EQ(of("(?:" + std::string(kNoText) + "|[0-1])art").leads, (Leads{"0art", "1art"}));
  EXPECT_TRUE(of("[0-1]|" + std::string(kNoText)).needs_digit);
}

TEST(Beginnings, tell_the_shortest_match_and_whether_it_has_a_digit) {
  EXPECT_EQ(of("art( ?)[0-9]+").shortest, 4U);
  EXPECT_TRUE(of("art( ?)[0-9]+").needs_digit);
  EXPECT_FALSE(of("art|[0-9]").needs_digit);
  EXPECT_EQ(of("ст(?:атья)?").shortest, 4U);
}

TEST(Beginnings, long_groups_are_read_once_with_the_same_result) {
  const std::string group = "(?:" + std::string(80, 'x') + "|art|section)";
  const auto all = beginnings_of({group + "a", "b" + group});
  EXPECT_EQ(all[0].leads, (Leads{"arta", "sectiona", "xxxxxxxx"}));
  EXPECT_EQ(all[1].leads, (Leads{"bart", "bsection", "bxxxxxxx"}));
}

TEST(LeadTrie, finds_the_owners_of_the_leads_at_a_place) {
  const LeadTrie trie({{"art", "sec"}, {"article"}, {""}});
  const auto at = [&](std::string_view text, std::size_t place) {
    std::vector<std::uint32_t> owners;
    trie.at(text, place, [&](std::uint32_t owner) { owners.push_back(owner); });
    return owners;
  };
  EXPECT_EQ(at("articles", 0), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(at("an arti", 3), (std::vector<std::uint32_t>{0}));
  EXPECT_TRUE(at("an arti", 0).empty());
  EXPECT_TRUE(at("art", 3).empty());
}

}  // namespace
}  // namespace proviso::nlp
