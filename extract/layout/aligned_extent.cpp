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
constexpr std::size_t most_framed_lines = 20;  // of a header between rules
constexpr std::size_t most_cells = 200;        // of a header line: no honest table has more

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

// Do several names of columns stand side by side at the height of line `at`, on lines that overlap each
// other?
bool names_beside(const std::vector<Line>& lines, std::size_t at) {
  constexpr std::size_t least_names = 3;
  const auto overlap = [&](std::size_t above) {
    return std::abs(lines[above + 1].baseline - lines[above].baseline) < 0.75F * lines[above].size;
  };
  std::size_t first = at, last = at;
  while (first > 0 && overlap(first - 1)) --first;
  while (last + 1 < lines.size() && overlap(last)) ++last;
  std::size_t names = 0;
  for (std::size_t i = first; i <= last; ++i) names += cells_of(lines[i]).size();
  return names >= least_names;
}

// Is line `above` cut off from the rows by the upper one of two rules over the whole width, between which the
// header stands? The names of many columns may stand above such a rule, too, and a unit right above it.
bool above_frame(const std::vector<Line>& lines, std::size_t above, std::size_t body, const RuleZone* zone) {
  if (zone == nullptr) return false;
  const std::size_t rules = count_above(zone->rules, lines[above].baseline);
  const auto is_framed = [&](std::size_t i) {
    if (begins_caption(text_of(lines[i]))) return false;  // the table goes on from the page before
    const std::size_t own = count_above(zone->rules, lines[i].baseline);
    return own > rules && own < count_above(zone->rules, lines[body].baseline);
  };
  bool framed = false;
  for (std::size_t i = above + 1; i < body; ++i) framed = framed || is_framed(i);
  if (!framed || names_beside(lines, above)) return false;
  return unit_in(text_of(lines[above])).empty() || !is_framed(above + 1);
}

// Does line `above` stand so close to the next one that both are one line of cells, centred differently?
bool goes_beside(const std::vector<Line>& lines, std::size_t above) {
  const Line &line = lines[above], &below = lines[above + 1];
  return line.table == none && line.role == Role::text && same_column(line, below) &&
         below.baseline - line.baseline < 0.75F * line.size && below.baseline >= line.baseline &&
         line.box.width() < 0.5F * (line.right - line.left) && !begins_caption(text_of(line));
}

// Header lines stand close above the first row, or further above a ruled line, and have at least two cells,
// or one over several columns; the names of the rows ("Industry") may stand alone below such a line. None of
// them stands above line `floor`.
void find_header(const TableGround& ground, std::size_t floor, AlignedExtent& extent) {
  const SheetLayout& part = ground.part;
  const std::vector<Line>& lines = part.lines;
  const RuleZone* zone = zone_of(ground.zones, lines[extent.body]);
  float turned_top = 1e9F;
  for (const Line* line : extent.turned) turned_top = std::min(turned_top, line->box.top);
  std::size_t first = extent.first;  // of the lines that may be header lines
  const std::size_t most = zone == nullptr ? most_header_lines : most_framed_lines;
  while (first > floor && extent.body - first < most) {
    const Line &line = lines[first - 1], &below = lines[first];
    if (line.table != none || line.role != Role::text) break;
    if (above_frame(lines, first - 1, extent.body, zone)) break;
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
  while (extent.first > floor && extent.first < extent.body && goes_beside(lines, extent.first - 1))
    --extent.first;
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
