#include "extract/layout/aligned_tables.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace proviso::extract {
namespace {

constexpr float cell_gap = 0.9F;    // of the font size: a wider gap separates cells
constexpr float row_gap = 3.2F;     // of the font size: a wider gap ends the table
constexpr float header_gap = 2.2F;  // of the font size: distance of a header line
constexpr std::size_t least_rows = 3;
constexpr std::size_t least_numbers = 2;  // in a row
constexpr std::size_t most_header_lines = 8;

using Words = std::vector<PageWord>;

struct AlignedCell {
  Words words;
  float x0 = 0, x1 = 0;
};

std::vector<AlignedCell> cells_of(const Line& line) {
  std::vector<AlignedCell> cells;
  for (const PageWord& word : line.words) {
    const bool same = !cells.empty() && (word.raised || word.box.x0 - cells.back().x1 < cell_gap * line.size);
    if (!same) cells.push_back({.words = {}, .x0 = word.box.x0, .x1 = word.box.x1});
    cells.back().words.push_back(word);
    cells.back().x1 = std::max(cells.back().x1, word.box.x1);
  }
  return cells;
}

// A value of a table: digits with their marks, or a sign for "none" or "not known".
bool is_value(const AlignedCell& cell) {
  std::size_t digits = 0, others = 0;
  for (const PageWord& word : cell.words) {
    if (word.raised) continue;
    if (word.text == "-" || word.text == "–" || word.text == "—" || word.text == "…" || word.text == "..." ||
        word.text == "n/a" || word.text == "x") {
      ++digits;
      continue;
    }
    for (const char c : word.text) {
      if (c >= '0' && c <= '9')
        ++digits;
      else if (std::string_view(".,%()+-$*/").find(c) == std::string_view::npos)
        ++others;
    }
  }
  return digits > 0 && others <= 3 && others <= digits;
}

// "2017", "FY 2017", "2017*"
bool is_year(const AlignedCell& cell) {
  const std::string* year = nullptr;
  for (const PageWord& word : cell.words) {
    if (word.raised || word.text.front() < '0' || word.text.front() > '9') continue;
    if (year != nullptr) return false;
    year = &word.text;
  }
  return year != nullptr && year->size() >= 4 && year->size() <= 5 &&
         (year->starts_with("19") || year->starts_with("20")) &&
         std::all_of(year->begin(), year->begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

// A row that only names years, behind a label or none: it heads the columns.
bool names_years(const Line& line) {
  const std::vector<AlignedCell> cells = cells_of(line);
  std::size_t years = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_year(cells[i]))
      ++years;
    else if (i > 0 || is_value(cells[i]))
      return false;
  }
  return years >= 2;
}

bool is_row(const Line& line) {
  if (line.table != none || line.role != Role::text || has_leaders(line)) return false;
  const std::vector<AlignedCell> cells = cells_of(line);
  const auto values = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_value));
  return values >= least_numbers && values + 1 >= cells.size() - values;
}

// A strip of the table that holds one column.
struct Strip {
  float x0, x1;
};

void widen(std::vector<Strip>& strips, const AlignedCell& cell) {
  Strip strip{cell.x0, cell.x1};
  for (std::size_t i = 0; i < strips.size();) {
    if (strips[i].x0 < strip.x1 && strip.x0 < strips[i].x1) {
      strip = {std::min(strip.x0, strips[i].x0), std::max(strip.x1, strips[i].x1)};
      strips.erase(strips.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  strips.push_back(strip);
}

// Lines [first, last) of one column of the sheet that make up a table; rows begin at `body`.
struct Extent {
  std::size_t first, body, last;
};

class AlignedTable {
 public:
  AlignedTable(const std::vector<Line>& lines, Extent extent, const std::vector<FontStyle>& fonts)
      : lines_(lines), extent_(extent), fonts_(fonts) {}

  // nullopt if the columns do not hold up.
  std::optional<TableLayout> table() {
    find_columns();
    if (columns_.size() < 2 || columns_.size() > 60) return {};
    for (std::size_t i = extent_.first; i < extent_.body; ++i) add_header(lines_[i]);
    add_rows();
    return finish();
  }

 private:
  void find_columns() {
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      for (const AlignedCell& cell : cells_of(lines_[i])) {
        if (is_value(cell)) widen(columns_, cell);
      }
    }
    std::sort(columns_.begin(), columns_.end(), [](const Strip& a, const Strip& b) { return a.x0 < b.x0; });
    if (!columns_.empty()) add_label_column();
  }

  // Whatever stands left of the first number is one column, that of the labels.
  void add_label_column() {
    const float numbers = columns_.front().x0;
    float labels = numbers;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      for (const AlignedCell& cell : cells_of(lines_[i])) {
        if (!is_value(cell)) labels = std::min(labels, cell.x0);
      }
    }
    if (labels < numbers) columns_.insert(columns_.begin(), {labels, std::max(labels, numbers - 1)});
  }

  // Columns [first, last] over which a cell stands; the nearest one if it is over none.
  std::pair<std::size_t, std::size_t> over(const AlignedCell& cell) const {
    std::size_t first = columns_.size(), last = 0, nearest = 0;
    float distance = 1e9F;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].x0 < cell.x1 && cell.x0 < columns_[i].x1) {
        first = std::min(first, i), last = i;
      }
      const float away = std::max(columns_[i].x0 - cell.x1, cell.x0 - columns_[i].x1);
      if (away < distance) distance = away, nearest = i;
    }
    if (first == columns_.size()) return {nearest, nearest};
    return {first, last};
  }

  CellLayout& cell_for(std::uint16_t row, std::size_t first, std::size_t last) {
    for (CellLayout& cell : table_.cells) {
      if (cell.row == row && cell.column <= last &&
          first < static_cast<std::size_t>(cell.column + cell.column_span))
        return cell;
    }
    table_.cells.push_back({.row = row, .column = static_cast<std::uint16_t>(first)});
    table_.cells.back().column_span = static_cast<std::uint16_t>(last - first + 1);
    return table_.cells.back();
  }

  void add_cells(const Line& line, std::uint16_t row, bool spans) {
    for (AlignedCell& cell : cells_of(line)) {
      auto [first, last] = over(cell);
      if (!spans) last = first;
      CellLayout& target = cell_for(row, first, last);
      target.lines.push_back(make_line(std::move(cell.words), fonts_));
    }
  }

  // Header lines of one level go into one row; a cell over several columns makes a level of its own.
  void add_header(const Line& line) {
    bool spans = false;
    for (const AlignedCell& cell : cells_of(line)) {
      const auto [first, last] = over(cell);
      spans = spans || last > first;
    }
    if (table_.rows == 0 || spans || header_spans_) ++table_.rows;
    header_spans_ = spans;
    add_cells(line, static_cast<std::uint16_t>(table_.rows - 1), true);
  }

  void add_rows() {
    header_rows_ = table_.rows;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      if (i == extent_.body && names_years(lines_[i])) {
        add_row(lines_[i]);
        header_rows_ = table_.rows;
      } else if (stands_in_label(i)) {
        ++table_.rows;
        for (const std::size_t k : {i, i + 1, i + 2}) {
          add_cells(lines_[k], static_cast<std::uint16_t>(table_.rows - 1), false);
        }
        i += 2;
      } else {
        add_row(lines_[i]);
      }
    }
  }

  // A label of two lines whose values stand between them, half way down: lines i, i + 1 and i + 2 are one
  // row.
  bool stands_in_label(std::size_t i) const {
    constexpr float label_leading = 1.6F;  // of the font size
    if (i + 2 >= extent_.last || columns_.front().x1 > columns_[1].x0) return false;
    const auto only_label = [&](const Line& line) { return line.box.x1 < columns_[1].x0; };
    const Line &upper = lines_[i], &values = lines_[i + 1], &lower = lines_[i + 2];
    return only_label(upper) && only_label(lower) && values.box.x0 > columns_.front().x1 &&
           lower.baseline - upper.baseline < label_leading * upper.size;
  }

  void add_row(const Line& line) {
    const std::vector<AlignedCell> cells = cells_of(line);
    const bool label_only = cells.size() == 1 && !is_value(cells.front());
    // The second line of a label whose numbers stand beside the first, or the other way round.
    const bool goes_on = label_only && table_.rows > header_rows_ && continues_label(line);
    if (!goes_on) ++table_.rows;
    add_cells(line, static_cast<std::uint16_t>(table_.rows - 1), false);
  }

  static bool continues_label(const Line& line) {
    const unsigned char c = static_cast<unsigned char>(line.words.front().text.front());
    const std::string_view text = line.words.front().text;
    const bool lower_cyrillic =
        (c == 0xD0 && text.size() > 1 && static_cast<unsigned char>(text[1]) >= 0xB0) || c == 0xD1;
    return (c >= 'a' && c <= 'z') || lower_cyrillic || c == '(';
  }

  TableLayout finish() {
    table_.columns = static_cast<std::uint16_t>(columns_.size());
    table_.header_rows = header_rows_;
    table_.box = lines_[extent_.first].box;
    for (std::size_t i = extent_.first; i < extent_.last; ++i) {
      unite(table_.box, lines_[i].box);
    }
    for (CellLayout& cell : table_.cells) {
      cell.header = cell.row < header_rows_ || (cell.column == 0 && !is_number_column());
      cell.box = cell.lines.front().box;
    }
    std::stable_sort(table_.cells.begin(), table_.cells.end(), [](const CellLayout& a, const CellLayout& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    return std::move(table_);
  }

  bool is_number_column() const {
    return std::none_of(table_.cells.begin(), table_.cells.end(), [this](const CellLayout& cell) {
      if (cell.column != 0 || cell.row < header_rows_) return false;
      AlignedCell words{.words = cell.lines.front().words};
      return !is_value(words);
    });
  }

  const std::vector<Line>& lines_;
  Extent extent_;
  const std::vector<FontStyle>& fonts_;
  std::vector<Strip> columns_;
  TableLayout table_;
  std::uint16_t header_rows_ = 0;
  bool header_spans_ = false;
};

bool same_column(const Line& a, const Line& b) { return a.zone == b.zone && a.column == b.column; }

// Lines between two rows may be labels; anything longer ends the table.
bool may_be_label(const Line& line) {
  return line.table == none && line.role == Role::text && cells_of(line).size() == 1 &&
         line.box.width() < 0.6F * (line.right - line.left);
}

std::optional<Extent> table_at(const std::vector<Line>& lines, std::size_t from) {
  Extent extent{from, from, from + 1};
  std::size_t rows = 1;
  for (std::size_t i = from + 1; i < lines.size() && same_column(lines[i], lines[from]); ++i) {
    if (lines[i].baseline - lines[i - 1].baseline > row_gap * lines[i].size) break;
    if (lines[i].role != Role::text) break;
    if (has_leaders(lines[i])) return {};
    if (is_row(lines[i])) {
      ++rows;
      extent.last = i + 1;
    } else if (!may_be_label(lines[i]) || i - extent.last >= 2) {
      break;
    }
  }
  if (rows < least_rows) return {};
  return extent;
}

// Header lines stand close above the first row and have at least two cells, or one over several columns.
void find_header(const std::vector<Line>& lines, Extent& extent) {
  while (extent.first > 0 && extent.body - extent.first < most_header_lines) {
    const Line& line = lines[extent.first - 1];
    if (line.table != none || line.role != Role::text || !same_column(line, lines[extent.body])) break;
    if (lines[extent.first].baseline - line.baseline > header_gap * line.size) break;
    const std::size_t cells = cells_of(line).size();
    const bool narrow = line.box.width() < 0.5F * (line.right - line.left);
    if (cells < 2 && !(narrow && line.box.x0 > line.left + 3 * line.size)) break;
    --extent.first;
  }
}

void take_from(SheetLayout& part, const std::vector<FontStyle>& fonts) {
  std::vector<Line> kept;
  for (std::size_t i = 0; i < part.lines.size();) {
    std::optional<Extent> extent;
    if (is_row(part.lines[i])) extent = table_at(part.lines, i);
    if (!extent) {
      kept.push_back(part.lines[i++]);
      continue;
    }
    find_header(part.lines, *extent);
    extent->first = std::max(extent->first, i - std::min(i, kept.size()));
    std::optional<TableLayout> table = AlignedTable(part.lines, *extent, fonts).table();
    if (!table) {
      kept.push_back(part.lines[i++]);
      continue;
    }
    for (std::size_t k = extent->first; k < i; ++k) kept.pop_back();
    Line place{.box = table->box, .baseline = table->box.top, .size = part.lines[i].size};
    place.zone = part.lines[i].zone, place.column = part.lines[i].column;
    place.left = part.lines[i].left, place.right = part.lines[i].right;
    place.table = static_cast<std::uint32_t>(part.tables.size());
    part.tables.push_back(std::move(*table));
    kept.push_back(std::move(place));
    i = extent->last;
  }
  part.lines = std::move(kept);
}

}  // namespace

void take_aligned_tables(PageLayout& page) {
  for (SheetLayout& part : page.sheets) take_from(part, page.fonts);
}

}  // namespace proviso::extract
