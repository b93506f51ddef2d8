// The reading of pages, from drawn glyphs to blocks of text. The drawings are in points.
#include <gtest/gtest.h>

#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

// "1 Title", "2 Title" ...: each heading with its level.
std::string headings_in(const Document& document) {
  std::string list;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::heading) continue;
    list += std::to_string(block.level) + ' ' + std::string(text_of(document, block.span)) + '\n';
  }
  return list;
}

// A heading and two lines of text below it; returns the base line below.
float section(DrawnPage& page, float y, const std::string& title, float size) {
  page.text(50, y, title, size, 1);
  return page.lines(50, y + 20,
                    {"Below it stands a sentence of two lines so that the reader",
                     "knows what the body's type is."}) +
         20;
}

TEST(Headings, LettersStandBelowRomanNumbersOfTheirType) {
  DrawnPage page;
  float y = 100;
  for (const char* title :
       {"I. The proceedings", "A. The report", "B. The dialogue", "II. The conclusions", "A. The States"})
    y = section(page, y, title, 12);
  EXPECT_EQ(
      headings_in(read_drawn({page})),
      "1 I. The proceedings\n2 A. The report\n2 B. The dialogue\n1 II. The conclusions\n2 A. The States\n");
}

TEST(Headings, NumberedOnesStandBelowGreaterTypeWithoutANumber) {
  DrawnPage page;
  float y = 100;
  for (const auto& [title, size] : {std::pair{"The method", 18.0F},
                                    {"1. Coverage", 12.0F},
                                    {"2. Sample", 12.0F},
                                    {"The results", 18.0F},
                                    {"1. Employment", 12.0F}})
    y = section(page, y, title, size);
  EXPECT_EQ(headings_in(read_drawn({page})),
            "1 The method\n2 1. Coverage\n2 2. Sample\n1 The results\n2 1. Employment\n");
}

TEST(Headings, ADivisionAndItsTitleBelowAreOne) {
  DrawnPage page;
  float y = 100;
  for (const auto& [division, title] : {std::pair{"Chapter I", "GENERAL"}, {"Chapter II", "CRIMES"}}) {
    page.text(50, y, division, 12, 1);
    y = section(page, y + 16, title, 12);
  }
  EXPECT_EQ(headings_in(read_drawn({page})), "1 Chapter I GENERAL\n1 Chapter II CRIMES\n");
}

TEST(Headings, NumberedLinesInItalicsHeadUnlessTheyAreAList) {
  DrawnPage page;
  float y =
      page.lines(50, 80, std::vector<std::string>(6, "Body text that fills its line well enough to be it.")) +
      20;
  page.text(50, y, "1. What was said", 10, 2);
  page.text(50, y + 20, "(a) By the applicants", 10, 2);
  y = page.lines(50, y + 40,
                 {"86. The applicants said that all they had told was", "faithful to what they had seen."}) +
      20;
  page.text(50, y, "1. A first thing", 10, 2);
  page.text(50, y + 20, "2. A second thing", 10, 2);
  const std::string read = outline(read_drawn({page}));
  EXPECT_NE(read.find("H 1. What was said\nH (a) By the applicants\nI 86."), read.npos) << read;
  EXPECT_NE(read.find("I 1. A first thing\nI 2. A second thing\n"), read.npos) << read;
}

TEST(Headings, OfArticlesMayBeBoldInTheirNumberOnly) {
  DrawnPage page;
  float y = section(page, 80, "RULES", 12);
  y = section(page, y, "GENERAL", 12);
  const float x = page.text(50, y, "Article 5.", 10, 1);
  page.text(x + 5, y, "Who is bound by this law");
  page.lines(50, y + 20,
             {"Everybody who stays in the country is bound by this law,", "for as long as the stay lasts."});
  EXPECT_EQ(headings_in(read_drawn({page})), "1 RULES\n1 GENERAL\n2 Article 5. Who is bound by this law\n");
}

TEST(Headings, AQuotationInLargeItalicsIsAPullQuote) {
  DrawnPage page;
  float y = section(page, 80, "Papers", 12);
  page.text(50, y, "“I have been given a permit to stay,", 16, 2);
  page.text(50, y + 20, "but I have no contract”", 16, 2);
  section(page, y + 60, "Wages", 12);
  const std::string read = outline(read_drawn({page}));
  EXPECT_NE(read.find("A “I have been given a permit to stay, but I have no contract”\n"), read.npos) << read;
}

TEST(Headings, ANoteOfTheEditorsHeadsNoEndnotes) {
  DrawnPage page;
  float y = section(page, 100, "Note", 12);
  page.lines(50, y, {"1. The committee met in spring and decided on its programme."});
  EXPECT_NE(outline(read_drawn({page})).find("I 1. The committee"), std::string::npos);
}

TEST(Headings, NumbersTellTheLevelAndThePath) {
  DrawnPage page;
  page.text(50, 100, "1. Irregular migration", 14, 1);
  page.lines(50, 120, {"Some text that is set in the body's type so that headings differ."});
  page.text(50, 150, "1.1. Scale", 12, 1);
  page.lines(
      50, 170,
      {"More text that is set in the body's type, and a second line of it,", "so that it is the body."});
  page.text(50, 210, "2. Trafficking", 14, 1);
  page.lines(50, 230, {"Last text that is set in the body's type."});
  const Document document = read_drawn({page});
  ASSERT_EQ(document.blocks.size(), 6U);
  const auto path = [&](std::uint32_t block) {
    std::string text;
    for (const std::uint32_t heading : heading_path(document, block)) {
      text += '/' + std::string(text_of(document, document.blocks[heading].span));
    }
    return text;
  };
  EXPECT_EQ(path(3), "/1. Irregular migration/1.1. Scale");
  EXPECT_EQ(path(5), "/2. Trafficking");
}

TEST(Headings, ItalicLinesHeadAndColonsOfItemsDoNot) {
  DrawnPage page;
  page.lines(50, 80, {"Body text that fills its line well enough to be the body."});
  page.text(50, 110, "Recommendation", 10, 2);
  page.lines(50, 130, {"I urge the parties to stop. I urge them to do it now, and well."});
  page.text(50, 160, "86. I recommend that the Council:", 10, 1);
  EXPECT_EQ(outline(read_drawn({page})),
            "P Body text that fills its line well enough to be the body.\n"
            "H Recommendation\n"
            "P I urge the parties to stop. I urge them to do it now, and well.\n"
            "I 86. I recommend that the Council:\n");
}

TEST(Headings, BookmarksTellWhatTypeDoesNot) {
  DrawnPage page;
  float y = 100;
  for (const char* title : {"Migration", "Labour", "In the north", "Crime"}) {
    page.text(50, y, title);
    page.lines(50, y + 40, {"A paragraph below it tells how many there", "were in the year before."});
    y += 120;
  }
  DrawnSource source({page});
  source.outline = {{"1. Migration", 1, 1}, {"1.1 LABOUR", 1, 2}, {"In the north", 1, 3}, {"Crime", 1, 1}};
  const Document document = read_pages(source, {});
  std::string paths;
  for (std::uint32_t i = 0; i < document.blocks.size(); ++i) {
    if (document.blocks[i].kind != BlockKind::paragraph) continue;
    for (const std::uint32_t heading : heading_path(document, i)) {
      paths += "/" + std::string(text_of(document, document.blocks[heading].span));
    }
    paths += "\n";
  }
  EXPECT_EQ(paths, "/Migration\n/Migration/Labour\n/Migration/Labour/In the north\n/Crime\n");
}

TEST(Headings, TheLegendOfAChartIsNone) {
  DrawnPage page;
  page.lines(50, 60,
             {"The first sentence of the section, which is there for its ordinary type.",
              "The second one goes on with it, and the third ends what they have to say."});
  const float end = page.text(60, 140, "HIRED", 10, 1);
  page.text(end + 80, 140, "PAID BY THE DAY", 10, 1);
  page.text(60, 180, "2.1. PAID BY THE HOUR", 10, 1);
  const std::string found = outline(read_drawn({page}));
  EXPECT_EQ(found.find("H HIRED"), std::string::npos) << found;
  EXPECT_NE(found.find("H 2.1. PAID BY THE HOUR"), std::string::npos) << found;
}

}  // namespace
}  // namespace proviso::extract
