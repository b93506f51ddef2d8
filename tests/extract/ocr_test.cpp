#include "extract/page/ocr.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/extract/drawn_source.h"
#include "tests/extract/tiny_pdf.h"

namespace proviso::extract {
namespace {

const std::vector<std::string> kEnglish = {"eng"};

Picture picture_of(const TinyPage& page) { return render_page(TinyPdf{.pages = {page}}.bytes(), 1, ocr_dpi); }

TinyPage letter() {
  TinyPage page{.width = 400, .height = 200};
  page.text(40, 60, 12, "Over 143,000 people crossed the border in 2018.");
  return page.text(40, 90, 12, "Every fifth worker had no contract.");
}

TEST(Ocr, WordsHaveTheirTextAndPlace) {
  if (const std::string why = why_no_ocr(kEnglish); !why.empty()) GTEST_SKIP() << why;
  const std::vector<OcrWord> words = recognise_words(picture_of(letter()), kEnglish);
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += words[i].line == words[i - 1].line ? ' ' : '\n';
    text += words[i].text;
    EXPECT_NEAR(words[i].baseline, words[i].line == 0 ? 60 : 90, 1.5) << words[i].text;
    EXPECT_NEAR(words[i].size, 12, 2.5) << words[i].text;
    EXPECT_GT(words[i].confidence, 50) << words[i].text;
    EXPECT_LT(words[i].box.top, words[i].baseline - 7);
    EXPECT_GT(words[i].box.bottom, words[i].baseline);
  }
  EXPECT_EQ(text,
            "Over 143,000 people crossed the border in 2018.\n"
            "Every fifth worker had no contract.");
  ASSERT_FALSE(words.empty());
  EXPECT_NEAR(words[0].box.x0, 40, 2);
}

// A sheet that lay a little askew in the scanner: one base line for all words of a line, so that it stays
// one.
TEST(Ocr, ALineThatSlopesStaysOne) {
  if (const std::string why = why_no_ocr(kEnglish); !why.empty()) GTEST_SKIP() << why;
  TinyPage page{.width = 600, .height = 200};
  double x = 40, y = 60;
  for (const char* word : {"Governments", "should", "establish", "committees", "together", "with"}) {
    page.text(x, y, 12, word);
    x += 80, y += 0.5;
  }
  const std::vector<OcrWord> words = recognise_words(picture_of(page), kEnglish);
  ASSERT_GE(words.size(), 5U);
  for (const OcrWord& word : words) {
    EXPECT_EQ(word.line, 0U) << word.text;
    EXPECT_EQ(word.baseline, words.front().baseline) << word.text;
  }
}

TEST(Ocr, TheSamePictureGivesTheSameWords) {
  if (const std::string why = why_no_ocr(kEnglish); !why.empty()) GTEST_SKIP() << why;
  const Picture picture = picture_of(letter());
  const std::vector<OcrWord> first = recognise_words(picture, kEnglish),
                             second = recognise_words(picture, kEnglish);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].text, second[i].text);
    EXPECT_EQ(first[i].box, second[i].box);
    EXPECT_EQ(first[i].confidence, second[i].confidence);
  }
}

TEST(Ocr, AnEmptyPageHasNoWords) {
  if (const std::string why = why_no_ocr(kEnglish); !why.empty()) GTEST_SKIP() << why;
  EXPECT_TRUE(recognise_words(picture_of(TinyPage{.width = 100, .height = 100}), kEnglish).empty());
  EXPECT_TRUE(recognise_words(Picture{}, kEnglish).empty());
}

TEST(Ocr, MissingLanguagesAreNamed) {
  const std::vector<std::string> languages = {"xx-none"};
  const std::string why = why_no_ocr(languages);
  EXPECT_NE(why, "");
  if (why_no_ocr(kEnglish).empty()) {
    EXPECT_EQ(
        why, "OCR data for xx-none is not installed (Debian: tesseract-ocr-xx-none, or set TESSDATA_PREFIX)");
  }
  EXPECT_THROW(recognise_words(picture_of(letter()), languages), std::runtime_error);
}

// Pages to be recognised come last, so that the others can tell in which alphabet the document is.
TEST(Ocr, OtherPagesTellTheAlphabet) {
  DrawnPage scan, text;
  for (int i = 0; i < 30; ++i) scan.text(50 + 10.0F * static_cast<float>(i), 100, "\uE001\uE002");
  text.text(50, 100, "Комитет просил власти ответить.");
  DrawnSource source({scan, text});
  Alphabets known;
  const PageReading reading{.recognise = [&](const GlyphPage& page, const Alphabets& seen) {
    EXPECT_EQ(page.number, 1);
    known = seen;
    return std::vector<PageWord>{{.text = "Ответ.", .box = {50, 90, 80, 102}, .baseline = 100, .size = 10}};
  }};
  EXPECT_EQ(outline(read_pages(source, reading)), "P Ответ.\nP Комитет просил власти ответить.\n");
  EXPECT_EQ(known.cyrillic, 27U);
  EXPECT_EQ(known.latin, 0U);
}

}  // namespace
}  // namespace proviso::extract
