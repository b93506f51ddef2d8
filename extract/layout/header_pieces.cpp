#include "extract/layout/header_pieces.h"

#include <algorithm>
#include <cmath>

namespace proviso::extract {
namespace {

class PieceReader {
 public:
  explicit PieceReader(const HeaderFrame& frame) : frame_(frame) {}

  std::vector<HeaderPiece> read(const std::vector<const Line*>& lines) {
    for (const Line* line : lines) add(*line);
    for (const Line* line : frame_.turned) add_turned(*line);
    std::stable_sort(pieces_.begin(), pieces_.end(), [](const HeaderPiece& a, const HeaderPiece& b) {
      return std::pair(a.top, a.cell.x0) < std::pair(b.top, b.cell.x0);
    });
    return std::move(pieces_);
  }

 private:
  // The line's pieces; words that stand a little apart and over columns of their own are pieces of their own.
  std::vector<AlignedCell> split(const Line& line) const {
    constexpr float wide_space = 0.55F, space = 0.4F;  // of the font size
    std::vector<AlignedCell> pieces;
    for (AlignedCell& cell : cells_of(line)) {
      const std::size_t from = pieces.size();
      const float apart_by = line.size * (a_column_each(cell) ? space : wide_space);
      for (PageWord& word : cell.words) {
        const bool apart = pieces.size() > from && !word.raised &&
                           word.box.x0 - pieces.back().x1 > apart_by &&
                           nearest(frame_.columns, (word.box.x0 + word.box.x1) / 2) !=
                               nearest(frame_.columns, (pieces.back().x0 + pieces.back().x1) / 2);
        if (pieces.size() == from || apart)
          pieces.push_back({.words = {}, .x0 = word.box.x0, .x1 = word.box.x1});
        pieces.back().x1 = std::max(pieces.back().x1, word.box.x1);
        pieces.back().words.push_back(std::move(word));
      }
    }
    return pieces;
  }

  // Does each word stand nearest to a column of its own?
  bool a_column_each(const AlignedCell& cell) const {
    if (cell.words.front().text.starts_with('(')) return false;
    for (std::size_t i = 1; i < cell.words.size(); ++i) {
      const Box &before = cell.words[i - 1].box, &own = cell.words[i].box;
      if (nearest(frame_.columns, (before.x0 + before.x1) / 2) ==
          nearest(frame_.columns, (own.x0 + own.x1) / 2))
        return false;
    }
    return true;
  }

  void add(const Line& line) {
    const std::vector<AlignedCell> pieces = split(line);
    const std::size_t known = pieces_.size();
    const bool level = begins_level(line, pieces.size());
    for (const AlignedCell& cell : pieces) {
      HeaderPiece* piece = level ? nullptr : goes_on_from(line, cell, known);
      if (piece == nullptr) {
        pieces_.push_back({.cell = cell, .top = line.baseline, .size = line.size});
        pieces_.back().bracketed = cell.words.front().text.starts_with('(');
        piece = &pieces_.back();
      }
      piece->cell.x0 = std::min(piece->cell.x0, cell.x0);
      piece->cell.x1 = std::max(piece->cell.x1, cell.x1);
      piece->baseline = line.baseline;
      piece->lines.push_back(cell.words);
    }
    last_ = line.baseline;
  }

  // A line on its side belongs to the column over which it stands.
  void add_turned(const Line& line) {
    const Strip& column = frame_.columns[nearest(frame_.columns, (line.box.x0 + line.box.x1) / 2)];
    for (HeaderPiece& piece : pieces_) {
      if (!piece.turned || piece.middle() != column.middle()) continue;
      if (line.box.top > piece.baseline || line.box.bottom < piece.top) continue;
      piece.top = std::min(piece.top, line.box.top);
      piece.baseline = std::max(piece.baseline, line.box.bottom);
      piece.lines.push_back(line.words);
      return;
    }
    pieces_.push_back({.cell = {.words = line.words, .x0 = column.x0, .x1 = column.x1},
                       .top = line.box.top,
                       .baseline = line.box.bottom,
                       .size = line.size,
                       .lines = {line.words},
                       .turned = true});
  }

  // Does the line above share out all columns among fewer pieces? Then this one names the columns one by one.
  bool begins_level(const Line& line, std::size_t count) const {
    std::vector<const HeaderPiece*> above;
    for (const HeaderPiece& piece : pieces_) {
      if (piece.baseline == last_) above.push_back(&piece);
    }
    const float distance = (line.baseline - last_) / line.size;
    if (above.empty() || above.size() >= count || distance > leading || distance < least_leading)
      return false;
    std::size_t covered = 0, groups = 0;
    for (std::size_t i = 0; i < above.size(); ++i) {
      const auto [first, last] = columns_around(frame_, above, i);
      covered += last - first + 1;
      groups += last > first;
    }
    return groups * 2 >= above.size() && covered + 2 > frame_.columns.size();
  }

  // The piece above that `cell` goes on with: close above it and over the same columns, no rule between.
  HeaderPiece* goes_on_from(const Line& line, const AlignedCell& cell, std::size_t known) {
    for (std::size_t k = known; k-- > 0;) {
      HeaderPiece& above = pieces_[k];
      const float distance = line.baseline - above.baseline;
      if (distance > leading * line.size || distance < least_leading * line.size) continue;
      const float near = 0.5F * line.size;
      if (cell.x0 > above.cell.x1 + near || above.cell.x0 - near > cell.x1) continue;
      if (is_within(cell, above, known) && !is_ruled(above, line, cell)) return &above;
    }
    return nullptr;
  }

  // Does `cell` stand over the columns of the piece above it, and over no more but such as no other piece
  // has?
  bool is_within(const AlignedCell& cell, const HeaderPiece& above, std::size_t known) const {
    const auto [first, last] = over(frame_.columns, cell);
    const auto [from, to] = over(frame_.columns, above.cell);
    if (first >= from && last <= to) return true;
    if (from == to || first > from || last < to) return false;
    return std::none_of(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(known),
                        [&, first = first, last = last](const HeaderPiece& other) {
                          const auto [left, right] = over(frame_.columns, other.cell);
                          return &other != &above && left <= last && first <= right;
                        });
  }

  bool is_ruled(const HeaderPiece& above, const Line& line, const AlignedCell& cell) const {
    const float middle = (cell.x0 + cell.x1) / 2;
    return std::any_of(frame_.rules.begin(), frame_.rules.end(), [&](const RuledLine& rule) {
      return rule.horizontal() && rule.y0 > above.baseline - 1 &&
             rule.y0 < line.baseline - 0.4F * line.size && rule.x0 < middle && rule.x1 > middle;
    });
  }

  // Shares of the font size: the lines of one cell stand this close, and no closer.
  static constexpr float leading = 1.45F, least_leading = 0.7F;

  const HeaderFrame& frame_;
  std::vector<HeaderPiece> pieces_;
  float last_ = 0;  // base line of the line before
};

// Does the cell stand over the middle of each of the columns?
bool covers_middles(const std::vector<Strip>& columns, const AlignedCell& cell,
                    std::pair<std::size_t, std::size_t> range) {
  for (std::size_t k = range.first; k <= range.second; ++k) {
    if (columns[k].middle() < cell.x0 || columns[k].middle() > cell.x1) return false;
  }
  return true;
}

}  // namespace

std::vector<HeaderPiece> header_pieces(const std::vector<const Line*>& lines, const HeaderFrame& frame) {
  return PieceReader(frame).read(lines);
}

std::pair<std::size_t, std::size_t> over(const std::vector<Strip>& columns, const AlignedCell& cell) {
  std::size_t first = columns.size(), last = 0, nearest = 0;
  float distance = 1e9F;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].x0 < cell.x1 && cell.x0 < columns[i].x1) first = std::min(first, i), last = i;
    const float away = std::max(columns[i].x0 - cell.x1, cell.x0 - columns[i].x1);
    if (away < distance) distance = away, nearest = i;
  }
  if (first == columns.size()) return {nearest, nearest};
  return {first, last};
}

std::size_t nearest(const std::vector<Strip>& columns, float x) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < columns.size(); ++i) {
    if (std::abs(columns[i].middle() - x) < std::abs(columns[best].middle() - x)) best = i;
  }
  return best;
}

bool covers_labels(const HeaderFrame& frame, const HeaderPiece& piece) {
  return frame.labels && frame.columns.size() > 1 && piece.cell.x0 < frame.columns[0].x1 &&
         piece.cell.x1 < frame.columns[1].middle();
}

std::pair<std::size_t, std::size_t> columns_around(const HeaderFrame& frame,
                                                   const std::vector<const HeaderPiece*>& row,
                                                   std::size_t i) {
  const std::vector<Strip>& columns = frame.columns;
  const float middle = row[i]->middle();
  float reach = 1e9F;
  if (i > 0 && !covers_labels(frame, *row[i - 1]))
    reach = std::min(reach, (middle - row[i - 1]->middle()) / 2);
  if (i + 1 < row.size()) reach = std::min(reach, (row[i + 1]->middle() - middle) / 2);
  const std::pair<std::size_t, std::size_t> own =
      own_columns(columns, row[i]->cell, nearest(columns, middle));
  if (covers_labels(frame, *row[i]) || reach > 1e8F) return own;
  std::pair<std::size_t, std::size_t> range = own;
  for (std::size_t k = frame.labels ? 1 : 0; k < columns.size(); ++k) {
    if (std::abs(columns[k].middle() - middle) > reach) continue;
    range.first = std::min(range.first, k);
    range.second = std::max(range.second, k);
  }
  const Strip whole{columns[range.first].x0, columns[range.second].x1};
  const float column = (whole.x1 - whole.x0) / static_cast<float>(range.second - range.first + 1);
  constexpr float off = 0.6F;  // of a column's width
  return std::abs(whole.middle() - middle) <= off * column ? range : own;
}

std::pair<std::size_t, std::size_t> own_columns(const std::vector<Strip>& columns, const AlignedCell& cell,
                                                std::size_t home) {
  const std::pair<std::size_t, std::size_t> own = over(columns, cell);
  if (own.first == own.second) return own;
  return covers_middles(columns, cell, own) ? own : std::pair(home, home);
}

}  // namespace proviso::extract
