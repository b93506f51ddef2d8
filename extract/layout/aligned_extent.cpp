#include "extract/layout/aligned_extent.h"

#include <algorithm>
#include <cmath>

#include "extract/layout/aligned_cells.h"
#include "extract/layout/aligned_header.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float section_gap = 8;  // of the font size: a gap between rows of the same columns
constexpr std::size_t least_rows = 3;
constexpr std::size_t most_labels = 2;         // lines without values between two rows
constexpr std::size_t most_section_lines = 4;  // likewise, if the rows stand in the same columns

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

// The lines [first, last) of a table's column between two rules.
struct Band {
  std::size_t first, last;
};

// The lines from `first` on that stand above `bottom`.
Band band_at(const std::vector<Line>& lines, std::size_t first, float bottom) {
  Band band{first, first};
  while (band.last < lines.size() && lines[band.last].baseline < bottom &&
         (band.last == first || same_column(lines[band.last], lines[first])))
    ++band.last;
  return band;
}

// May the lines be one row: short, and their values on one line at most?
bool may_be_one_row(const std::vector<Line>& lines, Band band) {
  constexpr std::size_t most_lines = 9;
  constexpr float widest_label = 0.6F;  // of the column
  std::size_t wide = 0;
  if (band.first == band.last || band.last - band.first > most_lines) return false;
  const Line* row = nullptr;
  for (std::size_t i = band.first; i < band.last; ++i) {
    const Line& line = lines[i];
    if (line.table != none || line.role != Role::text || has_leaders(line)) return false;
    if (begins_caption(text_of(line)) || begins_source(text_of(line))) return false;
    if (!is_row(line)) {
      wide += cells_of(line).size() == 1 && line.box.width() > widest_label * (line.right - line.left);
      continue;
    }
    if (row != nullptr && line.baseline - row->baseline > 0.7F * line.size) return false;
    row = &line;
  }
  return wide == 0 || row != nullptr || band.last - band.first == 1;
}

// Does one of the lines name columns by years, as the header of a further table does?
bool heads_years(const std::vector<Line>& lines, Band band) {
  for (std::size_t i = band.first; i < band.last; ++i) {
    if (names_years(lines[i]) || names_ranges(lines[i])) return true;
  }
  return false;
}

// The rows from line `from` on, if rules part each from the next.
std::optional<AlignedExtent> ruled_rows_at(const std::vector<Line>& lines, std::size_t from,
                                           std::size_t floor, const RuleZone& zone) {
  constexpr std::size_t least = 2;
  const std::vector<float>& rules = zone.parting;
  const std::size_t above = count_above(rules, lines[from].baseline);
  if (above == 0) return {};
  std::size_t first = from;
  while (first > floor && same_column(lines[first - 1], lines[from]) && lines[first - 1].table == none &&
         lines[first - 1].baseline > rules[above - 1] + 1)
    --first;
  AlignedExtent extent{first, first, first, {}, {rules[above - 1]}};
  std::size_t rows = 0;
  for (std::size_t rule = above; rule < rules.size(); ++rule) {
    const Band band = band_at(lines, extent.last, rules[rule] + 1);
    if (band.first == band.last && rule > above) continue;  // a double rule
    if (!may_be_one_row(lines, band) || !same_column(lines[band.first], lines[from])) break;
    if (rows > 0 && heads_years(lines, band)) break;
    rows += std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(band.first),
                        lines.begin() + static_cast<std::ptrdiff_t>(band.last), is_row);
    extent.last = band.last;
    extent.rules.push_back(rules[rule]);
  }
  if (rows < least) return {};
  // The last row may have no rule below it.
  while (extent.last < lines.size() && same_column(lines[extent.last], lines[from]) &&
         is_row(lines[extent.last]) && share_columns(lines[extent.last - 1], lines[extent.last]) &&
         lines[extent.last].baseline - lines[extent.last - 1].baseline < row_gap * lines[from].size)
    extent.rules.push_back(lines[extent.last++].box.bottom);
  return extent;
}

// The first row below line `from`, if a rule over the whole width parts it from this line; else lines.size().
std::size_t row_below_rule(const std::vector<Line>& lines, const std::vector<RuleZone>& zones,
                           std::size_t from) {
  std::size_t row = from + 1;
  while (row < lines.size() && row - from <= most_header_lines && same_column(lines[row], lines[from]) &&
         lines[row].table == none && lines[row].role == Role::text && !is_row(lines[row]))
    ++row;
  if (row == lines.size() || !is_row(lines[row]) || !same_column(lines[row], lines[from]))
    return lines.size();
  const RuleZone* zone = zone_of(zones, lines[row]);
  const bool parted = zone != nullptr && count_above(zone->rules, lines[row].baseline) >
                                             count_above(zone->rules, lines[from].baseline);
  return parted ? row : lines.size();
}

// The line of the first row if line `from` names the columns by ranges, or by years with other lines of the
// header below them or a rule; else `from`.
std::size_t below_names(const std::vector<Line>& lines, const std::vector<RuleZone>& zones,
                        std::size_t from) {
  if (!names_ranges(lines[from]) && !names_years(lines[from])) return from;
  const std::size_t below_rule = row_below_rule(lines, zones, from);
  if (below_rule < lines.size()) return below_rule;
  std::size_t row = from + 1;
  while (row < lines.size() && row - from <= most_section_lines && may_part_rows(lines[row]) &&
         !is_row(lines[row]))
    ++row;
  const bool is_body = row < lines.size() && is_row(lines[row]) && same_column(lines[row], lines[from]);
  // A lone label below years begins a row whose values stand beside its middle.
  if (names_years(lines[from]) && (row == from + 1 || cells_of(lines[from + 1]).size() < 2)) return from;
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

bool is_whole(const Line& line) {
  return is_section(line) && line.words.back().text.ends_with('%') && is_value(cells_of(line).back());
}

std::optional<AlignedExtent> table_at(const TableGround& ground, std::size_t from, std::size_t floor) {
  const std::vector<Line>& lines = ground.part.lines;
  if (!is_row(lines[from])) return {};
  const std::size_t row = below_names(lines, ground.zones, from);
  std::optional<AlignedExtent> extent;
  if (const RuleZone* zone = zone_of(ground.zones, lines[row]))
    extent = ruled_rows_at(lines, row, floor, *zone);
  if (!extent) extent = rows_at(lines, row);
  if (!extent) return {};
  extent->turned = turned_above(ground.turned, lines[extent->body]);
  find_header(ground, floor, *extent);
  return extent;
}

}  // namespace proviso::extract
