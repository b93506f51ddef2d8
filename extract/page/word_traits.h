// What the characters of one word show about the text layer they come from.
#pragma once

#include <string_view>

namespace proviso::extract {

// What one word shows.
struct WordTraits {
  int letters = 0, latin = 0, accented = 0, cyrillic = 0, vowels = 0, capitals = 0;
  int neutral = 0;          // letters of which nothing here knows whether they are vowels
  int consonants = 0;       // the longest run of them
  bool syllabic = false;    // an r, which can stand for a vowel (Serbian "trg")
  bool stray = false;       // a symbol or a digit between two letters
  int strays = 0;           // symbols between two letters, digits not counted
  int odd = 0;              // of those, the ones that addresses do not have either
  bool underscore = false;  // between two letters
  bool capital_inside = false;
};

WordTraits traits_of(std::string_view word);

// "1987", "2019": four digits that begin with 19 or 20, and nothing else.
bool is_year(std::string_view text);

// Web and mail addresses and names of files: their characters say nothing about the text layer.
bool is_address(std::string_view text);

}  // namespace proviso::extract
