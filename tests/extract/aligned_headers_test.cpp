// The headers of tables that are set by white space alone.
#include <gtest/gtest.h>

#include "tests/extract/drawn_tables.h"

namespace proviso::extract {
namespace {

TEST(AlignedHeaders, SpanTheColumnsThatTheyStandInTheMiddleOf) {
  DrawnPage page;
  names(page, 100, {{240, "Urban"}, {390, "Rural"}});
  names(page, 112,
        {{190, "Total"}, {240, "Men"}, {290, "Women"}, {340, "Total"}, {390, "Men"}, {440, "Women"}});
  body(page, 130);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0])
                  .starts_with("H0,1-3 Urban\nH0,4-6 Rural\n"
                               "H1,1 Total\nH1,2 Men\nH1,3 Women\nH1,4 Total\nH1,5 Men\nH1,6 Women\n"
                               "H2,0 Region 1\n2,1 100\n"))
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, AreOneCellOverSeveralLinesWhateverLineTheOthersBeginOn) {
  DrawnPage page;
  names(page, 94, {{290, "Girls"}});
  names(page, 100, {{190, "All"}, {390, "Never"}, {440, "Not"}});
  names(page, 106, {{290, "under"}});
  names(page, 112, {{190, "people"}, {240, "Men"}, {340, "Boys"}, {390, "paid"}, {440, "known"}});
  names(page, 118, {{290, "16"}});
  body(page, 140);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0])
                  .starts_with("H0,1 All people\nH0,2 Men\nH0,3 Girls under 16\nH0,4 Boys\nH0,5 Never paid\n"
                               "H0,6 Not known\nH1,0 Region 1\n"))
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, AUnitThatStandsAloneHoldsForAllColumns) {
  DrawnPage page;
  names(page, 100,
        {{190, "2011"}, {240, "2012"}, {290, "2013"}, {340, "2014"}, {390, "2015"}, {440, "2016"}});
  page.text(50, 118, "Region");
  page.text(385, 118, "(in thousands)");
  body(page, 140);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_NE(cells(document, document.tables[0]).find("1-6 (in thousands)\n"), std::string::npos)
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, StandAboveARuleAndLeaveTheTitleAlone) {
  DrawnPage page;
  page.text(50, 60, "Persons at work in the four regions, by sex and by place of residence");
  names(page, 90,
        {{190, "Total"}, {240, "Men"}, {290, "Women"}, {340, "Old"}, {390, "Young"}, {440, "Other"}});
  page.line(50, 104, 460, 104);
  body(page, 125);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0]).starts_with("H0,1 Total\nH0,2 Men\n"));
  EXPECT_TRUE(text_of(document, document.blocks[0].span).ends_with("place of residence"));
}

TEST(AlignedHeaders, AreTakenFromTheRuledTableAbove) {
  DrawnPage page;
  page.grid({45, 160, 210, 260, 310, 360, 410, 460}, {80, 100});
  page.line(160, 60, 460, 60);
  page.line(160, 60, 160, 80);
  page.line(460, 60, 460, 80);
  names(page, 74, {{310, "Republic"}});
  names(page, 94, {{190, "2011"}, {235, "2012"}, {285, "2013"}, {335, "2014"}, {385, "2015"}, {435, "2016"}});
  body(page, 125);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H0,1-6 Republic\nH1,1 2011\nH1,2 2012\n"), std::string::npos) << all;
  EXPECT_NE(all.find("H2,0 Region 1\n2,1 100\n"), std::string::npos) << all;
}

TEST(AlignedHeaders, ARuleBelowTellsTheColumnsOfAGroup) {
  DrawnPage page;
  names(page, 94, {{340, "Sector of the head"}});
  page.line(165, 97, 408, 97);
  names(page, 108, {{190, "Public"}, {240, "Private"}, {290, "Farms"}, {340, "Other"}, {390, "None"}});
  names(page, 102, {{440, "All"}});
  page.line(45, 114, 460, 114);
  body(page, 130);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0])
                  .starts_with("H0,1-5 Sector of the head\nH0,6 All\nH1,1 Public\nH1,2 Private\nH1,3 Farms\n"
                               "H1,4 Other\nH1,5 None\nH2,0 Region 1\n"))
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, OfSeveralLinesDoNotReachOverThoseBesideThem) {
  DrawnPage page;
  names(page, 100, {{240, "Small"}, {390, "Small"}});
  names(page, 106, {{190, "Urban"}, {290, "Rural"}, {340, "Urban"}, {440, "Rural"}});
  names(page, 112, {{240, "town"}, {390, "town"}});
  body(page, 130);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(
      cells(document, document.tables[0])
          .starts_with("H0,1 Urban\nH0,2 Small town\nH0,3 Rural\nH0,4 Urban\nH0,5 Small town\nH0,6 Rural\n"
                       "H1,0 Region 1\n"))
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, OnTheirSideStandOverTheirColumns) {
  DrawnPage page;
  names(page, 50, {{315, "Sector"}});
  page.line(165, 53, 460, 53);
  page.turned(188, 110, "Public");
  page.turned(236, 110, "Private");
  page.turned(248, 110, "person");
  page.turned(290, 110, "Farms");
  page.turned(340, 110, "Other");
  page.turned(390, 110, "None");
  page.turned(440, 110, "Total");
  page.text(50, 90, "Places");
  body(page, 130);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0])
                  .starts_with("H0,0 Places\nH0,1-6 Sector\nH1,1 Public\nH1,2 Private person\nH1,3 Farms\n"
                               "H1,4 Other\nH1,5 None\nH1,6 Total\nH2,0 Region 1\n"))
      << cells(document, document.tables[0]);
}

TEST(RuledHeaders, OnTheirSideFillTheirCells) {
  DrawnPage page;
  page.grid({45, 160, 260, 360}, {40, 100, 120, 140});
  page.text(50, 70, "Place");
  page.turned(205, 95, "Under");
  page.turned(217, 95, "sixteen");
  page.turned(310, 95, "Adults");
  page.text(50, 114, "North"), page.text(200, 114, "17"), page.text(300, 114, "27");
  page.text(50, 134, "South"), page.text(200, 134, "18"), page.text(300, 134, "28");
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(cells(document, document.tables[0]),
            "H0,0 Place\nH0,1 Under sixteen\nH0,2 Adults\nH1,0 North\n1,1 17\n1,2 27\nH2,0 South\n2,1 18\n"
            "2,2 28\n");
}

TEST(AlignedHeaders, MayBeRanges) {
  DrawnPage page;
  names(page, 100, {{340, "Age group"}});
  page.line(210, 103, 460, 103);
  names(page, 114,
        {{190, "Total"}, {240, "0 - 4"}, {290, "5 - 9"}, {340, "10 - 14"}, {390, "15 - 19"}, {440, "20 +"}});
  page.text(50, 128, "Sex");
  body(page, 142);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(
      cells(document, document.tables[0])
          .starts_with("H0,0 Sex\nH0,1 Total\nH0,2-6 Age group\nH1,2 0 - 4\nH1,3 5 - 9\nH1,4 10 - 14\n"
                       "H1,5 15 - 19\nH1,6 20 +\n"))
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, BetweenRulesAreNoColumnsOfText) {
  DrawnPage page;
  page.text(50, 40, "A sentence above the table that runs over all of the measure of the page as text does.");
  page.line(45, 60, 560, 60);
  const std::vector<std::string> left{"Share of workers who had", "an accident at work during",
                                      "the last twelve months of", "the year of the survey now"};
  const std::vector<std::string> right{"Share of workers who had", "an illness from their work",
                                       "in the last twelve months", "of the year of the survey"};
  page.lines(200, 72, left);
  page.lines(400, 72, right);
  page.line(45, 114, 560, 114);
  for (int row = 0; row < 5; ++row) {
    const float baseline = 130 + 12 * static_cast<float>(row);
    page.text(50, baseline, "Region");
    numbers(page, baseline, {{270, "1" + std::to_string(row)}, {470, "2" + std::to_string(row)}});
  }
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(
      cells(document, document.tables[0])
          .starts_with("H0,1 Share of workers who had an accident at work during the last twelve months of "
                       "the year of the survey now\nH0,2 Share of workers"))
      << cells(document, document.tables[0]);
}

}  // namespace
}  // namespace proviso::extract
