// A picture of how a page was read, drawn over the page itself: for looking at what layout made of it.
#pragma once

#include "extract/document.h"
#include "extract/picture.h"

namespace proviso::extract {

// Draws over `picture`, which shows page `page` (an index) of `document`, and adds a legend below it:
// each block framed in the colour of its kind with its number in reading order (a block that runs on in
// another column or from another page keeps its number there), each table's grid with its header cells
// tinted and its number after a "t", each note call framed and tied by a line to its note; a note that
// stands on another page, or nowhere, is named beside the call.
void draw_reading(Picture& picture, const Document& document, std::uint32_t page);

// The grid of the part of a table that stands on `page`: where its rows and columns are, in points, as far
// as the words of its cells tell. Neighbours touch half way between their words. A row without words on that
// page is empty; both lists are if no word of the table is there.
struct TableGrid {
  struct Strip {
    float from = 0, to = 0;
    bool empty() const { return from >= to; }
  };
  std::vector<Strip> columns = {}, rows = {};  // by number, not by place
};
TableGrid grid_of(const Document& document, const Table& table, std::uint32_t page);

}  // namespace proviso::extract
