// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace proviso::app {

// `text` as one field: in quotation marks where it holds a comma, a quotation mark or a line's end; these
// and tabs inside it become spaces. A text that a spreadsheet would take for a formula (it begins with
// = + - @ or with a control character) gets an apostrophe in front, unless it is a plain number such as
// "-4.5" or a lone dash.
std::string csv_field(std::string_view text);

}  // namespace proviso::app
