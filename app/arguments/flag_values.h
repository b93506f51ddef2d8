// What the values of flags may be, each check with one plain message: "--year: 'abcd' is not a year such as
// 2018". A check looks at the text before it is converted, so that no conversion can fail after it.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace proviso::app {

// A whole number from `least` to `most`; `what` stands in the message ("a whole number from 1 to 256").
CLI::Validator whole_number(long long least, long long most, const std::string& what);
CLI::Validator whole_number(long long least, long long most);

// 0, which means no limit, or a whole number from `least` to `most`.
CLI::Validator limit_or_none(long long least, long long most);

// A decimal number from `least` to `most`; `what` as above.
CLI::Validator decimal_number(double least, double most, const std::string& what);

// One of `words`; the message names the nearest.
CLI::Validator one_of(const std::vector<std::string>& words);

// A code of two letters A to Z or a to z; `example` stands in the message.
CLI::Validator two_letters(const std::string& example);

// Any text that is not empty or blank; `what` stands in the message ("an id").
CLI::Validator not_empty(const std::string& what);

}  // namespace proviso::app
