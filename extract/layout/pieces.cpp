#include "extract/layout/pieces.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr std::size_t least_numbers = 3;  // of a page with a drawing
constexpr float piece_gap = 0.8F;         // of the font size

// "%" behind a number.
bool is_mark(const std::string& text) { return text == "%" || text == "‰"; }

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

}  // namespace

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

bool says_number(const std::string& text) {
  const Letters counts = letters_in(text);
  if (counts.digits == 0 || counts.letters > 2) return false;
  if (text.find_first_of("()[]{};:/") != std::string::npos || text.back() == '.' || text.back() == ',')
    return false;
  return std::count(text.begin(), text.end(), '.') < 2;
}

bool is_number_word(const std::string& text) { return letters_in(text).letters == 0 && says_number(text); }

bool alike(const Piece& a, const Piece& b) {
  return a.size < same_size * b.size && b.size < same_size * a.size;
}

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

}  // namespace proviso::extract
