#include "app/scoring/score.h"

#include <gtest/gtest.h>

#include "app/output/console.h"
#include "app/scoring/score_files.h"

namespace proviso::app {
namespace {

Scored figure(int page, double value, const std::string& quote) {
  Scored record;
  record.document = "a.pdf";
  record.kind = "figure";
  record.page = page;
  record.value = value;
  record.measure = "count";
  record.qualifier = "exact";
  record.quote = quote;
  return record;
}

Marks marks_of(const Score& score, const std::string& row) {
  for (const auto& [name, marks] : score.rows) {
    if (name == row) return marks;
  }
  ADD_FAILURE() << "no row " << row;
  return {};
}

Score score_of(std::vector<Scored> gold_records, const std::vector<Scored>& found) {
  Gold gold;
  gold.documents = {"a.pdf"};
  gold.records = std::move(gold_records);
  return score(gold, found);
}

TEST(Score, WordsAreRunsOfLettersAndDigitsInLowerCase) {
  EXPECT_EQ(score_words("Ст. 127¹ — co\u00ADoperate, a_b"),
            (std::vector<std::string>{"ст", "127¹", "cooperate", "a", "b"}));
  EXPECT_DOUBLE_EQ(overlap("over 20 people", "20 people came"), 2.0 / 3);
  EXPECT_DOUBLE_EQ(overlap("76 200 foreigners", "76200 foreigners"), 1);  // split digits are forgiven
  EXPECT_DOUBLE_EQ(jaccard("a b c", "b c d"), 0.5);
  EXPECT_DOUBLE_EQ(jaccard("", ""), 0);
}

TEST(Score, FoundMissedAndWrong) {
  const Marks marks = marks_of(score_of({figure(1, 20, "20 people"), figure(2, 30, "30 cases")},
                                        {figure(1, 20, "some 20 people"), figure(2, 31, "31 cases")}),
                               "all figure");
  EXPECT_EQ(marks.gold, 2);
  EXPECT_EQ(marks.found, 1);
  EXPECT_EQ(marks.wrong, 1);
  EXPECT_DOUBLE_EQ(*marks.f1, 0.5);
}

TEST(Score, OptionalRecordsNeitherHelpNorHurt) {
  Scored optional = figure(1, 2, "two chapters");
  optional.optional = true;
  const Marks marks = marks_of(
      score_of({optional}, {figure(1, 2, "two chapters"), figure(1, 7, "two chapters")}), "all figure");
  EXPECT_EQ(marks.gold, 0);
  EXPECT_EQ(marks.wrong, 0);
  EXPECT_FALSE(marks.f1.has_value());
}

TEST(Score, OnlyAnnotatedPagesAndDocumentsCount) {
  Gold gold;
  read_gold_text("{\"doc\":\"a.pdf\",\"extent\":[[2,3]],\"kinds\":[\"figure\"]}\n", "gold.jsonl", gold);
  Scored elsewhere = figure(2, 1, "1 case");
  elsewhere.document = "b.pdf";
  const Score result = score(gold, {figure(1, 1, "1 case"), figure(3, 1, "1 case"), elsewhere});
  EXPECT_EQ(marks_of(result, "all figure").wrong, 1);
}

TEST(Score, ArticlesAreTheSameHoweverTheyAreWritten) {
  Scored gold;
  gold.document = "a.pdf";
  gold.kind = "article";
  gold.page = 1;
  gold.act = "criminal_code";
  gold.country = "RU";
  gold.article = "127.1";
  gold.part = "2";
  gold.quote = "Article 127.1";
  Scored found = gold;
  found.article = "127¹";
  found.part = "";
  const Marks marks = marks_of(score_of({gold}, {found}), "all article");
  EXPECT_EQ(marks.found, 1);
  EXPECT_EQ(marks.fields.at(0).second, 0.0);  // part
  EXPECT_EQ(marks.fields.at(1).second, 1.0);  // point
}

TEST(Score, RecommendationsMatchOnTheNeighbouringPage) {
  Scored gold;
  gold.document = "a.pdf";
  gold.kind = "recommendation";
  gold.page = 4;
  gold.quote = "Open more shelters for victims";
  Scored found = gold;
  found.page = 5;
  found.quote = "Open more shelters for all victims";
  EXPECT_EQ(marks_of(score_of({gold}, {found}), "all recommendation").found, 1);
  found.page = 6;
  EXPECT_EQ(marks_of(score_of({gold}, {found}), "all recommendation").found, 0);
}

TEST(Score, ReadsAnnotationsAndNamesTheLineThatIsNone) {
  Gold gold;
  read_gold_text(
      "{\"doc\":\"a.pdf\",\"page\":1,\"kind\":\"figure\",\"quote\":\"q\",\"value\":2,\"cites\":[\"1\",2],"
      "\"unsure\":[\"time\"]}\n\n",
      "gold.jsonl", gold);
  ASSERT_EQ(gold.records.size(), 1u);
  EXPECT_EQ(gold.records[0].cites, (std::vector<std::string>{"1", "2"}));
  EXPECT_TRUE(gold.records[0].unsure.contains("time"));
  try {
    read_gold_text("{\"doc\":\"a.pdf\"}\n{oops\n", "gold.jsonl", gold);
    FAIL() << "accepted";
  } catch (const WrongUse& error) {
    EXPECT_EQ(std::string(error.what()).substr(0, 29), "gold.jsonl:2: no annotation: ");
  }
}

}  // namespace
}  // namespace proviso::app
