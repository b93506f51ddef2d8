// Lists of references at the end of a report or chapter.
#pragma once

#include <vector>

#include "extract/text/blocks.h"

namespace proviso::extract {

// Gives BlockKind::reference to the entries of lists of references, one block each. Headings must be marked.
//
// A list goes from a heading such as "References" to the next heading of its level, or to a page that holds
// no entries but, say, an imprint. Where white space parts the entries, lines without it before them go on
// with the entry above. A short bold line that ends in a year ("Bakker 2015") is the name under which the
// report cites the entry below, and becomes its beginning.
void mark_references(std::vector<BlockLayout>& blocks);

}  // namespace proviso::extract
