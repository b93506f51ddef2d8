// How pages are numbered in print: "12", "-12-", "iv", "12/34".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace proviso::extract {

// Value of a Roman numeral in lower or upper case up to 89; nullopt for anything else.
std::optional<int> roman_value(std::string_view text);

// The Roman numeral of 1 to 89.
std::string roman_numeral(int value, bool capital);

// Value of one to four digits; nullopt for anything else.
std::optional<int> arabic_value(std::string_view text);

// The number without what stands round it: "-12-", "12.", "[12]" and "12/34" (of so many pages) give "12".
// Other words come back without the marks at their ends.
std::string_view bare_number(std::string_view word);

}  // namespace proviso::extract
