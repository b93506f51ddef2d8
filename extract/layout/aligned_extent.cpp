#include "extract/layout/aligned_extent.h"

#include <algorithm>
#include <cmath>

#include "extract/layout/aligned_cells.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float row_gap = 3.2F;     // of the font size: a wider gap ends the table
constexpr float header_gap = 2.2F;  // of the font size: distance of a header line
constexpr float section_gap = 8;    // of the font size: a gap between rows of the same columns
constexpr std::size_t least_rows = 3;
constexpr std::size_t most_labels = 2;         // lines without values between two rows
constexpr std::size_t most_section_lines = 4;  // likewise, if the rows stand in the same columns
constexpr std::size_t least_numbers = 2;       // in a row
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

// A line between rows that has a number at most, the whole of a distribution ("Men 100%").
bool may_part_rows(const Line& line) { return may_be_label(line) || is_section(line); }

std::vector<AlignedCell> values_of(const Line& line) {
  std::vector<AlignedCell> cells = cells_of(line);
  std::erase_if(cells, [](const AlignedCell& cell) { return !is_value(cell); });
  return cells;
}

// Do the values of the rows stand below each other, but for a few that only one of them has?
bool share_columns(const Line& above, const Line& below) {
  const std::vector<AlignedCell> a = values_of(above), b = values_of(below);
  const std::vector<AlignedCell>&few = a.size() < b.size() ? a : b, &many = a.size() < b.size() ? b : a;
  if (few.size() < 3 || few.size() * 4 < many.size() * 3) return false;
  return std::all_of(few.begin(), few.end(), [&](const AlignedCell& cell) {
    return std::any_of(many.begin(), many.end(),
                       [&](const AlignedCell& other) { return cell.x0 < other.x1 && other.x0 < cell.x1; });
  });
}

// Does a row that follows at line `from` or a little further down stand in the columns of row `row`?
bool goes_on_below(const std::vector<Line>& lines, std::size_t row, std::size_t from) {
  std::size_t next = from;
  while (next < lines.size() && next - from < most_section_lines && !is_row(lines[next])) {
    if (!may_part_rows(lines[next])) return false;
    ++next;
  }
  return next < lines.size() && is_row(lines[next]) && share_columns(lines[row], lines[next]);
}

std::optional<AlignedExtent> rows_at(const std::vector<Line>& lines, std::size_t from) {
  AlignedExtent extent{from, from, from + 1};
  std::size_t rows = 1;
  for (std::size_t i = from + 1; i < lines.size() && same_column(lines[i], lines[from]); ++i) {
    const Line& line = lines[i];
    const float gap = (line.baseline - lines[i - 1].baseline) / line.size;
    if (line.role != Role::text || gap > section_gap) break;
    if (gap > row_gap && !goes_on_below(lines, extent.last - 1, i)) break;
    if (has_leaders(line)) return {};
    if (is_row(line)) {
      ++rows;
      extent.last = i + 1;
    } else if (i >= extent.last + most_labels || !may_be_label(line)) {
      if (!may_part_rows(line) || !goes_on_below(lines, extent.last - 1, i)) break;
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

// The lines on their side that stand above the first row and below nothing else of the table.
std::vector<const Line*> turned_above(const std::vector<Line>& turned, const Line& body) {
  constexpr float farthest = 6;  // of the font size
  std::vector<const Line*> above;
  for (const Line& line : turned) {
    const Box& box = line.box;
    const bool beside = box.x1 < body.box.x0 || box.x0 > body.box.x1 + body.size;
    if (beside || box.bottom > body.box.top + 2 || box.bottom < body.box.top - farthest * body.size) continue;
    above.push_back(&line);
  }
  return above;
}

// Do rules over the whole width stand right above and below the lines [first, last)?
bool is_framed(const Sheet& sheet, const std::vector<Line>& lines, std::size_t first, std::size_t last) {
  Box box = lines[first].box;
  for (std::size_t i = first; i < last; ++i) unite(box, lines[i].box);
  const float size = lines[first].size;
  bool above = false, below = false;
  for (const RuledLine& rule : sheet.lines) {
    if (!rule.horizontal() || rule.x0 > box.x0 + size || rule.x1 < box.x1 - size) continue;
    above |= rule.y0 > box.top - size && rule.y0 < box.top + size;
    below |= rule.y0 > box.bottom - size && rule.y0 < lines[last].box.bottom;
  }
  return above && below;
}

// The names of the columns may look like columns of text: the first line of such a zone, if it is framed by
// rules and stands right above line `end`; else `end`.
std::size_t framed_zone_above(const SheetLayout& part, std::size_t floor, std::size_t end) {
  const std::vector<Line>& lines = part.lines;
  if (end == floor || end >= lines.size()) return end;
  std::size_t first = end;
  while (first > floor && lines[first - 1].zone == lines[end - 1].zone && lines[first - 1].table == none &&
         lines[first - 1].role == Role::text)
    --first;
  if (first == end || end - first > 3 * most_header_lines || lines[end - 1].zone == lines[end].zone)
    return end;
  float bottom = 0, top = 1e9F;
  for (std::size_t i = first; i < end; ++i) {
    bottom = std::max(bottom, lines[i].baseline);
    top = std::min(top, lines[i].baseline);
  }
  const float size = lines[end].size;
  if (lines[end].baseline - bottom > ruled_header_gap * size ||
      bottom - top > most_header_lines * 1.5F * size)
    return end;
  return is_framed(part.sheet, lines, first, end) ? first : end;
}

// Header lines stand close above the first row, or further above a ruled line, and have at least two cells,
// or one over several columns; the names of the rows ("Industry") may stand alone below such a line. None of
// them stands above line `floor`.
void find_header(const SheetLayout& part, std::size_t floor, AlignedExtent& extent) {
  const std::vector<Line>& lines = part.lines;
  float turned_top = 1e9F;
  for (const Line* line : extent.turned) turned_top = std::min(turned_top, line->box.top);
  std::size_t first = extent.first;  // of the lines that may be header lines
  while (first > floor && extent.body - first < most_header_lines) {
    const Line &line = lines[first - 1], &below = lines[first];
    if (line.table != none || line.role != Role::text) break;
    if (!same_column(line, lines[extent.body])) {
      const std::size_t zone = framed_zone_above(part, floor, first);
      if (zone < first) extent.first = zone;
      break;
    }
    const float gap = (std::min(below.baseline, turned_top) - line.baseline) / line.size;
    const std::size_t cells = cells_of(line).size();
    const float widest = ruled_between(part.sheet, line, below) ? ruled_header_gap
                         : cells >= 2                           ? row_gap
                                                                : header_gap;
    if (gap > widest || (is_row(line) && !names_years(line) && !names_ranges(line))) break;
    if (is_title(line)) {
      extent.first = std::max(extent.first, end_of_title(lines, first, extent.body));
      break;
    }
    const bool narrow = line.box.width() < 0.5F * (line.right - line.left);
    const bool named_above = first > floor + 1 && cells_of(lines[first - 2]).size() > 2;
    if ((cells < 2 && !narrow && !named_above) || cells > most_cells) break;
    --first;
    if (cells >= 2 || line.box.x0 > line.left + 3 * line.size) extent.first = first;
  }
}

// The line of the first row if line `from` names the columns by ranges, or by years with other lines of the
// header below them; else `from`.
std::size_t below_names(const std::vector<Line>& lines, std::size_t from) {
  if (!names_ranges(lines[from]) && !names_years(lines[from])) return from;
  std::size_t row = from + 1;
  while (row < lines.size() && row - from <= most_section_lines && may_part_rows(lines[row]) &&
         !is_row(lines[row]))
    ++row;
  // A lone label below years begins a row whose values stand beside its middle.
  if (names_years(lines[from]) && (row == from + 1 || cells_of(lines[from + 1]).size() < 2)) return from;
  const bool is_body = row < lines.size() && is_row(lines[row]) && same_column(lines[row], lines[from]);
  return is_body ? row : from;
}

}  // namespace

bool is_section(const Line& line) {
  constexpr std::size_t most = 4;  // cells
  if (line.table != none || line.role != Role::text || has_leaders(line)) return false;
  const std::string text = text_of(line);
  if (begins_caption(text) || begins_source(text)) return false;
  const std::vector<AlignedCell> cells = cells_of(line);
  const auto values = std::count_if(cells.begin(), cells.end(), is_value);
  const bool whole = values == 1 && cells.size() == 2 && cells.back().words.back().text.ends_with('%');
  if (cells.size() == 1) return values == 0 && may_be_label(line);
  return cells.size() <= most && (values == 0 || whole);
}

std::optional<AlignedExtent> table_at(const SheetLayout& part, std::size_t from, std::size_t floor,
                                      const std::vector<Line>& turned) {
  if (!is_row(part.lines[from])) return {};
  std::optional<AlignedExtent> extent = rows_at(part.lines, below_names(part.lines, from));
  if (!extent) return {};
  extent->turned = turned_above(turned, part.lines[extent->body]);
  find_header(part, floor, *extent);
  return extent;
}

}  // namespace proviso::extract
