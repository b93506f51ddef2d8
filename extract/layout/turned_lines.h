// Text on its side among upright text: the names of narrow columns are often turned by a quarter.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

// Is text of `other` on its side for a reader of `sheet`?
bool is_on_its_side(const Sheet& sheet, const Sheet& other);

// The line of sheet `other` with its boxes in the coordinates of `sheet`; its words stay in their order.
Line seen_from(const Sheet& sheet, const Sheet& other, Line line);

}  // namespace proviso::extract
