// Where a page of a source PDF is found by programs that open links.
#pragma once

#include <string>
#include <string_view>

namespace proviso::app {

// "file:///reports/a%20b.pdf#page=4" for the absolute path `path` and a page from 1.
std::string page_link(std::string_view path, int page);

}  // namespace proviso::app
