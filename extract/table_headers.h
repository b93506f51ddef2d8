// What a table says about one of its cells: the headers of its row and column, its unit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace proviso::extract {

struct CellHeaders {
  std::vector<const Cell*> row = {};     // header cells of its row from left to right, without empty ones
  std::vector<const Cell*> column = {};  // header cells above it from top to bottom, likewise
  std::string unit = {};  // as printed ("thous persons", "%", "in thousands"); empty if none is named
};

// The headers of the cells of one table. Refers to document and table, which must outlive it.
class TableHeaders {
 public:
  TableHeaders(const Document& document, const Table& table);

  // The headers of `cell`, one of the table's. A header cell has none.
  //
  // A row whose first cell is empty goes on with the row above, also over a page's end, and has its header.
  // Where the header rows are repeated on a further page, the ones nearest above count. A row of one header
  // alone ("Women") heads the rows below it as one of their column headers. The unit is what the row
  // headers, else the lowest column header, else the caption names; one printed over the first of several
  // columns holds for those behind it whose place is empty.
  CellHeaders of(const Cell& cell) const;

 private:
  struct RowShape {
    int filled = 0, data = 0;     // cells with text that begin in the row; those of them that are no header
    const Cell* first = nullptr;  // the first cell with text
  };

  const Cell* at(int row, int column) const;
  const RowShape& shape(int row) const { return shapes_[static_cast<std::size_t>(row)]; }
  std::string_view text_in(const Cell* cell) const;
  bool heads_columns(int row) const { return shape(row).filled > 0 && shape(row).data == 0; }
  bool repeats_header(int row) const;
  bool is_section(int row) const;
  const Cell* first_header(const Cell& cell) const;
  std::vector<const Cell*> row_headers(const Cell& cell) const;
  std::vector<const Cell*> column_headers(const Cell& cell) const;
  std::string unit(const CellHeaders& headers, const Cell& cell) const;
  std::string unit_left_of(const Cell& cell) const;

  const Document& document_;
  const Table& table_;
  std::vector<const Cell*> grid_;  // rows × columns, spans filled; nullptr where there is no cell
  std::vector<RowShape> shapes_;
};

}  // namespace proviso::extract
