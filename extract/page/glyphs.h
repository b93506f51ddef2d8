// What a page draws, before anybody asks what it means: glyphs and straight ruled lines, in the order of
// the page's content stream. Layout sees pages only through this header, so another interpreter of
// content streams can take the place of Poppler's output device.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace proviso::extract {

// A font as far as layout cares.
struct FontStyle {
  std::string name = {};  // PostScript name without the subset tag; may be empty
  bool bold = false;
  bool italic = false;
  bool has_unicode = true;  // the file says which characters the font's codes stand for
};

// Direction of reading as drawn, in quarter turns clockwise: 0 is ordinary left to right text.
using Turn = std::uint8_t;

// One character as drawn. A glyph that stands for several characters (a ligature) gives several Glyphs
// that share its width. Boxes follow the font's ascent and descent, not the ink.
struct Glyph {
  char32_t character = 0;  // U+FFFD if the font does not say which character it is
  Box box = {};
  float baseline = 0;      // y of the baseline (Turn 0 and 2) or its x (Turn 1 and 3), points
  float size = 0;          // font size in points as drawn
  std::uint16_t font = 0;  // index into GlyphPage::fonts
  Turn turn = 0;
  bool stroked = false;  // filled and stroked (text rendering mode 2): bold by thickening
  bool hidden = false;   // drawn with text rendering mode 3 or 7 (neither filled nor stroked)
  bool slanted = false;  // drawn far from any of the four directions: text along a curve or a slope
};

// A straight horizontal or vertical line, or a filled rectangle thin enough to be one (under 3 points).
struct RuledLine {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // x0 <= x1 and y0 <= y1; one pair is (nearly) equal
  bool horizontal() const { return x1 - x0 >= y1 - y0; }
};

struct GlyphPage {
  int number = 1;               // from 1
  float width = 0, height = 0;  // points, page rotation applied
  std::vector<Glyph> glyphs = {};
  std::vector<RuledLine> lines = {};
  std::vector<Box> fills = {};   // larger filled rectangles but white ones: shaded cells, boxes
  std::vector<Box> frames = {};  // stroked rectangles, and rectangles with round corners, stroked or filled
  std::vector<FontStyle> fonts = {};
  bool has_images = false;                 // looked for on pages without glyphs only
  std::vector<std::string> warnings = {};  // what was left out and why, one phrase each
  bool cut_short = false;                  // one of the limits below was reached
};

// What one page may hold; the rest is left out with a warning. No honest page comes near.
inline constexpr std::size_t most_glyphs = 1'000'000;
inline constexpr std::size_t most_drawn_lines = 20'000;  // ruled lines, and likewise filled rectangles
inline constexpr std::size_t most_forms = 20'000;  // form XObjects drawn; a few, nested, can be billions
inline constexpr float least_type = 1;             // points: smaller type cannot be read by anybody

// An entry of the PDF's outline.
struct Bookmark {
  std::string title = {};
  int page = 0;   // from 1
  int level = 1;  // 1 is the highest
};

// A source of glyph pages for one document.
class GlyphSource {
 public:
  virtual ~GlyphSource() = default;
  virtual int page_count() const = 0;
  virtual GlyphPage page(int number) = 0;          // 1 <= number <= page_count()
  virtual std::string page_label(int number) = 0;  // of the PDF's own page labels; empty if it has none
  virtual std::string title() = 0;                 // from the PDF's metadata; may be empty
  virtual std::vector<Bookmark> bookmarks() { return {}; }  // in reading order
};

// Who reads the content streams. Both give the same pages; Poppler's own interpreter takes several times as
// long and serves as the judge of the other one, and for the pages that that one does not know how to read.
enum class ContentInterpreter : std::uint8_t { ours, poppler };

// A PDF read with Poppler. `bytes` must outlive the source. Throws UnreadableFile (extract/read.h).
std::unique_ptr<GlyphSource> open_poppler(std::string_view bytes,
                                          ContentInterpreter interpreter = ContentInterpreter::ours);

}  // namespace proviso::extract
