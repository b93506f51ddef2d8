// Rules over the whole width of a table that has none between its columns: where it begins and ends, and
// which of its lines are one row.
#pragma once

#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

// Horizontal rules of one reach, one below the other.
struct RuleZone {
  float x0 = 0, x1 = 0;
  std::vector<float> rules = {};    // y from top to bottom, at least two
  std::vector<float> parting = {};  // these and those that leave out the first column, where it has cells of
                                    // several rows
};

// The zones of a sheet. What underlines words is none.
std::vector<RuleZone> rule_zones(const std::vector<RuledLine>& rules);

// The zone between whose first and last rule the line stands, the narrowest if there are several; nullptr if
// there is none.
const RuleZone* zone_of(const std::vector<RuleZone>& zones, const Line& line);

// The number of `rules`, from top to bottom, above `y`.
std::size_t count_above(const std::vector<float>& rules, float y);

}  // namespace proviso::extract
