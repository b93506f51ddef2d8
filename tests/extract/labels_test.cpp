// Numbers of infographics, charts and maps with their words; text along curves.
#include <gtest/gtest.h>

#include <cmath>

#include "extract/read.h"
#include "tests/extract/drawn_source.h"
#include "tests/extract/tiny_pdf.h"

namespace proviso::extract {
namespace {

// Lines of running text, which give the document its body's type.
float running_text(DrawnPage& page, float baseline) {
  return page.lines(50, baseline,
                    {"The fishing fleet of the lake was counted twice, in spring by the harbour",
                     "office and in autumn by the cooperative, and both counts came to nearly the",
                     "same result although they asked the owners quite different questions."});
}

TEST(Labels, JoinALargeNumberWithTheWordsRoundIt) {
  DrawnPage page;
  page.text(60, 110, "of all boats", 10);
  page.text(60, 140, "64%", 26);
  page.text(60, 156, "are older than", 10);
  page.text(60, 168, "their owners", 10);
  page.text(360, 140, "1 250", 26);
  page.text(360, 156, "nets were mended", 10);
  page.text(60, 260, "35", 26);
  page.text(112, 250, "harbours have", 10);
  page.text(112, 262, "a crane", 10);
  EXPECT_EQ(outline(read_drawn({page})),
            "G of all boats 64% are older than their owners\n"
            "G 1 250 nets were mended\n"
            "G 35 harbours have a crane\n");
}

TEST(Labels, KeepToTheirFrames) {
  DrawnPage page;
  page.frame(50, 80, 290, 200);
  page.frame(300, 80, 550, 200);
  page.frame(50, 210, 550, 300);
  page.text(60, 100, "Catch per boat", 12);
  page.text(60, 180, "17,5", 24);
  page.text(130, 180, "tonnes", 12);
  page.text(310, 100, "Fines for", 12);
  page.text(310, 114, "small nets", 12);
  page.text(400, 180, "204", 24);
  page.text(60, 240, "Open since", 12);
  page.text(200, 240, "98", 24);
  page.text(260, 240, "days", 12);
  EXPECT_EQ(outline(read_drawn({page})),
            "G Catch per boat 17,5 tonnes\n"
            "G Fines for small nets 204\n"
            "G Open since 98 days\n");
}

TEST(Labels, GiveEachNumberOfARowItsOwnWords) {
  DrawnPage page;
  for (int i = 0; i < 3; ++i) {
    const float x = 60 + 130.0F * static_cast<float>(i);
    page.text(x, 140, i == 0 ? "12 400" : i == 1 ? "3 150" : "870", 22);
    page.text(x, 156, i == 0 ? "carp" : i == 1 ? "pike" : "eels", 10);
  }
  EXPECT_EQ(outline(read_drawn({page})), "G 12 400 carp\nG 3 150 pike\nG 870 eels\n");
}

TEST(Labels, LeaveTheNumbersOfAnAxisAlone) {
  DrawnPage page;
  running_text(page, 60);
  page.text(50, 120, "Figure 2. Boats by year", 10);
  for (int i = 0; i < 4; ++i)
    page.text(60, 150 + 30.0F * static_cast<float>(i), std::to_string(40 - 10 * i), 8);
  for (int i = 0; i < 4; ++i) page.text(90 + 60.0F * static_cast<float>(i), 252, std::to_string(2015 + i), 8);
  page.text(140, 170, "Rowing boats", 8);
  running_text(page, 300);
  const std::string found = outline(read_drawn({page}));
  for (const char* label :
       {"G 40\n", "G 30\n", "G 20\n", "G 10\n", "G 2015\n", "G 2018\n", "G Rowing boats\n"})
    EXPECT_NE(found.find(label), std::string::npos) << label << found;
  EXPECT_NE(found.find("T Figure 2. Boats by year\n"), std::string::npos) << found;
}

TEST(Labels, LeaveTheYearOfAHeadingToIt) {
  DrawnPage page;
  running_text(page, 60);
  page.text(100, 130, "Structure of all boats by size of the harbour they come from,", 12, 1);
  page.text(270, 145, "2011", 12, 1);
  for (int i = 0; i < 4; ++i)
    page.text(60, 190 + 30.0F * static_cast<float>(i), std::to_string(40 - 10 * i), 8);
  const std::string all = outline(read_drawn({page}));
  EXPECT_NE(all.find("they come from, 2011"), std::string::npos) << all;
}

TEST(Labels, LeaveNumbersInRunningTextWhereTheyAre) {
  DrawnPage page;
  const float end = running_text(page, 60);
  // Wide spaces of a justified line, and a last line that is nothing but a number.
  page.text(50, end, "Of", 10), page.text(90, end, "these", 10), page.text(145, end, "120", 10);
  page.text(190, end, "were", 10), page.text(240, end, "new", 10), page.text(290, end, "and", 10);
  page.text(340, end, "310", 10), page.text(385, end, "had", 10), page.text(420, end, "been", 10);
  page.text(50, end + 12, "1998.", 10);
  page.text(50, end + 40, "1.", 10), page.text(90, end + 40, "The owners are asked.", 10);
  page.text(50, end + 60, "2.", 10), page.text(90, end + 60, "The harbour office is asked.", 10);
  page.text(50, end + 80, "3.", 10), page.text(90, end + 80, "Nobody else is asked.", 10);
  EXPECT_EQ(outline(read_drawn({page})).find("G "), std::string::npos) << outline(read_drawn({page}));
}

TEST(Labels, ReadTextAlongASlopeAsWords) {
  DrawnPage page;
  running_text(page, 60);
  page.slope(100, 300, "upper lake 48%", 0.7F);
  running_text(page, 400);
  const std::string found = outline(read_drawn({page}));
  EXPECT_NE(found.find("G upper lake 48%\n"), std::string::npos) << found;
}

// Each letter of a circle is turned a little further, as a chart's ring has it.
TEST(Labels, ReadTextAlongACurveAsWords) {
  TinyPage page{.width = 595, .height = 842};
  for (int i = 0; i < 12; ++i)
    page.text(50, 60 + 14 * i, 10, "Ordinary words of the page, line after line, level.");
  const std::string text = "north shore 57%";
  const double radius = 60;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const double angle =
        (140 - 6.0 * static_cast<double>(i)) * M_PI / 180;  // of the letter's place on the circle
    const double x = 300 + radius * std::cos(angle), y = 300 + radius * std::sin(angle);
    const double c = std::sin(angle), s = -std::cos(angle);  // its direction
    page.content += "BT /F0 14 Tf " + TinyPage::number(c) + " " + TinyPage::number(s) + " " +
                    TinyPage::number(-s) + " " + TinyPage::number(c) + " " + TinyPage::number(x) + " " +
                    TinyPage::number(y) + " Tm (" + text[i] + ") Tj ET\n";
  }
  const std::string bytes = TinyPdf{.pages = {page}}.bytes();
  const std::string found = outline(read_pdf(bytes, {.ocr = OcrMode::never}));
  EXPECT_NE(found.find("G north shore 57%\n"), std::string::npos) << found;
}

TEST(Labels, AreBounded) {
  DrawnPage page;
  for (int i = 0; i < 40'000; ++i) {
    page.text(static_cast<float>(i % 200) * 3, static_cast<float>(i / 200) * 4, i % 2 ? "7" : "x", 2);
  }
  EXPECT_FALSE(read_drawn({page}).blocks.empty());
}

}  // namespace
}  // namespace proviso::extract
