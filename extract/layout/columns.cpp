#include "extract/layout/columns.h"

#include <algorithm>
#include <cmath>

namespace proviso::extract {
namespace {

constexpr float gutter_width = 7;       // points
constexpr float edge_tolerance = 1.5F;  // points: left ends of a column's lines agree this well
constexpr float column_width = 90;      // points: the least width of running text
constexpr float row_tolerance = 1.5F;   // points: base lines of one row
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

// Chunks on one side of a white strip: is it running text? Cells of a table are narrow.
struct Side {
  std::size_t chunks = 0, wide = 0;
  bool is_text() const { return wide >= column_lines && wide * 3 >= chunks; }
  void add(const Line& chunk) {
    ++chunks;
    if (chunk.box.width() >= column_width) ++wide;
  }
};

// Is the white strip left of `x`, which none of these chunks crosses, a gutter?
bool is_gutter(const std::vector<const Line*>& run, float x) {
  Side left, right;
  std::size_t aligned = 0;
  for (const Line* chunk : run) {
    (chunk->box.x0 < x - edge_tolerance ? left : right).add(*chunk);
    if (std::abs(chunk->box.x0 - x) <= edge_tolerance) ++aligned;
  }
  return left.is_text() && right.is_text() && aligned >= aligned_lines;
}

// Is each chunk (in `order`) part of a row of a table: four chunks or more, at most one of them wide?
std::vector<bool> in_table_row(const std::vector<const Line*>& order) {
  constexpr std::ptrdiff_t least_cells = 4;
  std::vector<bool> tabular(order.size(), false);
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && order[last]->baseline - order[first]->baseline < row_tolerance) ++last;
    const auto from = order.begin() + static_cast<std::ptrdiff_t>(first);
    const auto to = order.begin() + static_cast<std::ptrdiff_t>(last);
    const auto wide =
        std::count_if(from, to, [](const Line* chunk) { return chunk->box.width() >= column_width; });
    if (to - from >= least_cells && wide <= 1) {
      std::fill(tabular.begin() + (from - order.begin()), tabular.begin() + (to - order.begin()), true);
    }
    first = last;
  }
  return tabular;
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
    const Line* chunk = order[i];
    const bool crosses = chunk->box.x0 < x - edge_tolerance && chunk->box.x1 > x - gutter_width;
    if (crosses || tabular[i]) {
      close();
    } else {
      run.push_back(chunk);
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
    if (chunk.box.x0 > gutters[i].x - edge_tolerance) ++place.column;
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
