// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace proviso::app {

// `text` as one field: in quotation marks where it holds a comma or a quotation mark; lines' ends and
// other control characters become spaces. A text that a spreadsheet would take for a formula (it begins with
// = + - @ or with a control character) gets an apostrophe in front, unless it is a plain number such as
// "-4.5" or a lone dash.
std::string csv_field(std::string_view text);

// The same for a column of texts, where nothing is a number: whatever begins with = + - @ or a control
// character gets the apostrophe.
std::string csv_text(std::string_view text);

// A number as one field: 143000, 70.9, without exponent, as short as it can be to read back the same.
std::string csv_number(double value);

}  // namespace proviso::app
