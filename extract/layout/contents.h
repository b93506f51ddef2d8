// Tables of contents: lists of titles with the numbers of the pages on which they stand.
#pragma once

#include <vector>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// Gives Role::contents to the lines of tables of contents and of lists of tables and figures.
//
// An entry ends in a page number at the edge where the page's other numbers end, or has leaders; the numbers
// go upwards. What stands between entries (titles over several lines, parts without a number) and the heading
// above ("Contents") belong to the list. Without a heading a page is one if the page before is, if leaders
// say so, or if most of its lines are entries. A single line with leaders and a number is always an entry.
//
// To be called before tables of numbers are looked for: the numbers of contents stand below each other too.
void mark_contents(std::vector<PageLayout>& pages);

}  // namespace proviso::extract
