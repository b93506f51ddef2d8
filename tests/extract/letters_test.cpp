// Letters as a person reads them: spaced words, torn words, drop and small capitals, ligatures, right-to-left
// words. The drawings are in points; each character is half its size wide.
#include <gtest/gtest.h>

#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

// Draws `text` with `gap` points between its characters (a space is one of them); returns the x behind it.
float spaced(DrawnPage& page, float x, float baseline, std::string_view text, float gap, float size = 10) {
  for (std::size_t at = 0; at < text.size();) {
    std::string character;
    append_utf8(character, next_character(text, at));
    x = page.text(x, baseline, character, size) + gap;
  }
  return x;
}

TEST(Letters, SpacedWithoutSpaceCharactersMakeWords) {
  DrawnPage page;
  float x = spaced(page, 50, 100, "ANNUAL", 3);
  x = spaced(page, x + 9, 100, "REPORT", 3);
  spaced(page, x + 9, 100, "2020", 3);
  EXPECT_EQ(outline(read_drawn({page})), "H ANNUAL REPORT 2020\n");
}

TEST(Letters, SpacedBetweenSpaceCharactersMakeWords) {
  DrawnPage page;
  spaced(page, 50, 100, "Vorwort des Amtes", 1.5F);
  EXPECT_EQ(outline(read_drawn({page})), "P Vorwort des Amtes\n");
}

TEST(Letters, TypedWithSpacesBetweenThemMakeWords) {
  DrawnPage page;
  page.text(50, 100, "О Т Ч Ё Т   О   Р А Б О Т Е");
  EXPECT_EQ(outline(read_drawn({page})), "H ОТЧЁТ О РАБОТЕ\n");
}

TEST(Letters, OfAListStayApart) {
  DrawnPage page;
  page.text(50, 100, "Rows A B C D E F hold numbers, x x x x x hold none, and 1 2 3 4 5 count them.");
  EXPECT_EQ(outline(read_drawn({page})),
            "P Rows A B C D E F hold numbers, x x x x x hold none, and 1 2 3 4 5 count them.\n");
}

TEST(Letters, LooseGapsInALineWithSpacesDoNotBreakWords) {
  DrawnPage page;
  float x = page.text(50, 100, "The two agreeme");
  page.text(x + 1.5F, 100, "nts were signed and the rest was not.");
  EXPECT_EQ(outline(read_drawn({page})), "P The two agreements were signed and the rest was not.\n");
}

TEST(Letters, ASpaceTornIntoAWordIsClosed) {
  DrawnPage page;
  page.text(50, 100, "Вопросы, касающиеся труда, и меры, касающиеся права, решены.");
  const float x = page.text(50, 130, "Все меры, кас");
  page.text(x, 130, " ");
  page.text(x + 1.5F, 130, "ающиеся детей и их прав, ждут.");
  EXPECT_EQ(outline(read_drawn({page})),
            "P Вопросы, касающиеся труда, и меры, касающиеся права, решены.\n"
            "P Все меры, касающиеся детей и их прав, ждут.\n");
}

TEST(Letters, TwoWordsOfTheDocumentStayTwo) {
  DrawnPage page;
  page.text(50, 100, "A round table can not be cut, but cannot means can not, as around means a round trip.");
  EXPECT_EQ(outline(read_drawn({page})),
            "P A round table can not be cut, but cannot means can not, as around means a round trip.\n");
}

TEST(Letters, ADropCapitalBeginsItsWord) {
  DrawnPage page;
  page.text(50, 124, "T", 40);  // as tall as three lines
  page.lines(72, 100,
             {"he court found that the law was not kept", "in 2018 and that the men had to be paid",
              "for all of the work that they had done."});
  page.lines(50, 136, {"It said so in the judgment that follows here.", "The judgment is final."});
  EXPECT_EQ(
      outline(read_drawn({page})),
      "P The court found that the law was not kept in 2018 and that the men had to be paid for all of the "
      "work that they had done. It said so in the judgment that follows here. The judgment is final.\n");
}

TEST(Letters, ADropCapitalMayBeAWord) {
  DrawnPage page;
  page.text(50, 124, "A", 40);
  page.lines(74, 100,
             {"man and a woman came to the court and", "they asked for a man who would help a man",
              "and a woman and a child to leave."});
  EXPECT_EQ(
      outline(read_drawn({page})),
      "P A man and a woman came to the court and they asked for a man who would help a man and a woman and "
      "a child to leave.\n");
}

TEST(Letters, SmallCapitalsAreOneWord) {
  DrawnPage page;
  float x = page.text(50, 100, "The C", 10);
  x = page.text(x, 100, "OURT", 8);
  page.text(x, 100, " said so and that was all.", 10);
  EXPECT_EQ(outline(read_drawn({page})), "P The COURT said so and that was all.\n");
}

TEST(Letters, LigaturesOfEveryKindAreSpelledOut) {
  DrawnPage page;
  page.text(50, 100, "e\uFB03cient, waﬄe, ca\uFB05le, la\uFB06, \uFB13 and և.");
  EXPECT_EQ(outline(read_drawn({page})), "P efficient, waffle, castle, last, մն and և.\n");
}

// "the word ‮[name] and‬ ...": Arabic as most producers draw it, from left to right and so backwards.
TEST(Letters, RightToLeftWordsInsideALineComeOutInTheOrderOfReading) {
  DrawnPage page;
  page.text(50, 100, "The term \u062F\u064A\u062F\u062C \u0628\u0627\u062A\u0643 is Arabic.");
  const Document document = read_drawn({page});
  EXPECT_EQ(outline(document), "P The term \u0643\u062A\u0627\u0628 \u062C\u062F\u064A\u062F is Arabic.\n");
  // The word map follows the text: the word read first stands right of the one read after it.
  ASSERT_EQ(document.words.size(), 6U);
  EXPECT_GT(document.words[2].box.x0, document.words[3].box.x1);
  EXPECT_EQ(text_of(document, document.words[2].span), "\u0643\u062A\u0627\u0628");
}

TEST(Letters, RightToLeftLinesAreReadFromTheRight) {
  DrawnPage page;
  // As seen: ".2018 [year] [in] (UNHCR) [report]".
  page.text(50, 100, ".2018 \u05EA\u05E0\u05E9 (UNHCR) \u05D7\u05D5\u05D3");
  EXPECT_EQ(outline(read_drawn({page})), "P \u05D3\u05D5\u05D7 (UNHCR) \u05E9\u05E0\u05EA 2018.\n");
}

TEST(Letters, RightToLeftWordsMayBeDrawnFromTheRight) {
  DrawnPage page;
  for (const auto& [x, letter] :
       {std::pair(75.0F, "\uFE9B"), {70.0F, "\u062A"}, {65.0F, "\u0627"}, {60.0F, "\u0628"}})
    page.text(x, 100, letter);
  EXPECT_EQ(outline(read_drawn({page})), "P \u062B\u062A\u0627\u0628\n");
}

TEST(Hyphens, StayBehindCapitalsAndInAddressesInCapitals) {
  DrawnPage page;
  page.lines(
      50, 100,
      {"The law on the accounting of EU-", "related works of EU, related to WWW.", "527.ORG.UA is new."});
  EXPECT_EQ(outline(read_drawn({page})),
            "P The law on the accounting of EU-related works of EU, related to WWW.527.ORG.UA is new.\n");
}

}  // namespace
}  // namespace proviso::extract
