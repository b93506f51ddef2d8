#include "store/conflicts.h"

#include <gtest/gtest.h>

#include "extract/packed.h"
#include "store/conflicts/agreement.h"
#include "store/conflicts/totals.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

nlp::Figure said(double value, nlp::Qualifier qualifier = nlp::Qualifier::exact) {
  return {.value = value, .qualifier = qualifier};
}

TEST(Agreement, OfRoundedNumbers) {
  EXPECT_EQ(agreement(said(3400), said(3400)), Agreement::same);
  EXPECT_EQ(agreement(said(3400), said(3339)), Agreement::differ);
  EXPECT_EQ(agreement(said(3300), said(3339)), Agreement::agree);
  EXPECT_EQ(agreement(said(3339), said(3340)), Agreement::agree);
  EXPECT_EQ(agreement(said(3339), said(3341)), Agreement::differ);
  EXPECT_EQ(agreement(said(2000000), said(2400000)), Agreement::agree);
  EXPECT_EQ(agreement(said(70.9), said(71)), Agreement::agree);
  EXPECT_EQ(agreement(said(70.9), said(70.7)), Agreement::differ);
  EXPECT_EQ(agreement(said(0), said(7)), Agreement::differ);
}

TEST(Agreement, OfQualifiersAndRanges) {
  using nlp::Qualifier;
  EXPECT_EQ(agreement(said(3000, Qualifier::over), said(3339)), Agreement::agree);
  EXPECT_EQ(agreement(said(3000, Qualifier::over), said(2939)), Agreement::differ);
  EXPECT_EQ(agreement(said(3000, Qualifier::over), said(9339)), Agreement::differ);
  EXPECT_EQ(agreement(said(3600, Qualifier::up_to), said(3339)), Agreement::agree);
  EXPECT_EQ(agreement(said(3500, Qualifier::about), said(3339)), Agreement::agree);
  EXPECT_EQ(agreement(said(3500), said(3339)), Agreement::differ);
  nlp::Figure range = said(3000, Qualifier::between);
  range.value_to = 4000;
  EXPECT_EQ(agreement(range, said(3339)), Agreement::agree);
  EXPECT_EQ(agreement(range, said(4339)), Agreement::differ);
}

// A table drawn as rows of numbers; '.' is a cell without one.
NumberGrid grid(const std::string& drawn, double step = 1) {
  NumberGrid made = {{}};
  std::string word;
  for (const char c : drawn + ";") {
    if (c != ' ' && c != ';') {
      word += c;
      continue;
    }
    if (word == ".") made.back().push_back(std::nullopt);
    if (!word.empty() && word != ".") made.back().push_back(TableNumber{std::stod(word), step, 0});
    word.clear();
    if (c == ';') made.emplace_back();
  }
  made.pop_back();
  return made;
}

std::string listed(const std::vector<BadSum>& sums) {
  std::string text;
  for (const BadSum& bad : sums) {
    text += std::to_string(bad.total.row) + "," + std::to_string(bad.total.column) + " is not " +
            std::to_string(static_cast<long>(bad.sum)) + " (" + std::to_string(bad.held) + " of " +
            std::to_string(bad.checked) + ")\n";
  }
  return text;
}

TEST(BadSums, OneTotalIsWrong) {
  EXPECT_EQ(listed(bad_sums(grid("30 10 20; 17 13 4; 100 41 65; 50 20 30; 11 5 6"))),
            "2,0 is not 106 (4 of 5)\n");
  EXPECT_EQ(listed(bad_sums(grid("30 10 20; 17 13 4; 106 41 65; 50 20 30; 11 5 6"))), "");
  EXPECT_EQ(listed(bad_sums(grid("30 10 20; 17 13 4; 300 41 65; 50 20 30; 11 5 6"))), "");  // no sum, perhaps
}

TEST(BadSums, TotalsBelowAndBehind) {
  EXPECT_EQ(listed(bad_sums(grid("10 20 5 7 80; 3 4 6 8 90; 13 24 11 15 179"))), "2,4 is not 170 (4 of 5)\n");
  EXPECT_EQ(listed(bad_sums(grid("10 20 30; 8 4 12; 4 6 10; 20 30 53; 5 6 11"))), "3,2 is not 50 (4 of 5)\n");
}

// Seasons whose totals are mostly equal, each with its two parts behind it: no total is that of the season
// before.
TEST(BadSums, NeighboursThatAreMostlyEqual) {
  EXPECT_EQ(listed(bad_sums(grid("24 10 14 24 11 13; 56 16 40 56 15 41; 94 38 56 94 40 54; 36 12 24 35 11 24;"
                                 "61 30 31 61 29 32; 80 50 30 80 51 29"))),
            "");
}

// The same where a part of the second season is missing, so that its total has no parts of its own.
TEST(BadSums, PartsOfAnotherTotal) {
  EXPECT_EQ(listed(bad_sums(grid("24 10 14 24 . 14; 56 16 40 56 . 40; 94 38 56 94 . 56; 36 12 24 36 . 24;"
                                 "61 30 31 58 . 28; 80 50 30 80 . 30"))),
            "");
}

TEST(BadSums, RoundingIsNoMistake) {
  EXPECT_EQ(
      listed(bad_sums(grid("10.1 4.0 6.0; 17.0 13.0 4.0; 19.0 13.0 6.0; 25.1 22.0 3.0; 11.0 5.0 6.0", 0.1))),
      "");
  EXPECT_EQ(
      listed(bad_sums(grid("10.1 4.0 6.0; 17.0 13.0 4.0; 19.0 13.0 6.0; 25.3 22.0 3.0; 11.0 5.0 6.0", 0.1))),
      "3,0 is not 25 (4 of 5)\n");
}

TEST(BadSums, ChanceIsNoSum) {
  EXPECT_EQ(listed(bad_sums(grid("3 1 2; 5 9 7; 8 3 1; 6 5 5"))), "");
  EXPECT_EQ(listed(bad_sums(grid("7 3 4; 12 5 6"))), "");                               // too few to know
  EXPECT_EQ(listed(bad_sums(grid("15 15 0; 16 16 0; 17 17 0; 19 18 0"))), "");          // a copy
  EXPECT_EQ(listed(bad_sums(grid("3 1 2; 7 3 4; 8 4 4; 9 2 6"))), "");                  // small numbers
  EXPECT_EQ(listed(bad_sums(grid("30 10 .; 17 13 4; 19 4 .; 50 20 30; 11 5 6"))), "");  // a gap is no zero
}

class ConflictsTest : public testing::Test {
 protected:
  ConflictsTest() : store_(Store::create_or_open(":memory:")) {
    store_.begin_run({.program = "1", .fingerprint = "f"});
  }

  void say(char digit, const std::vector<std::pair<std::string, nlp::Figure>>& lines) {
    std::string text;
    for (const auto& [line, figure] : lines) text += line + "\n";
    Sample made = sample(digit, std::string(1, digit) + ".pdf", text, "en");
    for (const auto& [line, figure] : lines) {
      std::string quote = std::to_string(static_cast<int>(figure.value));
      if (quote.size() > 3) quote.insert(quote.size() - 3, ",");
      const auto place = static_cast<std::uint32_t>(text.find(line) + line.find(quote));
      const auto size = static_cast<std::uint32_t>(quote.size());
      made.findings.provisions.push_back(
          {.what = figure,
           .where = {place, place + size},
           .context = made.document.blocks[extract::block_at(made.document, place)].span,
           .block = extract::block_at(made.document, place),
           .rule = "test-rule",
           .language = "en"});
    }
    IndexedWords words;
    const std::string packed = extract::pack(made.document);  // tables are read from it
    const DocumentRows rows = rows_of(made.document, made.findings, words);
    store_.put({.file = made.file, .packed = packed, .rows = rows, .run = 1});
  }

  std::string found(const Filters& filters = {}) const {
    std::string text;
    for (const Disagreement& pair : store_.conflicts(filters).statements) {
      text += std::string(pair.agree ? "agree " : "differ ") + pair.one.what.quote + " " +
              pair.other.what.quote + "\n";
    }
    return text;
  }

  static nlp::Figure people(double value, const std::string& time = "", std::vector<std::string> place = {}) {
    return {.value = value, .time = time, .place = std::move(place), .counted = "refugees"};
  }

  Store store_;
};

TEST_F(ConflictsTest, TextAndPullQuote) {
  say('a',
      {{"By the end of March 2022 the reception points of Narva had registered 3,400 refugees from the east.",
        people(3400, "2022-03", {"EE"})},
       {"The reception points of Narva registered 3,339 refugees", people(3339)}});
  EXPECT_EQ(found(), "differ 3,400 3,339\n");
}

TEST_F(ConflictsTest, RoundedNumbersAgree) {
  say('a', {{"By March 2022 the reception points of Narva had registered 3,300 refugees.",
             people(3300, "2022-03")}});
  say('b', {{"The reception points of Narva had registered 3,339 refugees by March 2022.",
             people(3339, "2022-03")}});
  EXPECT_EQ(found(), "agree 3,300 3,339\n");
}

TEST_F(ConflictsTest, OtherPlacesTimesAndSubjectsAreNoConflict) {
  say('a',
      {{"In 2021 the reception points of Narva had registered 1,400 refugees.", people(1400, "2021", {"EE"})},
       {"In 2022 the reception points of Narva had registered 3,339 refugees.", people(3339, "2022", {"EE"})},
       {"In 2022 the reception points of Luhamaa had registered 512 refugees.", people(512, "2022", {"EE"})},
       {"In 2022 the schools of Narva had taught 271 pupils.",
        {.value = 271, .time = "2022", .place = {"EE"}, .counted = "pupils"}}});
  EXPECT_EQ(found(), "");
}

TEST_F(ConflictsTest, BetweenReportsTimeAndPlaceMustBeKnownAlike) {
  say('a', {{"The reception points of Narva had registered 3,400 refugees.", people(3400, "", {"EE"})}});
  say('b', {{"The reception points of Narva had registered 3,339 refugees.", people(3339)}});
  EXPECT_EQ(found(), "");
}

TEST_F(ConflictsTest, FiguresOfASentenceAreComparedInTheirOrder) {
  say('a', {{"The police of Narva identified 207 suspects of smuggling and arrested their drivers in 2021.",
             people(207, "2021")}});
  say('b', {{"The police of Narva identified 209 suspects of smuggling and arrested their drivers in 2021.",
             people(209, "2021")}});
  EXPECT_EQ(found(), "differ 207 209\n");
}

TEST_F(ConflictsTest, OfSeveralOfOneMeasureNobodyKnowsWhichIsMeant) {
  say('a',
      {{"Of the fines for smuggling in Narva in 2021 courts had 88 paid at once and 92 or 87 paid later.",
        {.value = 88, .time = "2021", .counted = "fines"}},
       {"Of the fines for smuggling in Narva in 2021 courts had 84 paid.",
        {.value = 84, .time = "2021", .counted = "fines"}}});
  EXPECT_EQ(found(), "differ 88 84\n");
  say('b', {{"Of the bans for smuggling in Valga in 2021 courts had 88 lifted soon, 92 later.",
             {.value = 88, .time = "2021", .counted = "bans"}},
            {"Of the bans for smuggling in Valga in 2021 courts had 88 lifted soon, 92 later.",
             {.value = 92, .time = "2021", .counted = "people"}},
            {"Of the bans for smuggling in Valga in 2021 courts had 84 lifted.",
             {.value = 84, .time = "2021", .counted = "bans"}}});
  EXPECT_EQ(found(), "differ 88 84\n");
}

TEST_F(ConflictsTest, NamesInAListSayNothing) {
  const auto named = [](double value) {
    return nlp::Figure{.value = value, .counted = "Building of harbours and of light houses"};
  };
  say('a', {{"BUILDING OF HARBOURS AND OF LIGHT HOUSES 151", named(151)},
            {"159 Building of harbours and of light houses not elsewhere named", named(159)}});
  EXPECT_EQ(found(), "");
}

TEST_F(ConflictsTest, FormulasAreNoConflict) {
  say('a',
      {{"Such a deed is punished by a fine of 70 minimum incomes or by community service.", people(70)},
       {"Such a deed is punished by a fine of 72 minimum incomes or by community service.", people(72)},
       {"Such a deed is punished by a fine of 75 minimum incomes or by community service.", people(75)}});
  EXPECT_EQ(found(), "");
}

TEST_F(ConflictsTest, FiltersNameLanguages) {
  say('a', {{"The reception points of Narva had registered 3,400 refugees.", people(3400, "2022")}});
  say('b', {{"The reception points of Narva had registered 3,339 refugees.", people(3339, "2022")}});
  EXPECT_EQ(found({.languages = {"en", "ru"}}), "differ 3,400 3,339\n");
  EXPECT_EQ(found({.languages = {"ru"}}), "");
}

TEST_F(ConflictsTest, FiltersNameDocuments) {
  say('a', {{"The reception points of Narva had registered 3,400 refugees.", people(3400, "2022")}});
  say('b', {{"The reception points of Narva had registered 3,339 refugees.", people(3339, "2022")}});
  EXPECT_EQ(found(), "differ 3,400 3,339\n");
  EXPECT_EQ(found({.documents = {"a.pdf"}}), "");
}

}  // namespace
}  // namespace proviso::store
