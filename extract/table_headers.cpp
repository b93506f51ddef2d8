#include "extract/table_headers.h"

#include <algorithm>

#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

// "14-17", "2018"
bool is_number_alone(std::string_view text) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\xD0\xD1%(";
  return text.find_first_of("0123456789") != text.npos && text.find_first_of(letters) == text.npos;
}

}  // namespace

TableHeaders::TableHeaders(const Document& document, const Table& table)
    : document_(document),
      table_(table),
      grid_(static_cast<std::size_t>(table.rows) * table.columns),
      shapes_(table.rows) {
  for (const Cell& cell : table.cells) {
    for (int row = cell.row; row < std::min<int>(cell.row + cell.row_span, table.rows); ++row) {
      for (int column = cell.column; column < std::min<int>(cell.column + cell.column_span, table.columns);
           ++column) {
        grid_[static_cast<std::size_t>(row) * table.columns + static_cast<std::size_t>(column)] = &cell;
      }
    }
    if (cell.block == none || cell.row >= table.rows) continue;
    RowShape& shape = shapes_[cell.row];
    if (shape.filled++ == 0) shape.first = &cell;
    if (!cell.header) ++shape.data;
  }
}

CellHeaders TableHeaders::of(const Cell& cell) const {
  CellHeaders headers;
  if (cell.header || cell.row >= table_.rows || cell.column >= table_.columns) return headers;
  headers.row = row_headers(cell);
  headers.column = column_headers(cell);
  headers.unit = unit(headers, cell);
  return headers;
}

const Cell* TableHeaders::at(int row, int column) const {
  return grid_[static_cast<std::size_t>(row) * table_.columns + static_cast<std::size_t>(column)];
}

std::string_view TableHeaders::text_in(const Cell* cell) const {
  if (cell == nullptr || cell->block == none) return {};
  return text_of(document_, document_.blocks[cell->block].span);
}

std::vector<const Cell*> TableHeaders::row_headers(const Cell& cell) const {
  std::vector<const Cell*> headers;
  if (const Cell* first = first_header(cell)) headers.push_back(first);
  for (int column = 1; column < cell.column; ++column) {
    const Cell* left = at(cell.row, column);
    if (left == nullptr || !left->header || left->block == none) continue;
    if (headers.empty() || headers.back() != left) headers.push_back(left);
  }
  return headers;
}

// The header in the first column: of the cell's own row or, where that place is empty, of the row above.
const Cell* TableHeaders::first_header(const Cell& cell) const {
  if (cell.column == 0) return nullptr;
  for (int row = cell.row; row >= 0; --row) {
    if (row != cell.row && heads_columns(row)) {
      if (repeats_header(row)) continue;
      return nullptr;
    }
    const Cell* first = at(row, 0);
    if (first == nullptr) continue;
    if (!first->header) return nullptr;
    if (first->block != none) return first;
  }
  return nullptr;
}

// Does a header row inside the table say what one of the table's first rows says? Then a page began there.
bool TableHeaders::repeats_header(int row) const {
  for (int top = 0; top < row && heads_columns(top); ++top) {
    const Cell *own = shape(row).first, *first = shape(top).first;
    if (own->column == first->column && text_in(own) == text_in(first)) return true;
  }
  return false;
}

// Is the row a lone header inside the body or between header rows and body ("Women")? One that stands above
// some columns only, or first of all, is a level of the column headers.
bool TableHeaders::is_section(int row) const {
  return shape(row).filled == 1 && row > 0 && shape(row).first->column == 0;
}

std::vector<const Cell*> TableHeaders::column_headers(const Cell& cell) const {
  std::vector<const Cell*> headers;
  bool in_group = false, section = false;
  for (int row = cell.row - 1; row >= 0; --row) {
    if (!heads_columns(row)) {
      if (in_group && shape(row).filled > 0) break;
      continue;
    }
    if (is_section(row)) {
      if (opens_parts(text_in(shape(row).first))) continue;  // of the group above it
      if (!section && !in_group) headers.push_back(shape(row).first);
      section = true;  // only the nearest counts
      continue;
    }
    in_group = true;
    const Cell* above = at(row, cell.column);
    const bool counts = above != nullptr && above->header && above->block != none;
    if (counts && (headers.empty() || headers.back() != above)) headers.push_back(above);
  }
  std::reverse(headers.begin(), headers.end());
  return headers;
}

std::string TableHeaders::unit(const CellHeaders& headers, const Cell& cell) const {
  const std::string_view own = text_in(&cell);
  if (own.find_first_of("0123456789") == own.npos) return {};
  std::string unit;
  for (const std::vector<const Cell*>* cells : {&headers.row, &headers.column}) {
    for (std::size_t i = cells->size(); unit.empty() && i-- > 0;) {
      // "Aged, years" over "14-17" names the unit of the ages.
      const bool of_header =
          cells == &headers.column && i + 1 < cells->size() && is_number_alone(text_in((*cells)[i + 1]));
      if (!of_header) unit = unit_in(text_in((*cells)[i]));
    }
  }
  if (unit.empty()) unit = unit_left_of(cell);
  if (unit.empty() && table_.caption != none) {
    unit = unit_in(text_of(document_, document_.blocks[table_.caption].span));
  }
  return unit;
}

// The unit in the nearest filled cell to the left in a header row whose own place is empty.
std::string TableHeaders::unit_left_of(const Cell& cell) const {
  for (int row = cell.row - 1; row >= 0; --row) {
    if (!heads_columns(row)) continue;
    int column = cell.column;
    while (column > 0 && text_in(at(row, column)).empty()) --column;
    if (column == cell.column) continue;
    std::string unit(unit_in(text_in(at(row, column))));
    if (!unit.empty()) return unit;
  }
  return {};
}

}  // namespace proviso::extract
