#include "extract/layout/aligned_tables.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "extract/layout/aligned_cells.h"
#include "extract/layout/aligned_extent.h"
#include "extract/layout/header_lines.h"
#include "extract/layout/turned_lines.h"

namespace proviso::extract {
namespace {

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

class AlignedTable {
 public:
  // `head`, if not nullptr, is a ruled table above that is nothing but the header of this one.
  AlignedTable(const SheetLayout& part, AlignedExtent extent, const std::vector<FontStyle>& fonts,
               const TableLayout* head)
      : lines_(part.lines),
        rules_(part.sheet.lines),
        fills_(part.sheet.fills),
        extent_(extent),
        fonts_(fonts),
        head_(head) {}

  // nullopt if the columns do not hold up.
  std::optional<TableLayout> table() {
    if (names_years(lines_[extent_.body]) && extent_.body + 1 < extent_.last) ++extent_.body;
    labelled_by_ranges_ = has_range_labels();
    find_columns();
    axis_ = is_axis() || is_scattered() || has_bars();
    if (columns_.size() < 2 || columns_.size() > 60 || axis_) return {};
    if (head_ != nullptr) add_head();
    leave_first_section();
    add_headers();
    add_rows();
    return finish();
  }

  // After table() has given none: are all of its lines no table, rather than only the first?
  bool is_chart() const { return axis_; }

 private:
  // Do the rows begin with ranges ("15 - 19", "60 +") or words, never with a plain value?
  bool has_range_labels() const {
    std::size_t ranges = 0;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      const AlignedCell first = cells_of(lines_[i]).front();
      if (is_range(first))
        ++ranges;
      else if (is_value(first))
        return false;
    }
    return ranges >= 2;
  }

  // The cells of the line that hold values; the label is none, though it be a range.
  std::vector<AlignedCell> values_of(const Line& line) const {
    std::vector<AlignedCell> cells = cells_of(line);
    if (labelled_by_ranges_) cells.erase(cells.begin());
    std::erase_if(cells, [](const AlignedCell& cell) { return !is_value(cell); });
    return cells;
  }

  // Cells of several words may hold several numbers: where they reach over columns that others make, they
  // make none.
  void find_columns() {
    std::vector<AlignedCell> several;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      if (is_whole(lines_[i])) continue;
      for (AlignedCell& cell : values_of(lines_[i])) {
        if (cell.words.size() == 1)
          widen(columns_, cell);
        else
          several.push_back(std::move(cell));
      }
    }
    for (const AlignedCell& cell : several) {
      const auto reached = std::count_if(columns_.begin(), columns_.end(), [&](const Strip& strip) {
        return strip.x0 < cell.x1 && cell.x0 < strip.x1;
      });
      if (reached < 2) widen(columns_, cell);
    }
    std::sort(columns_.begin(), columns_.end(), [](const Strip& a, const Strip& b) { return a.x0 < b.x0; });
    if (!columns_.empty()) add_label_column();
  }

  // Are the numbers strewn over the columns, as those of a chart are, without a label to any row?
  bool is_scattered() const {
    constexpr float least_filled = 0.45F;
    if (labels_ || columns_.empty()) return false;
    std::size_t rows = 0, values = 0;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      const std::size_t own = values_of(lines_[i]).size();
      rows += own > 0;
      values += own;
    }
    return static_cast<float>(values) < least_filled * static_cast<float>(rows * columns_.size());
  }

  // Do most numbers stand in filled areas of their own that are hardly ever as long as another: bars?
  bool has_bars() const {
    constexpr std::size_t least_bars = 5;
    std::size_t values = 0, bars = 0;
    std::set<std::pair<int, int>> ends;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      for (const AlignedCell& cell : values_of(lines_[i])) {
        ++values;
        for (const Box& fill : fills_) {
          if (!is_bar(fill, lines_[i], cell)) continue;
          ++bars;
          ends.emplace(std::lround(2 * fill.x0), std::lround(2 * fill.x1));
          break;
        }
      }
    }
    return bars >= least_bars && bars * 2 > values && ends.size() * 4 > bars * 3;
  }

  // Does the filled area hold the cell and nothing else of its line?
  static bool is_bar(const Box& fill, const Line& line, const AlignedCell& cell) {
    const float y = line.baseline - 0.3F * line.size, x = (cell.x0 + cell.x1) / 2;
    if (y < fill.top || y > fill.bottom || fill.height() > 4 * line.size) return false;
    const auto inside = std::count_if(line.words.begin(), line.words.end(), [&](const PageWord& word) {
      const float middle = (word.box.x0 + word.box.x1) / 2;
      return middle > fill.x0 && middle < fill.x1;
    });
    return x > fill.x0 && x < fill.x1 && inside == 1;
  }

  // Are the numbers those beside the axes of charts: without labels, evenly stepping from row to row?
  bool is_axis() const {
    if (labels_) return false;
    std::vector<std::vector<double>> values(columns_.size());
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      for (const AlignedCell& cell : values_of(lines_[i]))
        values[over(columns_, cell).first].push_back(number_in(cell));
    }
    constexpr std::size_t least_steps = 3;
    for (const std::vector<double>& column : values) {
      if (column.empty()) continue;
      if (column.size() <= least_steps) return false;
      const double step = column[1] - column[0];
      for (std::size_t i = 1; i < column.size(); ++i) {
        if (step == 0 || std::abs(column[i] - column[i - 1] - step) > 1e-3 * std::abs(step)) return false;
      }
    }
    return true;
  }

  // Whatever stands left of the first number is one column, that of the labels.
  void add_label_column() {
    const float numbers = columns_.front().x0;
    Strip labels{numbers, 0};
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      if (is_section(lines_[i]) && cells_of(lines_[i]).size() > 1) continue;
      for (const AlignedCell& cell : cells_of(lines_[i])) {
        if ((is_value(cell) && !labelled_by_ranges_) || cell.x0 >= numbers) continue;
        labels.x0 = std::min(labels.x0, cell.x0);
        labels.x1 = std::max(labels.x1, std::min(cell.x1, numbers - 1));
      }
    }
    labels_ = labels.x0 < numbers;
    if (labels_) columns_.insert(columns_.begin(), labels);
    labels_ = labels_ || first_holds_words();
  }

  // Does the first column hold labels among what looks like values ("All ages", "15 - 19")?
  bool first_holds_words() const {
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      const AlignedCell cell = cells_of(lines_[i]).front();
      if (!is_value(cell) && cell.x0 < columns_.front().x1 && columns_.front().x0 < cell.x1) return true;
    }
    return false;
  }

  CellLayout& cell_for(std::uint16_t row, std::size_t column) {
    for (CellLayout& cell : table_.cells) {
      if (cell.row == row && cell.column == column) return cell;
    }
    table_.cells.push_back({.row = row, .column = static_cast<std::uint16_t>(column)});
    return table_.cells.back();
  }

  // A long label may come close to the first value: what stands in a value's column is a cell of its own.
  std::vector<AlignedCell> split_label(std::vector<AlignedCell> cells) const {
    if (!labels_ || cells.empty() || cells.front().words.size() < 2) return cells;
    AlignedCell& label = cells.front();
    const PageWord& last = label.words.back();
    const float left = label.words[label.words.size() - 2].box.x1;
    AlignedCell value{.words = {last}, .x0 = last.box.x0, .x1 = last.box.x1};
    const Strip& numbers = columns_[1];
    if (last.raised || left > numbers.x0 || last.box.x0 < numbers.x0 || last.box.x1 > numbers.x1 + 1 ||
        !is_value(value) || is_value(label))
      return cells;
    label.words.pop_back();
    label.x1 = left;
    cells.insert(cells.begin() + 1, std::move(value));
    return cells;
  }

  // Of numbers that stand closely side by side each is a cell of its own in the column below or above it.
  std::vector<AlignedCell> split_values(std::vector<AlignedCell> cells) const {
    std::vector<AlignedCell> split;
    for (AlignedCell& cell : cells) {
      const auto [first, last] = over(columns_, cell);
      if (first == last || !is_value(cell) || cell.words.size() < 2) {
        split.push_back(std::move(cell));
        continue;
      }
      std::size_t column = columns_.size();
      for (PageWord& word : cell.words) {
        const std::size_t own = nearest(columns_, (word.box.x0 + word.box.x1) / 2);
        if (own != column && !word.raised)
          split.push_back({.words = {}, .x0 = word.box.x0, .x1 = word.box.x1});
        column = word.raised ? column : own;
        split.back().x1 = std::max(split.back().x1, word.box.x1);
        split.back().words.push_back(std::move(word));
      }
    }
    return split;
  }

  void add_cells(const Line& line, std::uint16_t row) {
    for (AlignedCell& cell : split_values(split_label(cells_of(line)))) {
      const std::size_t column = over(columns_, cell).first;
      CellLayout& target = cell_for(row, column);
      target.lines.push_back(make_line(std::move(cell.words), fonts_));
    }
  }

  // Does line i name a group of rows below it, alone in the column of labels?
  bool names_group(std::size_t i) const {
    const std::vector<AlignedCell> cells = cells_of(lines_[i]);
    if (!labels_ || cells.size() != 1 || is_value(cells.front()) || lines_[i].box.x0 >= columns_[1].x0)
      return false;
    const Line& next = lines_[i + 1];
    return next.box.x0 < columns_[0].x1 && next.box.x1 > columns_[1].x0 && !continues_label(next);
  }

  // The last line of the header names the first group of rows where others among the rows name further ones.
  void leave_first_section() {
    if (extent_.body == extent_.first) return;
    if (is_whole(lines_[extent_.body - 1])) {
      --extent_.body;
      return;
    }
    if (!names_group(extent_.body - 1)) return;
    if (std::abs(lines_[extent_.body].size - lines_[extent_.body - 1].size) > 0.5F) return;
    for (std::size_t i = extent_.body; i + 1 < extent_.last; ++i) {
      if (!names_group(i) || stands_in_label(i)) continue;
      --extent_.body;
      return;
    }
  }

  // The cells of the ruled header, each over the columns whose middle lies below it.
  void add_head() {
    table_.rows = head_->rows;
    for (const CellLayout& cell : head_->cells) {
      if (cell.lines.empty()) continue;
      std::size_t first = columns_.size(), last = 0;
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const bool label = i == 0 && labels_;
        const float middle = label ? columns_[i].x0 : columns_[i].middle();
        if (middle > cell.box.x0 - 1 && middle < cell.box.x1 + 1) first = std::min(first, i), last = i;
      }
      if (first == columns_.size()) continue;
      table_.cells.push_back(cell);
      table_.cells.back().column = static_cast<std::uint16_t>(first);
      table_.cells.back().column_span = static_cast<std::uint16_t>(last - first + 1);
    }
  }

  // The lines of the header from top to bottom, those that the page's columns had parted made whole.
  std::vector<Line> header_rows() const {
    const auto begin = lines_.begin() + static_cast<std::ptrdiff_t>(extent_.first);
    std::vector<Line> rows(begin, begin + static_cast<std::ptrdiff_t>(extent_.body - extent_.first));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Line& a, const Line& b) { return a.baseline < b.baseline; });
    for (std::size_t i = 1; i < rows.size();) {
      Line& above = rows[i - 1];
      if (rows[i].baseline - above.baseline > 0.2F * above.size) {
        ++i;
        continue;
      }
      std::vector<PageWord> words = std::move(above.words);
      words.insert(words.end(), rows[i].words.begin(), rows[i].words.end());
      std::stable_sort(words.begin(), words.end(),
                       [](const PageWord& a, const PageWord& b) { return a.box.x0 < b.box.x0; });
      above = make_line(std::move(words), fonts_);
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return rows;
  }

  void add_headers() {
    const std::vector<Line> rows = header_rows();
    std::vector<const Line*> lines;
    for (const Line& row : rows) lines.push_back(&row);
    const std::uint16_t above = table_.rows;
    for (HeaderCell& header : header_cells(lines, {columns_, labels_, rules_, extent_.turned})) {
      table_.rows = std::max<std::uint16_t>(table_.rows, above + header.row + 1);
      table_.cells.push_back({.row = static_cast<std::uint16_t>(above + header.row),
                              .column = static_cast<std::uint16_t>(header.first)});
      table_.cells.back().column_span = static_cast<std::uint16_t>(header.last - header.first + 1);
      for (std::vector<PageWord>& words : header.lines)
        table_.cells.back().lines.push_back(make_line(std::move(words), fonts_));
    }
  }

  void add_rows() {
    header_rows_ = table_.rows;
    if (extent_.rules.empty()) {
      add_rows(extent_.body, extent_.last);
      return;
    }
    for (std::size_t from = extent_.body; from < extent_.last;) {
      const auto rule =
          std::lower_bound(extent_.rules.begin(), extent_.rules.end(), lines_[from].baseline - 1);
      std::size_t to = from + 1;
      while (to < extent_.last && rule != extent_.rules.end() && lines_[to].baseline < *rule + 1) ++to;
      add_ruled_row(from, to);
      from = to;
    }
  }

  // The lines [from, to) stand between two rules.
  void add_ruled_row(std::size_t from, std::size_t to) {
    if (to == from + 1 && parts_rows(lines_[from])) {
      add_section(from);
      return;
    }
    ++table_.rows;
    for (std::size_t i = from; i < to; ++i) add_cells(lines_[i], static_cast<std::uint16_t>(table_.rows - 1));
  }

  // No rules part the lines [from, to).
  void add_rows(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (parts_rows(lines_[i])) {
        add_section(i);
      } else if (stands_in_label(i)) {
        ++table_.rows;
        for (const std::size_t k : {i, i + 1, i + 2}) {
          add_cells(lines_[k], static_cast<std::uint16_t>(table_.rows - 1));
        }
        i += 2;
      } else {
        if (label_goes_on(i)) {
          ++table_.rows;
          add_cells(lines_[i], static_cast<std::uint16_t>(table_.rows - 1));
          add_cells(lines_[i + 1], static_cast<std::uint16_t>(table_.rows - 1));
          ++i;
          continue;
        }
        add_row(lines_[i]);
      }
    }
  }

  // The "100%" that stands for a whole row.
  static bool is_whole(const Line& line) {
    return is_section(line) && line.words.back().text.ends_with('%') && is_value(cells_of(line).back());
  }

  // Does the line name a unit or a group of the rows below, not in the column of labels alone?
  bool parts_rows(const Line& line) const {
    return columns_.size() > 3 && is_section(line) && !is_whole(line) && line.box.x1 > columns_[1].x0 &&
           (cells_of(line).size() > 1 || line.box.x0 > columns_[0].x1);
  }

  // A section's lines are one header cell over all columns.
  void add_section(std::size_t i) {
    const bool goes_on = i > extent_.body && parts_rows(lines_[i - 1]);
    if (!goes_on) ++table_.rows;
    CellLayout& cell = cell_for(static_cast<std::uint16_t>(table_.rows - 1), 0);
    cell.column_span = static_cast<std::uint16_t>(columns_.size());
    cell.header = true;
    cell.lines.push_back(lines_[i]);
  }

  // Is line i the beginning of a label that goes on in line i + 1, where its values stand?
  bool label_goes_on(std::size_t i) const {
    constexpr float leading = 1.5F;  // of the font size
    if (!labels_ || i + 1 >= extent_.last) return false;
    const Line &upper = lines_[i], &lower = lines_[i + 1];
    return upper.box.x1 < columns_[1].x0 && !is_value(cells_of(upper).front()) &&
           lower.box.x0 < columns_[0].x1 && lower.box.x1 > columns_[1].x0 &&
           lower.baseline - upper.baseline < leading * upper.size && continues_label(lower);
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
    add_cells(line, static_cast<std::uint16_t>(table_.rows - 1));
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
    table_.box = head_ != nullptr ? head_->box : lines_[extent_.first].box;
    for (std::size_t i = extent_.first; i < extent_.last; ++i) {
      unite(table_.box, lines_[i].box);
    }
    const bool label_column = labelled_by_ranges_ || !is_number_column();
    for (CellLayout& cell : table_.cells) {
      cell.header = cell.header || cell.row < header_rows_ || (cell.column == 0 && label_column);
      cell.box = cell.lines.front().box;
    }
    drop_doubled();
    std::stable_sort(table_.cells.begin(), table_.cells.end(), [](const CellLayout& a, const CellLayout& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    return std::move(table_);
  }

  // Of header cells that claim one place, the first.
  void drop_doubled() {
    std::vector<std::pair<std::uint16_t, std::uint16_t>> seen;
    std::erase_if(table_.cells, [&](const CellLayout& cell) {
      const std::pair place(cell.row, cell.column);
      const bool again = std::find(seen.begin(), seen.end(), place) != seen.end();
      seen.push_back(place);
      return again;
    });
  }

  bool is_number_column() const {
    return std::none_of(table_.cells.begin(), table_.cells.end(), [this](const CellLayout& cell) {
      if (cell.column != 0 || cell.row < header_rows_) return false;
      AlignedCell words{.words = cell.lines.front().words};
      return !is_value(words);
    });
  }

  const std::vector<Line>& lines_;
  const std::vector<RuledLine>& rules_;
  const std::vector<Box>& fills_;
  AlignedExtent extent_;
  const std::vector<FontStyle>& fonts_;
  const TableLayout* head_;
  std::vector<Strip> columns_;
  TableLayout table_;
  std::uint16_t header_rows_ = 0;
  bool labels_ = false;              // the first column holds labels
  bool labelled_by_ranges_ = false;  // some of them are ranges
  bool axis_ = false;
};

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
    const std::optional<AlignedExtent> extent = table_at({part, zones, turned}, i, floor);
    if (!extent) {
      kept.push_back(part.lines[i++]);
      continue;
    }
    const std::uint32_t head = extent->first == floor || extent->first == extent->body
                                   ? head_of(part, kept, part.lines[extent->first])
                                   : none;
    AlignedTable candidate(part, *extent, fonts, head == none ? nullptr : &part.tables[head]);
    std::optional<TableLayout> table = candidate.table();
    if (!table) {
      const std::size_t end = candidate.is_chart() ? extent->last : i + 1;
      while (i < end) kept.push_back(part.lines[i++]);
      continue;
    }
    for (std::size_t k = extent->first; k < i; ++k) kept.pop_back();
    for (const Line* line : extent->turned)
      turned[static_cast<std::size_t>(line - turned.data())].words.clear();
    Line place{.box = table->box, .baseline = table->box.top, .size = part.lines[i].size};
    place.zone = part.lines[i].zone, place.column = part.lines[i].column;
    place.left = part.lines[i].left, place.right = part.lines[i].right;
    if (head == none) {
      place.table = static_cast<std::uint32_t>(part.tables.size());
      part.tables.push_back(std::move(*table));
    } else {
      kept.pop_back();
      place.table = head;
      part.tables[head] = std::move(*table);
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
