// Pages that no honest report has: reading them ends soon, keeps what it can, and says what it left out.
// Time and memory are bounded by what is counted here; a test that hangs fails by the runner's time limit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "extract/document.h"
#include "extract/read.h"
#include "tests/extract/drawn_source.h"
#include "tests/extract/tiny_pdf.h"

namespace proviso::extract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::StartsWith;

Document read(const TinyPdf& pdf) {
  const std::string bytes = pdf.bytes();
  return read_pdf(bytes, {.ocr = OcrMode::never});
}

TinyPage with_text(double width, double height) {
  TinyPage page{.width = width, .height = height};
  return page.text(50, 100, 10, "An honest line of words.");
}

TEST(BadPages, WithoutASizeGiveNothingButAWarning) {
  const Document document = read({.pages = {with_text(0, 842), with_text(595, 842)}});
  ASSERT_EQ(document.pages.size(), 2U);
  EXPECT_EQ(document.blocks.size(), 1U);
  EXPECT_THAT(document.warnings, Contains("the page has no size (page 1)"));
}

TEST(BadPages, AsLargeAsPdfAllowsAreReadAndNamed) {
  const Document document = read({.pages = {with_text(14400, 14400)}});
  EXPECT_EQ(document.text, "An honest line of words.");
  EXPECT_THAT(document.warnings, ElementsAre("the page is larger than 100 inches (page 1)"));
}

TEST(BadPages, InvisiblySmallTextIsLeftOut) {
  TinyPage page = with_text(595, 842);
  for (int i = 0; i < 300; ++i) page.text(50, 200 + i, i % 2 ? 0.1 : 0.5, "words that nobody can see");
  const Document document = read({.pages = {page}});
  EXPECT_EQ(document.text, "An honest line of words.");
  EXPECT_THAT(document.warnings, ElementsAre("text too small to be read was left out (page 1)"));
}

TEST(BadPages, TextOutsideThePageIsLeftOut) {
  TinyPage page = with_text(595, 842);
  for (int i = 0; i < 300; ++i) page.text(-5000 - i, -2000, 10, "words beyond the edge");
  const Document document = read({.pages = {page, with_text(595, 842)}});
  EXPECT_EQ(document.text, "An honest line of words.\nAn honest line of words.");
  EXPECT_THAT(document.warnings, ElementsAre("text outside the page was left out (page 1)"));
  ASSERT_EQ(document.pages.size(), 2U);
  EXPECT_THAT(document.pages[0].warnings, ElementsAre("text outside the page was left out"));
  EXPECT_THAT(document.pages[1].warnings, ElementsAre());
}

TEST(BadPages, ManyPagesAreNamedShortly) {
  std::vector<TinyPage> pages(8, with_text(8000, 842));
  const Document document = read({.pages = pages});
  EXPECT_THAT(document.warnings,
              ElementsAre("the page is larger than 100 inches (pages 1, 2, 3, 4, 5 and 3 more)"));
}

TEST(BadPages, TenThousandsOfRuledLinesMakeNoTable) {
  TinyPage page = with_text(595, 842);
  for (int i = 0; i < 15'000; ++i) {
    page.line(10 + 0.03 * i, 120, 10 + 0.03 * i, 800);
    page.line(10, 120 + 0.04 * i, 580, 120 + 0.04 * i);
  }
  const Document document = read({.pages = {page}});
  EXPECT_EQ(document.text, "An honest line of words.");
  EXPECT_TRUE(document.tables.empty());
  EXPECT_EQ(document.pages[0].grade, Grade::poor);
  EXPECT_THAT(document.pages[0].reason, StartsWith("too many ruled lines"));
  EXPECT_THAT(document.warnings, ElementsAre("too many ruled lines: the rest was left out (page 1)"));
}

// Words all over the page, on base lines that lie close together, in sizes that could be calls.
TEST(BadPages, TwoHundredThousandWordsAreRead) {
  DrawnPage page;
  constexpr int count = 200'000;
  for (int i = 0; i < count; ++i) {
    const float x = 590.0F * static_cast<float>(std::fmod(i * 0.618034, 1));
    const float y = 800.0F * static_cast<float>(std::fmod(i * 0.414214, 1));
    page.text(x, y, i % 3 == 0 ? "of" : "in", i % 5 == 0 ? 4.0F : 8.0F);
  }
  const Document document = read_drawn({page});
  EXPECT_GT(document.words.size(), count * 9 / 10);  // what is drawn over another word counts once
}

// Twenty-five forms, each drawing the next one twice: 2^24 lines of text.
TEST(BadPages, NestedFormsEnd) {
  tiny_pdf_detail::Writer writer;
  using tiny_pdf_detail::reference;
  const int font = writer.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  std::string inner = "BT /F0 10 Tf 50 700 Td (An honest line of words.) Tj ET";
  std::string resources = "/Font << /F0 " + reference(font) + " >>";
  for (int depth = 0; depth < 25; ++depth) {
    const int form =
        writer.add("<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << " + resources +
                   " >> /Length " + std::to_string(inner.size()) + " >>\nstream\n" + inner + "\nendstream");
    resources = "/XObject << /X " + reference(form) + " >>";
    inner = "/X Do /X Do";
  }
  const int content = writer.add_stream("/X Do");
  const int tree = writer.next() + 1;
  const int page = writer.add("<< /Type /Page /Parent " + reference(tree) + " /MediaBox [0 0 595 842] " +
                              "/Resources << " + resources + " >> /Contents " + reference(content) + " >>");
  writer.add("<< /Type /Pages /Count 1 /Kids [" + reference(page) + "] >>");
  const int root = writer.add("<< /Type /Catalog /Pages " + reference(tree) + " >>");
  const std::string bytes = writer.file(root, writer.add("<< >>"));
  const Document document = read_pdf(bytes, {.ocr = OcrMode::never});
  EXPECT_THAT(document.text, StartsWith("An honest line of words."));
  EXPECT_THAT(document.warnings, Contains("too many nested forms: the rest was left out (page 1)"));
}

TEST(BadPages, AnEndlessWordIsNoTitle) {
  DrawnPage page;
  const std::string word(400, 'w');
  page.text(10, 100, word + " in the", 1);
  const Document document = read_drawn({page});
  EXPECT_EQ(document.title, "");
}

}  // namespace
}  // namespace proviso::extract
