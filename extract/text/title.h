// What a report calls itself.
#pragma once

#include <string>

#include "extract/document.h"

namespace proviso::extract {

// The title in the PDF's metadata if it reads like one, else the largest type on the first two pages.
// Many producers leave a file name or the word processor's name in the metadata.
std::string title_of(const Document& document, const std::string& metadata);

}  // namespace proviso::extract
