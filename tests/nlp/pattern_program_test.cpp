#include "nlp/rules/pattern_program.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "nlp/rules/compiled_pattern.h"
#include "nlp/rules/rules_compiled.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

using Found = PatternProgram::Found;
constexpr int kSteps = 20000;

// A pattern's program by itself.
struct Tried {
  PatternTrees trees = {};
  KnownParts known = {};
  const PatternNode* tree;
  PatternProgram program = {};

  explicit Tried(std::string_view pattern, bool exact = false) : tree(trees.read(pattern, exact)) {
    if (tree) program = PatternProgram(*tree, known);
  }
};

// What a pattern finds at the beginning of a text: "[whole match][group 1]...", "no" or "gave up".
std::string found(std::string_view pattern, std::string_view text, bool exact = false) {
  const Tried tried(pattern, exact);
  if (!tried.tree) return "not known";
  const Folded folded = fold(text, 0);
  Places places;
  int steps = kSteps;
  const Found result = tried.program.match(folded, 0, folded.text.size(), places, steps);
  if (result != Found::yes) return result == Found::no ? "no" : "gave up";
  std::string out;
  for (std::size_t i = 0; i < places.size(); i += 2)
    out += places[i] == kNowhere ? "-" : "[" + folded.text.substr(places[i], places[i + 1] - places[i]) + "]";
  return out;
}

// The same by RE2.
std::string found_by_re2(std::string_view pattern, std::string_view text, bool exact = false) {
  const RE2 re2(std::string(pattern), pattern_options(exact));
  const std::string folded = fold(text, 0).text;
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(re2.NumberOfCapturingGroups()) + 1);
  if (!re2.Match(folded, 0, folded.size(), RE2::ANCHOR_START, groups.data(), static_cast<int>(groups.size())))
    return "no";
  std::string out;
  for (const re2::StringPiece& group : groups) out += group.data() ? "[" + std::string(group) + "]" : "-";
  return out;
}

TEST(PatternProgram, finds_what_re2_finds) {
  for (const char* pattern : {"a",
                              "ab|a",
                              "a|ab",
                              "(a|ab)(c|bcd)",
                              "(a|ab)(c|bcd)$",
                              "a*",
                              "a*?b",
                              "(a*)(a*)",
                              "(a+?)(a*)",
                              "(ab?)+c",
                              "(?:ab|a)??b",
                              "a{2}",
                              "(a{1,2})(a{0,2})",
                              "(a{1,2}?)(a*)",
                              "(?:a|b){2,3}c",
                              "((?:ab){0,2})a",
                              "[a-c]+d",
                              "[^a-c]",
                              "[^;]{1,3}?c",
                              "(x)?a",
                              "(x)?(a)|b",
                              "^a$",
                              "a.c",
                              "(.*)c",
                              "(.*?)c",
                              "[a-zа-я]+",
                              "(а|аб)(в?)",
                              "(?:one|two|three|four|on|o)(.*)",
                              "(?:on[a-z]*|one|o|two|thre)(.?)",
                              "(?:abc|abd|ab|b)c?",
                              "(A)(?-i:b)",
                              "(?-i:A[b-c])",
                              "[\\x{430}-\\x{44f}]+",
                              "\\(a\\)",
                              "a\\ b",
                              "()a",
                              "[]a]+",
                              "[a\\]-]+"}) {
    for (const char* text : {"",
                             "a",
                             "ab",
                             "abc",
                             "abcd",
                             "aab",
                             "aaaa",
                             "aabb",
                             "ababac",
                             "abababc",
                             "b",
                             "bb",
                             "bc",
                             "c",
                             "xa",
                             "Ab",
                             "aB",
                             "AB",
                             "Ac",
                             "one",
                             "ones",
                             "on",
                             "two.",
                             "three",
                             "four",
                             "(a)",
                             "a b",
                             "]a]",
                             "a-]",
                             "абв",
                             "АБВ",
                             "ab;c",
                             "\n",
                             "a\xC2\xA0"
                             "b"})
      EXPECT_EQ(found(pattern, text), found_by_re2(pattern, text)) << pattern << " on '" << text << "'";
  }
}

TEST(PatternProgram, looks_at_case_where_it_must) {
  EXPECT_EQ(found("(?-i:CC) art", "CC ART"), "[CC ART]");
  EXPECT_EQ(found("(?-i:CC) art", "cc art"), "no");
  EXPECT_EQ(found("[А-Я]+", "суд"), "[суд]");
  EXPECT_EQ(found("[А-Я]+", "суд", true), "no");
  EXPECT_EQ(found("[^А-Я]+", "суд"), "no");
}

TEST(PatternProgram, of_a_pattern_that_is_not_known_gives_up) {
  for (const char* pattern :
       {"\\bword", "(?P<name>a)", "\\p{Lu}", "(?:a*)*", "[[:alpha:]]", "\\Qa\\E", "(?i)a"}) {
    const std::string result = found(pattern, "word");
    EXPECT_TRUE(result == "not known" || result == "gave up") << pattern << ": " << result;
  }
}

// Patterns that go back and forth over all of a text: nothing is tried twice.
TEST(PatternProgram, tries_nothing_twice) {
  const std::string text = std::string(900, 'a');
  EXPECT_EQ(found("(?:a|aa)+b", text), "no");
  EXPECT_EQ(found("(?:a+)+b", text), "no");
  EXPECT_EQ(found("a*a*[^b]{1,9}?c", text.substr(0, 60)), "no");
}

TEST(PatternProgram, stops_at_the_limit) {
  const Folded text = fold("aaaa", 0);
  const Tried some("(a+)"), last("a+$");
  Places places;
  int steps = kSteps;
  EXPECT_EQ(some.program.match(text, 1, 3, places, steps), Found::yes);
  EXPECT_EQ(places, (Places{1, 3, 1, 3}));
  EXPECT_EQ(last.program.match(text, 1, 3, places, steps), Found::no);
  EXPECT_EQ(last.program.match(text, 1, 4, places, steps), Found::yes);
}

TEST(PatternProgram, takes_no_more_steps_than_it_may) {
  const Folded text = fold("the ban of the entry of the men", 0);
  const Tried words("(?:[a-z]+ ?)+[0-9]");
  Places places;
  int steps = kSteps;
  EXPECT_EQ(words.program.match(text, 0, text.text.size(), places, steps), Found::no);
  const int taken = kSteps - steps;
  EXPECT_GT(taken, 30);
  steps = taken / 2;
  EXPECT_EQ(words.program.match(text, 0, text.text.size(), places, steps), Found::gave_up);
  EXPECT_LE(steps, 0);
}

TEST(PatternProgram, tells_all_ends) {
  const Folded text = fold("12,500 men", 0);
  const Tried number("[0-9]+(?:,[0-9]+)?");
  Places ends;
  ASSERT_TRUE(number.program.ends(text, 0, text.text.size(), ends));
  EXPECT_EQ(ends, (Places{1, 2, 4, 5, 6}));
  ASSERT_TRUE(number.program.ends(text, 7, text.text.size(), ends));
  EXPECT_TRUE(ends.empty());
  const Tried unknown("\\bnumber");
  EXPECT_FALSE(unknown.program.ends(text, 0, text.text.size(), ends));
}

TEST(PatternProgram, tells_how_matches_begin) {
  const auto first = [](std::string_view pattern) {
    std::string out;
    const FirstBytes bytes = Tried(pattern).program.first_bytes();
    for (std::size_t byte = 0; byte < 0x80; ++byte)
      if (bytes[byte]) out += static_cast<char>(byte);
    return out;
  };
  EXPECT_EQ(first("(?:ab|x?c)d"), "acx");
  EXPECT_EQ(first("[A-C]+"), "abc");
  EXPECT_EQ(first("(?-i:B)"), "b");
  EXPECT_EQ(first("a?").size(), 0x80U);
}

// The project's own patterns, on the examples of all rules, at every word.
TEST(PatternProgram, finds_what_re2_finds_of_all_rules) {
  const RuleSet& rules = project_rules();
  std::vector<Folded> texts;
  for (const Rule& rule : rules.rules())
    for (const auto* examples : {&rule.yes, &rule.no})
      for (const Example& example : *examples) texts.push_back(fold(example.text, 0));
  std::size_t matches = 0;
  Places places;
  for (const CompiledTemplate& each : rules.compiled().templates) {
    ASSERT_NE(each.pattern->tree(), nullptr) << rules.rules()[each.rule].name;
    for (const Folded& text : texts) {
      for (std::size_t at = 0; at < text.text.size(); at = std::max(text.text.find(' ', at), at + 1)) {
        if (text.text[at] == ' ') ++at;
        if (at >= text.text.size() ||
            !each.pattern->first_bytes()[static_cast<unsigned char>(text.lower[at])])
          continue;
        int steps = kSteps;
        const bool matched = each.pattern->match(text, at, text.text.size(), places, steps);
        const Places ours = matched ? places : Places{};
        matches += matched;
        Places theirs;
        if (!each.pattern->match_with_re2(text, at, text.text.size(), theirs)) theirs.clear();
        EXPECT_EQ(ours, theirs) << rules.rules()[each.rule].name << " on " << text.text.substr(at);
      }
    }
  }
  EXPECT_GT(matches, 1000U);
}

}  // namespace
}  // namespace proviso::nlp
