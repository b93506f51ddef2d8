#include "extract/layout/columns.h"

#include <algorithm>
#include <cmath>

namespace proviso::extract {
namespace {

constexpr float gutter_width = 7;       // points
constexpr float edge_tolerance = 1.5F;  // points: left ends of a column's lines agree this well
constexpr float column_width = 90;      // points: the least width of running text
constexpr float row_tolerance = 1.5F;   // points: base lines of one row
constexpr float most_hanging = 20;  // points: numbers of items and headings stand out of their column so far
constexpr std::size_t column_lines = 4;
constexpr std::size_t aligned_lines = 3;

struct Gutter {
  float x = 0;  // the right column's left edge
  float top = 0, bottom = 0;
};

// Left edges that several chunks share, from left to right, without the leftmost.
std::vector<float> shared_left_edges(const std::vector<Line>& chunks) {
  std::vector<float> edges;
  for (const Line& chunk : chunks) edges.push_back(chunk.box.x0);
  std::sort(edges.begin(), edges.end());
  std::vector<float> shared;
  for (std::size_t i = 0; i < edges.size();) {
    std::size_t end = i + 1;
    while (end < edges.size() && edges[end] - edges[i] <= edge_tolerance) ++end;
    if (end - i >= aligned_lines && i > 0) shared.push_back(edges[i]);
    i = end;
  }
  return shared;
}

// What stands on one side of a white strip, row by row: is it running text? Cells of a table are narrow. The
// wide spaces of a justified line part chunks too, but not further than half a cell's distance.
class Side {
 public:
  void add(const Line& chunk) {
    constexpr float same_line = 1.6F;  // of the font size, between chunks
    const bool goes_on = last_ != nullptr && std::abs(chunk.baseline - last_->baseline) < row_tolerance &&
                         chunk.box.x0 - last_->box.x1 < same_line * chunk.size &&
                         chunk.box.x0 > last_->box.x0;
    if (!goes_on) {
      ++lines_;
      left_ = chunk.box.x0;
      counted_ = false;
    }
    if (!counted_ && chunk.box.x1 - left_ >= column_width) {
      ++wide_;
      counted_ = true;
    }
    last_ = &chunk;
  }

  bool is_text() const { return wide_ >= column_lines && wide_ * 3 >= lines_; }

 private:
  const Line* last_ = nullptr;
  std::size_t lines_ = 0, wide_ = 0;
  float left_ = 0;
  bool counted_ = false;
};

// Does a chunk that does not cross the white strip left of `x` stand right of it?
bool is_right_of(const Line& chunk, float x) {
  return chunk.box.x0 >= x - edge_tolerance ||
         (chunk.box.x0 > x - most_hanging && chunk.box.x1 > x - gutter_width);
}

// Is the white strip left of `x`, which none of these chunks crosses, a gutter?
bool is_gutter(const std::vector<const Line*>& run, float x) {
  Side left, right;
  std::size_t aligned = 0, hanging = 0;
  for (const Line* chunk : run) {
    const bool on_right = is_right_of(*chunk, x);
    (on_right ? right : left).add(*chunk);
    if (std::abs(chunk->box.x0 - x) <= edge_tolerance) {
      ++aligned;
    } else if (on_right && chunk->box.x0 < x) {
      ++hanging;
    }
  }
  return left.is_text() && right.is_text() && aligned >= aligned_lines && aligned > hanging;
}

// Do the chunks [from, to) of one row look like cells: four or more, at most one of them wide, and far
// apart? The wide spaces of a justified line make chunks too, but close ones.
using ChunkIterator = std::vector<const Line*>::const_iterator;
bool is_table_row(ChunkIterator from, ChunkIterator to) {
  constexpr std::ptrdiff_t least_cells = 4;
  constexpr float cell_gap = 1.6F;  // of the font size
  if (to - from < least_cells) return false;
  std::vector<const Line*> row(from, to);
  std::sort(row.begin(), row.end(), [](const Line* a, const Line* b) { return a->box.x0 < b->box.x0; });
  std::ptrdiff_t wide = 0, gaps = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i]->box.width() >= column_width) ++wide;
    if (i > 0 && row[i]->box.x0 - row[i - 1]->box.x1 > cell_gap * row[i]->size) ++gaps;
  }
  return wide <= 1 && gaps + 1 >= least_cells;
}

// For each chunk in `order` (by base line): is it part of a row of a table? One such row alone is a line that
// the typesetter has spaced out.
std::vector<bool> in_table_row(const std::vector<const Line*>& order) {
  std::vector<std::size_t> begins;  // of each row
  std::vector<bool> rows;
  for (auto from = order.begin(); from != order.end();) {
    const float baseline = (*from)->baseline;
    const auto to = std::find_if(from, order.end(), [baseline](const Line* chunk) {
      return chunk->baseline - baseline >= row_tolerance;
    });
    begins.push_back(static_cast<std::size_t>(from - order.begin()));
    rows.push_back(is_table_row(from, to));
    from = to;
  }
  begins.push_back(order.size());
  std::vector<bool> tabular;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool beside = (i > 0 && rows[i - 1]) || (i + 1 < rows.size() && rows[i + 1]);
    tabular.insert(tabular.end(), begins[i + 1] - begins[i], rows[i] && beside);
  }
  return tabular;
}

// Is the strip to the left of order[at] white, as wide as a gutter?
bool has_white_before(const std::vector<const Line*>& order, std::size_t at) {
  const Line& chunk = *order[at];
  const auto touches = [&](const Line& other) {
    return other.box.x0 < chunk.box.x0 && other.box.x1 > chunk.box.x0 - gutter_width;
  };
  for (std::size_t i = at; i-- > 0 && chunk.baseline - order[i]->baseline < row_tolerance;) {
    if (touches(*order[i])) return false;
  }
  for (std::size_t i = at + 1; i < order.size() && order[i]->baseline - chunk.baseline < row_tolerance; ++i) {
    if (touches(*order[i])) return false;
  }
  return true;
}

// Does order[at] stand on both sides of the white strip left of `x`? A line of the right column may hang out.
bool crosses(const std::vector<const Line*>& order, std::size_t at, float x) {
  const Box& box = order[at]->box;
  if (box.x0 >= x - edge_tolerance || box.x1 <= x - gutter_width) return false;
  return box.x0 <= x - most_hanging || box.x1 < x + column_width / 2 || !has_white_before(order, at);
}

void add_gutters(const std::vector<const Line*>& order, const std::vector<bool>& tabular, float x,
                 std::vector<Gutter>& gutters) {
  std::vector<const Line*> run;
  const auto close = [&] {
    if (is_gutter(run, x)) {
      Gutter gutter{x, run.front()->box.top, run.front()->box.bottom};
      for (const Line* chunk : run) {
        gutter.top = std::min(gutter.top, chunk->box.top);
        gutter.bottom = std::max(gutter.bottom, chunk->box.bottom);
      }
      gutters.push_back(gutter);
    }
    run.clear();
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (crosses(order, i, x) || tabular[i]) {
      close();
    } else {
      run.push_back(order[i]);
    }
  }
  close();
}

// Of gutters that stand for the same white strip (indented lines begin further right), the tallest.
void keep_tallest(std::vector<Gutter>& gutters) {
  std::stable_sort(gutters.begin(), gutters.end(),
                   [](const Gutter& a, const Gutter& b) { return a.bottom - a.top > b.bottom - b.top; });
  std::vector<Gutter> kept;
  for (const Gutter& gutter : gutters) {
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const Gutter& other) {
      return std::abs(other.x - gutter.x) < column_width && other.top < gutter.bottom &&
             gutter.top < other.bottom;
    });
    if (!known) kept.push_back(gutter);
  }
  gutters = std::move(kept);
}

// The gutters at one height, as a number for each set, and the column of an x among them.
struct Place {
  std::uint64_t gutters;
  std::uint16_t column;
};
Place place_of(const Line& chunk, const std::vector<Gutter>& gutters) {
  const float y = (chunk.box.top + chunk.box.bottom) / 2;
  Place place{0, 0};
  for (std::size_t i = 0; i < gutters.size(); ++i) {
    if (y < gutters[i].top || y > gutters[i].bottom) continue;
    place.gutters |= 1ULL << i;
    if (is_right_of(chunk, gutters[i].x)) ++place.column;
  }
  return place;
}

}  // namespace

void assign_columns(std::vector<Line>& chunks) {
  constexpr std::size_t most_gutters = 64;
  std::vector<const Line*> order;
  for (const Line& chunk : chunks) order.push_back(&chunk);
  std::stable_sort(order.begin(), order.end(),
                   [](const Line* a, const Line* b) { return a->baseline < b->baseline; });
  const std::vector<bool> tabular = in_table_row(order);
  std::vector<Gutter> gutters;
  for (const float x : shared_left_edges(chunks)) add_gutters(order, tabular, x, gutters);
  keep_tallest(gutters);
  if (gutters.size() > most_gutters) gutters.resize(most_gutters);

  std::uint16_t zone = 0;
  std::uint64_t active = 0;
  bool first = true;
  for (const Line* chunk : order) {
    const Place place = place_of(*chunk, gutters);
    if (!first && place.gutters != active) ++zone;
    first = false;
    active = place.gutters;
    Line& own = chunks[static_cast<std::size_t>(chunk - chunks.data())];
    own.zone = zone;
    own.column = place.column;
  }
}

}  // namespace proviso::extract
