// The lines of a page as pieces between white space: what islands.h puts together.
#pragma once

#include <string>
#include <vector>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

inline constexpr std::size_t most_pieces = 1500;  // of a page with a drawing
inline constexpr float same_size = 1.04F;         // ratio of two font sizes

// Code points of a text.
struct Letters {
  std::size_t all = 0, letters = 0, digits = 0;
};
Letters letters_in(const std::string& text);

// "20", "-1,2", "45%", "€9": digits with their marks, no dates, brackets or ends of sentences. With at most
// two letters: "8-й", "24th", "Q1".
bool says_number(const std::string& text);

// As says_number, without letters.
bool is_number_word(const std::string& text);

// A part of a line between wide gaps, on one base line.
struct Piece {
  std::size_t line = 0;  // index into SheetLayout::lines, or into SheetLayout::slopes
  bool slope = false;
  std::vector<std::size_t> words = {};  // indices into the line's words, from left to right
  Box box = {};
  float baseline = 0;
  float size = 0;              // of most of its characters
  std::size_t characters = 0;  // code points
  bool letters = false;        // says more than numbers
  bool bare = false;           // numbers alone: "20", "1 200", "45%", "8th"
  bool large_number = false;   // a number among much smaller words
  bool in_row = false;         // words and numbers of one size on one line, as in a list or a table
  std::uint32_t card = none;   // index into IslandMap::cards
};

// Are they set in one size?
bool alike(const Piece& a, const Piece& b);

// A cheap look: has the page several words without letters that stand alone or are set larger than those
// beside them?
bool has_numbers_alone(const SheetLayout& part);

// The pieces of the lines of text, those on slopes last; not those of items and of rows of a table that was
// not known as one. A few more than most_pieces if there are that many.
std::vector<Piece> pieces_of(const SheetLayout& part);

}  // namespace proviso::extract
