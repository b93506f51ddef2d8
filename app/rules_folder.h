// Where the rules are.
#pragma once

#include <string>

namespace proviso::app {

// `named` (from --rules), else $PROVISO_RULES, else rules/ beside the sources if the program runs from its
// build tree, else share/proviso/rules under the prefix it is installed in. Throws WrongUse, naming every
// place it looked at, if there is no such folder.
std::string rules_folder(const std::string& named);

}  // namespace proviso::app
