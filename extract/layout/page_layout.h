// A page laid out: its lines in reading order, with the tables at their places.
#pragma once

#include <string>
#include <vector>

#include "extract/layout/ruled_tables.h"

namespace proviso::extract {

// All lines of one sheet (one direction of reading).
struct SheetLayout {
  Sheet sheet = {};                      // its words have moved into lines and tables
  std::vector<Line> lines = {};          // in reading order
  std::vector<TableLayout> tables = {};  // Line::table points here
  std::vector<Line> slopes = {};         // text along curves and slopes, until it is among `lines` (labels.h)
};

struct PageLayout {
  Page page = {};
  std::vector<SheetLayout> sheets = {};  // the main direction of reading first
  std::vector<FontStyle> fonts = {};
};

// Lays out one page, aligned tables (aligned_tables.h) aside. `page` carries what is known of it already
// (number, grade, ...).
PageLayout lay_out(Page page, const GlyphPage& glyphs, std::vector<PageWord> words);

// Type and measure of the running text of the whole document.
struct BodyStyle {
  float size = 10;     // points: the font size of most characters
  float leading = 12;  // points: the usual distance of base lines in that size
  bool bold = false;
};
BodyStyle body_style(const std::vector<PageLayout>& pages);

}  // namespace proviso::extract
