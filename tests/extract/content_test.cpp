// Our interpreter of content streams sees what Poppler's sees. Each case says in a line of text what the page
// shows, so that the two cannot agree on nothing.
#include <gtest/gtest.h>

#include <string>

#include "same_page.h"
#include "tiny_pdf.h"

namespace proviso::extract {
namespace {

// The characters of page 1 as our interpreter sees them, with '|' for each ruled line and '#' for each shade
// behind them; or how that differs from what Poppler's sees.
std::string seen(const TinyPdf& pdf) {
  const std::string bytes = pdf.bytes();
  const auto ours = open_poppler(bytes, ContentInterpreter::ours);
  const auto theirs = open_poppler(bytes, ContentInterpreter::poppler);
  if (const std::string found = difference(*ours, *theirs, 1); !found.empty()) return found;
  const GlyphPage page = ours->page(1);
  std::string all;
  for (const Glyph& glyph : page.glyphs) all += static_cast<char>(glyph.character);
  return all + std::string(page.lines.size(), '|') + std::string(page.fills.size(), '#');
}

std::string seen(const std::string& content) { return seen(TinyPdf{.pages = {{.content = content}}}); }

std::string form(const std::string& content, const std::string& entries = {}) {
  return "<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] " + entries + " /Length " +
         std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

const std::string text = "BT /F0 12 Tf 72 700 Td ";

TEST(Content, EveryWayToShowText) {
  EXPECT_EQ(seen(text + "(a) Tj [(b) -500 (c) 20] TJ 14 TL (d) ' 1 2 (e f) \" T* (g) Tj ET"), "abcde fg");
  EXPECT_EQ(seen(text + "3 Ts (up) Tj 0 Ts 80 Tz 2 Tc 5 Tw (wi de) Tj 0 -14 TD (x) Tj T* (y) Tj ET"),
            "upwi dexy");
  EXPECT_EQ(seen("BT /F1 9 Tf 0.7 0.7 -0.7 0.7 200 300 Tm 3 Tr (hidden) Tj 2 Tr (thick) Tj ET"),
            "hiddenthick");
}

TEST(Content, TextWithoutAFontIsNotShown) {
  EXPECT_EQ(seen("BT 72 700 Td (none) Tj /Missing 12 Tf (none) Tj ET"), "");
}

TEST(Content, TheStateIsSavedButNotThePosition) {
  EXPECT_EQ(seen(text + "(a) Tj q 0.5 0 0 0.5 0 0 cm /F1 8 Tf (b) Tj Q (c) Tj ET"), "abc");
  EXPECT_EQ(seen(text + "(a) Tj 10 10 m 300 200 l S (b) Tj ET"), "ab");
}

TEST(Content, ARestoreTooManyEndsTheContent) {
  EXPECT_EQ(seen(text + "(a) Tj ET Q " + text + "(b) Tj"), "a");
}

TEST(Content, WrongOperandsAreTreatedAsPopplerTreatsThem) {
  EXPECT_EQ(seen(text + "(a) Tj 1 Td (b) Tj"), "a");          // too few: the rest is not read
  EXPECT_EQ(seen(text + "9 9 9 0 -14 Td (b) Tj ET"), "b");    // too many: the last ones count
  EXPECT_EQ(seen(text + "(wide) Tz 1.5 Tr (b) Tj ET"), "b");  // of the wrong kind: passed over
  EXPECT_EQ(seen(text + "1 2 3 nonsense (b) Tj ET"), "b");    // no operator
  EXPECT_EQ(seen(text + "(b) Tj ) (c) Tj ET"), "bc");         // odd: read by Poppler's interpreter
}

TEST(Content, RulesAndShades) {
  EXPECT_EQ(seen("10 10 m 300 10 l S 10 20 300 0.5 re f 10 30 100 50 re f"), "||#");
  EXPECT_EQ(seen("1 g 10 30 100 50 re f 1 1 1 rg 10 30 100 50 re f 0 0 0 0 k 10 30 100 50 re f*"), "");
  EXPECT_EQ(seen("0.9 g 10 30 100 50 re B 10 130 100 50 re b n 5 5 m 9 9 l h s"), "||||||||##");
  EXPECT_EQ(seen("0 0 m 100 0 l 100 40 l 0 40 l h 50 50 m 60 60 70 70 80 50 c f"), "#");
  EXPECT_EQ(seen("5 5 l 10 10 m 20 10 l h 10 30 l S 0 0 m n 10 60 m h S"), "|||");
  EXPECT_EQ(seen("10 10 100 50 re W n 10 10 m 0 1 -1 0 200 0 cm 99 10 l S"), "|");
}

TEST(Content, ColourSpaces) {
  TinyPdf pdf{
      .pages = {{.content = "/Ink cs 0 scn 10 10 50 50 re f 1 scn 10 10 50 50 re f "
                            "/Tiles cs /P scn 10 10 50 50 re f /DeviceRGB cs 1 1 1 sc 10 10 50 50 re f "
                            "/Tiles CS 10 10 m 90 10 l S 0 G 10 10 m 90 10 l S"}}};
  pdf.resources =
      "/ColorSpace << /Tiles /Pattern /Ink [/Separation /Spot /DeviceGray "
      "<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] >>";
  EXPECT_EQ(seen(pdf), "|#");
}

TEST(Content, Forms) {
  TinyPdf pdf{.pages = {{.content = text + "(a) Tj ET /X Do " + text + "(c) Tj ET /Y Do"}}};
  pdf.objects = {form("q q BT /F0 9 Tf 10 10 Td (b) Tj ET 0 0 m 50 0 l S", "/Matrix [2 0 0 2 30 40]"),
                 form("BT /F0 9 Tf 10 10 Td (d) Tj ET /Y Do Q BT (not read) Tj",
                      "/Resources << /XObject << /Y 2 0 R >> >>")};
  pdf.resources = "/XObject << /X 1 0 R /Y 2 0 R >>";
  EXPECT_EQ(seen(pdf), "abcd|");
  pdf.objects[0] = "<< /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\nx\nendstream";
  EXPECT_EQ(seen(pdf), "acd");
}

TEST(Content, OptionalContentThatIsOff) {
  TinyPdf pdf{
      .pages = {{.content = "/OC /Off BDC " + text + "(a) Tj ET /X Do 0 0 m 9 0 l S EMC /OC /On BDC " + text +
                            "(b) Tj ET EMC /Span << /ActualText (z) >> BDC " + text +
                            "(c) Tj ET EMC EMC /Z Do"}}};
  pdf.objects = {"<< /Type /OCG /Name (off) >>", "<< /Type /OCG /Name (on) >>", form(text + "(x) Tj ET"),
                 form(text + "(z) Tj ET", "/OC 1 0 R")};
  pdf.resources = "/Properties << /Off 1 0 R /On 2 0 R >> /XObject << /X 3 0 R /Z 4 0 R >>";
  pdf.catalog = "/OCProperties << /OCGs [1 0 R 2 0 R] /D << /OFF [1 0 R] >> >>";
  EXPECT_EQ(seen(pdf), "bc");
}

TEST(Content, GraphicsStateParameters) {
  TinyPdf pdf{
      .pages = {{.content = "BT /Bold gs 72 700 Td (a) Tj ET /Masked gs " + text + "(c) Tj ET /Thin gs"}}};
  pdf.objects = {"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
                 form(text + "(b) Tj ET", "/Group << /S /Transparency /CS /DeviceGray >>")};
  pdf.resources =
      "/ExtGState << /Bold << /Font [1 0 R 20] >> /Masked << /SMask << /S /Alpha /G 2 0 R >> >> "
      "/Thin << /LW 0.1 >> >>";
  EXPECT_EQ(seen(pdf), "abc");
}

TEST(Content, Gradients) {
  TinyPdf pdf{.pages = {{.content = "q 10 10 100 50 re W n /G sh Q " + text + "(a) Tj ET"}}};
  pdf.resources =
      "/Shading << /G << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 100 0] /Function "
      "<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >> >> >>";
  EXPECT_EQ(seen(pdf), "a");
}

TEST(Content, InlineImages) {
  EXPECT_EQ(seen(text + "(a) Tj ET q BI /W 4 /H 1 /BPC 8 /CS /G ID EI E EI Q " + text + "(b) Tj ET"), "ab");
}

TEST(Content, Annotations) {
  TinyPdf pdf{.pages = {{.content = text + "(a) Tj ET"}}};
  pdf.objects = {
      "<< /Type /Annot /Subtype /Link /Rect [10 10 90 20] /Border [0 0 0] >>",
      "<< /Type /Annot /Subtype /Link /Rect [10 50 90 60] /Border [0 0 1] >>",
      "<< /Type /Annot /Subtype /FreeText /Rect [100 100 200 200] /F 4 /AP << /N 4 0 R >> >>",
      form("BT /F 12 Tf 10 10 Td (note) Tj ET",
           "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>")};
  pdf.pages[0].entries = "/Annots [1 0 R]";
  EXPECT_EQ(seen(pdf), "a");
  pdf.pages[0].entries = "/Annots [1 0 R 2 0 R 3 0 R]";
  EXPECT_EQ(seen(pdf), "anote||||");
}

TEST(Content, TurnedAndCroppedPages) {
  for (const int rotation : {0, 90, 180, 270}) {
    const TinyPage page{.width = 400,
                        .height = 700,
                        .rotate = rotation,
                        .crop = "20 30 390 650",
                        .content = "BT /F0 12 Tf 72 400 Td (turned) Tj ET 50 50 m 50 300 l S"};
    EXPECT_EQ(seen(TinyPdf{.pages = {page}}), "turned|") << rotation;
  }
}

TEST(Content, CompositeFontsAndType3Fonts) {
  TinyPdf pdf{
      .pages = {
          {.content = "BT /C 12 Tf 72 700 Td 4 Tw <00410020> Tj /V 12 Tf <0042> Tj /T 1 Tf (a) Tj ET"}}};
  const std::string descendant =
      "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sans /CIDSystemInfo << /Registry "
      "(Adobe) "
      "/Ordering (Identity) /Supplement 0 >> /DW 600 /W [65 [700]] >>] /ToUnicode 2 0 R >>";
  const std::string map =
      "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 3 beginbfchar <0041> <0041> <0020> "
      "<0020> "
      "<0042> <00420043> endbfchar endcmap";
  pdf.objects = {
      "<< /Type /Font /Subtype /Type0 /BaseFont /Sans /Encoding /Identity-H " + descendant,
      "<< /Length " + std::to_string(map.size()) + " >>\nstream\n" + map + "\nendstream",
      "<< /Type /Font /Subtype /Type0 /BaseFont /Sans /Encoding /Identity-V " + descendant,
      "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 "
      "/LastChar 97 /Widths [8] /Encoding << /Differences [97 /a] >> /CharProcs << /a 5 0 R >> >>",
      "<< /Length 23 >>\nstream\n8 0 d0 0 0 m 5 0 l S    \nendstream"};
  pdf.fonts = "/C 1 0 R /V 3 0 R /T 4 0 R";
  EXPECT_EQ(seen(pdf), "A BCa");
}

}  // namespace
}  // namespace proviso::extract
