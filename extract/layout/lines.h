// Words to lines, and lines into the order in which a person reads them: zones from top to bottom, in
// each zone its columns from left to right, in each column its lines from top to bottom.
#pragma once

#include <vector>

#include "extract/layout/sheet.h"

namespace proviso::extract {

// What a line is to the page as a whole; found by furniture.h, contents.h, notes.h, asides.h and labels.h.
//
// A label is a number of a drawing with its words, or a word of a drawing; what is apart is no running text
// either, but may be a heading. Each label, aside and thing apart has a zone of its own.
enum class Role : std::uint8_t { text, running, contents, note, aside, label, apart };

// A line of text in one column, or the place of a table in the reading order (then it has no words).
struct Line {
  std::vector<PageWord> words = {};  // from left to right
  Box box = {};                      // of the words that are not raised
  float baseline = 0;
  float size = 0;                     // font size of most of its characters
  bool bold = false, italic = false;  // of most of its characters
  bool right_to_left = false;         // some of its words are read from right to left
  std::uint16_t zone = 0;             // from 0, top to bottom
  std::uint16_t column = 0;           // from 0 inside its zone, left to right
  float left = 0, right = 0;          // the column's edges: outermost ends of its lines
  std::uint32_t table = none;         // index of the table that stands here (PageLayout::tables)
  Role role = Role::text;
  std::string marker = {};  // of the note that begins with this line; its words leave the marker out
};

// Lines that share a base line across the whole width given, not yet split by columns. Smaller words
// that stand above the base line directly beside a word are marked `raised` and belong to that word's row.
std::vector<std::vector<PageWord>> rows_of(std::vector<PageWord> words);

// A line of these words (one row, or a part of one). `fonts` are those of the words' page.
Line make_line(std::vector<PageWord> words, const std::vector<FontStyle>& fonts);

// The lines of `words` in reading order. Column gutters are white strips with running text on both sides.
// `tables` are the boxes of tables whose words have been taken out; each gives one Line without words.
std::vector<Line> lines_of(std::vector<PageWord> words, const std::vector<FontStyle>& fonts,
                           const std::vector<Box>& tables);

// Does the line have the leaders of a table of contents ("Title ........ 12", "Title ------ 12")?
bool has_leaders(const Line& line);

// The words of a line with single spaces between them, as they stand.
std::string text_of(const Line& line);

// The words that are not raised, without white space.
std::string unraised_text(const std::vector<PageWord>& words);

}  // namespace proviso::extract
