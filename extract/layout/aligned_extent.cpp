#include "extract/layout/aligned_extent.h"

#include <algorithm>
#include <cmath>

#include "extract/layout/aligned_cells.h"

namespace proviso::extract {
namespace {

constexpr float row_gap = 3.2F;     // of the font size: a wider gap ends the table
constexpr float header_gap = 2.2F;  // of the font size: distance of a header line
constexpr float section_gap = 8;    // of the font size: a gap between rows of the same columns
constexpr std::size_t least_rows = 3;
constexpr std::size_t most_labels = 2;    // lines without values between two rows
constexpr std::size_t least_numbers = 2;  // in a row
constexpr std::size_t most_header_lines = 8;
constexpr std::size_t most_cells = 200;  // of a header line: no honest table has more

bool is_row(const Line& line) {
  if (line.table != none || line.role != Role::text || has_leaders(line)) return false;
  const std::vector<AlignedCell> cells = cells_of(line);
  const auto values = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_value));
  return values >= least_numbers && values + 1 >= cells.size() - values;
}

bool same_column(const Line& a, const Line& b) { return a.zone == b.zone && a.column == b.column; }

// Lines between two rows may be labels; anything longer ends the table.
bool may_be_label(const Line& line) {
  return line.table == none && line.role == Role::text && cells_of(line).size() == 1 &&
         line.box.width() < 0.6F * (line.right - line.left);
}

// Does a row that follows at line `from` or a little further down stand in the columns of row `row`?
bool goes_on_below(const std::vector<Line>& lines, std::size_t row, std::size_t from) {
  std::size_t next = from;
  while (next < lines.size() && next - from < most_labels && !is_row(lines[next])) {
    if (!may_be_label(lines[next])) return false;
    ++next;
  }
  if (next == lines.size() || !is_row(lines[next])) return false;
  const auto values = [](const Line& line) {
    std::vector<AlignedCell> cells = cells_of(line);
    std::erase_if(cells, [](const AlignedCell& cell) { return !is_value(cell); });
    return cells;
  };
  const std::vector<AlignedCell> above = values(lines[row]), below = values(lines[next]);
  return above.size() >= 3 &&
         std::equal(above.begin(), above.end(), below.begin(), below.end(),
                    [](const AlignedCell& a, const AlignedCell& b) { return a.x0 < b.x1 && b.x0 < a.x1; });
}

std::optional<AlignedExtent> rows_at(const std::vector<Line>& lines, std::size_t from) {
  AlignedExtent extent{from, from, from + 1};
  std::size_t rows = 1;
  for (std::size_t i = from + 1; i < lines.size() && same_column(lines[i], lines[from]); ++i) {
    const float gap = (lines[i].baseline - lines[i - 1].baseline) / lines[i].size;
    if (gap > row_gap && !(gap < section_gap && goes_on_below(lines, extent.last - 1, i))) break;
    if (lines[i].role != Role::text) break;
    if (has_leaders(lines[i])) return {};
    if (is_row(lines[i])) {
      ++rows;
      extent.last = i + 1;
    } else if (!may_be_label(lines[i]) || i - extent.last >= most_labels) {
      break;
    }
  }
  if (rows < least_rows) return {};
  return extent;
}

// Does a ruled line part `above` from `below`?
bool ruled_between(const Sheet& sheet, const Line& above, const Line& below) {
  return std::any_of(sheet.lines.begin(), sheet.lines.end(), [&](const RuledLine& line) {
    return line.horizontal() && line.y0 > above.baseline - 1 &&
           line.y0 < below.baseline - 0.5F * below.size && line.x0 < above.box.x1 && line.x1 > above.box.x0;
  });
}

// Is it a line of a title over the table rather than of its header: one of its cells runs on and on?
bool is_title(const Line& line) {
  constexpr std::size_t least_words = 6;
  constexpr float least_width = 0.4F;  // of the column
  const std::vector<AlignedCell> cells = cells_of(line);
  return std::any_of(cells.begin(), cells.end(), [&](const AlignedCell& cell) {
    return cell.words.size() >= least_words && cell.x1 - cell.x0 > least_width * (line.right - line.left);
  });
}

// The lines from `first` on that go on with the title above them.
std::size_t end_of_title(const std::vector<Line>& lines, std::size_t first, std::size_t body) {
  constexpr float leading = 1.5F;
  const Line& title = lines[first - 1];
  const float left = cells_of(title).back().x0;
  while (first < body && cells_of(lines[first]).size() == 1 &&
         lines[first].baseline - lines[first - 1].baseline < leading * title.size &&
         std::min(std::abs(lines[first].box.x0 - left), std::abs(lines[first].box.x0 - title.box.x0)) <
             title.size) {
    ++first;
  }
  return first;
}

// Header lines stand close above the first row, or further above a ruled line, and have at least two cells,
// or one over several columns; the names of the rows ("Industry") may stand alone below such a line. None of
// them stands above line `floor`.
void find_header(const SheetLayout& part, std::size_t floor, AlignedExtent& extent) {
  const std::vector<Line>& lines = part.lines;
  std::size_t first = extent.first;  // of the lines that may be header lines
  while (first > floor && extent.body - first < most_header_lines) {
    const Line &line = lines[first - 1], &below = lines[first];
    if (line.table != none || line.role != Role::text || !same_column(line, lines[extent.body])) break;
    const float gap = (below.baseline - line.baseline) / line.size;
    const std::size_t cells = cells_of(line).size();
    const float widest = ruled_between(part.sheet, line, below) ? ruled_header_gap
                         : cells >= 2                           ? row_gap
                                                                : header_gap;
    if (gap > widest || (is_row(line) && !names_years(line))) break;
    if (is_title(line)) {
      extent.first = std::max(extent.first, end_of_title(lines, first, extent.body));
      break;
    }
    const bool narrow = line.box.width() < 0.5F * (line.right - line.left);
    if ((cells < 2 && !narrow) || cells > most_cells) break;
    --first;
    if (cells >= 2 || line.box.x0 > line.left + 3 * line.size) extent.first = first;
  }
}

}  // namespace

std::optional<AlignedExtent> table_at(const SheetLayout& part, std::size_t from, std::size_t floor) {
  if (!is_row(part.lines[from])) return {};
  std::optional<AlignedExtent> extent = rows_at(part.lines, from);
  if (extent) find_header(part, floor, *extent);
  return extent;
}

}  // namespace proviso::extract
