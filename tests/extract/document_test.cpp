#include "extract/document.h"

#include <gtest/gtest.h>

namespace proviso::extract {
namespace {

constexpr const char* kinds[] = {"heading", "paragraph", "item",  "cell",     "note",
                                 "caption", "running",   "aside", "reference"};

// One line for each block: its kind and level, and its text.
std::string drawn(const Document& document) {
  std::string lines = "\n";
  for (const Block& block : document.blocks) {
    lines += kinds[static_cast<int>(block.kind)];
    if (block.level > 0) lines += ' ' + std::to_string(block.level);
    lines += ": " + std::string(text_of(document, block.span)) + '\n';
  }
  return lines;
}

// The table as rows of cells; header cells in brackets.
std::string drawn(const Document& document, const Table& table) {
  std::string lines = "\n";
  for (int row = 0; row < table.rows; ++row) {
    for (int column = 0; column < table.columns; ++column) {
      const Cell* cell = cell_at(table, row, column);
      if (column > 0) lines += " | ";
      if (cell == nullptr) continue;
      const std::string text =
          cell->block == none ? "-" : std::string(text_of(document, document.blocks[cell->block].span));
      lines += cell->header ? '[' + text + ']' : text;
    }
    lines += '\n';
  }
  return lines;
}

// The span of the first occurrence of `part`.
Span find(const Document& document, std::string_view part) {
  const auto at = static_cast<std::uint32_t>(document.text.find(part));
  EXPECT_NE(document.text.find(part), std::string::npos) << part;
  return {at, at + static_cast<std::uint32_t>(part.size())};
}

std::string words_of_range(const Document& document, WordRange range) {
  std::string text;
  for (std::size_t i = range.first; i < range.last; ++i) {
    if (i > range.first) text += ' ';
    text += text_of(document, document.words[i].span);
  }
  return text;
}

TEST(PlainDocument, LinesBecomeBlocks) {
  const Document document = plain_document(
      "# Findings\n"
      "The law  changed.[^1] It helps.\n"
      "## Numbers\n"
      "- first\n"
      "Table 1. Returns\n"
      "| Country | 2018 |\n"
      "| Armenia | 12 |\n"
      "| Georgia | |\n"
      "\n"
      "Table manners are a paragraph's matter\n"
      "[^1]: Act 5 of 2011.");
  EXPECT_EQ(drawn(document), R"(
heading 1: Findings
paragraph: The law changed. It helps.
heading 2: Numbers
item 1: first
caption: Table 1. Returns
cell: Country
cell: 2018
cell: Armenia
cell: 12
cell: Georgia
caption: Table manners are a paragraph's matter
note: Act 5 of 2011.
)");
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(drawn(document, document.tables[0]), R"(
[Country] | [2018]
[Armenia] | 12
[Georgia] | -
)");
  EXPECT_EQ(document.tables[0].caption, 4u);
  ASSERT_EQ(document.notes.size(), 1u);
  EXPECT_EQ(document.notes[0].marker, "1");
  EXPECT_EQ(text_of(document, document.blocks[document.notes[0].block].span), "Act 5 of 2011.");
  ASSERT_EQ(document.notes[0].calls.size(), 1u);
  EXPECT_TRUE(std::string_view(document.text).substr(0, document.notes[0].calls[0].at).ends_with("changed."));
}

TEST(PlainDocument, BlocksStandOnLinesOfTheirOwn) {
  const Document document = plain_document("# A\nb c\n- d");
  EXPECT_EQ(document.text, "A\nb c\nd");
  EXPECT_EQ(plain_document("").text, "");
}

TEST(HeadingPath, OutermostFirst) {
  const Document document = plain_document("# One\n## Inner\ntext\n# Two\nmore\n## Last\nend");
  const auto path = [&](std::string_view part) {
    std::string names;
    for (const std::uint32_t heading :
         heading_path(document, block_at(document, find(document, part).begin))) {
      names += '/' + std::string(text_of(document, document.blocks[heading].span));
    }
    return names;
  };
  EXPECT_EQ(path("text"), "/One/Inner");
  EXPECT_EQ(path("more"), "/Two");
  EXPECT_EQ(path("end"), "/Two/Last");
  EXPECT_EQ(path("Inner"), "/One");
  EXPECT_EQ(path("One"), "");
  EXPECT_TRUE(heading_path(document, none).empty());
}

TEST(WordsIn, TakesEveryWordTheSpanTouches) {
  const Document document = plain_document("alpha beta gamma\ndelta");
  const auto touched = [&](std::string_view part) {
    return words_of_range(document, words_in(document, find(document, part)));
  };
  EXPECT_EQ(touched("beta"), "beta");
  EXPECT_EQ(touched("ha be"), "alpha beta");
  EXPECT_EQ(touched("gamma\nd"), "gamma delta");
  EXPECT_EQ(touched(" "), "") << "a space belongs to no word";
  EXPECT_EQ(words_of_range(document, words_in(document, {0, 0})), "");
}

TEST(BlockAt, GivesTheBlockOrTheOneBefore) {
  const Document document = plain_document("first\nsecond");
  EXPECT_EQ(block_at(document, 0), 0u);
  EXPECT_EQ(block_at(document, 5), 0u) << "the line break";
  EXPECT_EQ(block_at(document, 6), 1u);
  EXPECT_EQ(block_at(document, 1000), 1u);
  EXPECT_EQ(block_at(Document{}, 0), none);
}

// plain_document sets its lines on a typewriter: 5 points a byte from x = 72, lines 14 points apart from
// y = 72, 10 points high.
TEST(BoxesOf, OneBoxForEachLine) {
  const Document document = plain_document("alpha beta\ngamma");
  const std::vector<PageBox> boxes = boxes_of(document, find(document, "alpha beta\ngamma"));
  ASSERT_EQ(boxes.size(), 2u);
  EXPECT_EQ(boxes[0].box, (Box{72, 72, 72 + 50, 82}));
  EXPECT_EQ(boxes[1].box, (Box{72, 86, 72 + 25, 96}));
  EXPECT_TRUE(boxes_of(document, {0, 0}).empty());
}

TEST(BoxesOf, PartOfAWordTakesItsShare) {
  const Document document = plain_document("alpha");
  const std::vector<PageBox> boxes = boxes_of(document, find(document, "ph"));
  ASSERT_EQ(boxes.size(), 1u);
  EXPECT_FLOAT_EQ(boxes[0].box.x0, 72 + 10);
  EXPECT_FLOAT_EQ(boxes[0].box.x1, 72 + 20);
}

TEST(BoxesOf, CountsCharactersAndNotBytes) {
  const Document document = plain_document("aжb");  // four bytes: 20 points wide, three characters
  const std::vector<PageBox> boxes = boxes_of(document, find(document, "b"));
  ASSERT_EQ(boxes.size(), 1u);
  EXPECT_NEAR(boxes[0].box.x0, 72 + 20 * 2.0 / 3, 0.01);
  EXPECT_NEAR(boxes[0].box.x1, 72 + 20, 0.01);
}

TEST(BoxesOf, AWordOverALineEndHasTwo) {
  Document document = plain_document("alphabet");
  document.words = {{.span = {0, 5}, .page = 0, .box = {100, 10, 150, 20}, .size = 10},
                    {.span = {5, 8}, .page = 0, .box = {20, 22, 50, 32}, .size = 10}};
  const std::vector<PageBox> boxes = boxes_of(document, {4, 6});
  ASSERT_EQ(boxes.size(), 2u);
  EXPECT_EQ(boxes[0].box, (Box{140, 10, 150, 20}));
  EXPECT_EQ(boxes[1].box, (Box{20, 22, 30, 32}));
}

TEST(PageOf, IsThePageOfTheFirstWord) {
  Document document = plain_document("alpha beta");
  document.pages.push_back({.number = 2});
  document.words[1].page = 1;
  EXPECT_EQ(page_of(document, find(document, "alpha beta")), 0u);
  EXPECT_EQ(page_of(document, find(document, "eta")), 1u);
  EXPECT_EQ(page_of(document, {1000, 1000}), 1u) << "behind the last word";
  EXPECT_EQ(page_of(Document{}, {0, 0}), 0u);
}

TEST(CellAt, FindsSpannedCells) {
  const Table table{.rows = 2,
                    .columns = 3,
                    .cells = {{.row = 0, .column = 0, .row_span = 2},
                              {.row = 0, .column = 1, .column_span = 2},
                              {.row = 1, .column = 1}}};
  EXPECT_EQ(cell_at(table, 1, 0), &table.cells[0]);
  EXPECT_EQ(cell_at(table, 0, 2), &table.cells[1]);
  EXPECT_EQ(cell_at(table, 1, 1), &table.cells[2]);
  EXPECT_EQ(cell_at(table, 1, 2), nullptr);
  EXPECT_EQ(cell_at(table, 2, 0), nullptr);
}

TEST(CellOf, IsTheCellOfABlock) {
  const Document document = plain_document("text\n| a | b |\n| c | d |");
  const Cell* cell = cell_of(document, block_at(document, find(document, "d").begin));
  ASSERT_NE(cell, nullptr);
  EXPECT_EQ(cell->row, 1);
  EXPECT_EQ(cell->column, 1);
  EXPECT_EQ(cell_of(document, 0), nullptr);
  EXPECT_EQ(cell_of(document, none), nullptr);
}

}  // namespace
}  // namespace proviso::extract
