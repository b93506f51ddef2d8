#include "extract/layout/islands.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr std::size_t most_pieces = 1500;
constexpr std::size_t least_numbers = 3;  // of a page with a drawing
constexpr float piece_gap = 0.8F;         // of the font size
constexpr float same_size = 1.04F;        // ratio

struct Letters {
  std::size_t all = 0, letters = 0, digits = 0;
};

Letters letters_in(const std::string& text) {
  Letters counts;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, at));
    ++counts.all;
    counts.digits += u_isdigit(c) != 0;
    counts.letters += u_isalpha(c) != 0;
  }
  return counts;
}

// "20", "-1,2", "45%", "€9": digits with their marks, no dates, brackets or ends of sentences. With at most
// two letters: "8-й", "24th", "Q1".
bool says_number(const std::string& text) {
  const Letters counts = letters_in(text);
  if (counts.digits == 0 || counts.letters > 2) return false;
  if (text.find_first_of("()[]{};:/") != std::string::npos || text.back() == '.' || text.back() == ',')
    return false;
  return std::count(text.begin(), text.end(), '.') < 2;
}

// "%" behind a number.
bool is_mark(const std::string& text) { return text == "%" || text == "‰"; }

bool is_number_word(const std::string& text) { return letters_in(text).letters == 0 && says_number(text); }

Piece make_piece(const Line& line, std::size_t index, std::vector<std::size_t> words) {
  constexpr float larger = 1.25F;  // ratio
  const PageWord& first = line.words[words.front()];
  Piece piece{.line = index, .box = first.box, .baseline = first.baseline};
  std::size_t most = 0;
  bool digits = false;
  float number = 0, least = first.size;
  piece.bare = true;
  for (const std::size_t i : words) {
    const PageWord& word = line.words[i];
    const Letters counts = letters_in(word.text);
    unite(piece.box, word.box);
    piece.characters += counts.all;
    const bool says = says_number(word.text);
    digits = digits || counts.digits > 0;
    piece.bare = piece.bare && (says || is_mark(word.text));
    if (says) number = std::max(number, word.size);
    if (!word.raised) least = std::min(least, word.size);
    piece.letters = piece.letters || counts.letters > 0;
    if (counts.all > most) most = counts.all, piece.size = word.size;
  }
  piece.bare = piece.bare && digits;
  piece.letters = piece.letters && !piece.bare;
  piece.large_number = !piece.bare && number > larger * least;
  if (piece.large_number) piece.size = number;
  piece.words = std::move(words);
  return piece;
}

// "3.", "(12)", "7": may number what stands behind it.
bool numbers_list(const Line& line, const Piece& piece) {
  constexpr std::size_t longest = 8;  // bytes
  if (piece.words.size() != 1) return false;
  const std::string& text = line.words[piece.words.front()].text;
  return text.size() <= longest && text.find_first_not_of("0123456789.()[]") == text.npos;
}

bool alike(const Piece& a, const Piece& b) {
  return a.size < same_size * b.size && b.size < same_size * a.size;
}

// An item behind its number.
bool is_item(const Line& line, const std::vector<Piece>& row) {
  return row.size() > 1 && row[0].bare && row[1].letters && alike(row[0], row[1]) &&
         numbers_list(line, row[0]);
}

// A row of a table that was not known as one: what it holds is no drawing.
bool is_table_row(const std::vector<Piece>& row) {
  return row.size() > 2 && row[0].letters && std::all_of(row.begin() + 1, row.end(), [&](const Piece& piece) {
           return piece.bare && alike(piece, row[0]);
         });
}

bool is_mixed_row(const std::vector<Piece>& row) {
  return row[0].letters && std::any_of(row.begin() + 1, row.end(), [&](const Piece& piece) {
           return piece.bare && alike(piece, row[0]);
         });
}

// The words of a line by their base lines: small words beside a large number may stand in two rows. A raised
// number stays with the word that it touches; others are calls of notes and no part of a drawing.
std::vector<std::vector<std::size_t>> rows_of(const Line& line) {
  constexpr float same_row = 0.2F;  // of the font size
  std::vector<std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const PageWord& word = line.words[i];
    if (word.call) continue;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const std::vector<std::size_t>& known) {
      const PageWord& last = line.words[known.back()];
      return std::abs(last.baseline - word.baseline) <= same_row * std::min(last.size, word.size);
    });
    if (row == rows.end() && word.raised && letters_in(word.text).letters == 0) {
      row = std::find_if(rows.begin(), rows.end(), [&](const std::vector<std::size_t>& known) {
        return known.back() + 1 == i && word.box.x0 - line.words[i - 1].box.x1 < same_row * word.size;
      });
      if (row == rows.end()) continue;
    }
    if (row == rows.end()) row = rows.emplace(rows.end());
    row->push_back(i);
  }
  return rows;
}

// The widest white space that is one between words of the row. A justified line has wide ones everywhere.
float widest_space(const Line& line, const std::vector<std::size_t>& row) {
  constexpr float between_words = 0.8F, between_numbers = 0.5F;  // of the font size; wider than in "10 000"
  constexpr float much = 2.2F;                                   // times the narrower ones
  constexpr std::size_t few_words = 5;
  bool numbers = true;
  std::vector<float> gaps;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const PageWord& next = line.words[row[i]];
    numbers = numbers && is_number_word(next.text);
    if (i == 0) continue;
    const PageWord& last = line.words[row[i - 1]];
    gaps.push_back((next.box.x0 - last.box.x1) / std::min(next.size, last.size));
  }
  if (numbers) return between_numbers;
  if (row.size() <= few_words) return between_words;
  const auto narrow = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 4);
  std::nth_element(gaps.begin(), narrow, gaps.end());
  return std::max(between_words, much * *narrow);
}

// Does the edge of a frame stand between two words of a row?
bool parted_by_frame(const std::vector<Box>& frames, const PageWord& last, const PageWord& next) {
  return std::any_of(frames.begin(), frames.end(), [&](const Box& frame) {
    if (frame.bottom < next.box.bottom || frame.top > next.box.top) return false;
    return (frame.x1 > last.box.x1 - 1 && frame.x1 < next.box.x0 + 1) ||
           (frame.x0 > last.box.x1 - 1 && frame.x0 < next.box.x0 + 1);
  });
}

void add_pieces(const Line& line, std::size_t index, const std::vector<Box>& frames,
                std::vector<Piece>& pieces) {
  for (const std::vector<std::size_t>& words : rows_of(line)) {
    const float space = widest_space(line, words);
    std::vector<Piece> row;
    std::vector<std::size_t> open;
    for (const std::size_t i : words) {
      if (!open.empty()) {
        const PageWord &last = line.words[open.back()], &next = line.words[i];
        if (next.box.x0 - last.box.x1 > space * std::min(last.size, next.size) ||
            parted_by_frame(frames, last, next))
          row.push_back(make_piece(line, index, std::exchange(open, {})));
      }
      open.push_back(i);
    }
    row.push_back(make_piece(line, index, std::move(open)));
    if (is_item(line, row) || is_table_row(row)) continue;
    const bool mixed = is_mixed_row(row);
    for (Piece& piece : row) piece.in_row = mixed;
    std::move(row.begin(), row.end(), std::back_inserter(pieces));
  }
}

// A cheap look: words without letters that stand alone or are set larger than those beside them.
bool has_numbers_alone(const SheetLayout& part) {
  constexpr float larger = 1.25F;  // ratio
  std::size_t alone = 0;
  for (const Line& line : part.lines) {
    if (line.role != Role::text) continue;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const PageWord& word = line.words[i];
      const bool number = std::all_of(word.text.begin(), word.text.end(),
                                      [](char c) { return (c > ' ' && c < 'A') || (c & 0x80) != 0; }) &&
                          word.text.find_first_of("0123456789") != std::string::npos;
      if (!number || word.raised) continue;
      const auto apart = [&](const PageWord& left, const PageWord& right) {
        return right.box.x0 - left.box.x1 > piece_gap * std::min(left.size, right.size) ||
               word.size > larger * std::min(left.size, right.size);
      };
      const bool before = i == 0 || apart(line.words[i - 1], word);
      const bool behind = i + 1 == line.words.size() || apart(word, line.words[i + 1]);
      alone += before || behind;
      if (alone >= least_numbers) return true;
    }
  }
  return false;
}

std::vector<Piece> pieces_of(const SheetLayout& part) {
  constexpr std::size_t most_frames = 200;
  constexpr float least_height = 45;  // points
  std::vector<Piece> pieces;
  std::vector<Box> frames;
  for (const Box& frame : part.sheet.frames) {
    if (frame.height() >= least_height && frames.size() < most_frames) frames.push_back(frame);
  }
  for (std::size_t i = 0; i < part.lines.size() && pieces.size() <= most_pieces; ++i) {
    const Line& line = part.lines[i];
    if (line.role == Role::text && line.table == none && !line.words.empty())
      add_pieces(line, i, frames, pieces);
  }
  for (std::size_t i = 0; i < part.slopes.size() && pieces.size() <= most_pieces; ++i) {
    std::vector<std::size_t> words(part.slopes[i].words.size());
    std::iota(words.begin(), words.end(), 0U);
    pieces.push_back(make_piece(part.slopes[i], i, std::move(words)));
    pieces.back().slope = true;
  }
  return pieces;
}

bool holds(const Box& box, const Box& inner) {
  const float x = (inner.x0 + inner.x1) / 2, y = (inner.top + inner.bottom) / 2;
  return box.x0 < x && x < box.x1 && box.top < y && y < box.bottom;
}

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
      return piece.letters && holds(frame, piece.box);
    });
    if (words) cards.push_back(frame);
  }
  std::stable_sort(cards.begin(), cards.end(), [](const Box& a, const Box& b) {
    return a.width() * a.height() < b.width() * b.height();
  });
  for (Piece& piece : pieces) {
    const auto card =
        std::find_if(cards.begin(), cards.end(), [&](const Box& box) { return holds(box, piece.box); });
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

// "2019": a number that dates others.
bool is_year(const SheetLayout& part, const Piece& piece) {
  const Line& line = piece.slope ? part.slopes[piece.line] : part.lines[piece.line];
  const std::string& text = line.words[piece.words.front()].text;
  return piece.words.size() == 1 && text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) &&
         text.find_first_not_of("0123456789") == text.npos;
}

// Does `below` go on with what `above` says? A number alone does not, but the year that a heading ends with
// may have a line to itself.
bool stacks(const SheetLayout& part, const Piece& above, const Piece& below) {
  constexpr float most_ratio = 1.3F, most_gap = 0.55F, most_overlap = 0.6F, least_step = 0.5F;
  if (above.bare || (below.bare && !(alike(above, below) && is_year(part, below)))) return false;
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
  island.year = island.bare && is_year(part, first);
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

// What is left of the reading: boxes with their heights cut down a little, for lines that nearly touch.
void cut(const std::vector<Box>& boxes, std::vector<std::size_t> part, std::vector<std::size_t>& order) {
  constexpr float slack = 0.12F;  // of the box's height, at both ends
  for (const bool down : {true, false}) {
    const auto begin = [&](std::size_t i) {
      return down ? boxes[i].top + slack * boxes[i].height() : boxes[i].x0;
    };
    const auto end = [&](std::size_t i) {
      return down ? boxes[i].bottom - slack * boxes[i].height() : boxes[i].x1;
    };
    std::stable_sort(part.begin(), part.end(),
                     [&](std::size_t a, std::size_t b) { return begin(a) < begin(b); });
    std::vector<std::vector<std::size_t>> strips;
    float reached = 0;
    for (const std::size_t i : part) {
      if (strips.empty() || begin(i) >= reached) strips.emplace_back(), reached = end(i);
      strips.back().push_back(i);
      reached = std::max(reached, end(i));
    }
    if (strips.size() == 1) continue;
    for (std::vector<std::size_t>& strip : strips) {
      if (strip.size() == 1) {
        order.push_back(strip.front());
      } else {
        cut(boxes, std::move(strip), order);
      }
    }
    return;
  }
  std::stable_sort(part.begin(), part.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(boxes[a].top, boxes[a].x0) < std::pair(boxes[b].top, boxes[b].x0);
  });
  order.insert(order.end(), part.begin(), part.end());
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

Gap gap_between(const Box& a, const Box& b) {
  return {std::max({0.0F, a.x0 - b.x1, b.x0 - a.x1}), std::max({0.0F, a.top - b.bottom, b.top - a.bottom})};
}

std::vector<std::size_t> reading_order(const std::vector<Box>& boxes) {
  std::vector<std::size_t> all(boxes.size()), order;
  std::iota(all.begin(), all.end(), 0U);
  if (!all.empty()) cut(boxes, std::move(all), order);
  return order;
}

}  // namespace proviso::extract
