// Text on its way to a person's terminal. What a document says is never trusted to be harmless there:
// control characters can rewrite the screen, bidirectional controls can reorder what is read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace proviso::app {

// `text` with every control character (C0 other than '\n', DEL, C1), bidirectional control and line or
// paragraph separator written out as "\u202e", and every byte that is no UTF-8 as "\xff".
std::string for_terminal(std::string_view text);

// As for_terminal, and '\n' becomes a space: for what must stay on one line.
std::string for_terminal_line(std::string_view text);

// As for_terminal, and '\n' is written out as "\u000a": for messages with names of files, which may hold any
// character and must neither split a line nor look like another name.
std::string for_message(std::string_view text);

// The same characters inside a JSON text, written as JSON's own \u escapes: same content, harmless to print.
// `json` is valid JSON in UTF-8.
std::string harmless_json(std::string_view json);

// The length in bytes of the UTF-8 sequence at `text[at]`; 0 if the bytes there are no UTF-8.
std::size_t utf8_length(std::string_view text, std::size_t at);

// Columns that `text` takes on a terminal: one for each code point, combining marks of the Latin,
// Cyrillic and general blocks none. `text` is UTF-8.
std::size_t columns(std::string_view text);

// `text`, UTF-8, cut to at most `width` columns, the last one "…" if anything was cut.
std::string shortened(std::string_view text, std::size_t width);

// `text` folded at spaces into lines of at most `width` columns (a longer word stays whole), each after
// `indent`; lines end with '\n'.
std::string folded(std::string_view text, std::size_t width, std::string_view indent);

}  // namespace proviso::app
