#include "extract/page/poppler_open.h"

#include <gtest/gtest.h>
#include <poppler/PDFDoc.h>
#include <poppler/XRef.h>

#include "extract/page/glyphs.h"
#include "extract/read.h"
#include "tests/extract/tiny_pdf.h"

namespace proviso::extract {
namespace {

// "code: message" of the refusal, or the number of pages.
std::string opened(std::string_view bytes) {
  try {
    return std::to_string(open_poppler(bytes)->page_count()) + " pages";
  } catch (const UnreadableFile& refusal) {
    return refusal.code() + ": " + refusal.what();
  }
}

std::string two_pages() { return TinyPdf{.pages = {TinyPage().text(72, 72, 12, "One"), TinyPage()}}.bytes(); }

TEST(OpenPdf, OpensAPdf) {
  EXPECT_EQ(opened(two_pages()), "2 pages");
  EXPECT_EQ(opened("mail header\r\n" + two_pages()), "2 pages") << "a header in the first 1024 bytes will do";
}

TEST(OpenPdf, SaysWhatOtherFilesAre) {
  using namespace std::string_view_literals;
  EXPECT_EQ(opened(""), "empty: the file is empty");
  EXPECT_EQ(opened("\x89PNG\r\n\x1A\n"sv), "not-a-pdf: not a PDF but a PNG picture");
  EXPECT_EQ(opened("PK\x03\x04word/document.xml"sv),
            "not-a-pdf: not a PDF but a ZIP archive (or a DOCX, XLSX, ODT, EPUB file)");
  EXPECT_EQ(opened("<!DOCTYPE html><title>404</title>"), "not-a-pdf: not a PDF but an HTML page");
  EXPECT_EQ(opened("<html><body>"), "not-a-pdf: not a PDF but an HTML page");
  EXPECT_EQ(opened("MM\0*"sv), "not-a-pdf: not a PDF but a TIFF picture");
  EXPECT_EQ(opened("%!PS-Adobe-3.0"), "not-a-pdf: not a PDF but a PostScript file");
  EXPECT_EQ(opened("Dear reader, this is a letter."),
            "not-a-pdf: not a PDF: no %PDF- header in its first 1024 bytes");
  EXPECT_EQ(opened(std::string(1024, ' ') + two_pages()),
            "not-a-pdf: not a PDF: no %PDF- header in its first 1024 bytes");
  EXPECT_EQ(opened("\xFF\xD8\xFF\xE0JFIF"sv), "not-a-pdf: not a PDF but a JPEG picture");
}

TEST(OpenPdf, TellsTruncatedFromDamaged) {
  const std::string pdf = two_pages();
  EXPECT_EQ(opened(pdf.substr(0, 200)),
            "truncated: truncated: the end of the PDF is missing; fetch the file again");
  EXPECT_EQ(opened("%PDF-1.7\n"),
            "truncated: truncated: the end of the PDF is missing; fetch the file again");
  EXPECT_EQ(opened("%PDF-1.7\nnothing of a PDF follows\n%%EOF\n"),
            "damaged: damaged: Poppler cannot find the PDF's pages");
  EXPECT_EQ(opened(TinyPdf{}.bytes()), "no-pages: the PDF has no pages");
}

TEST(OpenPdf, AnyBytesAreOpenedOrRefused) {
  const std::string pdf = two_pages();
  for (std::size_t size = 0; size < pdf.size(); size += 7) opened(pdf.substr(0, size));
  for (std::size_t at = 0; at < pdf.size(); at += 3) {
    std::string changed = pdf;
    changed[at] = static_cast<char>(changed[at] ^ 0x15);
    EXPECT_NE(opened(changed), "");
  }
}

// Poppler would make a colour transform of it for each page.
TEST(OpenPdf, ForgetsWhatOnlyAPrintingPressNeeds) {
  const std::string pdf = TinyPdf{.pages = {TinyPage().text(72, 72, 12, "One")},
                                  .catalog = "/OutputIntents [<< /S /GTS_PDFX /Info (press) >>] /Lang (en)"}
                              .bytes();
  const Object catalog = open_pdf(pdf)->getXRef()->getCatalog();
  EXPECT_TRUE(catalog.dictLookup("OutputIntents").isNull());
  EXPECT_STREQ(catalog.dictLookup("Lang").getString()->c_str(), "en") << "and nothing else";
}

// White rules part shaded cells; a white sheet under the text is no box round it.
TEST(OpenPdf, TellsRulesFromShades) {
  const std::string pdf =
      TinyPdf{
          .pages =
              {TinyPage().fill(50, 50, 500, 800, 1).fill(72, 100, 400, 120, 0.8).fill(200, 100, 201, 120, 1)}}
          .bytes();
  const GlyphPage page = open_poppler(pdf)->page(1);
  EXPECT_EQ(page.lines.size(), 1U);
  EXPECT_EQ(page.fills.size(), 1U);
}

}  // namespace
}  // namespace proviso::extract
