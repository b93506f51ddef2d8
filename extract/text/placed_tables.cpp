#include "extract/text/placed_tables.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace proviso::extract {
namespace {

std::string words_of_row(const TableLayout& table, std::uint16_t row) {
  std::string text;
  for (const CellLayout& cell : table.cells) {
    if (cell.row != row) continue;
    for (const Line& line : cell.lines) text += text_of(line) + ' ';
    text += '|';
  }
  return text;
}

// How many of the table's header rows `part` begins with.
std::uint16_t repeated_rows(const PlacedTable& table, const TableLayout& part) {
  std::uint16_t rows = 0;
  while (rows < std::min(table.header_rows, part.header_rows) &&
         words_of_row(*table.first, rows) == words_of_row(part, rows)) {
    ++rows;
  }
  return rows;
}

// The header rows of a further part: those it repeats or, where they only begin alike ("Men", "Women"), what
// looks like header rows in itself.
std::uint16_t header_rows_of(const PlacedTable& table, const TableLayout& part) {
  const std::uint16_t repeated = repeated_rows(table, part);
  return repeated == 0 || repeated == table.header_rows ? repeated : part.header_rows;
}

}  // namespace

std::uint32_t cell_of_last_row(const PlacedTable& table, int column) {
  for (std::size_t i = table.cells.size(); i-- > 0;) {
    const Cell& cell = table.cells[i];
    if (cell.row + cell.row_span == table.rows && cell.column <= column &&
        column < cell.column + cell.column_span)
      return static_cast<std::uint32_t>(i);
  }
  return none;
}

bool same_columns(const TableLayout& above, const TableLayout& part) {
  constexpr float same_width = 6;  // points
  return above.columns == part.columns && std::abs(above.box.width() - part.box.width()) <= same_width;
}

std::uint32_t split_row(const PlacedTable& table, const TableLayout& part) {
  const std::uint16_t row = header_rows_of(table, part);
  if (row >= part.rows || table.rows <= table.header_rows) return none;
  bool first_empty = false;
  for (const CellLayout& cell : part.cells) {
    if (cell.row != row) continue;
    if (cell.row_span != 1 || cell_of_last_row(table, cell.column) == none) return none;
    if (cell.column == 0) first_empty = cell.lines.empty();
  }
  return first_empty ? row : none;
}

std::vector<std::uint32_t> add_part(PlacedTable& table, const TableLayout& part, std::uint32_t joined) {
  const bool begins = table.first == nullptr;
  if (begins) {
    table.first = &part;
    table.columns = part.columns;
    table.header_rows = part.header_rows;
  }
  const std::uint16_t header_rows = begins ? part.header_rows : header_rows_of(table, part);
  table.last = &part;
  std::vector<std::uint32_t> places;
  for (const CellLayout& cell : part.cells) {
    if (cell.row == joined) {
      places.push_back(cell_of_last_row(table, cell.column));
      continue;
    }
    places.push_back(static_cast<std::uint32_t>(table.cells.size()));
    const int row = table.rows + cell.row - (joined != none && cell.row > joined ? 1 : 0);
    const bool row_header = cell.header && (cell.column == 0 || cell.row >= part.header_rows);
    table.cells.push_back({.row = static_cast<std::uint16_t>(row),
                           .column = cell.column,
                           .row_span = cell.row_span,
                           .column_span = cell.column_span,
                           .header = cell.row < header_rows || row_header});
  }
  table.rows = static_cast<std::uint16_t>(table.rows + part.rows - (joined == none ? 0 : 1));
  return places;
}

}  // namespace proviso::extract
