// Drop capitals: the large first letter of a paragraph, as tall as several of its lines.
#pragma once

#include <vector>

#include "extract/page/words.h"

namespace proviso::extract {

// Moves each drop capital of a sheet's words onto the base line of the first line beside it and marks it
// `initial`. Returns the boxes of those found; the lines beside one begin as far left as it does.
std::vector<Box> settle_drop_caps(std::vector<PageWord>& words);

}  // namespace proviso::extract
