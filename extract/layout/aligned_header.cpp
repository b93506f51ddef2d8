#include "extract/layout/aligned_header.h"

#include <algorithm>
#include <cmath>

#include "extract/layout/aligned_cells.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float header_gap = 2.2F;             // of the font size: distance of a header line
constexpr std::size_t most_framed_lines = 20;  // of a header between rules
constexpr std::size_t most_cells = 200;        // of a header line: no honest table has more

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

// Is the line at `label` a part of the name of the rows, above or below line `names` that names the columns,
// too?
bool goes_with_names(const std::vector<Line>& lines, std::size_t label, std::size_t names) {
  constexpr float leading = 1.3F;  // of the font size
  const Line &own = lines[label], &other = lines[names];
  const std::vector<AlignedCell> cells = cells_of(other);
  if (own.table != none || other.table != none || cells_of(own).size() != 1 || cells.size() < 3) return false;
  return same_column(own, other) && std::abs(own.baseline - other.baseline) < leading * own.size &&
         std::abs(own.size - other.size) < 0.2F && own.bold == other.bold && own.italic == other.italic &&
         std::abs(own.box.x0 - cells.front().x0) < 1 && own.box.x1 < cells[1].x0;
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
  if (above > 0 && goes_with_names(lines, above, above - 1)) return false;
  return unit_in(text_of(lines[above])).empty() || !is_framed(above + 1);
}

// Does line `above` stand so close to the next one that both are one line of cells, centred differently?
bool goes_beside(const std::vector<Line>& lines, std::size_t above) {
  const Line &line = lines[above], &below = lines[above + 1];
  if (goes_with_names(lines, above, above + 1)) return true;
  return line.table == none && line.role == Role::text && same_column(line, below) &&
         below.baseline - line.baseline < 0.75F * line.size && below.baseline >= line.baseline &&
         line.box.width() < 0.5F * (line.right - line.left) && !begins_caption(text_of(line));
}

}  // namespace

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

}  // namespace proviso::extract
