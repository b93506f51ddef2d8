#include "extract/layout/aligned_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extract/layout/header_lines.h"

namespace proviso::extract {
namespace {

bool continues_label(const Line& line) {
  const unsigned char c = static_cast<unsigned char>(line.words.front().text.front());
  const std::string_view text = line.words.front().text;
  const bool lower_cyrillic =
      (c == 0xD0 && text.size() > 1 && static_cast<unsigned char>(text[1]) >= 0xB0) || c == 0xD1;
  return (c >= 'a' && c <= 'z') || lower_cyrillic || c == '(';
}

class RowReader {
 public:
  RowReader(const SheetLayout& part, AlignedExtent extent, const AlignedColumns& columns,
            const std::vector<FontStyle>& fonts, const TableLayout* head)
      : lines_(part.lines),
        rules_(part.sheet.lines),
        extent_(std::move(extent)),
        found_(columns),
        columns_(found_.strips),
        labels_(found_.labels),
        fonts_(fonts),
        head_(head) {}

  TableLayout table() {
    if (head_ != nullptr) add_head();
    leave_first_section();
    add_headers();
    add_rows();
    return finish();
  }

 private:
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
    lines.reserve(rows.size());
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

  TableLayout finish() {
    table_.columns = static_cast<std::uint16_t>(columns_.size());
    table_.header_rows = header_rows_;
    table_.box = head_ != nullptr ? head_->box : lines_[extent_.first].box;
    for (std::size_t i = extent_.first; i < extent_.last; ++i) {
      unite(table_.box, lines_[i].box);
    }
    const bool label_column = found_.labelled_by_ranges || !is_number_column();
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
  AlignedExtent extent_;
  const AlignedColumns& found_;
  const std::vector<Strip>& columns_;
  const bool labels_;
  const std::vector<FontStyle>& fonts_;
  const TableLayout* head_;
  TableLayout table_;
  std::uint16_t header_rows_ = 0;
};

}  // namespace

TableLayout aligned_table(const SheetLayout& part, const AlignedExtent& extent, const AlignedColumns& columns,
                          const std::vector<FontStyle>& fonts, const TableLayout* head) {
  return RowReader(part, extent, columns, fonts, head).table();
}

}  // namespace proviso::extract
