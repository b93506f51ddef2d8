// Which libraries this room reads with, for the record of a run: another version may read other text.
#pragma once

#include <string>
#include <vector>

namespace proviso::extract {

// Lines of "name version": Poppler, ICU, and Tesseract if it is built in.
std::vector<std::string> versions();

}  // namespace proviso::extract
