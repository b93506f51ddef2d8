// Labels become lines of the page again.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/layout/islands.h"

namespace proviso::extract {

// Islands that make one block.
struct Group {
  std::vector<std::size_t> members = {};  // indices into IslandMap::islands; the first is the number
  Role role = Role::label;
};

// Takes the words of the groups out of the lines of `part` and puts each group back as lines of its role with
// a zone of its own, before the first line that it took words of; groups of one place in the order of
// reading. `map` is that of `part`, whose slopes are empty then; `fonts` are those of its words.
void write_groups(SheetLayout& part, const std::vector<FontStyle>& fonts, const IslandMap& map,
                  std::vector<Group> groups);

}  // namespace proviso::extract
