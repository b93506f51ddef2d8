// The levels of headings: from bookmarks, numbers and type.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "extract/text/blocks.h"

namespace proviso::extract {

// What is counted of a block's characters, calls left out.
struct Letters {
  std::size_t characters = 0, letters = 0, capitals = 0;
  char32_t last = 0;
};
Letters letters_of(const BlockLayout& block);

// Are nine of ten letters capitals?
bool in_capitals(const Letters& counts);

// "Chapter II", "Стаття 5.": a word and a number, whose title stands on the next line.
bool is_division(const Line& line);

// The kind of number that the block begins with ("IV.", "B.", "3", "2.1.", "(a)"), the same for siblings; 0:
// none.
int numbering_of(const BlockLayout& block);

// The levels that bookmarks give to blocks, by index.
using BookmarkedLevels = std::map<std::size_t, int>;

// Gives a level from 1 to 6 to the headings among `blocks`.
//
// Headings take the level of their style, which is ranked by size, capitals and weight among the styles of
// the document's headings; numbered ones ("IV.", "B.", "2.", "2.1.", "(a)") that of the usual style of their
// kind of number, kinds of one style below each other in that order. Title pages have no say.
// A bookmarked heading has its bookmark's level; once three are, other headings take the level of bookmarked
// ones of their kind of number or style, or stand below the last one. No level is left out on the way down.
void set_heading_levels(std::vector<BlockLayout>& blocks, const BookmarkedLevels& levels);

}  // namespace proviso::extract
