// Tables with rules between their rows, or round their header, and none between their columns.
#include <gtest/gtest.h>

#include "extract/text/wording.h"
#include "tests/extract/drawn_tables.h"

namespace proviso::extract {
namespace {

// Rules from 40 to 460 at these heights.
void rules(DrawnPage& page, const std::vector<float>& heights) {
  for (const float y : heights) page.line(40, y, 460, y);
}

const std::vector<std::pair<float, std::string>> six_years{{190, "2011"}, {240, "2012"}, {290, "2013"},
                                                           {340, "2014"}, {390, "2015"}, {440, "2016"}};
const std::vector<std::pair<float, std::string>> six_names{{190, "Salt"}, {240, "Corn"}, {290, "Fish"},
                                                           {340, "Iron"}, {390, "Coal"}, {440, "Wood"}};
const std::vector<std::pair<float, std::string>> six_values{{200, "7"}, {250, "8"}, {300, "9"},
                                                            {350, "5"}, {400, "6"}, {450, "4"}};

TEST(RuledRows, HoldTheLabelOfSeveralLinesAroundItsValues) {
  DrawnPage page;
  rules(page, {94, 134, 174, 194});
  names(page, 90, six_years);
  page.text(50, 106, "Boats that were");
  numbers(page, 112, six_values);
  page.text(50, 118, "Lost at sea and");
  page.text(50, 130, "Found again");
  page.text(50, 148, "Boats that");
  numbers(page, 154, six_values);
  page.text(50, 160, "Never left");
  page.text(50, 188, "Others");
  numbers(page, 188, six_values);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H1,0 Boats that were Lost at sea and Found again\n1,1 7\n"), std::string::npos) << all;
  EXPECT_NE(all.find("H2,0 Boats that Never left\n2,1 7\n"), std::string::npos) << all;
  EXPECT_NE(all.find("H3,0 Others\n3,1 7\n"), std::string::npos) << all;
}

TEST(RuledRows, MayBeNearlyEmpty) {
  DrawnPage page;
  rules(page, {94, 114, 134, 154, 174});
  names(page, 90, six_years);
  for (int row = 0; row < 4; ++row) page.text(50, 108 + 20 * static_cast<float>(row), "Port");
  numbers(page, 108, {{200, "1"}, {300, "2"}});
  numbers(page, 128, {{250, "3"}});
  numbers(page, 148, {{400, "4"}});
  numbers(page, 168, {{350, "5"}, {450, "6"}});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H2,0 Port\n2,2 3\nH3,0 Port\n3,5 4\nH4,0 Port\n4,4 5\n4,6 6\n"), std::string::npos)
      << all;
}

TEST(RuledRows, OfTwoAreATable) {
  DrawnPage page;
  rules(page, {94, 114, 134});
  names(page, 90, six_names);
  page.text(50, 108, "North");
  numbers(page, 108, six_values);
  page.text(50, 128, "South");
  numbers(page, 128, six_values);
  EXPECT_EQ(read_drawn({page}).tables.size(), 1U);
}

TEST(RuledRows, EndWhereYearsBeginAnotherTable) {
  DrawnPage page;
  rules(page, {94, 114, 134, 194, 214, 234});
  for (const float y : {90.0F, 190.0F}) {
    names(page, y, six_years);
    page.text(50, y + 18, "North");
    numbers(page, y + 18, six_values);
    page.text(50, y + 38, "South");
    numbers(page, y + 38, six_values);
  }
  page.text(50, 172, "Table B6.5b Ships");
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 2U);
  EXPECT_NE(document.tables[1].caption, none);
}

TEST(FramedHeaders, MayNameTheRowsOnSeveralLinesAboveTheirFrame) {
  DrawnPage page;
  page.text(50, 60, "Table 4.1 Persons who had looked for work");
  page.text(50, 72, "Country");
  page.text(50, 82, "of their");
  names(page, 82, {{215, "1991"}, {315, "1992"}, {415, "1993"}});
  page.text(50, 92, "birth");
  rules(page, {96, 112, 132, 152, 172});
  names(page, 108, {{190, "N"}, {240, "%"}, {290, "N"}, {340, "%"}, {390, "N"}, {440, "%"}});
  for (int row = 0; row < 3; ++row) {
    const float y = 126 + 20 * static_cast<float>(row);
    page.text(50, y, "North");
    numbers(page, y, six_values);
  }
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_TRUE(all.starts_with("H0,0 Country of their birth\nH0,1-2 1991\nH0,3-4 1992\nH0,5-6 1993\n")) << all;
}

TEST(FramedHeaders, LoseNoYearsThatStandAboveATitle) {
  DrawnPage page;
  names(page, 60, {{190, "1991"}, {240, "1992"}, {290, "1993"}});
  page.text(50, 74, "Persons who had looked for work in the whole of the last year before it");
  rules(page, {80, 100, 120, 140});
  for (int row = 0; row < 3; ++row) {
    const float y = 94 + 20 * static_cast<float>(row);
    page.text(50, y, "North");
    numbers(page, y, six_values);
  }
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_NE(outline(document).find("1992"), std::string::npos) << outline(document);
}

TEST(FramedHeaders, LeaveTheLinesAboveTheirFrameToTheTitle) {
  DrawnPage page;
  page.text(50, 60, "Table E 4.1 Persons who had looked for work in the last seven days, by sex and");
  page.text(120, 72, "Place of birth");
  rules(page, {80, 102, 160});
  names(page, 96, six_years);
  body(page, 115);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_TRUE(all.starts_with("H0,1 2011\n")) << all;
  ASSERT_NE(document.tables[0].caption, none);
  const Block& caption = document.blocks[document.tables[0].caption];
  EXPECT_TRUE(text_of(document, caption.span).ends_with("by sex and Place of birth")) << outline(document);
}

TEST(FramedHeaders, TakeAUnitRightAboveTheirFrame) {
  DrawnPage page;
  page.text(50, 60, "Table 4.1 Persons who had looked for work in the last seven days, by sex and");
  page.text(360, 76, "(in thousands)");
  rules(page, {80, 102, 160});
  names(page, 96, six_years);
  body(page, 115);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_TRUE(all.starts_with("H0,1-6 (in thousands)\nH1,1 2011\n")) << all;
}

TEST(AlignedHeaders, ShareOutTheColumnsAmongThemEqually) {
  DrawnPage page;
  names(page, 100, {{215, "2011"}, {315, "2012"}, {415, "2013"}});
  body(page, 115);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0]).starts_with("H0,1-2 2011\nH0,3-4 2012\nH0,5-6 2013\n"))
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, ReachAsFarAsTheRulesBesideThem) {
  DrawnPage page;
  page.line(160, 85, 160, 122);
  page.line(260, 85, 260, 122);
  page.line(460, 85, 460, 122);
  names(page, 95, {{210, "North"}, {360, "South"}});
  names(page, 116, {{190, "Men"}, {240, "Women"}, {290, "All"}, {340, "Men"}, {390, "Women"}, {440, "All"}});
  body(page, 130);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0]).starts_with("H0,1-2 North\nH0,3-6 South\nH1,1 Men\n"))
      << cells(document, document.tables[0]);
}

TEST(AlignedHeaders, GrowDownwardsOverColumnsThatNoOtherHas) {
  DrawnPage page;
  names(page, 90, {{225, "Mean of all"}, {390, "Share"}});
  names(page, 102, {{240, "earnings for a month"}});
  names(page, 114, {{240, "cash"}});
  names(page, 130, {{190, "Men"}, {240, "Women"}, {290, "All"}, {340, "Men"}, {390, "Women"}, {440, "All"}});
  body(page, 145);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(
      cells(document, document.tables[0]).starts_with("H0,1-3 Mean of all earnings for a month cash\nH0,"))
      << cells(document, document.tables[0]);
}

TEST(AlignedTables, PartNumbersThatStandCloselySideBySide) {
  DrawnPage page;
  names(page, 100, {{150, "All"}, {190, "Men"}, {214, "Women"}, {290, "Other"}});
  page.text(50, 114, "North");
  numbers(page, 114, {{160, "14"}, {200, "3"}, {225, "4"}, {300, "5"}});
  page.text(50, 126, "South");
  numbers(page, 126, {{160, "14"}, {200, "3"}, {225, "1234"}, {300, "5"}});
  page.text(50, 138, "East");
  numbers(page, 138, {{160, "14"}, {200, "3"}, {225, "7"}, {300, "5"}});
  page.text(50, 150, "West");
  numbers(page, 150, {{160, "14"}, {200, "9"}, {225, "8"}, {300, "5"}});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H2,0 South\n2,1 14\n2,2 3\n2,3 1234\n2,4 5\n"), std::string::npos) << all;
}

TEST(AlignedTables, BeginWithTheNameOfAGroupOfRowsWhereOthersFollow) {
  DrawnPage page;
  names(page, 90, six_names);
  page.text(50, 105, "Towns");
  body(page, 117);
  page.text(50, 165, "Villages");
  body(page, 177);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H0,6 Wood\nH1,0 Towns\nH2,0 Region 1\n"), std::string::npos) << all;
}

TEST(AlignedTables, LeaveTheWholeOfADistributionToTheRows) {
  DrawnPage page;
  names(page, 90, six_years);
  page.text(50, 105, "All ports");
  page.text(300, 105, "100%");
  body(page, 117);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H0,6 2016\nH1,0 All ports\n1,3 100%\nH2,0 Region 1\n"), std::string::npos) << all;
}

TEST(Charts, NumbersStrewnBesideALineAreNoTable) {
  DrawnPage page;
  page.text(50, 60, "The share of boats rose in all of the ports of the lake, as the chart below shows.");
  numbers(page, 100, {{80, "80"}, {240, "78"}});
  numbers(page, 112, {{160, "71"}, {320, "72"}});
  numbers(page, 124, {{80, "60"}, {400, "65"}});
  numbers(page, 136, {{240, "55"}, {320, "54"}});
  page.text(50, 200, "The next section deals with ships, of which there are a great many more now.");
  EXPECT_TRUE(read_drawn({page}).tables.empty());
}

TEST(Charts, NumbersInBarsAreNoTable) {
  DrawnPage page, shaded;
  for (int row = 0; row < 4; ++row) {
    const float y = 100 + 24 * static_cast<float>(row), shift = 13 * static_cast<float>(row);
    for (DrawnPage* one : {&page, &shaded}) {
      one->text(50, y, "Port");
      numbers(*one, y, {{220, "36"}, {320, "48"}, {420, "16"}});
    }
    page.fill(190, y - 10, 240 + shift, y + 4);
    page.fill(250 + shift, y - 10, 330 + shift / 2, y + 4);
    page.fill(340 + shift / 2, y - 10, 440, y + 4);
    for (const float x : {180.0F, 280.0F, 380.0F}) shaded.fill(x, y - 10, x + 90, y + 4);
  }
  EXPECT_TRUE(read_drawn({page}).tables.empty());
  EXPECT_EQ(read_drawn({shaded}).tables.size(), 1U);  // cells of a column are equally wide
}

TEST(RuledHeaders, StandBelowATitleOverTheWholeTable) {
  DrawnPage page;
  for (const float x : {50.0F, 350.0F}) page.line(x, 100, x, 180);
  for (const float x : {150.0F, 250.0F}) page.line(x, 120, x, 180);
  for (const float y : {100.0F, 120.0F, 140.0F, 160.0F, 180.0F}) page.line(50, y, 350, y);
  page.text(55, 115, "Boats");
  page.text(55, 135, "Port");
  page.text(155, 135, "Found (§ 60 Act)");
  page.text(255, 135, "Lost");
  page.text(55, 155, "North");
  numbers(page, 155, {{200, "7"}, {300, "8"}});
  page.text(55, 175, "South");
  numbers(page, 175, {{200, "9"}, {300, "6"}});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_TRUE(all.starts_with("H0,0-2 Boats\nH1,0 Port\nH1,1 Found (§ 60 Act)\nH1,2 Lost\n")) << all;
}

TEST(RuledHeaders, NameTheRowsBelowARowThatGroupsColumns) {
  DrawnPage page;
  for (const float x : {50.0F, 150.0F, 350.0F}) page.line(x, 100, x, 180);
  page.line(250, 120, 250, 180);
  for (const float y : {100.0F, 120.0F, 140.0F, 160.0F, 180.0F}) page.line(50, y, 350, y);
  page.text(155, 115, "Boats in October");
  page.text(55, 135, "Port");
  page.text(155, 135, "Found");
  page.text(255, 135, "Lost");
  page.text(55, 155, "North");
  numbers(page, 155, {{200, "7"}, {300, "8"}});
  page.text(55, 175, "South");
  numbers(page, 175, {{200, "9"}, {300, "6"}});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H1,0 Port\nH1,1 Found\nH1,2 Lost\nH2,0 North\n2,1 7\n"), std::string::npos) << all;
}

TEST(RuledHeaders, MayBeRangesBelowNames) {
  DrawnPage page;
  for (const float x : {50.0F, 150.0F, 350.0F}) page.line(x, 100, x, 180);
  page.line(250, 120, 250, 180);
  page.line(50, 100, 350, 100);
  page.line(150, 120, 350, 120);
  for (const float y : {140.0F, 160.0F, 180.0F}) page.line(50, y, 350, y);
  page.text(155, 115, "Of them aged, years");
  page.text(155, 135, "14-17");
  page.text(255, 135, "18-23");
  page.text(55, 155, "North");
  numbers(page, 155, {{200, "7"}, {300, "8"}});
  page.text(55, 175, "South");
  numbers(page, 175, {{200, "9"}, {300, "6"}});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H1,1 14-17\nH1,2 18-23\nH2,0 North\n2,1 7\n"), std::string::npos) << all;
}

TEST(RuledHeaders, AreNoneWhereALabelStandsBesideItsValue) {
  DrawnPage page;
  page.grid({50, 150, 250}, {100, 120, 140, 160});
  for (int row = 0; row < 3; ++row) {
    const float y = 115 + 20 * static_cast<float>(row);
    page.text(55, y, "Boats found");
    numbers(page, y, {{200, "70" + std::to_string(row)}});
  }
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(cells(document, document.tables[0]).starts_with("H0,0 Boats found\n0,1 700\n"))
      << cells(document, document.tables[0]);
}

TEST(Wording, CaptionsMayCountByLetterAndNumber) {
  EXPECT_TRUE(begins_caption("Table E 9.5 Boats"));
  EXPECT_TRUE(begins_caption("Table B6.5b Boats"));
  EXPECT_TRUE(begins_caption("Figure A-2 Boats"));
  EXPECT_FALSE(begins_caption("Table A shows 4 boats"));
  EXPECT_FALSE(begins_caption("Table of boats"));
}

TEST(Wording, PartsAreOpenedInLowerCaseWithAColon) {
  EXPECT_TRUE(opens_parts("of which:"));
  EXPECT_TRUE(opens_parts("в том числе:"));
  EXPECT_FALSE(opens_parts("Men:"));
  EXPECT_FALSE(opens_parts("men"));
  EXPECT_FALSE(opens_parts(""));
}

}  // namespace
}  // namespace proviso::extract
