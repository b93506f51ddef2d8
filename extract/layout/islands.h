// What a page shows as pieces of text with white space round them, whatever lines and columns they lie in:
// the view that infographics, charts and maps are read in (labels.h).
#pragma once

#include <optional>
#include <vector>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

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

// Pieces that stand below each other in one type: a statement of several lines, or one number.
struct Island {
  std::vector<Piece> pieces = {};  // in reading order
  Box box = {};
  float size = 0;  // of the first piece; of its number, if that is larger
  std::size_t characters = 0, words = 0;
  bool bare = false;               // a number and nothing else
  bool year = false;               // a year and nothing else
  bool number = false;             // a number that other words explain
  bool opens_with_number = false;  // has few words, the first of them a number of their size
  bool prose = false;              // running text: long, or of long lines
  std::uint32_t card = none;
};

struct IslandMap {
  std::vector<Island> islands = {};
  std::vector<Box> cards = {};  // frames that hold words
  std::size_t characters = 0;   // of all lines of text, with those that are part of no island
  std::size_t numbers = 0;      // islands that are numbers
  bool drawn = false;           // the page is little else than large or framed numbers with their words
};

// nullopt if the page has few numbers that stand alone, or more pieces than any drawing made for people.
std::optional<IslandMap> islands_of(const SheetLayout& part, const BodyStyle& body);

inline constexpr float large_type = 1.3F;  // of the body's size: that of numbers to be seen

// How far apart two boxes are across and down; 0 where they overlap.
struct Gap {
  float across = 0, down = 0;
};
Gap gap_between(const Box& a, const Box& b);

// The indices of `boxes` in the order in which a person reads what they hold: cut along white strips, from
// top to bottom before from left to right.
std::vector<std::size_t> reading_order(const std::vector<Box>& boxes);

}  // namespace proviso::extract
