#include <gtest/gtest.h>

#include "store/errors.h"
#include "store/query/plan.h"

namespace proviso::store {
namespace {

// What FTS5 is asked, with ~ for the mark of a stem.
std::string asked(const std::string& query, bool exact = false) {
  SearchWords words;
  Stems stems;
  const Query parsed = parse_query(query, words, stems);
  if (!parsed.text) return parsed.fields.empty() && parsed.not_fields.empty() ? "(blank)" : "(only fields)";
  std::string out = plan_of(*parsed.text, exact).expression;
  for (char& c : out) c = c == stem_mark ? '~' : c;
  return out;
}

std::string complaint(const std::string& query) {
  try {
    return "no complaint: " + asked(query);
  } catch (const BadQuery& bad) {
    return std::string(bad.what()) + "\n" + bad.drawn();
  }
}

TEST(Query, Words) {
  EXPECT_EQ(asked("shelters"), "(\"~~shelter\" OR \"shelter\")");
  EXPECT_EQ(asked("universities"), "\"~univers\"") << "no word is its own stem";
  EXPECT_EQ(asked("shelters", true), "\"shelters\"");
  EXPECT_EQ(asked("forced labour", true), "(\"forced\" AND \"labour\")");
  EXPECT_EQ(asked("127.1 132-2 322¹"), "(\"127.1\" AND \"132-2\" AND \"322.1\")");
  EXPECT_EQ(asked("учёт", true), "\"учет\"");
  EXPECT_EQ(asked("   "), "(blank)");
}

TEST(Query, Phrases) {
  EXPECT_EQ(asked("\"forced labour\"", true), "\"forced labour\"");
  EXPECT_EQ(asked("«forced labour»", true), "\"forced labour\"");
  EXPECT_EQ(asked("co-operation", true), "\"co operation\"");
}

TEST(Query, BeginningOfAWordHasNoStem) {
  EXPECT_EQ(asked("shelters*"), "\"shelters\" *");
  EXPECT_EQ(asked("\"victims sh\"*"), "\"~victim sh\" *");
}

TEST(Query, Operators) {
  EXPECT_EQ(asked("a OR b c", true), "(\"a\" OR (\"b\" AND \"c\"))");
  EXPECT_EQ(asked("a AND (b OR c)", true), "(\"a\" AND (\"b\" OR \"c\"))");
  EXPECT_EQ(asked("a NOT b -c", true), "((\"a\") OR (\"b\" OR \"c\"))");
  EXPECT_EQ(asked("NOT b a", true), "((\"a\") OR (\"b\"))");
  EXPECT_EQ(asked("a NEAR/3 \"b c\"", true), "NEAR(\"a\" \"b c\", 3)");
  EXPECT_EQ(asked("and or not", true), "(\"and\" AND \"or\" AND \"not\")");
  EXPECT_EQ(asked("a — b", true), "(\"a\" AND \"b\")");
}

TEST(Query, ComplaintsPointAtThePlace) {
  EXPECT_EQ(complaint("труд \"forced lab"),
            "query, column 6: the phrase that begins here is not closed; add \"\n"
            "труд \"forced lab\n"
            "     ^");
  EXPECT_EQ(complaint("a (b OR c"),
            "query, column 3: the parenthesis that begins here is not closed; add )\n"
            "a (b OR c\n"
            "  ^");
  EXPECT_EQ(complaint("a) b"),
            "query, column 2: this ) closes nothing; remove it or add a ( before it\n"
            "a) b\n"
            " ^");
  EXPECT_EQ(complaint("a AND"),
            "query, column 6: a word is missing between AND and the end\n"
            "a AND\n"
            "     ^");
  EXPECT_EQ(complaint("OR a"),
            "query, column 1: a word is missing before OR\n"
            "OR a\n"
            "^");
  EXPECT_EQ(complaint("a OR NOT b"),
            "query, column 6: NOT takes away from what is found; put a word before it that must occur\n"
            "a OR NOT b\n"
            "     ^");
  EXPECT_EQ(complaint("a*b"),
            "query, column 2: a * may stand only at the end of a word\n"
            "a*b\n"
            " ^");
  EXPECT_EQ(complaint("a NEAR/x b"),
            "query, column 8: NEAR/ takes a number from 0 to 100, as in NEAR/5\n"
            "a NEAR/x b\n"
            "       ^");
  EXPECT_EQ(complaint("a ()"),
            "query, column 4: nothing stands between these parentheses\n"
            "a ()\n"
            "   ^");
  EXPECT_EQ(complaint("—"),
            "query, column 1: nothing to look for: a query needs a letter or a digit\n"
            "—\n"
            "^");
  EXPECT_EQ(complaint("a \xFF"),
            "query, column 3: the query is not UTF-8 here; check the terminal's encoding\n"
            "a \xFF\n"
            "  ^");
}

TEST(Query, Limits) {
  std::string many, deep;
  for (int i = 0; i <= most_words; ++i) many += "w ";
  for (int i = 0; i <= deepest_nesting; ++i) deep += "(";
  EXPECT_TRUE(complaint(many).find("more than 64 words") != std::string::npos) << complaint(many);
  EXPECT_TRUE(complaint(deep + "a").find("nest deeper than 16") != std::string::npos)
      << complaint(deep + "a");
  EXPECT_TRUE(complaint(std::string(longest_query + 1, 'a')).find("longer than 4000 bytes") !=
              std::string::npos);
}

}  // namespace
}  // namespace proviso::store
