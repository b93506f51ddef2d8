// The reading of pages, from drawn glyphs to blocks of text. The drawings are in points.
#include <gtest/gtest.h>

#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

TEST(Contents, WithoutLeadersAreNoTextAndNoTable) {
  DrawnPage first, second;
  first.text(50, 80, "Contents", 14, 1);
  first.text(50, 110, "Foreword");  // without a number
  const auto entry = [](DrawnPage& page, float y, const char* title, const char* number) {
    page.text(50, y, title);
    page.text(500 - 5.0F * static_cast<float>(std::string_view(number).size()), y, number);
  };
  entry(first, 130, "1 The corridor", "7");
  entry(first, 145, "1.1 Who goes", "7");
  entry(first, 160, "1.2 What they earn", "12");
  first.text(50, 175, "1.3 What is said of those who came back in the years when");
  entry(first, 187, "nobody was counted", "19");
  entry(second, 100, "2 The way back", "20");
  entry(second, 115, "2.1 By train", "22");
  second.lines(50, 200,
               {"The report begins here, on the page of its contents, which", "does happen in short ones."});
  EXPECT_EQ(outline(read_drawn({first, second})),
            "R Contents\n"
            "R Foreword\n"
            "R 1 The corridor 7\n"
            "R 1.1 Who goes 7\n"
            "R 1.2 What they earn 12\n"
            "R 1.3 What is said of those who came back in the years when\n"
            "R nobody was counted 19\n"
            "P The report begins here, on the page of its contents, which does happen in short ones.\n"
            "R 2 The way back 20\n"
            "R 2.1 By train 22\n");
}

TEST(Contents, ATableOfRisingNumbersIsNone) {
  DrawnPage page;
  float y = 100;
  for (const char* row : {"Armenia 12", "Belarus 19", "Georgia 24", "Moldova 31", "Ukraine 58"}) {
    page.text(50, y, row);
    y += 14;
  }
  page.lines(
      50, y + 30,
      {"The table above shows the number of cases of each country", "in the year that was asked for."});
  EXPECT_EQ(outline(read_drawn({page})).find("R "), std::string::npos);
}

TEST(Furniture, LabelsComeFromTheEdgesNotFromContentsOrTitles) {
  std::vector<DrawnPage> pages(6);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].text(50, 40, "Corridor Papers 4");
    pages[i].text(50, 400, "Some text of this page, number " + std::string(i + 1, 'x') + ".");
    pages[i].text(300, 780, i < 2 ? std::string(i + 1, 'i') : std::to_string(i - 1));
  }
  pages[1].text(50, 200, "A first chapter . . . . . . . . . . . 1");
  pages[1].text(50, 212, "A second chapter . . . . . . . . . . 2");
  std::string labels;
  for (const Page& page : read_drawn(pages).pages) labels += page.label + ' ';
  EXPECT_EQ(labels, "i ii 1 2 3 4 ");
}

TEST(Contents, WithLeadersAreNoTextAndNoTable) {
  DrawnPage page;
  page.text(50, 100, "1 The corridor and its numbers 1");
  page.text(50, 112, "1.1 Who goes . . . . . . . . . . . . . . 1");
  page.text(50, 124, "1.2 What they earn . . . . . . . . . . . 2");
  page.text(50, 136, "2 The way back 3");
  EXPECT_EQ(outline(read_drawn({page})),
            "R 1 The corridor and its numbers 1\n"
            "R 1.1 Who goes . . . . . . . . . . . . . . 1\n"
            "R 1.2 What they earn . . . . . . . . . . . 2\n"
            "R 2 The way back 3\n");
}

}  // namespace
}  // namespace proviso::extract
