// The reading of pages, from drawn glyphs to blocks of text. The drawings are in points.
#include <gtest/gtest.h>

#include <array>

#include "extract/table_headers.h"
#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

TEST(Words, BreakAtSpacesAndAtGaps) {
  DrawnPage page;
  page.text(50, 100, "one two");
  page.text(95, 100, "three");  // 10 points behind "two": a gap without a space
  EXPECT_EQ(outline(read_drawn({page})), "P one two three\n");
}

TEST(Words, LigaturesAreSpelledOutAndBoldByOverprintingCountsOnce) {
  DrawnPage page;
  page.text(50, 100, "tra\uFB03cking in the ﬁeld.");
  page.text(50, 150, "Fake", 10);
  page.text(50.4F, 150, "Fake", 10);
  EXPECT_EQ(outline(read_drawn({page})), "P trafficking in the field.\nH Fake\n");
}

TEST(Lines, TwoColumnsAreReadOneAfterTheOther) {
  DrawnPage page;
  page.text(50, 80, "A title that stands over both of the columns", 16, 1);
  page.lines(50, 120,
             {"The left column has lines that are all", "about as wide as the column is, so that",
              "it is plainly running text and it goes", "on to the next column without a break", "in the"});
  page.lines(320, 120,
             {"middle of this very sentence. The right", "column ends the paragraph and begins a",
              "new one that has nothing to do with it", "and that runs to the end of the column."});
  EXPECT_EQ(outline(read_drawn({page})),
            "H A title that stands over both of the columns\n"
            "P The left column has lines that are all about as wide as the column is, so that it is plainly "
            "running text and it goes on to the next column without a break in the middle of this very "
            "sentence. The right column ends the paragraph and begins a new one that has nothing to do with "
            "it and that runs to the end of the column.\n");
}

TEST(Lines, NumbersThatHangOutOfTheRightColumnDoNotJoinTheColumns) {
  DrawnPage page;
  page.lines(50, 100,
             {"7. The left column goes down the page", "and says one thing after another, with",
              "lines as wide as the column is, so that", "nobody takes them for the cells of a table,",
              "down to the last of them, which ends."});
  page.lines(305, 100, {"8. The right column has a paragraph of"});
  page.lines(320, 112,
             {"its own that begins with a number, and", "the number stands out to the left of it."});
  page.lines(304, 136, {"10. Another one begins below it, whose"});
  page.lines(320, 148, {"number stands out even further there."});
  EXPECT_EQ(
      outline(read_drawn({page})),
      "I 7. The left column goes down the page and says one thing after another, with lines as wide as the "
      "column is, so that nobody takes them for the cells of a table, down to the last of them, which "
      "ends.\n"
      "I 8. The right column has a paragraph of its own that begins with a number, and the number stands "
      "out to the left of it.\n"
      "I 10. Another one begins below it, whose number stands out even further there.\n");
}

TEST(Paragraphs, BeginAfterASpaceAnIndentOrAShortLine) {
  DrawnPage page;
  float y = page.lines(50, 100, {"The first paragraph is two lines long and it", "ends here."});
  y = page.lines(50, y, {"A short line above ends the first paragraph."});
  y = page.lines(
      50, y + 8,
      {"More space than usual begins a third para,", "which ends with this sentence, full width ok."});
  page.lines(62, y, {"An indent begins the fourth."});
  EXPECT_EQ(outline(read_drawn({page})),
            "P The first paragraph is two lines long and it ends here.\n"
            "P A short line above ends the first paragraph.\n"
            "P More space than usual begins a third para, which ends with this sentence, full width ok.\n"
            "P An indent begins the fourth.\n");
}

TEST(Paragraphs, RunOnOverPagesAndNotesFollowThem) {
  DrawnPage first, second;
  const float x = first.text(50, 700, "The number fell to 4.000 in 2018");
  first.call(x, 700, "7");
  first.text(x + 3, 700, " and the courts have");
  first.line(50, 730, 150, 730);
  first.call(50, 745, "7");
  first.text(54, 745, "Ministry of Interior (2019).", 8);
  second.lines(50, 100, {"dealt with most of the cases since then.", "They will go on."});
  const Document document = read_drawn({first, second});
  EXPECT_EQ(
      outline(document),
      "P The number fell to 4.000 in 2018 and the courts have dealt with most of the cases since then. They "
      "will go on.\n"
      "N Ministry of Interior (2019).\n");
  ASSERT_EQ(document.notes.size(), 1U);
  const Note& note = document.notes.front();
  EXPECT_EQ(note.marker, "7");
  ASSERT_EQ(note.calls.size(), 1U);
  EXPECT_EQ(document.text.substr(0, note.calls.front().at), "The number fell to 4.000 in 2018");
  EXPECT_EQ(text_of(document, document.blocks[note.block].span), "Ministry of Interior (2019).");
}

TEST(Notes, AtTheEndAreTiedToCallsOfEarlierPages) {
  DrawnPage first, second;
  float y = 100;
  for (const char* marker : {"1", "2", "3", "4"}) {
    const float x = first.text(50, y, "Something is claimed here");
    first.call(x, y, marker);
    y += 30;
  }
  second.text(50, 80, "Endnotes", 14, 1);
  second.lines(50, 110, {"1. Ministry of Labour (2019).", "2. Ibid.", "3. IOM (2018: 4).", "4. Own count."});
  const Document document = read_drawn({first, second});
  ASSERT_EQ(document.notes.size(), 4U);
  for (const Note& note : document.notes) {
    ASSERT_EQ(note.calls.size(), 1U) << note.marker;
    EXPECT_EQ(note.calls.front().page, 0U);
  }
  EXPECT_EQ(text_of(document, document.blocks[document.notes[2].block].span), "IOM (2018: 4).");
}

TEST(Notes, RaisedDigitsWithoutANoteStayInTheText) {
  DrawnPage page;
  float x = page.text(50, 100, "A flat of 112 m");
  page.call(x, 100, "2");
  x = page.text(50, 130, "Article 127");
  page.call(x, 130, "1");
  page.text(x + 3, 130, " of the Code");
  EXPECT_EQ(outline(read_drawn({page})), "P A flat of 112 m²\nP Article 127¹ of the Code\n");
}

TEST(Notes, ACallLeavesASpaceBehindWhereAWordFollows) {
  DrawnPage page;
  float x = page.text(50, 100, "In the same period.");
  page.call(x, 100, "1");
  page.text(x + 3, 100, "For others, 2018");  // no white space drawn
  x = page.text(50, 130, "The number,");
  page.call(x, 130, "2");
  page.text(x + 3, 130, ", fell.");
  page.line(50, 700, 150, 700);
  page.call(50, 715, "1");
  page.text(54, 715, "A note.", 8);
  page.call(50, 725, "2");
  page.text(54, 725, "Another note.", 8);
  EXPECT_EQ(outline(read_drawn({page})),
            "P In the same period. For others, 2018\nP The number,, fell.\nN A note.\nN Another note.\n");
}

TEST(Hyphens, SoftOnesGoRealOnesStay) {
  DrawnPage page;
  page.lines(50, 100,
             {"The number of irreg-", "ular migrants was 30,000-", "60,000 at the Latvian-",
              "Russian border, and co-", "operation, or rather co-operation, went on."});
  EXPECT_EQ(
      outline(read_drawn({page})),
      "P The number of irregular migrants was 30,000-60,000 at the Latvian-Russian border, and co-operation, "
      "or rather co-operation, went on.\n");
}

TEST(Hyphens, ASplitWordIsTwoWordsWhoseSpansTouch) {
  DrawnPage page;
  page.lines(50, 100, {"irreg-", "ular flows"});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.words.size(), 3U);
  EXPECT_EQ(text_of(document, document.words[0].span), "irreg");
  EXPECT_EQ(text_of(document, document.words[1].span), "ular");
  EXPECT_EQ(document.words[0].span.end, document.words[1].span.begin);
  EXPECT_EQ(boxes_of(document, {0, 9}).size(), 2U);  // one for each line
}

TEST(Tables, RuledCellsSpanRowsAndColumns) {
  DrawnPage page;
  page.text(50, 90, "Table 1. Cases by country", 10, 1);
  page.grid({50, 150, 250, 350}, {100, 120, 140, 160});
  page.text(55, 115, "Country");
  page.text(155, 115, "2017");
  page.text(255, 115, "2018");
  page.text(55, 135, "Ukraine");
  page.text(155, 135, "1,204");
  page.text(255, 135, "993");
  page.text(55, 155, "Georgia");
  page.text(255, 155, "12");
  const Document document = read_drawn({page});
  EXPECT_EQ(
      outline(document),
      "T Table 1. Cases by country\nC Country\nC 2017\nC 2018\nC Ukraine\nC 1,204\nC 993\nC Georgia\nC 12\n");
  ASSERT_EQ(document.tables.size(), 1U);
  const Table& table = document.tables.front();
  EXPECT_EQ(table.rows, 3);
  EXPECT_EQ(table.columns, 3);
  EXPECT_EQ(table.caption, 0U);
  EXPECT_TRUE(cell_at(table, 0, 2)->header);
  EXPECT_TRUE(cell_at(table, 2, 0)->header);
  EXPECT_FALSE(cell_at(table, 2, 2)->header);
  EXPECT_EQ(cell_at(table, 2, 1)->block, none);
}

TEST(Tables, NumbersThatStandBelowEachOtherMakeOneToo) {
  DrawnPage page;
  page.text(50, 100, "Table 2. Decisions, in thousands", 10, 1);
  page.text(200, 120, "2017");
  page.text(300, 120, "2018");
  for (const auto& [y, country, first, second] : {std::tuple{140.0F, "Armenia", "1.2", "3.4"},
                                                  {152.0F, "Belarus", "10.5", "11.0"},
                                                  {164.0F, "Moldova", "7.9", "8.8"}}) {
    page.text(50, y, country);
    page.text(200, y, first);
    page.text(300, y, second);
  }
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const Table& table = document.tables.front();
  EXPECT_EQ(table.rows, 4);
  EXPECT_EQ(table.columns, 3);
  EXPECT_EQ(text_of(document, document.blocks[cell_at(table, 2, 1)->block].span), "10.5");
  EXPECT_EQ(text_of(document, document.blocks[cell_at(table, 0, 2)->block].span), "2018");
  EXPECT_TRUE(cell_at(table, 1, 0)->header);
}

TEST(Tables, GoOnOverAPageWithTheirHeaderRepeated) {
  DrawnPage first, second;
  const auto draw = [](DrawnPage& page, float top, const std::vector<std::array<const char*, 2>>& rows) {
    std::vector<float> ys{top};
    for (const auto& [country, value] : rows) {
      ys.push_back(ys.back() + 20);
      page.text(55, ys.back() - 5, country);
      if (*value != 0) page.text(205, ys.back() - 5, value);
    }
    page.grid({50, 200, 350}, ys);
  };
  first.text(50, 690, "Table 1. Cases, in thousands", 10, 1);
  draw(first, 700, {{"Country", "2018"}, {"Armenia", "1.2"}, {"Belarus", "2.3"}});
  draw(second, 50, {{"Country", "2018"}, {"Moldova", "4.5"}});
  const Document document = read_drawn({first, second});
  ASSERT_EQ(document.tables.size(), 1U);
  const Table& table = document.tables.front();
  EXPECT_EQ(table.rows, 5);
  EXPECT_EQ(table.caption, 0U);
  EXPECT_TRUE(cell_at(table, 3, 1)->header);
  EXPECT_FALSE(cell_at(table, 4, 1)->header);
  EXPECT_EQ(text_of(document, document.blocks[cell_at(table, 4, 1)->block].span), "4.5");
}

TEST(Tables, ARowSplitByThePagesEndIsOneRow) {
  DrawnPage first, second;
  first.grid({50, 150, 400}, {700, 720, 745});
  first.text(55, 715, "Country");
  first.text(155, 715, "Measures");
  first.text(55, 733, "Chad");
  first.text(155, 733, "A law on the protection of victims and");
  second.grid({50, 150, 400}, {50, 70, 90, 110});
  second.text(55, 65, "Country");
  second.text(155, 65, "Measures");
  second.text(155, 85, "their families; two shelters.");
  second.text(55, 105, "Peru");
  second.text(155, 105, "None.");
  const Document document = read_drawn({first, second});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 4);
  EXPECT_EQ(outline(document),
            "C Country\nC Measures\nC Chad\n"
            "C A law on the protection of victims and their families; two shelters.\n"
            "C Country\nC Measures\nC Peru\nC None.\n");
  EXPECT_TRUE(cell_at(document.tables[0], 2, 1)->header);  // the repeated header
}

TEST(Tables, PartsWithoutAHeaderDirectlyBelowAreTheSameTable) {
  DrawnPage page;
  page.grid({50, 150, 250, 350}, {100, 120, 140, 160});
  page.grid({50, 150, 250, 350}, {168, 188, 208});
  page.grid({50, 150, 250, 350}, {300, 320, 340});
  const std::vector<std::array<const char*, 3>> rows{
      {"Kind", "North", "South"}, {"Bans", "120", "31"},    {"Exits", "7", "5"}, {"Cars", "33", "2"},
      {"Boats", "6", "1"},        {"Kind", "East", "West"}, {"Bans", "9", "8"}};
  const float ys[] = {115, 135, 155, 183, 203, 315, 335};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < 3; ++column)
      page.text(55 + 100 * static_cast<float>(column), ys[row], rows[row][column]);
  }
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 2U);
  EXPECT_EQ(document.tables[0].rows, 5);
  EXPECT_FALSE(cell_at(document.tables[0], 3, 1)->header);  // "33" heads nothing
  EXPECT_TRUE(cell_at(document.tables[1], 0, 1)->header);
}

TEST(Tables, YearsHeadColumnsAndLabelsOfTwoLinesAreOneRow) {
  DrawnPage page;
  const auto row = [&page](float y, const std::vector<const char*>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) page.text(200 + 80 * static_cast<float>(i), y, values[i]);
  };
  page.text(50, 100, "Courts");
  row(100, {"FY 2016", "FY 2017", "FY 2018"});
  page.text(50, 114, "Cases received");
  row(120, {"426", "365", "285"});
  page.text(50, 126, "by prosecutors");
  page.text(50, 144, "Cases closed");
  row(144, {"290", "259", "235"});
  page.text(50, 162, "Appeals");
  row(162, {"29", "25", "23"});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const Table& table = document.tables[0];
  EXPECT_EQ(table.rows, 4);
  EXPECT_TRUE(cell_at(table, 0, 3)->header);
  EXPECT_FALSE(cell_at(table, 1, 3)->header);
  EXPECT_EQ(text_of(document, document.blocks[cell_at(table, 1, 0)->block].span),
            "Cases received by prosecutors");
  EXPECT_EQ(text_of(document, document.blocks[cell_at(table, 1, 2)->block].span), "365");
}

TEST(Tables, AYearInTheMiddleOfSeveralColumnsHeadsThemAll) {
  DrawnPage page;
  page.grid({50, 150, 200, 250, 300, 350}, {100, 120, 140, 160, 180});
  float x = 155;
  for (const char* name : {"Men", "Women", "Men", "Women"}) x = (page.text(x, 114, name), x + 50);
  page.text(190, 134, "2013");
  page.text(290, 134, "2021");
  page.text(55, 154, "North");
  page.text(55, 174, "South");
  x = 155;
  for (const char* number : {"11", "12", "13", "14"}) x = (page.text(x, 154, number), x + 50);
  x = 155;
  for (const char* number : {"21", "22", "23", "24"}) x = (page.text(x, 174, number), x + 50);
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const Table& table = document.tables[0];
  const TableHeaders headers(document, table);
  std::string seen;
  for (const Cell& cell : table.cells) {
    if (cell.header || cell.block == none) continue;
    seen += std::string(text_of(document, document.blocks[cell.block].span)) + ":";
    for (const Cell* header : headers.of(cell).column)
      seen += " " + std::string(text_of(document, document.blocks[header->block].span));
    seen += "; ";
  }
  EXPECT_EQ(seen,
            "11: Men 2013; 12: Women 2013; 13: Men 2021; 14: Women 2021; "
            "21: Men 2013; 22: Women 2013; 23: Men 2021; 24: Women 2021; ");
}

TEST(Tables, ContinuationsAreAnnouncedAndMayStandElsewhereOnTheirPage) {
  DrawnPage first, second;
  const auto draw = [](DrawnPage& page, float x, const char* sex, const char* value) {
    page.grid({x, x + 150, x + 300}, {100, 120, 140, 160});
    page.text(x + 5, 115, "Country");
    page.text(x + 155, 115, "2018");
    page.text(x + 155, 135, sex);
    page.text(x + 5, 155, "Chad");
    page.text(x + 155, 155, value);
  };
  first.text(50, 90, "Table 7. Courts, persons", 10, 1);
  draw(first, 50, "Men", "12");
  second.text(80, 90, "Table 7 (continued)", 10, 2);
  draw(second, 80, "Women", "31");
  const Document document = read_drawn({first, second});
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 6);
  EXPECT_EQ(text_of(document, document.blocks[document.tables[0].caption].span), "Table 7. Courts, persons");
  EXPECT_TRUE(cell_at(document.tables[0], 4, 1)->header);
  EXPECT_FALSE(cell_at(document.tables[0], 5, 1)->header);
}

TEST(Captions, ASentenceAboutATableIsNone) {
  DrawnPage page;
  page.lines(50, 100,
             {"The cases of the year were counted by the offices of the",
              "country and by those of its neighbours."});
  float x = page.text(50, 160, "Table 7.1 shows the cases that are known too.");
  page.call(x, 160, "1");
  page.text(50, 200, "Table 1.1");
  page.line(50, 700, 150, 700);
  page.call(50, 715, "1");
  page.text(54, 715, "A note.", 8);
  EXPECT_EQ(
      outline(read_drawn({page})),
      "P The cases of the year were counted by the offices of the country and by those of its neighbours.\n"
      "P Table 7.1 shows the cases that are known too.\nT Table 1.1\nN A note.\n");
}

TEST(Asides, AQuoteInTheMarginStandsBesideTheRunningText) {
  DrawnPage page;
  page.lines(200, 100,
             {"The running text of this page goes on from line to line,",
              "and while it does so a quote stands in the margin beside",
              "it, which says again, in larger letters, what matters to",
              "its author; nobody should read it in the middle of this",
              "sentence, nor twice as if it had been said twice, and so", "it is kept apart."});
  for (const auto& [y, text] :
       {std::pair{106.0F, "What matters"}, {120.0F, "most to its"}, {134.0F, "author today."}})
    page.text(50, y, text, 12, 2);
  EXPECT_EQ(
      outline(read_drawn({page})),
      "P The running text of this page goes on from line to line, and while it does so a quote stands in the "
      "margin beside it, which says again, in larger letters, what matters to its author; nobody should read "
      "it in the middle of this sentence, nor twice as if it had been said twice, and so it is kept apart.\n"
      "A What matters most to its author today.\n");
}

TEST(Asides, ABoxInterruptsASentenceWithoutEndingIt) {
  DrawnPage page;
  float y = page.lines(50, 100,
                       {"A sentence that is longer than the part of the column above",
                        "a shaded box goes on below the box, as if the box were not"});
  page.fill(45, y + 22, 400, y + 75);
  page.lines(60, y + 40,
             {"The box has a text of its own, of several lines, which",
              "ends inside it and has nothing to do with what stands", "around it."});
  page.lines(50, y + 120,
             {"there at all; then the sentence ends, and so does the page", "with a last line."});
  EXPECT_EQ(outline(read_drawn({page})),
            "P A sentence that is longer than the part of the column above a shaded box goes on below the "
            "box, as if "
            "the box were not there at all; then the sentence ends, and so does the page with a last line.\n"
            "A The box has a text of its own, of several lines, which ends inside it and has nothing to do "
            "with what "
            "stands around it.\n");
}

TEST(Lines, ColumnsOfWidelySpacedLinesAreColumns) {
  DrawnPage page;
  float y = 100;
  for (int i = 0; i < 12; ++i, y += 12) {
    if (i % 4 == 1) {  // a line that the typesetter has spaced out
      float x = 50;
      for (const char* word : {"a", "few", "words", "fill", "it"}) x = page.text(x, y, word) + 22;
    } else {
      page.text(50, y, "the left column goes on and on here");
    }
    page.text(310, y, "and the right column says other things");
  }
  const std::string read = outline(read_drawn({page}));
  EXPECT_LT(read.rfind("the left"), read.find("and the right")) << read;
}

TEST(Asides, AQuoteThatTheTextRunsRoundStandsBesideIt) {
  DrawnPage page;
  const std::string full =
      "the text of the page goes from its left edge to the right and on to the next line";
  float y = 100;
  for (int i = 0; i < 16; ++i, y += 12) {
    const bool beside = i >= 6 && i < 10;
    page.text(50, y, beside ? "the text of the page stops here, before the quote," : full);
    if (beside) page.text(320, y, "a few words of a quote,", 10, 2);
  }
  const std::string read = outline(read_drawn({page}));
  EXPECT_NE(read.find("A a few words of a quote, a few words"), read.npos) << read;
  EXPECT_NE(read.find("before the quote, the text"), read.npos) << read;
}

TEST(Asides, ABoldHeadingInTheLeftColumnIsNone) {
  DrawnPage page;
  float y = 100;
  for (int i = 0; i < 16; ++i, y += 12) {
    const bool heading = i >= 6 && i < 10;
    page.text(50, y, heading ? "A. What was said about the lack of" : "the left column goes on and on here",
              10, heading ? 1 : 0);
    page.text(310, y, "and the right column says other things");
  }
  EXPECT_EQ(outline(read_drawn({page})).find("A A. What"), std::string::npos);
}

TEST(Asides, OneLineInABoxAsWideAsAnotherIsTheRestOfIt) {
  DrawnPage page;
  page.fill(40, 600, 290, 640);
  page.text(60, 620, "Schools in the valley");
  page.fill(310, 90, 560, 190);
  float y = 110;
  for (; y < 180; y += 12) page.text(325, y, "the box goes on at the head of the column");
  for (y = 100; y < 580; y += 12) page.text(40, y, "the left column goes on and on right here, it says");
  for (y = 220; y < 640; y += 12) page.text(310, y, "and the right column has other things, it says, too");
  const std::string read = outline(read_drawn({page}));
  EXPECT_NE(read.find("A Schools in the valley\n"), read.npos) << read;
}

TEST(Captions, SourceLinesInSmallTypeStandBelowFiguresToo) {
  DrawnPage page;
  page.lines(
      50, 80,
      {"Body text that fills its line well enough to be the body.", "Body text that fills its line, too."});
  page.text(50, 300, "Source: Border service, register of 2019.", 8);
  EXPECT_NE(outline(read_drawn({page})).find("T Source: Border service"), std::string::npos);
}

TEST(Asides, MarkedPassagesAndBoldBannersAreRunningText) {
  DrawnPage page;
  page.fill(50, 90, 400, 130);  // no wider than its words: a marker's stroke
  page.lines(50, 100,
             {"A passage that somebody has marked with a yellow pen is",
              "still running text, however many lines of it are marked", "and in whatever colour."});
  page.fill(40, 180, 500, 240);
  page.text(60, 200, "A banner in bold type over the next chapter of", 10, 1);
  page.text(60, 212, "the report, whose title is so long that it takes", 10, 1);
  page.text(60, 224, "three lines", 10, 1);
  page.lines(50, 300,
             {"More text that fills its line well enough to be the body of it.",
              "More text that fills its line well enough to be the body of it.",
              "More text that fills its line well enough to be the body of it."});
  EXPECT_EQ(outline(read_drawn({page})).find("\nA "), std::string::npos) << outline(read_drawn({page}));
}

TEST(Urls, BrokenOverLinesAreWholeAgain) {
  DrawnPage page;
  page.lines(50, 100,
             {"See https://www.example.org/reports/", "2019/entry-bans.html and https://www.",
              "example.net as well."});
  EXPECT_EQ(
      outline(read_drawn({page})),
      "P See https://www.example.org/reports/2019/entry-bans.html and https://www.example.net as well.\n");
}

TEST(Furniture, RunningHeadsAndPageNumbersAreNoText) {
  std::vector<DrawnPage> pages(4);
  for (int i = 0; i < 4; ++i) {
    pages[static_cast<std::size_t>(i)].text(50, 40, "Annual report");
    pages[static_cast<std::size_t>(i)].text(
        50, 300, "Page text number " + std::string(1, static_cast<char>('a' + i)) + ".");
    pages[static_cast<std::size_t>(i)].text(300, 780, std::to_string(i + 11));
  }
  const Document document = read_drawn(pages);
  EXPECT_EQ(outline(document).substr(0, 53), "P Page text number a.\nR Annual report\nR 11\nP Page tex");
  EXPECT_EQ(document.pages[2].label, "13");
}

TEST(Furniture, PagesWithoutANumberCountOnBetweenThoseThatPrintOne) {
  std::vector<DrawnPage> pages(9);
  const char* printed[] = {"", "i", "", "iii", "1", "2", "", "", "5"};
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].text(50, 300, "Page text number " + std::string(1, static_cast<char>('a' + i)) + ".");
    pages[i].text(300, 780, printed[i]);
  }
  std::string labels;
  for (const Page& page : read_drawn(pages).pages) labels += page.label + " ";
  EXPECT_EQ(labels, "1 i ii iii 1 2 3 4 5 ");
}

TEST(Furniture, AYearThatStandsTwiceInAFootIsNoPageNumber) {
  std::vector<DrawnPage> pages(3);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].text(50, 300, "Page text number " + std::string(1, static_cast<char>('a' + i)) + ".");
    if (i < 2) pages[i].text(50, 770, "Paper 2013/55, (c) 2013 by its authors");
    if (i < 2) pages[i].text(300, 790, std::to_string(i + 1));
  }
  EXPECT_EQ(read_drawn(pages).pages[0].label, "1");
}

TEST(Furniture, ARareRunningHeadStandsWhereTheOthersDo) {
  std::vector<DrawnPage> pages;
  for (int i = 0; i < 9; ++i) {
    DrawnPage page;
    page.text(50, 40, i == 4 ? "Children of the north" : "Adults of the whole country", 8, 2);
    page.lines(50, 100 + 10.0F * static_cast<float>(i),
               {"Report " + std::to_string(i * i) + " says what was done."});
    pages.push_back(page);
  }
  const std::string read = outline(read_drawn(pages));
  EXPECT_NE(read.find("R Children of the north\n"), read.npos) << read;
}

TEST(Boxes, EndAtThePagesEdge) {
  DrawnPage page;
  page.text(570, 100, "cut off here");
  const Document document = read_drawn({page});
  ASSERT_FALSE(document.words.empty());
  for (const Word& word : document.words) EXPECT_LE(word.box.x1, 600);
}

TEST(Boxes, CoverTheWordsTheyQuote) {
  DrawnPage page;
  page.text(50, 100, "over 143.000 violations");
  const Document document = read_drawn({page});
  const auto boxes = boxes_of(document, {5, 12});
  ASSERT_EQ(boxes.size(), 1U);
  EXPECT_NEAR(boxes[0].box.x0, 75, 0.1);
  EXPECT_NEAR(boxes[0].box.x1, 110, 0.1);
  EXPECT_NEAR(boxes[0].box.top, 92, 0.1);
  EXPECT_NEAR(boxes[0].box.bottom, 102, 0.1);
}

}  // namespace
}  // namespace proviso::extract
