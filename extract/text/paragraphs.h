// Where one block of lines ends and the next begins.
#pragma once

#include "extract/text/blocks.h"

namespace proviso::extract {

// The block of the lines' own shape that `line` begins: an item if it starts with a bullet or a list
// number, else a paragraph.
bool begins_item(const Line& line);

// The number of leading words that are a bullet (drawn, not said): 0 or 1.
std::size_t bullet_words(const Line& line);

// Does `line` begin a new block after the lines of `block` (not empty, same column)?
bool begins_block(const BlockLayout& block, const Line& line, const BodyStyle& body);

// Does the text of `next` go on where `block` stops, over a column's or a page's end?
bool runs_on(const BlockLayout& block, const BlockLayout& next);

}  // namespace proviso::extract
