// The program and the libraries that its results depend on.
#pragma once

#include <string>
#include <vector>

namespace proviso::app {

// Lines of "name version", the rooms' from left to right.
std::vector<std::string> library_versions();

// What --version says: the program's line, then a line for each library.
std::string version_text(const std::string& program);

}  // namespace proviso::app
