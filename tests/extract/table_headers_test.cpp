// What a table says about its cells.
#include "extract/table_headers.h"

#include <gtest/gtest.h>

#include "extract/text/wording.h"
#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

// "row headers | column headers | unit" of the cell at [row, column] of the first table.
std::string said(const Document& document, int row, int column) {
  const Table& table = document.tables.at(0);
  const CellHeaders headers = TableHeaders(document, table).of(*cell_at(table, row, column));
  std::string text;
  for (const auto* cells : {&headers.row, &headers.column}) {
    for (const Cell* cell : *cells) {
      if (!text.empty() && text.back() != ' ') text += " + ";
      text += text_of(document, document.blocks[cell->block].span);
    }
    text += " | ";
  }
  return text + headers.unit;
}

TEST(TableHeaders, RowColumnAndTheUnitOfTheCaption) {
  const Document document = plain_document(
      "Table 1. Entry bans (end of year, in thousands)\n"
      "| Country | 2017 | Share, % |\n"
      "| Chad | 33 | 1.5 |\n");
  EXPECT_EQ(said(document, 1, 1), "Chad | 2017 | in thousands");
  EXPECT_EQ(said(document, 1, 2), "Chad | Share, % | %");
  EXPECT_EQ(said(document, 0, 1), " |  | ");  // a header has none
  EXPECT_EQ(said(document, 1, 0), " |  | ");
}

TEST(TableHeaders, AnEmptyFirstCellGoesOnWithTheRowAbove) {
  DrawnPage page;
  page.grid({50, 150, 250, 350}, {100, 120, 140, 160});
  page.text(55, 115, "Country");
  page.text(155, 115, "Kind");
  page.text(255, 115, "Cases");
  page.text(55, 135, "Chad");
  page.text(155, 135, "closed");
  page.text(255, 135, "12");
  page.text(155, 155, "open");
  page.text(255, 155, "7");
  EXPECT_EQ(said(read_drawn({page}), 2, 2), "Chad | Cases | ");
}

TEST(TableHeaders, LevelsUnitsOverSeveralColumnsAndSections) {
  DrawnPage page;
  page.grid({50, 150, 250, 350}, {100, 120, 140, 160, 180, 200});
  page.text(155, 115, "Men");
  page.text(255, 115, "Women");
  page.text(155, 135, "thous persons");
  page.text(55, 155, "Chad");
  page.text(155, 155, "12");
  page.text(255, 155, "7");
  page.text(55, 175, "Of them children");
  page.text(55, 195, "Chad");
  page.text(155, 195, "2");
  page.text(255, 195, "1");
  const Document document = read_drawn({page});
  EXPECT_EQ(said(document, 2, 1), "Chad | Men + thous persons | thous persons");
  EXPECT_EQ(said(document, 2, 2), "Chad | Women | thous persons");  // printed over the first column alone
  EXPECT_EQ(said(document, 4, 2), "Chad | Women + Of them children | thous persons");
}

TEST(TableHeaders, AUnitOfTheNumbersBelowItInTheHeaderIsNoneOfTheValues) {
  const Document document = plain_document(
      "Table 1. Travellers (in thousands)\n| Port | Seized goods, kg |\n| | 14-17 |\n| North | 7 |");
  ASSERT_EQ(document.tables.size(), 1U);
  Document headed = document;
  for (Cell& cell : headed.tables[0].cells) cell.header = cell.header || cell.row == 1;
  EXPECT_TRUE(said(document, 2, 1).ends_with("| kg")) << said(document, 2, 1);
  EXPECT_TRUE(said(headed, 2, 1).ends_with("| in thousands")) << said(headed, 2, 1);
}

TEST(TableHeaders, PartsOfAGroupKeepItsName) {
  DrawnPage page;
  page.grid({50, 150, 250}, {100, 120, 140, 160, 180, 200});
  page.text(155, 115, "2017");
  page.text(55, 135, "Women");
  page.text(55, 155, "of which:");
  page.text(55, 175, "Chad");
  page.text(155, 175, "2");
  page.text(55, 195, "Peru");
  page.text(155, 195, "3");
  const Document document = read_drawn({page});
  EXPECT_EQ(said(document, 3, 1), "Chad | 2017 + Women | ");
}

TEST(TableHeaders, SecondColumnsThatTellSpanningRowsApartAreHeadersToo) {
  DrawnPage page;
  const std::vector<float> ys{100, 120, 140, 160, 180, 200};
  for (const float x : {50.0F, 150.0F, 250.0F, 350.0F}) page.line(x, 100, x, 200);
  for (const float y : ys) page.line(y == 140 || y == 180 ? 150 : 50, y, 350, y);
  page.text(155, 115, "Age");
  page.text(255, 115, "2017");
  page.text(55, 138, "Chad");
  page.text(55, 178, "Peru");
  for (int row = 0; row < 4; ++row) {
    const float y = 135 + 20 * static_cast<float>(row);
    page.text(155, y, row % 2 == 0 ? "under 18" : "adult");
    page.text(255, y, std::to_string(10 + row));
  }
  const Document document = read_drawn({page});
  EXPECT_EQ(said(document, 2, 2), "Chad + adult | 2017 | ");
  EXPECT_EQ(said(document, 3, 2), "Peru + under 18 | 2017 | ");
}

TEST(TableHeaders, UnitsInHeadersAndCaptions) {
  EXPECT_EQ(unit_in("thous persons"), "thous persons");
  EXPECT_EQ(unit_in("Share of women, %"), "%");
  EXPECT_EQ(unit_in("Выдано разрешений (на конец года, тыс. единиц)"), "тыс. единиц");
  EXPECT_EQ(unit_in("Таблица 2. Доля женщин (в процентах)"), "в процентах");
  EXPECT_EQ(unit_in("Seized goods (kg)"), "kg");
  EXPECT_EQ(unit_in("Persons with a permit"), "");
  EXPECT_EQ(unit_in("Entries, exits and stays (2009-2017)"), "");
  EXPECT_EQ(unit_in(""), "");
}

}  // namespace
}  // namespace proviso::extract
