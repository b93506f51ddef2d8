// Tables that are set by white space alone, and their headers. The drawings are in points; each character is
// half its size wide, so that text in 10 points takes 5 points a character.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

// "row,column[-last column] text" of each cell of a table, header cells with an "H" before them.
std::string cells(const Document& document, const Table& table) {
  std::ostringstream out;
  for (const Cell& cell : table.cells) {
    if (cell.block == none) continue;
    out << (cell.header ? "H" : "") << cell.row << ',' << cell.column;
    if (cell.column_span > 1) out << '-' << cell.column + cell.column_span - 1;
    out << ' ' << text_of(document, document.blocks[cell.block].span) << '\n';
  }
  return out.str();
}

// Draws words that end (numbers) or have their middle (names) at the given places.
void numbers(DrawnPage& page, float baseline, const std::vector<std::pair<float, std::string>>& words) {
  for (const auto& [right, word] : words)
    page.text(right - 5 * static_cast<float>(word.size()), baseline, word);
}
void names(DrawnPage& page, float baseline, const std::vector<std::pair<float, std::string>>& words) {
  for (const auto& [middle, word] : words)
    page.text(middle - 2.5F * static_cast<float>(word.size()), baseline, word);
}

// Four rows of six numbers behind a label; the columns end at 200, 250 ... 450.
void body(DrawnPage& page, float baseline, const std::string& label = "Region") {
  for (int row = 0; row < 4; ++row, baseline += 12) {
    page.text(50, baseline, label + " " + std::to_string(row + 1));
    std::vector<std::pair<float, std::string>> values;
    for (int column = 0; column < 6; ++column)
      values.push_back({200 + 50.0F * static_cast<float>(column), std::to_string(100 + 10 * row + column)});
    numbers(page, baseline, values);
  }
}

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

TEST(AlignedTables, OneBelowTheOtherLoseNothing) {
  DrawnPage page;
  page.text(50, 60, "Table 1. Persons");
  names(page, 90,
        {{190, "Total"}, {240, "Men"}, {290, "Women"}, {340, "Old"}, {390, "Young"}, {440, "Other"}});
  body(page, 105, "North");
  names(page, 165,
        {{190, "Total"}, {240, "Men"}, {290, "Women"}, {340, "Old"}, {390, "Young"}, {440, "Other"}});
  page.text(50, 177, "Part");
  page.text(300, 177, "shares of the whole");
  body(page, 190, "South");
  const std::string text = outline(read_drawn({page}));
  for (const char* part :
       {"Table 1. Persons", "North 1", "North 4", "South 1", "South 4", "shares of the whole"})
    EXPECT_NE(text.find(part), std::string::npos) << part << '\n' << text;
}

TEST(AlignedTables, GoOnOverAWideGapInTheSameColumns) {
  DrawnPage page;
  names(page, 90, {{190, "2011"}, {240, "2012"}, {290, "2013"}, {340, "2014"}, {390, "2015"}, {440, "2016"}});
  body(page, 105);
  page.text(300, 175, "Men");
  body(page, 205);
  EXPECT_EQ(read_drawn({page}).tables.size(), 1U);
}

TEST(AlignedTables, ALabelMayGoOnBesideItsValues) {
  DrawnPage page;
  body(page, 100);
  page.text(50, 148, "Defence and compulsory");
  page.text(50, 160, "insurance");
  numbers(page, 160, {{200, "7"}, {250, "8"}, {300, "9"}, {350, "5"}, {400, "6"}, {450, "4"}});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_NE(cells(document, document.tables[0]).find("H4,0 Defence and compulsory insurance\n4,1 7\n"),
            std::string::npos)
      << cells(document, document.tables[0]);
}

TEST(AlignedTables, ALongLabelDoesNotSwallowItsFirstValue) {
  DrawnPage page;
  body(page, 100);
  page.text(50, 148, "Private persons and others");  // ends at 180; the value begins at 185
  numbers(page, 148, {{200, "700"}, {250, "8"}, {300, "9"}, {350, "5"}, {400, "6"}, {450, "4"}});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_NE(cells(document, document.tables[0]).find("H4,0 Private persons and others\n4,1 700\n4,2 8\n"),
            std::string::npos)
      << cells(document, document.tables[0]);
}

TEST(Labels, NumbersBesideTheAxesOfChartsAreNoTable) {
  DrawnPage page;
  page.text(50, 60, "The share of women rose in both of the regions, as the two charts show.");
  for (int i = 0; i < 6; ++i) {
    const std::string tick = std::to_string(100 - 20 * i);
    numbers(page, 100 + 20 * static_cast<float>(i), {{80, tick}, {330, tick}});
  }
  page.text(50, 250, "The next section deals with men.");
  const Document document = read_drawn({page});
  EXPECT_TRUE(document.tables.empty());
  const std::string text = outline(document);
  EXPECT_NE(text.find("G 100\nG 100\nG 80\nG 80\n"), std::string::npos) << text;
}

TEST(Labels, ANumberAloneOnAPageStaysText) {
  DrawnPage page;
  page.text(50, 60, "A sentence that has nothing to do with it.");
  page.text(50, 100, "2018");
  EXPECT_EQ(outline(read_drawn({page})).find("G 2018"), std::string::npos);
}

}  // namespace
}  // namespace proviso::extract
