// Which libraries this room finds with, for the record of a run: another version may find other things.
#pragma once

#include <string>
#include <vector>

namespace proviso::nlp {

// Lines of "name version": RE2, yaml-cpp, CLD2. (ICU is named by extract.)
std::vector<std::string> versions();

}  // namespace proviso::nlp
