// Which blocks are headings, and of which level.
#pragma once

#include "extract/text/blocks.h"

namespace proviso::extract {

// Gives BlockKind::heading and a level from 1 to 6 to short blocks set in larger, bold or capital type.
// Numbering ("2.", "2.1.") tells the level; headings without numbers take the level of their style, which
// is ranked by size, capitals and weight among the styles of the document's headings.
//
// A short block that a bookmark names is a heading whatever its type, and its level is the bookmark's; once
// a few are, other headings take the level of bookmarked ones in their style, or stand below the last one.
void mark_headings(std::vector<BlockLayout>& blocks, const BodyStyle& body,
                   const std::vector<Bookmark>& bookmarks);

}  // namespace proviso::extract
