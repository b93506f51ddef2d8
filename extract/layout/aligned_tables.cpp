#include "extract/layout/aligned_tables.h"

#include <algorithm>
#include <optional>

#include "extract/layout/aligned_rows.h"
#include "extract/layout/turned_lines.h"

namespace proviso::extract {
namespace {

// Is the table nothing but header rows: names, years, units? Tables are often ruled only so far.
bool is_head(const TableLayout& table) {
  constexpr std::uint16_t most_rows = 8;
  if (table.rows > most_rows) return false;
  for (const CellLayout& cell : table.cells) {
    for (const Line& line : cell.lines) {
      const std::vector<AlignedCell> cells = cells_of(line);
      const bool share = line.words.back().text.ends_with('%');
      if (cells.size() > 1 || (is_value(cells.front()) && !is_year(cells.front()) && !share)) return false;
    }
  }
  return true;
}

// The index of the ruled table that is the header of the rows from `body` on and directly above them.
std::uint32_t head_of(const SheetLayout& part, const std::vector<Line>& kept, const Line& body) {
  if (kept.empty() || kept.back().table == none || kept.back().table >= part.tables.size()) return none;
  const TableLayout& table = part.tables[kept.back().table];
  const float gap = body.box.top - table.box.bottom;
  const bool below = gap > -0.5F * body.size && gap < ruled_header_gap * body.size;
  const bool covers = table.box.x0 < body.box.x0 + body.box.width() / 3 && table.box.x1 > body.box.x1 - 10;
  return below && covers && is_head(table) ? kept.back().table : none;
}

// `turned`: lines on their side, seen from the part; those that go into headers are emptied.
void take_from(SheetLayout& part, const std::vector<FontStyle>& fonts, std::vector<Line>& turned) {
  const std::vector<RuleZone> zones = rule_zones(part.sheet.lines);
  std::vector<Line> kept;
  std::size_t floor = 0;  // lines above it belong to a table
  for (std::size_t i = 0; i < part.lines.size();) {
    std::optional<AlignedExtent> extent = table_at({part, zones, turned}, i, floor);
    if (!extent) {
      kept.push_back(part.lines[i++]);
      continue;
    }
    if (names_years(part.lines[extent->body]) && extent->body + 1 < extent->last) ++extent->body;
    const AlignedColumns columns = aligned_columns(part, *extent);
    constexpr std::size_t most_columns = 60;
    if (columns.strips.size() < 2 || columns.strips.size() > most_columns || columns.chart) {
      const std::size_t end = columns.chart ? extent->last : i + 1;
      while (i < end) kept.push_back(part.lines[i++]);
      continue;
    }
    while (i < extent->first) kept.push_back(part.lines[i++]);  // looked like names, but they are not its own
    const std::uint32_t head = extent->first == floor || extent->first == extent->body
                                   ? head_of(part, kept, part.lines[extent->first])
                                   : none;
    TableLayout table =
        aligned_table(part, *extent, columns, fonts, head == none ? nullptr : &part.tables[head]);
    for (std::size_t k = extent->first; k < i; ++k) kept.pop_back();
    for (const Line* line : extent->turned)
      turned[static_cast<std::size_t>(line - turned.data())].words.clear();
    Line place{.box = table.box, .baseline = table.box.top, .size = part.lines[i].size};
    place.zone = part.lines[i].zone, place.column = part.lines[i].column;
    place.left = part.lines[i].left, place.right = part.lines[i].right;
    if (head == none) {
      place.table = static_cast<std::uint32_t>(part.tables.size());
      part.tables.push_back(std::move(table));
    } else {
      kept.pop_back();
      place.table = head;
      part.tables[head] = std::move(table);
    }
    kept.push_back(std::move(place));
    i = floor = extent->last;
  }
  part.lines = std::move(kept);
}

}  // namespace

void take_aligned_tables(PageLayout& page) {
  for (std::size_t index = 0; index < page.sheets.size(); ++index) {
    SheetLayout& part = page.sheets[index];
    std::vector<Line> turned;
    std::vector<Line*> sources;
    for (std::size_t k = index + 1; k < page.sheets.size(); ++k) {
      if (!is_on_its_side(part.sheet, page.sheets[k].sheet)) continue;
      for (Line& line : page.sheets[k].lines) {
        if (line.table != none) continue;
        turned.push_back(seen_from(part.sheet, page.sheets[k].sheet, line));
        sources.push_back(&line);
      }
    }
    take_from(part, page.fonts, turned);
    for (std::size_t k = 0; k < turned.size(); ++k) {
      if (turned[k].words.empty()) sources[k]->words.clear();
    }
    for (std::size_t k = index + 1; k < page.sheets.size(); ++k)
      std::erase_if(page.sheets[k].lines,
                    [](const Line& line) { return line.words.empty() && line.table == none; });
  }
}

}  // namespace proviso::extract