#include "extract/layout/header_lines.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "extract/layout/strokes.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

using Range = std::pair<std::size_t, std::size_t>;  // of columns, first and last

class HeaderReader {
 public:
  explicit HeaderReader(const HeaderFrame& frame) : frame_(frame) {}

  std::vector<HeaderCell> read(const std::vector<const Line*>& lines) {
    pieces_ = header_pieces(lines, frame_);
    if (pieces_.empty()) return {};
    read_rules();
    for (std::size_t from = 0; from < pieces_.size();) {
      std::size_t to = from;
      while (to < pieces_.size() && pieces_[to].top == pieces_[from].top) ++to;
      place(from, to);
      from = to;
    }
    return std::move(cells_);
  }

 private:
  // The horizontal rules at the height of the header.
  void read_rules() {
    float top = pieces_.front().top, bottom = top;
    for (const HeaderPiece& piece : pieces_) bottom = std::max(bottom, piece.baseline + 2 * piece.size);
    std::vector<Stroke> strokes;
    for (const RuledLine& rule : frame_.rules) {
      const float y = (rule.y0 + rule.y1) / 2;
      if (rule.horizontal() && y > top && y < bottom) strokes.push_back({y, rule.x0, rule.x1});
    }
    strokes_ = joined(std::move(strokes));
    std::vector<Stroke> walls;
    for (const RuledLine& rule : frame_.rules) {
      if (!rule.horizontal() && rule.y1 > top && rule.y0 < bottom)
        walls.push_back({(rule.x0 + rule.x1) / 2, rule.y0, rule.y1});
    }
    walls_ = joined(std::move(walls));
  }

  // Does a header cell that stands alone hold for all columns: a unit, or a name in the middle over them?
  bool holds_for_all(const HeaderPiece& piece) const {
    std::string text;
    for (const PageWord& word : piece.lines.front()) text += (text.empty() ? "" : " ") + word.text;
    constexpr float middle = 0.06F;  // of the width
    const Strip all{frame_.columns[frame_.labels ? 1 : 0].x0, frame_.columns.back().x1};
    const float shift = std::abs(piece.middle() - all.middle());
    const bool unit = text.starts_with('(') || text.ends_with('%') || !unit_in(text).empty();
    return (unit && piece.lines.size() == 1) || shift < middle * (all.x1 - all.x0);
  }

  // A column for each piece of a row, from left to right, no two the same where there are enough: the
  // nearest.
  std::vector<std::size_t> homes_of(const std::vector<const HeaderPiece*>& row) const {
    const std::size_t columns = frame_.columns.size(), none_left = columns;
    std::vector<std::size_t> homes(row.size());
    if (row.size() > columns) {
      for (std::size_t i = 0; i < row.size(); ++i) homes[i] = nearest(frame_.columns, row[i]->middle());
      return homes;
    }
    // cost[i][k]: of the pieces from i on, if they stand over the columns from k on.
    std::vector<std::vector<float>> cost(row.size() + 1, std::vector<float>(columns + 1, 1e9F));
    std::fill(cost.back().begin(), cost.back().end(), 0.0F);
    const auto off = [&](std::size_t i, std::size_t k) {
      return covers_labels(frame_, *row[i]) && k == 0
                 ? 0
                 : std::abs(frame_.columns[k].middle() - row[i]->middle());
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
  Range around(const HeaderPiece& piece) const {
    const float middle = piece.middle();
    float reach = 1e9F;
    for (const HeaderPiece& other : pieces_) {
      constexpr float share = 0.75F;
      if (other.bracketed && &other != &piece)
        reach = std::min(reach, share * std::abs(middle - other.middle()));
    }
    const std::size_t home = nearest(frame_.columns, middle), begin = frame_.labels ? 1 : 0;
    if (reach > 1e8F) return {begin, frame_.columns.size() - 1};
    std::pair range(home, home);
    for (std::size_t k = begin; k < frame_.columns.size(); ++k) {
      if (std::abs(frame_.columns[k].middle() - middle) > reach) continue;
      range = {std::min(range.first, k), std::max(range.second, k)};
    }
    return range;
  }

  // Is each of the columns named by a piece of another line, too?
  bool named_elsewhere(std::size_t first, std::size_t last, float top) const {
    for (std::size_t k = first; k <= last; ++k) {
      const bool named = std::any_of(pieces_.begin(), pieces_.end(), [&](const HeaderPiece& piece) {
        const auto [from, to] = over(frame_.columns, piece.cell);
        return piece.top != top && from <= k && k <= to;
      });
      if (!named) return false;
    }
    return true;
  }

  // Does another piece over one of the columns stand at the height of this one?
  bool shares_height(const HeaderPiece& piece, Range range) const {
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const HeaderPiece& other) {
      if (&other == &piece || other.top > piece.baseline || other.baseline < piece.top) return false;
      const auto [first, last] = over(frame_.columns, other.cell);
      return first <= range.second && range.first <= last;
    });
  }

  // The columns that the rule right below the piece reaches over, if it stands above this rule alone.
  std::optional<Range> ruled_range(const HeaderPiece& piece) const {
    constexpr float deepest = 1.3F;  // of the font size below the base line
    for (const Stroke& rule : strokes_) {
      if (rule.at < piece.baseline || rule.at > piece.baseline + deepest * piece.size) continue;
      if (piece.cell.x0 < rule.from - piece.size || piece.cell.x1 > rule.to + piece.size) continue;
      const bool alone = std::none_of(pieces_.begin(), pieces_.end(), [&](const HeaderPiece& other) {
        return &other != &piece && other.baseline >= piece.top && other.top < rule.at &&
               other.middle() > rule.from && other.middle() < rule.to;
      });
      return alone ? columns_under(rule) : std::nullopt;
    }
    return {};
  }

  // The columns between the rules left and right of the piece, if it stands in the middle between them,
  // alone.
  std::optional<Range> walled_range(const HeaderPiece& piece) const {
    const float y = piece.top - piece.size / 2;
    float left = -1e9F, right = 1e9F;
    for (const Stroke& wall : walls_) {
      if (wall.from > y || wall.to < y) continue;
      if (wall.at <= piece.cell.x0 + 1) left = std::max(left, wall.at);
      if (wall.at >= piece.cell.x1 - 1) right = std::min(right, wall.at);
    }
    const bool alone = std::none_of(pieces_.begin(), pieces_.end(), [&](const HeaderPiece& other) {
      return &other != &piece && other.baseline >= piece.top - piece.size && other.top <= piece.baseline &&
             other.middle() > left && other.middle() < right;
    });
    if (left < -1e8F || !alone) return {};
    const float end = right > 1e8F ? frame_.columns.back().x1 + 1 : right;
    constexpr float off_middle = 0.15F;  // of the width
    if (std::abs((left + end) / 2 - piece.middle()) > off_middle * (end - left)) return {};
    Range range(frame_.columns.size(), 0);
    for (std::size_t k = frame_.labels ? 1 : 0; k < frame_.columns.size(); ++k) {
      const float middle = frame_.columns[k].middle();
      if (middle > left && middle < end) range = {std::min(range.first, k), k};
    }
    return range.first < frame_.columns.size() ? std::optional(range) : std::nullopt;
  }

  // The columns whose middle lies below the rule; nothing for a single one, or if the labels are among them.
  std::optional<Range> columns_under(const Stroke& rule) const {
    const std::vector<Strip>& columns = frame_.columns;
    if (frame_.labels && rule.from < columns[0].middle()) return {};
    Range range(columns.size(), 0);
    for (std::size_t k = frame_.labels ? 1 : 0; k < columns.size(); ++k) {
      if (columns[k].middle() < rule.from || columns[k].middle() > rule.to) continue;
      range = {std::min(range.first, k), k};
    }
    return range.first < range.second ? std::optional(range) : std::nullopt;
  }

  // The columns of piece `i` of those that begin on one line; `home` is the one that is its own by order.
  Range range_of(const std::vector<const HeaderPiece*>& row, std::size_t i, std::size_t home) const {
    const HeaderPiece& piece = *row[i];
    const bool label = covers_labels(frame_, piece);
    const std::size_t names = row.size() - (covers_labels(frame_, *row.front()) ? 1 : 0);
    if (piece.turned) home = nearest(frame_.columns, piece.middle());
    if (piece.turned) return {home, home};
    if (const std::optional<Range> ruled = label ? std::nullopt : ruled_range(piece)) return *ruled;
    if (const std::optional<Range> walled = label ? std::nullopt : walled_range(piece)) return *walled;
    Range own = own_columns(frame_.columns, piece.cell, home);
    if (own.first == own.second) own = {home, home};
    if (names == 1 && !label && frame_.columns.size() > 3 && holds_for_all(piece)) return around(piece);
    if (names <= 1) return own;
    const Range range = columns_around(frame_, row, i);
    const bool spans = named_elsewhere(range.first, range.second, piece.top) && !shares_height(piece, range);
    return spans ? range : own;
  }

  // The columns of each piece if they share out all columns among them, each as many as the others and more
  // than one, and stand in the middle of them; else nothing.
  std::vector<Range> equal_shares(const std::vector<const HeaderPiece*>& row) const {
    const std::size_t begin = frame_.labels ? 1 : 0, columns = frame_.columns.size() - begin;
    std::vector<Range> shares;
    std::size_t names = 0, next = begin;
    for (const HeaderPiece* piece : row) names += !covers_labels(frame_, *piece);
    if (names < 2 || columns % names != 0 || columns == names) return {};
    for (const HeaderPiece* piece : row) {
      const bool ruled = ruled_range(*piece) || walled_range(*piece);
      if (piece->turned || (!covers_labels(frame_, *piece) && ruled)) return {};
      if (covers_labels(frame_, *piece)) {
        shares.emplace_back(0, 0);
        continue;
      }
      const std::size_t first = next, last = next + columns / names - 1;
      const Strip all{frame_.columns[first].x0, frame_.columns[last].x1};
      if (std::abs(all.middle() - piece->middle()) > 0.25F * (all.x1 - all.x0)) return {};
      if (shares_height(*piece, {first, last})) return {};
      shares.emplace_back(first, last);
      next = last + 1;
    }
    return shares;
  }

  // Places the pieces [from, to), which begin on one line, in rows below what stands above them.
  void place(std::size_t from, std::size_t to) {
    std::vector<const HeaderPiece*> row;
    for (std::size_t i = from; i < to; ++i) row.push_back(&pieces_[i]);
    const std::vector<std::size_t> homes = homes_of(row);
    const std::vector<Range> shares = equal_shares(row);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Range range = shares.empty() ? range_of(row, i, homes[i]) : shares[i];
      put(pieces_[from + i], range.first, range.second);
    }
  }

  void put(HeaderPiece& piece, std::size_t first, std::size_t last) {
    HeaderCell header{.row = 0, .first = first, .last = last, .lines = std::move(piece.lines)};
    for (const HeaderCell& above : cells_) {
      if (above.first <= last && first <= above.last)
        header.row = std::max<std::uint16_t>(header.row, static_cast<std::uint16_t>(above.row + 1));
    }
    cells_.push_back(std::move(header));
  }

  const HeaderFrame& frame_;
  std::vector<HeaderPiece> pieces_;
  std::vector<Stroke> strokes_, walls_;  // horizontal and vertical rules
  std::vector<HeaderCell> cells_;
};

}  // namespace

std::vector<HeaderCell> header_cells(const std::vector<const Line*>& lines, const HeaderFrame& frame) {
  return HeaderReader(frame).read(lines);
}

}  // namespace proviso::extract
