// Calls and notes as typesetters leave them: glued, in brackets, in tables, a page apart, or only alike.
#include <gtest/gtest.h>

#include "extract/layout/note_markers.h"
#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

// "7: 'fell to 4.000' -> Ministry." for each note and each of its calls, a line each.
std::string links(const Document& document) {
  std::string text;
  for (const Note& note : document.notes) {
    const std::string says =
        note.block == none ? "?" : std::string(text_of(document, document.blocks[note.block].span));
    if (note.calls.empty()) text += note.marker + ": -> " + says + "\n";
    for (const Call& call : note.calls) {
      const std::size_t from = document.text.find_last_of(" \n", call.at - 1) + 1;
      text += note.marker + ": " + document.text.substr(from, call.at - from) + " -> " + says + "\n";
    }
  }
  return text;
}

// Running text in the body's type, so that what is smaller is known to be small.
void body(DrawnPage& page) {
  page.lines(50, 400,
             {"Every report has more running text than notes, and the type of most of its",
              "characters is its body's."});
}

// Notes with plain numbers below a footnote rule.
void foot(DrawnPage& page, float y, const std::vector<std::string>& notes) {
  page.line(50, y - 10, 150, y - 10);
  page.lines(50, y, notes, 8);
}

TEST(NoteMarkers, AreFoundWhereTheyAreGlued) {
  const auto found = [](std::string_view word) {
    const auto call = glued_call(word);
    return call ? std::string(word.substr(0, call->begin)) + "|" + call->marker : std::string();
  };
  EXPECT_EQ(found("violence.13"), "violence.|13");
  EXPECT_EQ(found("premiums69,"), "premiums|69");
  EXPECT_EQ(found("20178"), "2017|8");
  EXPECT_EQ(found("camps[8]."), "camps|8");
  EXPECT_EQ(found("[8]"), "|8");
  EXPECT_EQ(found("Total***"), "Total|***");
  for (const std::string_view word :
       {"B9", "p.7", "m2", "12.5", "2017", "12345", "https://a.example/b12", "*"}) {
    EXPECT_EQ(found(word), "") << word;
  }
}

TEST(Notes, CallsAtTheHeightOfTheTextAreFoundByTheirNotes) {
  DrawnPage page;
  page.lines(
      50, 100,
      {"The courts heard 40 cases of violence.13 It is", "likely that more came in 201714 and that camps[15]",
       "were closed; flight B13 and room14 are no calls."});
  foot(page, 700, {"13. Ministry of Labour.", "14. Own count.", "15. Ibid."});
  EXPECT_EQ(links(read_drawn({page})),
            "13: violence. -> Ministry of Labour.\n14: 2017 -> Own count.\n15: camps -> Ibid.\n");
}

TEST(Notes, TwoCallsInARow) {
  DrawnPage page;
  body(page);
  float x = page.text(50, 100, "The number fell in 2018");
  page.call(x, 100, "1,2");
  foot(page, 700, {"1 Ministry of Labour.", "2 Own count."});
  EXPECT_EQ(links(read_drawn({page})), "1: 2018 -> Ministry of Labour.\n2: 2018 -> Own count.\n");
}

TEST(Notes, ARaisedCommaStaysInTheText) {
  DrawnPage page;
  body(page);
  float x = page.text(50, 100, "Much was done in recent years");
  page.call(x, 100, ",9");
  page.text(x + 8, 100, "it is said.");
  page.line(50, 690, 150, 690);
  page.call(50, 700, "9");
  page.text(54, 700, "Own count.", 8);
  const Document document = read_drawn({page});
  EXPECT_EQ(outline(document),
            "P Much was done in recent years, it is said.\n"
            "P Every report has more running text than notes, and the type of most of its characters is its "
            "body's.\nN Own count.\n");
  EXPECT_EQ(links(document), "9: years, -> Own count.\n");
}

TEST(Notes, MayStandOnTheNextPage) {
  DrawnPage first, second;
  float x = first.text(50, 100, "The number fell in 2018");
  first.call(x, 100, "1");
  x = first.text(50, 600, "and it rose in 2019");
  first.call(x, 600, "2");
  foot(first, 700, {"1. Ministry of Labour."});
  second.lines(50, 100, {"Something else is told here."});
  second.lines(50, 700, {"2. Own count."}, 8);
  EXPECT_EQ(links(read_drawn({first, second})), "1: 2018 -> Ministry of Labour.\n2: 2019 -> Own count.\n");
}

TEST(Notes, GoOnOnTheNextPage) {
  DrawnPage first, second;
  body(first);
  const float x = first.text(50, 100, "The number fell in 2018");
  first.call(x, 100, "1");
  foot(first, 700, {"1. Answer of the Ministry of Labour to"});
  second.lines(50, 100, {"Something else is told here."});
  foot(second, 700, {"our request of 4 May 2019."});
  const Document document = read_drawn({first, second});
  EXPECT_EQ(links(document), "1: 2018 -> Answer of the Ministry of Labour to our request of 4 May 2019.\n");
}

TEST(Notes, OfATableAreCalledByItsCells) {
  DrawnPage page;
  body(page);

  page.grid({50, 200, 350}, {100, 120, 140, 160});
  page.text(55, 115, "Sector");
  page.text(205, 115, "Staff*");
  page.text(55, 135, "Coast");
  page.text(205, 135, "111");
  page.text(55, 155, "Total**");
  page.text(205, 155, "212");
  page.lines(50, 180, {"* On the last day of the year.", "** With trainees."}, 8);
  EXPECT_EQ(links(read_drawn({page})),
            "*: Staff -> On the last day of the year.\n**: Total -> With trainees.\n");
}

// Extracts from laws, annotations and contents in small type.
TEST(Notes, NumberedParagraphsInSmallTypeAreNone) {
  DrawnPage page;
  page.lines(50, 100,
             {"The law says the following about the entry", "of persons without papers into the country."});
  page.lines(50, 140, {"1. Whoever brings another across the border is", "2. punished with a fine."}, 8);
  EXPECT_EQ(links(read_drawn({page})), "");
}

TEST(Notes, StandAtTheFootOfEachColumn) {
  DrawnPage page;
  for (const float left : {50.0F, 320.0F}) {
    page.lines(left, 100,
               {"The text of a column is long enough to be", "known for one, and runs from its left to its",
                "right edge line after line until it has"});
    page.lines(left, 136,
               {"been told what there is to tell, 40 cases in", "all, and then it comes to its end here"});
    page.line(left, 690, left + 80, 690);
  }
  page.call(240, 148, "1");
  page.call(510, 148, "2");
  page.call(50, 700, "1)");
  page.text(57, 700, "At least half of all.", 8);
  page.call(320, 700, "2)");
  page.text(327, 700, "By the office's own count.", 8);
  EXPECT_EQ(links(read_drawn({page})),
            "1: here -> At least half of all.\n2: here -> By the office's own count.\n");
}

TEST(Notes, ThatSayTheSameOnSeveralPagesAreNoRunningFeet) {
  std::vector<DrawnPage> pages;
  for (const char* marker : {"1", "2", "3"}) {
    DrawnPage page;
    body(page);
    const float x = page.text(50, 300, "The cases of the year in all sectors");
    page.call(x, 300, marker);
    page.line(50, 740, 150, 740);
    page.call(50, 750, marker);
    page.text(54, 750, "Totals of the column.", 8);
    pages.push_back(page);
  }
  EXPECT_EQ(links(read_drawn(pages)),
            "1: sectors -> Totals of the column.\n2: sectors -> Totals of the column.\n"
            "3: sectors -> Totals of the column.\n");
}

TEST(Notes, LooseEndsAreReported) {
  DrawnPage page;
  body(page);
  float y = 100;
  for (const char* marker : {"1", "2", "3", "4"}) {
    const float x = page.text(50, y, "Something is claimed here");
    page.call(x, y, marker);
    y += 30;
  }
  page.line(50, 690, 150, 690);
  page.call(50, 700, "2");
  page.text(54, 700, "Own count.", 8);
  page.call(50, 712, "5");
  page.text(54, 712, "Ibid., at the end.", 8);
  const Document document = read_drawn({page});
  EXPECT_EQ(document.warnings,
            (std::vector<std::string>{"1 note called nowhere: 5 (page 1)",
                                      "3 notes called but not found: 1 (page 1), 3 (page 1), 4 (page 1)"}));
}

}  // namespace
}  // namespace proviso::extract
