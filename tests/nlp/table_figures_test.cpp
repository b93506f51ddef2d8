// Figures of the cells of tables, drawn as plain documents: the first row and the first column are headers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "figure_lines.h"
#include "nlp/figures/table_shares.h"

namespace proviso::nlp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TableFigures, AreScaledByTheirHeaders) {
  EXPECT_THAT(figures("Table 1. Fishermen (thous persons)\n"
                      "|Country|2014|2016|\n"
                      "|Georgia|1.5|2.25|\n"
                      "|Total|10.5|12.0|"),
              ElementsAre("1.5 = 1500 2014 GE", "2.25 = 2250 2016 GE", "10.5 = 10500 2014 GE",
                          "12.0 = 12000 2016 GE"));
}

TEST(TableFigures, ArePercentagesOrSumsIfTheirHeadersSaySo) {
  EXPECT_THAT(
      figures("Таблица 2. Порты Грузии в 2016 году\n"
              "|Порт|Доля, в процентах|Доход, млн. евро|Число судов|\n"
              "|Первый|40,5|1,2|1 278|",
              "ru"),
      ElementsAre("40,5 = 40.5 percent 2016 GE", "1,2 = 1200000 money EUR 2016 GE", "1 278 = 1278 2016 GE"));
}

TEST(TableFigures, TakeTheHeadersOfTheColumnTheyReachOver) {
  // The years stand over the last two of three columns; the first number reaches over the gap.
  extract::Document document = extract::plain_document("|Port||2014|2016|\n|North|1|5|7|");
  ASSERT_EQ(document.tables.size(), 1U);
  auto& cells = document.tables[0].cells;
  const auto gap = std::find_if(cells.begin(), cells.end(),
                                [](const extract::Cell& cell) { return cell.row == 1 && cell.column == 1; });
  ASSERT_NE(gap, cells.end());
  gap->column_span = 2;
  std::erase_if(cells, [](const extract::Cell& cell) { return cell.row == 1 && cell.column == 2; });
  EXPECT_THAT(figures_of(document), ElementsAre("1 = 1 2014", "7 = 7 2016"));
}

TEST(TableFigures, HaveTheTimeOfTheHeadingAboveALoneLabel) {
  extract::Document document =
      extract::plain_document("# Boats by port, 2011\nAged 15-64\n|Port|Boats|\n|North|12|");
  document.blocks.at(1).kind = extract::BlockKind::label;
  EXPECT_THAT(figures_of(document), ElementsAre("12 = 12 2011"));
}

TEST(TableFigures, TakeTheUnitOfTheirRowsBeforeOneOfAllColumns) {
  EXPECT_THAT(
      figures(
          "|Port|Boats (in thousands)|Ships (in thousands)|\n|North|5|6|\n|Percentages||\n|North|45.5|54.5|"),
      ElementsAre("5 = 5000", "6 = 6000", "45.5 = 45.5 percent", "54.5 = 54.5 percent"));
}

TEST(TableFigures, KeepTheUnitOfAGroupInItsParts) {
  EXPECT_THAT(figures("|Port|Boats|\n|North|7000|\n|in % of all||\n|North|45.5|\n|By age||\n|Old|54.5|"),
              ElementsAre("7000 = 7000", "45.5 = 45.5 percent", "54.5 = 54.5 percent"));
}

TEST(TableFigures, CountWhereNumbersAboveAHundredAreNoRates) {
  EXPECT_THAT(figures("Table 1. Response rates, 2018\n|Port|Boats|\n|North|788|\n|South|80|\n|East|101|"),
              ElementsAre("788 = 788 2018", "80 = 80 2018", "101 = 101 2018"));
}

TEST(TableFigures, CountWhatTheirGroupOfRowsNames) {
  const std::string table =
      "|Port|2014|2016|\n|Boats||\n|North|1|2|\n|of which:||\n|Small|3|4|\n|Ships||\n|South|-|-|\n|West|5|6|";
  std::vector<std::string> counted;
  for (const Provision& found : find_figures(analyse(extract::plain_document(table), project_rules(), "en")))
    counted.push_back(std::get<Figure>(found.what).counted);
  EXPECT_THAT(counted, ElementsAre("North; Boats; 2014", "North; Boats; 2016", "Small; Boats; 2014",
                                   "Small; Boats; 2016", "West; Ships; 2014", "West; Ships; 2016"));
}

TEST(TableFigures, AreNoRatesScaledByThousands) {
  EXPECT_THAT(figures("Table 3. Accidents per 100,000 sailors\n|Port|2015|\n|North|12.5|"),
              ElementsAre("12.5 = 12.5 2015"));
}

TEST(TableFigures, ReadWordsInCellsWithTheirRow) {
  EXPECT_THAT(figures("|Country|Bodies|\n|Moldova|14 agencies and about 200 volunteers|"),
              ElementsAre("14 agencies = 14 MD", "about 200 volunteers = 200 about MD"));
}

TEST(TableFigures, LeaveOutHeadersAndRunningNumbers) {
  EXPECT_THAT(figures("|No.|Age|Boats|\n|1|18-29|50|\n|2|30-44|60|\n|3|45-64|70|"),
              ElementsAre("50 = 50", "60 = 60", "70 = 70"));
}

TEST(TableFigures, CountWhereAHeaderSaysSoThoughTheCaptionSaysPercent) {
  EXPECT_THAT(figures("Table 4. Pilots (thousands of people and percentage)\n|Port|Pilots (people)|Share "
                      "(percent)|\n|North|12.5|40.1|"),
              ElementsAre("12.5 = 12500", "40.1 = 40.1 percent"));
}

TEST(TableFigures, ArePercentagesUnderATitleRowThatSaysSo) {
  EXPECT_THAT(figures("Table 5. Pilots (in thousands)\n|Port|2015|\n|North|120|\n|South|80|\n||Percentages|\n"
                      "|North|60.0|\n|South|40.0|"),
              ElementsAre("120 = 120000 2015", "80 = 80000 2015", "60.0 = 60 percent 2015",
                          "40.0 = 40 percent 2015"));
}

TEST(TableFigures, CountBesideNumbersWithASignOfTheirOwn) {
  EXPECT_THAT(figures("Table 6. Thefts, N and %\n|Port|2015||\n|North|287|45%|\n|South|351 100%|12%|"),
              ElementsAre("287 = 287 2015", "45% = 45 percent", "351 = 351 2015", "100% = 100 percent 2015",
                          "12% = 12 percent"));
}

TEST(TableFigures, TakeUnitAndTimeFromTheLinesAndTheHeadingAbove) {
  EXPECT_THAT(figures("# Rate of traffic by port, 2011\n%\n|Port|Ships|\n|North|12,5|\n|South|8,5|", "en"),
              ElementsAre("12,5 = 12.5 percent 2011", "8,5 = 8.5 percent 2011"));
}

TEST(TableFigures, TakeTimeAndPlaceFromTheHeaderOfTheLabels) {
  EXPECT_THAT(figures("|Year 2017, Georgia|Ships|\n|North|12|\n|Armenia|8|"),
              ElementsAre("12 = 12 2017 GE", "8 = 8 2017 AM"));
  EXPECT_THAT(figures("|Ports in 2017|2018|\n|North|12|"), ElementsAre("12 = 12 2018"));
}

TEST(TableFigures, TakeNoUnitFromTheHeaderOfTheLabels) {
  EXPECT_THAT(figures("|Price in million euro|Ships|\n|Less than 2|12|"), ElementsAre("12 = 12"));
}

TEST(TableFigures, KnowTheUnitsOfOtherLanguages) {
  EXPECT_THAT(figures("|Hafen|in Prozent|in Tausend|Anteil|\n|Nord|12,5|8,1|3,5|", "de"),
              ElementsAre("12,5 = 12.5 percent", "8,1 = 8100", "3,5 = 3.5 percent"));
  EXPECT_THAT(figures("Tableau 1. Pourcentage de ports par mer\n|Mer|Ports|\n|Nord|12,5|", "fr"),
              ElementsAre("12,5 = 12.5 percent"));
  EXPECT_THAT(figures("Tableau 2. Pêcheurs (en milliers)\n|Mer|2015|\n|Nord|12,5|", "fr"),
              ElementsAre("12,5 = 12500 2015"));
}

TEST(TableFigures, ArePercentagesBelowARowOfHundredPercent) {
  extract::Document document =
      extract::plain_document("|Port|Men|Women|\n|Total|100%||\n|North|60,5|70,1|\n|South|39,5|29,0|");
  auto& cells = document.tables[0].cells;
  const auto whole = std::find_if(cells.begin(), cells.end(), [](const extract::Cell& cell) {
    return cell.row == 1 && cell.column == 1;
  });
  ASSERT_NE(whole, cells.end());
  whole->column_span = 2;
  std::erase_if(cells, [](const extract::Cell& cell) { return cell.row == 1 && cell.column == 2; });
  EXPECT_THAT(figures_of(document),
              ElementsAre("100% = 100 percent", "60,5 = 60.5 percent", "70,1 = 70.1 percent",
                          "39,5 = 39.5 percent", "29,0 = 29 percent"));
}

TEST(TableFigures, ArePercentagesIfTheyAddUpToHundred) {
  EXPECT_THAT(figures("|Port|Men|Women|Total|Ships|\n|North|60.5|39.5|100|12|\n|South|60|40|100|18|"),
              ElementsAre("60.5 = 60.5 percent", "39.5 = 39.5 percent", "100 = 100 percent", "12 = 12",
                          "60 = 60", "40 = 40", "100 = 100", "18 = 18"));
  EXPECT_THAT(figures("|Port|Men|\n|North|60.5|\n|South|39.5|\n|Total|100.0|\n|Ships|18|"),
              ElementsAre("60.5 = 60.5 percent", "39.5 = 39.5 percent", "100.0 = 100 percent", "18 = 18"));
}

TEST(TableFigures, AreScaledByTheirOwnHeaderThoughOthersHaveDecimals) {
  EXPECT_THAT(figures("|Port|Ships (thousands)|Days|\n|North|9175|12.5|\n|South|1115|18.2|"),
              ElementsAre("9175 = 9175000", "12.5 = 12.5", "1115 = 1115000", "18.2 = 18.2"));
  // Under one unit whole thousands beside decimals are written out.
  EXPECT_THAT(figures("|Port|2001, thousands|2002, thousands|\n|North|9175|12.5|\n|South|1115|18.2|"),
              ElementsAre("9175 = 9175 2001", "12.5 = 12500 2002", "1115 = 1115 2001", "18.2 = 18200 2002"));
}

TEST(TableFigures, AreNoNumbersOfQuestions) {
  EXPECT_THAT(figures("|Code|Did you fish ?|Did you sail ?|Since when ?|\n||54|55|56|\n|1||||"), IsEmpty());
  EXPECT_THAT(figures("|Port|Men|Women|Boys|\n|North|54|55|56|\n|South|60|70|80|"),
              ElementsAre("54 = 54", "55 = 55", "56 = 56", "60 = 60", "70 = 70", "80 = 80"));
}

TEST(TableFigures, TakeAUnitFromTheLeftOnlyIfItIsTheOnlyOne) {
  EXPECT_THAT(figures("|Port|Ships|Boats|\n||in %||\n|North|12.5|8.1|"),
              ElementsAre("12.5 = 12.5 percent", "8.1 = 8.1 percent"));
  EXPECT_THAT(figures("|Port|Ships||Boats|\n||number|in %||\n|North|7|12.5|8.1|"),
              ElementsAre("7 = 7", "12.5 = 12.5 percent", "8.1 = 8.1"));
}

TEST(PartsOfHundred, MayBeOffByTheirRounding) {
  const auto number = [](double value, bool decimals) { return TableNumber{true, decimals, value}; };
  const TableNumber none;
  const std::vector<TableNumber> cells{
      number(100, true),  number(33.3, true), number(33.3, true), number(33.3, true), none,
      number(99.9, true), number(5, false),   number(6, false),   number(7, false),   number(8, false)};
  EXPECT_EQ(parts_of_hundred(cells, 5),
            (std::vector<bool>{true, true, true, true, false, false, false, false, false, false}));
}

}  // namespace
}  // namespace proviso::nlp
