// What a page shows as pieces of text with white space round them, whatever lines and columns they lie in:
// the view that infographics, charts and maps are read in (labels.h).
#pragma once

#include <optional>
#include <vector>

#include "extract/layout/page_layout.h"
#include "extract/layout/pieces.h"

namespace proviso::extract {

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

}  // namespace proviso::extract
