// Text along a curve or a slope: the letters of a chart's ring, a stamp, slanted names below an axis.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page/glyphs.h"

namespace proviso::extract {

// For each glyph the number, from 1, of the run of slanted text that it belongs to, or 0. A run is drawn in
// one go, each glyph beside the one before it; where a curve is level for a while, its glyphs are part of it.
// Empty if there is none, or if most of the page is slanted (a skewed scan, which reads as it stands).
std::vector<std::uint16_t> slanted_runs(const std::vector<Glyph>& glyphs);

}  // namespace proviso::extract
