#include <vector>

#include "app/output/csv.h"
#include "app/output/document_output.h"

namespace proviso::app {

std::string table_csv(const extract::Document& document, const extract::Table& table) {
  std::vector<std::vector<std::string>> rows(table.rows, std::vector<std::string>(table.columns));
  for (const extract::Cell& cell : table.cells) {
    if (cell.block == extract::none || cell.row >= table.rows || cell.column >= table.columns) continue;
    rows[cell.row][cell.column] = extract::text_of(document, document.blocks.at(cell.block).span);
  }
  std::string csv;
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      csv += (column > 0 ? "," : "") + csv_field(row[column]);
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace proviso::app
