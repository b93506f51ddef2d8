#include "extract/layout/header_cells.h"

#include <algorithm>
#include <map>
#include <string>

#include "extract/layout/year_rows.h"
#include "extract/page/word_traits.h"

namespace proviso::extract {
namespace {

// Does the cell hold a number and no words: "2017", "15-24", "3,5%"? "§ 60 AufenthG" is words.
bool is_number(const CellLayout& cell) {
  bool digits = false;
  std::size_t letters = 0;
  for (const Line& line : cell.lines) {
    for (const PageWord& word : line.words) {
      for (const char c : word.text) {
        digits = digits || (c >= '0' && c <= '9');
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
      }
    }
  }
  constexpr std::size_t most_letters = 3;  // "2013 г.", "FY 2017"
  return digits && letters <= most_letters;
}

std::string text_of(const CellLayout& cell) {
  std::string text;
  for (const Line& line : cell.lines) text += text_of(line) + '\n';
  return text;
}

// Do the cells of the first column span rows that the second tells apart, always by the same few labels
// (ages, sexes)? Then both columns are row headers.
bool labels_in_second_column(const TableLayout& table, std::uint16_t header_rows) {
  if (table.columns < 3) return false;
  std::map<std::string, int> labels;
  int rows = 0, spanning = 0;
  for (const CellLayout& cell : table.cells) {
    if (cell.row < header_rows || cell.lines.empty()) continue;
    if (cell.column == 0 && cell.row_span > 1) ++spanning;
    if (cell.column == 1 && cell.column_span == 1) ++rows, ++labels[text_of(cell)];
  }
  return spanning >= 2 && rows >= 4 && static_cast<int>(labels.size()) * 2 <= rows;
}

// Does the cell hold one number that is no year?
bool is_plain_value(const CellLayout& cell) {
  const std::string text = unraised_text(cell);
  if (text.find_first_of("0123456789") == text.npos) return false;
  if (text.find_first_not_of("0123456789.,-+%$€£ ") != text.npos) return false;
  return !is_year(text);
}

// Does the table begin with a row of values behind a label? Then it has no header row; but 1, 2, 3 are the
// numbers of columns.
bool begins_with_values(const TableLayout& table) {
  bool label = false;
  int values = 0, others = 0, numbered = 0;
  for (const CellLayout& cell : table.cells) {
    if (cell.row != 0 || cell.lines.empty()) continue;
    if (cell.column == 0) {
      label = !is_plain_value(cell);
      continue;
    }
    if (cell.row_span > 1 || !is_plain_value(cell)) ++others;
    ++values;
    if (text_of(cell) == std::to_string(cell.column + 1) + "\n" ||
        text_of(cell) == std::to_string(cell.column) + "\n")
      ++numbered;
  }
  return label && values >= (table.columns == 2 ? 1 : 2) && others == 0 && numbered < values;
}

// "14-17", "60+": a range of ages.
bool is_range(const CellLayout& cell) {
  std::string text;
  for (const Line& line : cell.lines) {
    for (const PageWord& word : line.words) text += word.text;
  }
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits == text.npos) return false;
  const std::string rest = text.substr(digits);
  if (rest == "+") return true;
  for (const std::string dash : {"-", "\u2013", "\u2014"}) {
    if (rest.starts_with(dash) && rest.size() > dash.size())
      return rest.find_first_not_of("0123456789", dash.size()) == rest.npos;
  }
  return false;
}

// Does the row hold ranges, at least two of them, and no numbers besides?
bool names_ranges(const TableLayout& table, std::uint16_t row) {
  std::size_t ranges = 0;
  for (const CellLayout& cell : table.cells) {
    if (cell.row != row || cell.lines.empty()) continue;
    if (is_range(cell))
      ++ranges;
    else if (is_number(cell))
      return false;
  }
  return ranges >= 2;
}

// Is the first row one cell over all columns, with names of the columns below it?
bool begins_with_title(const TableLayout& table) {
  bool title = false;
  std::size_t names = 0;
  for (const CellLayout& cell : table.cells) {
    if (cell.row == 0) title = cell.column_span == table.columns && cell.row_span == 1;
    if (cell.row != 1 || cell.lines.empty()) continue;
    if (cell.column > 0 && is_number(cell)) return false;
    ++names;
  }
  return title && names > 1;
}

}  // namespace

std::string unraised_text(const CellLayout& cell) {
  std::string text;
  for (const Line& line : cell.lines) text += unraised_text(line.words);
  return text;
}

void mark_headers(TableLayout& table) {
  std::uint16_t header_rows = begins_with_values(table) ? 0 : 1;
  if (begins_with_title(table)) header_rows = 2;
  for (const CellLayout& cell : table.cells) {
    if (cell.row < header_rows && cell.row + cell.row_span < table.rows)
      header_rows = std::max(header_rows, static_cast<std::uint16_t>(cell.row + cell.row_span));
  }
  bool corner_empty = false, values_below = false;
  for (std::uint16_t row = header_rows; row > 0 && row < table.rows && row < 4; ++row) {
    bool first_empty = true, digits = false, any = false;
    for (const CellLayout& cell : table.cells) {
      if (cell.row == 0 && cell.column == 0 && cell.row_span == 1) corner_empty = cell.lines.empty();
      if (cell.row == row + 1 && cell.column > 0) values_below = values_below || is_plain_value(cell);
      if (cell.row != row) continue;
      if (cell.column == 0 && !cell.lines.empty()) first_empty = false;
      any = any || !cell.lines.empty();
      digits = digits || is_number(cell);
    }
    // The names of the columns, and that of the rows, below a row that only groups columns.
    const bool names = row == 1 && corner_empty && !digits && values_below;
    if ((!first_empty && !names) || !any ||
        (digits && !names_ranges(table, row) && !take_year_row(table, row)))
      break;
    header_rows = static_cast<std::uint16_t>(row + 1);
  }
  table.header_rows = header_rows;
  const bool two_columns = labels_in_second_column(table, header_rows);
  for (CellLayout& cell : table.cells) {
    cell.header = cell.row < header_rows || cell.column == 0 || (two_columns && cell.column == 1);
  }
}

}  // namespace proviso::extract
