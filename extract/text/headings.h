// Which blocks are headings, and of which level.
#pragma once

#include "extract/text/blocks.h"

namespace proviso::extract {

// Gives BlockKind::heading and a level (heading_levels.h) to short blocks set in larger, bold or capital
// type, and to short blocks that a bookmark names, whatever their type. "Chapter II" and the title on the
// line below become one heading.
void mark_headings(std::vector<BlockLayout>& blocks, const BodyStyle& body,
                   const std::vector<Bookmark>& bookmarks);

}  // namespace proviso::extract
