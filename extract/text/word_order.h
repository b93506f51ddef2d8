// The order in which the words of a line are read, where some of them read from right to left.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

// Indices into `line.words`, which stand from left to right. In a line that is mostly right-to-left, runs of
// other words are turned; in any other line, right-to-left words and the numbers between them are. Numbers
// stay as they are.
std::vector<std::size_t> reading_order(const Line& line);

}  // namespace proviso::extract
