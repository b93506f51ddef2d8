// Which libraries this room keeps and searches with, for the record of a run.
#pragma once

#include <string>
#include <vector>

namespace proviso::store {

// Lines of "name version": SQLite. (Snowball has no version that a program could ask; ICU is named by
// extract.)
std::vector<std::string> versions();

}  // namespace proviso::store
