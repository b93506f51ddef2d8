// Columns of running text: found by the white strips (gutters) between them.
#pragma once

#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

// Sets `zone` and `column` of each chunk (a line, or the part of a row between two wide gaps).
//
// A gutter is a white strip at least 7 points wide that has at least four chunks of running text on both
// sides and that no chunk crosses; it reaches from the first to the last chunk beside it. Numbers of
// list items and cells of tables make white strips too, but what stands beside those is narrow.
// Where the set of gutters changes from one height to the next, a new zone begins.
void assign_columns(std::vector<Line>& chunks);

}  // namespace proviso::extract
