#include "extract/layout/islands.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "extract/layout/boxes.h"
#include "extract/page/utf8.h"
#include "extract/page/word_traits.h"

namespace proviso::extract {
namespace {

// The frames of the sheet that hold words and are not the page's own; puts each piece into the smallest one.
std::vector<Box> cards_of(const Sheet& sheet, std::vector<Piece>& pieces) {
  constexpr float least_width = 60, least_height = 45;  // points
  constexpr std::size_t most_cards = 200;
  std::vector<Box> cards;
  for (const Box& frame : sheet.frames) {
    if (frame.width() < least_width || frame.height() < least_height || cards.size() == most_cards) continue;
    if (frame.width() * frame.height() > 0.6F * sheet.width * sheet.height) continue;
    if (std::find(cards.begin(), cards.end(), frame) != cards.end()) continue;
    const bool words = std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
      return piece.letters && holds_centre(frame, piece.box);
    });
    if (words) cards.push_back(frame);
  }
  std::stable_sort(cards.begin(), cards.end(), [](const Box& a, const Box& b) {
    return a.width() * a.height() < b.width() * b.height();
  });
  for (Piece& piece : pieces) {
    const auto card = std::find_if(cards.begin(), cards.end(),
                                   [&](const Box& box) { return holds_centre(box, piece.box); });
    if (card != cards.end()) piece.card = static_cast<std::uint32_t>(card - cards.begin());
  }
  return cards;
}

// Are they words of one row that the reading of lines has parted, for their base lines differ a little?
bool is_same_row(const Piece& a, const Piece& b) {
  constexpr float most_step = 0.3F, most_gap = 0.7F;  // of the font size
  if (a.slope || b.slope || a.card != b.card || !alike(a, b) || a.bare != b.bare) return false;
  return std::abs(a.baseline - b.baseline) < most_step * a.size &&
         gap_between(a.box, b.box).across < most_gap * a.size;
}

// A number that dates others.
bool is_lone_year(const SheetLayout& part, const Piece& piece) {
  const Line& line = piece.slope ? part.slopes[piece.line] : part.lines[piece.line];
  return piece.words.size() == 1 && is_year(line.words[piece.words.front()].text);
}

// Does `below` go on with what `above` says? A number alone does not, but the year that a heading ends with
// may have a line to itself.
bool stacks(const SheetLayout& part, const Piece& above, const Piece& below) {
  constexpr float most_ratio = 1.3F, most_gap = 0.55F, most_overlap = 0.6F, least_step = 0.5F;
  if (above.bare || (below.bare && !(alike(above, below) && is_lone_year(part, below)))) return false;
  if (above.slope || below.slope || above.card != below.card) return false;
  const float small = std::min(above.size, below.size), large = std::max(above.size, below.size);
  if (large > most_ratio * small || below.baseline - above.baseline < least_step * small) return false;
  const float gap = below.box.top - above.box.bottom;
  if (gap > most_gap * small || gap < -most_overlap * large) return false;
  const float common = std::min(above.box.x1, below.box.x1) - std::max(above.box.x0, below.box.x0);
  const float middles = above.box.x0 + above.box.x1 - below.box.x0 - below.box.x1;
  return common > 0.4F * std::min(above.box.width(), below.box.width()) ||
         std::abs(above.box.x0 - below.box.x0) < 2 || std::abs(middles) < 6;
}

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t i) {
  while (parents[i] != i) i = parents[i] = parents[parents[i]];
  return i;
}

bool begins_with_number(const SheetLayout& part, const Piece& piece) {
  const Line& line = piece.slope ? part.slopes[piece.line] : part.lines[piece.line];
  return is_number_word(line.words[piece.words.front()].text);
}

// Row by row, each from left to right.
void sort_pieces(std::vector<Piece>& pieces) {
  constexpr float same_row = 0.3F;  // of the font size
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.baseline < b.baseline; });
  for (auto from = pieces.begin(); from != pieces.end();) {
    const auto to = std::find_if(from, pieces.end(), [from](const Piece& piece) {
      return piece.baseline - from->baseline > same_row * from->size;
    });
    std::stable_sort(from, to, [](const Piece& a, const Piece& b) { return a.box.x0 < b.box.x0; });
    from = to;
  }
}

// A sentence with its capital and its full stop.
bool is_sentence(const SheetLayout& part, const Island& island) {
  constexpr std::size_t least = 60;  // characters
  const Piece &first = island.pieces.front(), &last = island.pieces.back();
  if (island.characters < least || first.slope || last.slope) return false;
  const std::string& begin = part.lines[first.line].words[first.words.front()].text;
  const std::string& end = part.lines[last.line].words[last.words.back()].text;
  std::size_t at = 0;
  return u_isupper(static_cast<UChar32>(next_character(begin, at))) != 0 &&
         (end.back() == '.' || end.back() == ':');
}

void judge(const SheetLayout& part, Island& island) {
  constexpr std::size_t much_text = 160, long_line = 70, long_lines = 55, few_words = 4;
  sort_pieces(island.pieces);
  const Piece& first = island.pieces.front();
  island.box = first.box, island.size = first.size, island.card = first.card;
  std::size_t longest = 0;
  for (const Piece& piece : island.pieces) {
    unite(island.box, piece.box);
    island.characters += piece.characters;
    island.words += piece.words.size();
    longest = std::max(longest, piece.characters);
  }
  island.bare = island.pieces.size() == 1 && first.bare;
  island.prose = island.characters >= much_text || longest >= long_line ||
                 (island.pieces.size() > 1 && longest >= long_lines) || is_sentence(part, island);
  island.year = island.bare && is_lone_year(part, first);
  const auto large = std::find_if(island.pieces.begin(), island.pieces.end(),
                                  [](const Piece& piece) { return piece.large_number; });
  if (large != island.pieces.end()) island.size = large->size;
  island.number = (island.bare && !island.year) || (large != island.pieces.end() && !island.prose);
  island.opens_with_number =
      !island.prose && !island.bare && island.words <= few_words && begins_with_number(part, first);
}

// What stands right beside running text, as after a wide space, is part of it.
void leave_to_text(const std::vector<Island>& islands, Island& island) {
  constexpr float near = 2;  // of the font size
  if (!island.number) return;
  island.number = std::none_of(islands.begin(), islands.end(), [&](const Island& text) {
    if (!text.prose) return false;
    const Gap gap = gap_between(text.box, island.box);
    return gap.down == 0 && gap.across < near * text.size;
  });
}

std::vector<Island> islands_of(const SheetLayout& part, const std::vector<Piece>& pieces) {
  std::vector<std::size_t> order(pieces.size()), parents(pieces.size());
  std::iota(order.begin(), order.end(), 0U);
  parents = order;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return pieces[a].box.top < pieces[b].box.top; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Piece& above = pieces[order[i]];
    for (std::size_t k = i + 1; k < order.size(); ++k) {
      const Piece& below = pieces[order[k]];
      if (below.box.top > above.box.bottom + above.size) break;
      if (stacks(part, above, below) || is_same_row(above, below))
        parents[root_of(parents, order[k])] = root_of(parents, order[i]);
    }
  }
  std::vector<Island> islands;
  std::vector<std::size_t> of_root(pieces.size(), pieces.size());
  for (const std::size_t i : order) {
    const std::size_t root = root_of(parents, i);
    if (of_root[root] == pieces.size()) {
      of_root[root] = islands.size();
      islands.emplace_back();
    }
    islands[of_root[root]].pieces.push_back(pieces[i]);
  }
  for (Island& island : islands) judge(part, island);
  for (Island& island : islands) leave_to_text(islands, island);
  return islands;
}

// Numbers behind words of their line are those of a table that was not known as one.
void leave_to_rows(const SheetLayout& part, Island& island) {
  const Piece& piece = island.pieces.front();
  if (!island.number || !island.bare || piece.slope) return;
  const Line& line = part.lines[piece.line];
  std::size_t numbers = 0;
  bool words = false;
  for (const PageWord& word : line.words) {
    if (word.size > same_size * piece.size || piece.size > same_size * word.size) continue;
    numbers += says_number(word.text);
    words = words || (word.box.x0 < piece.box.x0 && letters_in(word.text).letters > 2);
  }
  island.number = numbers < 2 || !words;
}

bool is_drawing(const IslandMap& map, const BodyStyle& body) {
  constexpr std::size_t most_of_card = 8;  // numbers; a frame with more is that of a table or a chart
  std::vector<std::size_t> numbers(map.cards.size(), 0);
  for (const Island& island : map.islands) {
    if (island.number && island.card != none) ++numbers[island.card];
  }
  std::size_t loose = 0, framed = 0, large = 0;
  for (const Island& island : map.islands) {
    if (!island.prose) loose += island.characters;
    framed += island.number && island.card != none && numbers[island.card] <= most_of_card;
    large += island.number && island.size >= large_type * body.size;
  }
  constexpr std::size_t least_framed = 2, least_large = 3;
  return loose * 2 > map.characters && (framed >= least_framed || large >= least_large);
}

}  // namespace

std::optional<IslandMap> islands_of(const SheetLayout& part, const BodyStyle& body) {
  if (part.slopes.empty() && !has_numbers_alone(part)) return {};
  std::vector<Piece> pieces = pieces_of(part);
  if (pieces.size() > most_pieces) return {};
  IslandMap map;
  for (const Line& line : part.lines) {
    if (line.role != Role::text) continue;
    for (const PageWord& word : line.words) map.characters += letters_in(word.text).all;
  }
  map.cards = cards_of(part.sheet, pieces);
  map.islands = islands_of(part, pieces);
  map.drawn = is_drawing(map, body);
  if (!map.drawn) {
    std::erase_if(pieces, [](const Piece& piece) { return piece.in_row; });
    map.islands = islands_of(part, pieces);
    for (Island& island : map.islands) leave_to_rows(part, island);
  }
  map.numbers = static_cast<std::size_t>(std::count_if(map.islands.begin(), map.islands.end(),
                                                       [](const Island& island) { return island.number; }));
  return map;
}

}  // namespace proviso::extract
