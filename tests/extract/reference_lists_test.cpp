// Lists of references: where they begin and end, and what one entry is.
#include <gtest/gtest.h>

#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

const char* const kBody = "Body text that fills its line well enough to be the body.";

TEST(References, ListsUnderTheirHeadingAreEntries) {
  DrawnPage page;
  page.lines(50, 80, {"Body text that fills its line well enough to be the body."});
  page.text(50, 110, "References", 12, 1);
  page.lines(50, 130, {"Adams J. (2015). A long title that runs to the line's full end and"});
  page.lines(70, 142, {"on to the second."});
  page.lines(50, 154, {"Brown K. (2016). Another."});
  EXPECT_EQ(outline(read_drawn({page})),
            "P Body text that fills its line well enough to be the body.\n"
            "H References\n"
            "L Adams J. (2015). A long title that runs to the line's full end and on to the second.\n"
            "L Brown K. (2016). Another.\n");
}

TEST(References, MayHaveANoteOnTheirHeadingAndNamesOverTheirEntries) {
  DrawnPage page;
  page.lines(50, 80, {kBody});
  const float x = page.text(50, 110, "Bibliography", 12, 1);
  page.call(x, 110, "1");
  page.text(50, 135, "Commission 2014", 10, 1);
  page.text(50, 147, "Institute for Youth (2014) What is known of them. Utrecht.");
  page.text(50, 170, "Adams 2015a", 10, 1);
  page.text(50, 182, "Adams, J. (2015a) Another. Utrecht.");
  page.line(50, 740, 150, 740);
  page.call(50, 754, "1");
  page.text(56, 754, "Only what was read.", 8);
  EXPECT_EQ(outline(read_drawn({page})),
            std::string("P ") + kBody +
                "\nH Bibliography\n"
                "L Commission 2014 Institute for Youth (2014) What is known of them. Utrecht.\n"
                "L Adams 2015a Adams, J. (2015a) Another. Utrecht.\n"
                "N Only what was read.\n");
}

TEST(References, PartedByWhiteSpaceGoOnUntilIt) {
  DrawnPage page;
  page.lines(50, 80, {kBody});
  page.text(50, 110, "References", 12, 1);
  float y = 135;
  for (const char* entry :
       {"Adams, J. (2011).", "Brown, K. (2012).", "Clark, L. (2013).", "Davis, M. (2014)."}) {
    page.text(50, y, std::string(entry) + " A title, its line left early.");
    page.text(50, y + 12, "The Hague: Press of its own.");
    y += 36;
  }
  const std::string read = outline(read_drawn({page}));
  EXPECT_NE(
      read.find("L Adams, J. (2011). A title, its line left early. The Hague: Press of its own.\nL Brown"),
      read.npos)
      << read;
}

TEST(References, EndBeforeAPageOfOtherThings) {
  DrawnPage list, imprint;
  list.lines(50, 60, {kBody, kBody, kBody});
  list.text(50, 110, "References", 12, 1);
  list.text(50, 135, "Adams, J. (2011). A title. London: Pier Press.");
  list.text(50, 155, "Brown, K. (2012). A title. London: Pier Press.");
  imprint.text(50, 300, "Published by the ministry");
  imprint.text(50, 330, "P.O. Box 11");
  imprint.text(50, 360, "The harbour");
  const std::string read = outline(read_drawn({list, imprint}));
  EXPECT_NE(read.find("L Brown"), read.npos) << read;
  EXPECT_NE(read.find("P P.O. Box 11"), read.npos) << read;
}

TEST(References, InSmallTypeAtAPagesFootAreNoNotes) {
  DrawnPage page;
  for (float y = 80; y < 640; y += 12) page.text(50, y, kBody);
  page.text(50, 652, "It was said before [1] and is said again [2].");
  page.text(50, 690, "Literature", 12, 1);
  page.text(50, 710, "[1] A collection of articles. London: Pier Press, 2021.", 8);
  page.text(50, 722, "[2] Centre for Labour. A survey of 2020. London, 2021.", 8);
  const std::string read = outline(read_drawn({page}));
  EXPECT_NE(read.find("L [1] A collection"), read.npos) << read;
  EXPECT_NE(read.find("L [2] Centre"), read.npos) << read;
}

TEST(Urls, BrokenBehindAPointOrWithoutASchemeAreWhole) {
  DrawnPage page;
  page.lines(50, 100,
             {"See https://treaties.example.", "org and courier.example/en/", "news/2017/found. Then a",
              "word at http://www.", "watch.example/list too."});
  EXPECT_EQ(outline(read_drawn({page})),
            "P See https://treaties.example.org and courier.example/en/news/2017/found. Then a word at "
            "http://www.watch.example/list too.\n");
}

}  // namespace
}  // namespace proviso::extract
