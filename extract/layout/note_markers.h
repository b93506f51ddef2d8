// How the marker of a note is written: "27", "*", "a"; in its note, and where the note is called.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

// A number up to 2000 without leading zeros.
bool is_number_marker(std::string_view text);

// One to four asterisks, or a dagger.
bool is_symbol_marker(std::string_view text);

// A number, a symbol or one small Latin letter.
bool is_marker(std::string_view text);

// The text without brackets round it and points, commas and colons behind it: "[12]." gives "12".
std::string_view without_punctuation(std::string_view text);

// Does `marker` come one or two after `last`, both numbers or both letters?
bool follows_marker(std::string_view marker, std::string_view last);

// The number with which an entry of a list of endnotes begins ("12.", "[12]", a raised 12); else empty.
std::string endnote_marker(const Line& line);

// The markers that a call names: "1,2" gives "1" and "2".
std::vector<std::string> markers_of(const PageWord& call);

// Where in a word that also has text of its own a call stands that is neither smaller nor raised: bytes
// [begin, end), brackets included.
struct GluedCall {
  std::size_t begin = 0, end = 0;
  std::string marker = {};
};

// "violence.13", "2017" with an 8 behind it, "(premiums)69,", "camps[8]", "[8]", "Total***". A number glued
// to letters needs three of them, so that "B9", "p.7" and "m2" are none.
std::optional<GluedCall> glued_call(std::string_view word);

}  // namespace proviso::extract
