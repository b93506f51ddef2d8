// compare and conflicts as people and programs read them.
#include "app/output/comparison_output.h"

#include <gtest/gtest.h>

#include "app/output/conflicts_output.h"

namespace proviso::app {
namespace {

using store::Compared;

Compared figure(const std::string& id, double value, const std::string& quote, int page,
                nlp::Qualifier qualifier = nlp::Qualifier::exact) {
  Compared made = {
      id, "figure", {std::string(64, 'a'), "report.pdf", "/in/report.pdf", "", "en"}, page, "", quote, {}};
  made.figure =
      nlp::Figure{.value = value, .qualifier = qualifier, .time = "2018", .place = {"RU"}, .counted = "bans"};
  return made;
}

store::Comparison series() {
  store::Comparison made;
  made.columns = {"2018", "2019", ""};
  const Compared first = figure("f-1", 250000, "around 250,000 bans", 6, nlp::Qualifier::about);
  made.rows.push_back({{"RU"},
                       {{first, figure("f-2", 250000, "about 250,000 bans", 9, nlp::Qualifier::about)},
                        {},
                        {figure("f-3", 12, "12 bans", 7)}}});
  made.rows.push_back({{"KG", "RU"}, {{}, {}, {}}});
  return made;
}

const store::CompareQuestion kSeries = {.by = store::CompareBy::figure, .what = {"bans"}};

TEST(ComparisonOutput, ATableWithItsCitations) {
  EXPECT_EQ(comparison_text({}, kSeries, series()),
            "place  2018                 2019  no time\n"
            "RU     about 250,000 [1,2]  ·     12 [3]\n"
            "KG RU  ·                    ·     ·\n"
            "\n"
            "[1]   report.pdf, p. 6  f-1\n"
            "      around 250,000 bans\n"
            "[2]   report.pdf, p. 9  f-2\n"
            "      about 250,000 bans\n"
            "[3]   report.pdf, p. 7  f-3\n"
            "      12 bans\n");
}

TEST(ComparisonOutput, ANarrowConsoleHasTheColumnsBelowEachOther) {
  const std::string text = comparison_text({.width = 31}, kSeries, series());
  EXPECT_EQ(text.substr(0, text.find("[1]  ")),
            "place  2018\n"
            "RU     about 250,000 [1,2]\n"
            "KG RU  ·\n"
            "\n"
            "place  2019  no time\n"
            "RU     ·     12 [3]\n"
            "KG RU  ·     ·\n"
            "\n");
}

TEST(ComparisonOutput, CellsOfCsvHoldTheirCitations) {
  EXPECT_EQ(comparison_csv(kSeries, series()),
            "place,2018,2019,\r\n"
            "RU,\"about 250,000 (f-1, report.pdf p. 6); about 250,000 (f-2, report.pdf p. 9)\",,\"12 (f-3, "
            "report.pdf p. "
            "7)\"\r\n"
            "KG RU,,,\r\n");
}

store::Conflicts contradictions() {
  store::Conflicts made;
  made.statements.push_back({{figure("f-1", 3400, "3,400 bans", 2), "There were 3,400 bans."},
                             {figure("f-2", 3339, "3,339 bans", 3), "There were 3,339 bans."},
                             false});
  made.statements.push_back({{figure("f-1", 3300, "3,300 bans", 2), "There were 3,300 bans."},
                             {figure("f-2", 3339, "3,339 bans", 3), "There were 3,339 bans."},
                             true});
  store::WrongTotal total;
  total.caption = "Table 1. Bans";
  total.row = "North";
  total.column = "Total";
  total.total = figure("f-7", 9, "9", 5);
  total.parts = {figure("f-8", 4, "4", 5), figure("f-9", 6, "6", 5)};
  total.sum = 10;
  total.held = 4;
  total.checked = 5;
  made.totals.push_back(total);
  return made;
}

TEST(ConflictsOutput, BothQuotesAndTheSum) {
  EXPECT_EQ(
      conflicts_text({}, contradictions(), false),
      "differ: bans · RU · 2018\n"
      "   3,400  report.pdf, p. 2  f-1\n"
      "      There were 3,400 bans.\n"
      "   3,339  report.pdf, p. 3  f-2\n"
      "      There were 3,339 bans.\n"
      "\n"
      "no sum: North / Total\n"
      "   9  report.pdf, p. 5  f-7\n"
      "      Table 1. Bans\n"
      "      4 + 6 = 10 (4 of 5 such sums hold)\n"
      "\n"
      "1 pair differs, 1 agrees when rounded (--all shows them); 1 total is not the sum of the parts\n");
  EXPECT_NE(conflicts_text({}, contradictions(), true).find("agree when rounded: bans · RU · 2018\n   3,300"),
            std::string::npos);
}

TEST(ConflictsOutput, Csv) {
  EXPECT_EQ(
      conflicts_csv(contradictions(), false),
      "kind,about,value,file,page,id,sentence,other_value,other_file,other_page,other_id,other_sentence\r\n"
      "differ,bans · RU · 2018,\"3,400\",report.pdf,2,f-1,\"There were 3,400 "
      "bans.\",\"3,339\",report.pdf,3,f-2,"
      "\"There were 3,339 bans.\"\r\n"
      "total,North / Total,9,report.pdf,5,f-7,Table 1. Bans,10,,,,4 + 6\r\n");
}

}  // namespace
}  // namespace proviso::app
