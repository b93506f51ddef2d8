#include "extract/layout/ruled_tables.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "extract/layout/boxes.h"
#include "extract/layout/header_cells.h"
#include "extract/layout/strokes.h"
#include "extract/layout/turned_lines.h"

namespace proviso::extract {
namespace {

constexpr std::size_t most_lines = 4000;   // a page with more is a drawing, not tables
constexpr std::size_t most_places = 6000;  // grid positions of one table
constexpr float least_filled = 0.3F;       // share of cells with text; the grid of a chart is empty

struct Grid {
  std::vector<Stroke> across, down;  // horizontal and vertical lines of one connected drawing
};

bool cross(const Stroke& across, const Stroke& down) {
  return down.at >= across.from - same_line && down.at <= across.to + same_line &&
         across.at >= down.from - same_line && across.at <= down.to + same_line;
}

// Connected sets of crossing lines.
std::vector<Grid> grids_of(const std::vector<Stroke>& across, const std::vector<Stroke>& down) {
  std::vector<std::size_t> root(across.size() + down.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < across.size(); ++i) {
    for (std::size_t k = 0; k < down.size(); ++k) {
      if (cross(across[i], down[k])) root[find(i)] = find(across.size() + k);
    }
  }
  std::vector<Grid> by_root(root.size());
  for (std::size_t i = 0; i < across.size(); ++i) by_root[find(i)].across.push_back(across[i]);
  for (std::size_t k = 0; k < down.size(); ++k) by_root[find(across.size() + k)].down.push_back(down[k]);
  std::erase_if(by_root, [](const Grid& grid) { return grid.across.size() < 2 || grid.down.empty(); });
  return by_root;
}

std::vector<float> positions(const std::vector<Stroke>& strokes, float first, float last) {
  std::vector<float> at{first, last};
  for (const Stroke& stroke : strokes) at.push_back(stroke.at);
  std::sort(at.begin(), at.end());
  std::vector<float> distinct;
  for (const float position : at) {
    if (distinct.empty() || position - distinct.back() > same_line) distinct.push_back(position);
  }
  return distinct;
}

// Does a line at `at` run along most of [from, to]?
bool has_wall(const std::vector<Stroke>& strokes, float at, float from, float to) {
  float covered = 0;
  for (const Stroke& stroke : strokes) {
    if (std::abs(stroke.at - at) > same_line) continue;
    covered += std::max(0.0F, std::min(stroke.to, to) - std::max(stroke.from, from));
  }
  return covered >= 0.6F * (to - from);
}

// The cells of a grid: neighbouring places without a line between them are one cell.
class CellFinder {
 public:
  CellFinder(const Grid& grid, std::vector<float> xs, std::vector<float> ys)
      : grid_(grid), xs_(std::move(xs)), ys_(std::move(ys)), columns_(xs_.size() - 1), rows_(ys_.size() - 1) {
    root_.resize(columns_ * rows_);
    std::iota(root_.begin(), root_.end(), 0);
  }

  TableLayout table() {
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t column = 0; column < columns_; ++column) join_open_sides(row, column);
    }
    TableLayout table{.box = {xs_.front(), ys_.front(), xs_.back(), ys_.back()}};
    table.rows = static_cast<std::uint16_t>(rows_);
    table.columns = static_cast<std::uint16_t>(columns_);
    std::vector<std::size_t> cell_of_root(root_.size(), root_.size());
    for (std::size_t place = 0; place < root_.size(); ++place) {  // a root comes before its other places
      const std::size_t root = find(place);
      if (root == place) {
        cell_of_root[root] = table.cells.size();
        table.cells.emplace_back();
        table.cells.back().row = static_cast<std::uint16_t>(place / columns_);
        table.cells.back().column = static_cast<std::uint16_t>(place % columns_);
      }
      reach(table.cells[cell_of_root[root]], place / columns_, place % columns_);
    }
    return table;
  }

 private:
  void join_open_sides(std::size_t row, std::size_t column) {
    const std::size_t place = row * columns_ + column;
    if (column + 1 < columns_ && !has_wall(grid_.down, xs_[column + 1], ys_[row], ys_[row + 1])) {
      join(place, place + 1);
    }
    if (row + 1 < rows_ && !has_wall(grid_.across, ys_[row + 1], xs_[column], xs_[column + 1])) {
      join(place, place + columns_);
    }
  }

  std::size_t find(std::size_t place) {
    while (root_[place] != place) place = root_[place] = root_[root_[place]];
    return place;
  }

  // The smaller place, top left, stays the root.
  void join(std::size_t a, std::size_t b) {
    a = find(a), b = find(b);
    root_[std::max(a, b)] = std::min(a, b);
  }

  // Widens `cell` so that it covers the place at [row, column].
  void reach(CellLayout& cell, std::size_t row, std::size_t column) {
    const std::size_t first_column = std::min<std::size_t>(cell.column, column);
    const std::size_t last_column = std::max<std::size_t>(cell.column + cell.column_span - 1, column);
    const std::size_t last_row = std::max<std::size_t>(cell.row + cell.row_span - 1, row);
    cell.column = static_cast<std::uint16_t>(first_column);
    cell.column_span = static_cast<std::uint16_t>(last_column - first_column + 1);
    cell.row_span = static_cast<std::uint16_t>(last_row - cell.row + 1);
    cell.box = {xs_[first_column], ys_[cell.row], xs_[last_column + 1], ys_[last_row + 1]};
  }

  const Grid& grid_;
  std::vector<float> xs_, ys_;
  std::size_t columns_, rows_;
  std::vector<std::size_t> root_;
};

// Index of the smallest cell that holds the word's centre; cells of an odd grid may overlap.
std::size_t cell_for(const TableLayout& table, const Box& word) {
  std::size_t best = table.cells.size();
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const Box& box = table.cells[i].box;
    if (!holds_centre(box, word)) continue;
    if (best == table.cells.size() ||
        box.width() * box.height() < table.cells[best].box.width() * table.cells[best].box.height())
      best = i;
  }
  return best;
}

// Fills the cells with the words that stand in them; the others are left in `words`.
void fill_cells(TableLayout& table, std::vector<PageWord>& words, const std::vector<FontStyle>& fonts) {
  std::vector<std::vector<PageWord>> of_cell(table.cells.size());
  std::vector<PageWord> outside;
  for (PageWord& word : words) {
    const std::size_t cell = cell_for(table, word.box);
    (cell < table.cells.size() ? of_cell[cell] : outside).push_back(std::move(word));
  }
  words = std::move(outside);
  for (std::size_t i = 0; i < of_cell.size(); ++i) {
    for (auto& row : rows_of(std::move(of_cell[i]))) {
      Line line = make_line(std::move(row), fonts);
      line.left = table.cells[i].box.x0, line.right = table.cells[i].box.x1;
      table.cells[i].lines.push_back(std::move(line));
    }
  }
}

// Fills cells that are empty with those of `words` on sheet `other` that stand in them on their side.
void fill_turned(TableLayout& table, const Sheet& sheet, const Sheet& other, std::vector<PageWord>& words,
                 const std::vector<FontStyle>& fonts) {
  std::vector<std::vector<PageWord>> of_cell(table.cells.size());
  std::vector<PageWord> outside;
  for (PageWord& word : words) {
    const std::size_t cell = cell_for(table, on_sheet(sheet, on_page(other, word.box)));
    const bool taken = cell < table.cells.size() && table.cells[cell].lines.empty();
    (taken ? of_cell[cell] : outside).push_back(std::move(word));
  }
  words = std::move(outside);
  for (std::size_t i = 0; i < of_cell.size(); ++i) {
    for (auto& row : rows_of(std::move(of_cell[i])))
      table.cells[i].lines.push_back(seen_from(sheet, other, make_line(std::move(row), fonts)));
  }
}

// Empty cells that lie outside the table or at the place of another cell, after rows and columns closed up.
void drop_covered(TableLayout& table) {
  std::vector<bool> taken(static_cast<std::size_t>(table.rows) * table.columns);
  const auto take = [&](const CellLayout& cell) {  // gives whether its first place was free
    if (cell.row >= table.rows || cell.column >= table.columns) return false;
    const bool free = !taken[static_cast<std::size_t>(cell.row) * table.columns + cell.column];
    for (int row = cell.row; row < std::min(cell.row + cell.row_span, +table.rows); ++row) {
      for (int column = cell.column; column < std::min(cell.column + cell.column_span, +table.columns);
           ++column)
        taken[static_cast<std::size_t>(row) * table.columns + static_cast<std::size_t>(column)] = true;
    }
    return free;
  };
  for (const CellLayout& cell : table.cells) {
    if (!cell.lines.empty()) take(cell);
  }
  std::erase_if(table.cells, [&](const CellLayout& cell) { return cell.lines.empty() && !take(cell); });
}

// Rows and columns that no cell begins in (double lines, borders drawn twice) are closed up.
void close_up(TableLayout& table) {
  std::vector<std::uint16_t> row_at(table.rows + 1, 0), column_at(table.columns + 1, 0);
  for (const CellLayout& cell : table.cells) {
    if (cell.lines.empty()) continue;
    row_at[cell.row] = 1;
    column_at[cell.column] = 1;
  }
  const auto number = [](std::vector<std::uint16_t>& used) {
    std::uint16_t next = 0;
    for (std::uint16_t& entry : used) {
      const std::uint16_t own = next;
      next = static_cast<std::uint16_t>(next + entry);
      entry = own;
    }
  };
  number(row_at), number(column_at);
  for (CellLayout& cell : table.cells) {
    const auto span = [](const std::vector<std::uint16_t>& at, std::uint16_t first, std::uint16_t count) {
      return static_cast<std::uint16_t>(std::max(1, at[first + count] - at[first]));
    };
    cell.row_span = span(row_at, cell.row, cell.row_span);
    cell.column_span = span(column_at, cell.column, cell.column_span);
    cell.row = row_at[cell.row], cell.column = column_at[cell.column];
  }
  table.rows = row_at.back(), table.columns = column_at.back();
  drop_covered(table);
  std::stable_sort(table.cells.begin(), table.cells.end(), [](const CellLayout& a, const CellLayout& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
}

// Does a cell hold rows of numbers? Then lines are drawn around a table that is set by white space.
bool holds_rows(const CellLayout& cell) {
  std::size_t lines_of_numbers = 0;
  for (const Line& line : cell.lines) {
    const auto numbers = std::count_if(line.words.begin(), line.words.end(), [](const PageWord& word) {
      return !word.text.empty() && word.text.front() >= '0' && word.text.front() <= '9';
    });
    if (numbers >= 2 && static_cast<std::size_t>(numbers) * 2 >= line.words.size()) ++lines_of_numbers;
  }
  return lines_of_numbers >= 3;
}

bool is_table(const TableLayout& table) {
  if (std::any_of(table.cells.begin(), table.cells.end(), holds_rows)) return false;
  const auto filled = std::count_if(table.cells.begin(), table.cells.end(),
                                    [](const CellLayout& cell) { return !cell.lines.empty(); });
  return table.rows >= 2 && table.columns >= 2 && filled >= 3 &&
         static_cast<float>(filled) >=
             least_filled * static_cast<float>(table.rows) * static_cast<float>(table.columns);
}

void split_lines(const Sheet& sheet, std::vector<Stroke>& across, std::vector<Stroke>& down) {
  for (const RuledLine& line : sheet.lines) {
    if (line.horizontal()) {
      across.push_back({(line.y0 + line.y1) / 2, line.x0, line.x1});
    } else {
      down.push_back({(line.x0 + line.x1) / 2, line.y0, line.y1});
    }
  }
}

}  // namespace

std::vector<TableLayout> take_ruled_tables(std::span<Sheet> sheets, const std::vector<FontStyle>& fonts) {
  std::vector<TableLayout> tables;
  Sheet& sheet = sheets.front();
  if (sheet.lines.size() < 3 || sheet.lines.size() > most_lines) return tables;
  std::vector<Stroke> across, down;
  split_lines(sheet, across, down);
  for (const Grid& grid : grids_of(joined(std::move(across)), joined(std::move(down)))) {
    Box box{1e9F, 1e9F, -1e9F, -1e9F};
    for (const Stroke& stroke : grid.across)
      box.x0 = std::min(box.x0, stroke.from), box.x1 = std::max(box.x1, stroke.to);
    for (const Stroke& stroke : grid.down)
      box.top = std::min(box.top, stroke.from), box.bottom = std::max(box.bottom, stroke.to);
    std::vector<float> xs = positions(grid.down, box.x0, box.x1),
                       ys = positions(grid.across, box.top, box.bottom);
    if (xs.size() < 3 || ys.size() < 3 || xs.size() * ys.size() > most_places) continue;
    TableLayout table = CellFinder(grid, std::move(xs), std::move(ys)).table();
    std::vector<PageWord> words = sheet.words;
    fill_cells(table, words, fonts);
    std::vector<std::vector<PageWord>> others;
    for (const Sheet& other : sheets.subspan(1)) {
      others.push_back(other.words);
      if (is_on_its_side(sheet, other)) fill_turned(table, sheet, other, others.back(), fonts);
    }
    close_up(table);
    if (!is_table(table)) continue;
    mark_headers(table);
    sheet.words = std::move(words);
    for (std::size_t i = 0; i < others.size(); ++i) sheets[i + 1].words = std::move(others[i]);
    tables.push_back(std::move(table));
  }
  std::stable_sort(tables.begin(), tables.end(),
                   [](const TableLayout& a, const TableLayout& b) { return a.box.top < b.box.top; });
  return tables;
}

}  // namespace proviso::extract
