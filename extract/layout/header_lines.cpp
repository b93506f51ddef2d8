#include "extract/layout/header_lines.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

// A piece of a header cell, and then the whole of it.
struct Piece {
  AlignedCell cell = {};
  float top = 0, baseline = 0;  // base lines of its first and last line
  std::vector<std::vector<PageWord>> lines = {};
  bool bracketed = false;  // begins with a bracket
  float middle() const { return (cell.x0 + cell.x1) / 2; }
};

class HeaderReader {
 public:
  explicit HeaderReader(const HeaderFrame& frame)
      : columns_(frame.columns), labels_(frame.labels), rules_(frame.rules) {}

  std::vector<HeaderCell> read(const std::vector<const Line*>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) add(*lines[i]);
    std::stable_sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
      return std::pair(a.top, a.cell.x0) < std::pair(b.top, b.cell.x0);
    });
    for (std::size_t from = 0; from < pieces_.size();) {
      std::size_t to = from;
      while (to < pieces_.size() && pieces_[to].top == pieces_[from].top) ++to;
      place(from, to);
      from = to;
    }
    return std::move(cells_);
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
        const bool apart =
            pieces.size() > from && !word.raised && word.box.x0 - pieces.back().x1 > apart_by &&
            nearest((word.box.x0 + word.box.x1) / 2) != nearest((pieces.back().x0 + pieces.back().x1) / 2);
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
      if (nearest((before.x0 + before.x1) / 2) == nearest((own.x0 + own.x1) / 2)) return false;
    }
    return true;
  }

  std::size_t nearest(float x) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < columns_.size(); ++i) {
      if (std::abs(columns_[i].middle() - x) < std::abs(columns_[best].middle() - x)) best = i;
    }
    return best;
  }

  void add(const Line& line) {
    const std::vector<AlignedCell> pieces = split(line);
    const std::size_t known = pieces_.size();
    const bool level = begins_level(line, pieces.size());
    for (const AlignedCell& cell : pieces) {
      Piece* piece = level ? nullptr : goes_on_from(line, cell, known);
      if (piece == nullptr) {
        pieces_.push_back({.cell = cell, .top = line.baseline});
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

  // Does the line above share out all columns among fewer pieces? Then this one names the columns one by one.
  bool begins_level(const Line& line, std::size_t count) const {
    std::vector<const Piece*> above;
    for (const Piece& piece : pieces_) {
      if (piece.baseline == last_) above.push_back(&piece);
    }
    const float distance = (line.baseline - last_) / line.size;
    if (above.empty() || above.size() >= count || distance > leading || distance < least_leading)
      return false;
    std::size_t covered = 0, groups = 0;
    for (std::size_t i = 0; i < above.size(); ++i) {
      const auto [first, last] = range_of(above, i);
      covered += last - first + 1;
      groups += last > first;
    }
    return groups * 2 >= above.size() && covered + 2 > columns_.size();
  }

  // The piece above that `cell` goes on with: close above it and over the same columns, no rule between.
  Piece* goes_on_from(const Line& line, const AlignedCell& cell, std::size_t known) {
    for (std::size_t k = known; k-- > 0;) {
      Piece& above = pieces_[k];
      const float distance = line.baseline - above.baseline;
      if (distance > leading * line.size || distance < least_leading * line.size) continue;
      const float near = 0.5F * line.size;
      if (cell.x0 > above.cell.x1 + near || above.cell.x0 - near > cell.x1) continue;
      const auto [first, last] = over(columns_, cell);
      const auto [from, to] = over(columns_, above.cell);
      if (first >= from && last <= to && !is_ruled(above, line, cell)) return &above;
    }
    return nullptr;
  }

  bool is_ruled(const Piece& above, const Line& line, const AlignedCell& cell) const {
    const float middle = (cell.x0 + cell.x1) / 2;
    return std::any_of(rules_.begin(), rules_.end(), [&](const RuledLine& rule) {
      return rule.horizontal() && rule.y0 > above.baseline - 1 &&
             rule.y0 < line.baseline - 0.4F * line.size && rule.x0 < middle && rule.x1 > middle;
    });
  }

  // The columns that lie around piece `i`, with it in their middle, as far as half way to its neighbours.
  std::pair<std::size_t, std::size_t> range_of(const std::vector<const Piece*>& row, std::size_t i) const {
    const float middle = row[i]->middle();
    float reach = 1e9F;
    if (i > 0 && !covers_labels(*row[i - 1])) reach = std::min(reach, (middle - row[i - 1]->middle()) / 2);
    if (i + 1 < row.size()) reach = std::min(reach, (row[i + 1]->middle() - middle) / 2);
    const std::pair<std::size_t, std::size_t> own = own_columns(row[i]->cell, nearest(middle));
    if (covers_labels(*row[i]) || reach > 1e8F) return own;
    std::pair<std::size_t, std::size_t> range = own;
    for (std::size_t k = labels_ ? 1 : 0; k < columns_.size(); ++k) {
      if (std::abs(columns_[k].middle() - middle) > reach) continue;
      range.first = std::min(range.first, k);
      range.second = std::max(range.second, k);
    }
    const Strip whole{columns_[range.first].x0, columns_[range.second].x1};
    const float column = (whole.x1 - whole.x0) / static_cast<float>(range.second - range.first + 1);
    constexpr float off = 0.6F;  // of a column's width
    return std::abs(whole.middle() - middle) <= off * column ? range : own;
  }

  // The columns over the middle of which the piece stands, or `home`.
  std::pair<std::size_t, std::size_t> own_columns(const AlignedCell& cell, std::size_t home) const {
    const std::pair<std::size_t, std::size_t> own = over(columns_, cell);
    if (own.first == own.second) return own;
    return covers_middles(cell, own) ? own : std::pair(home, home);
  }

  bool covers_labels(const Piece& piece) const {
    return labels_ && columns_.size() > 1 && piece.cell.x0 < columns_[0].x1 &&
           piece.cell.x1 < columns_[1].middle();
  }

  // Does a header cell that stands alone hold for all columns: a unit, or a name in the middle over them?
  bool holds_for_all(const Piece& piece) const {
    std::string text;
    for (const PageWord& word : piece.lines.front()) text += (text.empty() ? "" : " ") + word.text;
    constexpr float middle = 0.06F;  // of the width
    const Strip all{columns_[labels_ ? 1 : 0].x0, columns_.back().x1};
    const float shift = std::abs(piece.middle() - all.middle());
    const bool unit = text.starts_with('(') || text.ends_with('%') || !unit_in(text).empty();
    return (unit && piece.lines.size() == 1) || shift < middle * (all.x1 - all.x0);
  }

  // A column for each piece of a row, from left to right, no two the same where there are enough: the
  // nearest.
  std::vector<std::size_t> homes_of(const std::vector<const Piece*>& row) const {
    const std::size_t columns = columns_.size(), none_left = columns;
    std::vector<std::size_t> homes(row.size());
    if (row.size() > columns) {
      for (std::size_t i = 0; i < row.size(); ++i) homes[i] = nearest(row[i]->middle());
      return homes;
    }
    // cost[i][k]: of the pieces from i on, if they stand over the columns from k on.
    std::vector<std::vector<float>> cost(row.size() + 1, std::vector<float>(columns + 1, 1e9F));
    std::fill(cost.back().begin(), cost.back().end(), 0.0F);
    const auto off = [&](std::size_t i, std::size_t k) {
      return covers_labels(*row[i]) && k == 0 ? 0 : std::abs(columns_[k].middle() - row[i]->middle());
    };
    for (std::size_t i = row.size(); i-- > 0;) {
      for (std::size_t k = none_left; k-- > 0;)
        cost[i][k] = std::min(cost[i][k + 1], off(i, k) + cost[i + 1][k + 1]);
    }
    for (std::size_t i = 0, k = 0; i < row.size(); ++i, ++k) {
      while (cost[i][k] == cost[i][k + 1]) ++k;
      homes[i] = k;
    }
    return homes;
  }

  // All columns, or those around the piece that are nearer to it than to another unit in brackets.
  std::pair<std::size_t, std::size_t> around(const Piece& piece) const {
    const float middle = piece.middle();
    float reach = 1e9F;
    for (const Piece& other : pieces_) {
      constexpr float share = 0.75F;
      if (other.bracketed && &other != &piece) reach = std::min(reach, share * std::abs(middle - other.middle()));
    }
    const std::size_t home = nearest(middle), begin = labels_ ? 1 : 0;
    if (reach > 1e8F) return {begin, columns_.size() - 1};
    std::pair range(home, home);
    for (std::size_t k = begin; k < columns_.size(); ++k) {
      if (std::abs(columns_[k].middle() - middle) > reach) continue;
      range = {std::min(range.first, k), std::max(range.second, k)};
    }
    return range;
  }

  // Is each of the columns named by a piece of another line, too?
  bool named_elsewhere(std::size_t first, std::size_t last, float top) const {
    for (std::size_t k = first; k <= last; ++k) {
      const bool named = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
        const auto [from, to] = over(columns_, piece.cell);
        return piece.top != top && from <= k && k <= to;
      });
      if (!named) return false;
    }
    return true;
  }

  // Places the pieces [from, to), which begin on one line, in rows below what stands above them.
  void place(std::size_t from, std::size_t to) {
    std::vector<const Piece*> row;
    for (std::size_t i = from; i < to; ++i) row.push_back(&pieces_[i]);
    const std::size_t names = row.size() - (covers_labels(*row.front()) ? 1 : 0);
    const std::vector<std::size_t> homes = homes_of(row);
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::pair<std::size_t, std::size_t> own = own_columns(row[i]->cell, homes[i]);
      if (own.first == own.second) own = {homes[i], homes[i]};
      std::pair<std::size_t, std::size_t> range = own;
      if (names == 1 && !covers_labels(*row[i]) && columns_.size() > 3 && holds_for_all(*row[i])) {
        range = around(*row[i]);
      } else if (names > 1) {
        range = range_of(row, i);
        if (!named_elsewhere(range.first, range.second, row[i]->top)) range = own;
      }
      put(pieces_[from + i], range.first, range.second);
    }
  }

  // Does the piece stand over the middle of each of the columns?
  bool covers_middles(const AlignedCell& cell, std::pair<std::size_t, std::size_t> range) const {
    for (std::size_t k = range.first; k <= range.second; ++k) {
      if (columns_[k].middle() < cell.x0 || columns_[k].middle() > cell.x1) return false;
    }
    return true;
  }

  void put(Piece& piece, std::size_t first, std::size_t last) {
    HeaderCell header{.row = 0, .first = first, .last = last, .lines = std::move(piece.lines)};
    for (const HeaderCell& above : cells_) {
      if (above.first <= last && first <= above.last)
        header.row = std::max<std::uint16_t>(header.row, static_cast<std::uint16_t>(above.row + 1));
    }
    cells_.push_back(std::move(header));
  }

  // Shares of the font size: the lines of one cell stand this close, and no closer.
  static constexpr float leading = 1.45F, least_leading = 0.7F;

  const std::vector<Strip>& columns_;
  bool labels_;
  const std::vector<RuledLine>& rules_;
  std::vector<Piece> pieces_;
  std::vector<HeaderCell> cells_;
  float last_ = 0;  // base line of the line before
};

}  // namespace

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

std::vector<HeaderCell> header_cells(const std::vector<const Line*>& lines, const HeaderFrame& frame) {
  return HeaderReader(frame).read(lines);
}

}  // namespace proviso::extract
