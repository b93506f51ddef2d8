// What is wrong with a command line, in words.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace proviso::app {

// One line for the command line that `app` refused with `error`: the unknown command or flag with the nearest
// known one, the argument too many, the one missing, the bad value; where help is.
//   "unknown command 'serch': did you mean 'search'? (see proviso --help)"
//   "--year: 'abcd' is not a year such as 2018 (see proviso search --help)"
std::string misuse(const CLI::App& app, const CLI::ParseError& error);

}  // namespace proviso::app
