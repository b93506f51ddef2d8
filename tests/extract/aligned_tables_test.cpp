// The rows of tables that are set by white space alone.
#include <gtest/gtest.h>

#include "tests/extract/drawn_tables.h"

namespace proviso::extract {
namespace {

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

TEST(AlignedTables, GoOnBelowALineThatNamesAnotherUnit) {
  DrawnPage page;
  names(page, 90, {{190, "2011"}, {240, "2012"}, {290, "2013"}, {340, "2014"}, {390, "2015"}, {440, "2016"}});
  body(page, 105);
  page.text(50, 165, "Place");
  page.text(330, 165, "Percentages of all");
  page.text(330, 177, "persons");
  body(page, 190, "Town");
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("4,6 135\nH5,0-6 Place Percentages of all persons\nH6,0 Town 1\n6,1 100\n"),
            std::string::npos)
      << all;
}

TEST(AlignedTables, GoOnBelowTheWholeOfADistribution) {
  DrawnPage page;
  names(page, 90, {{190, "2011"}, {240, "2012"}, {290, "2013"}, {340, "2014"}, {390, "2015"}, {440, "2016"}});
  body(page, 105);
  page.text(50, 155, "Work at night");
  page.text(300, 155, "100%");
  body(page, 167, "Town");
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const std::string all = cells(document, document.tables[0]);
  EXPECT_NE(all.find("H5,0 Work at night\n5,3 100%\nH6,0 Town 1\n6,1 100\n"), std::string::npos) << all;
}

TEST(AlignedTables, MayBeLabelledByRanges) {
  DrawnPage page;
  names(page, 100, {{190, "Total"}, {240, "Men"}, {290, "Women"}});
  const std::vector<std::string> labels{"All", "0 - 4", "5 - 9", "10 +"};
  for (std::size_t row = 0; row < labels.size(); ++row) {
    const float baseline = 114 + 12 * static_cast<float>(row);
    page.text(row == 0 ? 50 : 90, baseline, labels[row]);
    numbers(page, baseline, {{200, "30"}, {250, "10"}, {300, "20"}});
  }
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_TRUE(
      cells(document, document.tables[0])
          .starts_with("H0,1 Total\nH0,2 Men\nH0,3 Women\nH1,0 All\n1,1 30\n1,2 10\n1,3 20\nH2,0 0 - 4\n"))
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
