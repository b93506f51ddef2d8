// Provisions as rows of a table: what the columns of CSV and of workbooks are called and hold.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/records.h"

namespace proviso::app {

// What stands in one place of the table: nothing, a number, or a text.
using TableValue = std::variant<std::monostate, double, std::string>;

struct TableColumn {
  std::string_view name;
  int width = 10;              // of a column in a workbook, in characters
  std::string_view kind = {};  // of provision that has it; empty: every kind; "not figure": the other two
  std::function<TableValue(const store::ProvisionRecord&)> value = {};
};

// Every column, in order. Lists are one text with "; " between; names of fields are those of JSON Lines.
const std::vector<TableColumn>& table_columns();

// Those that provisions of `kind` have.
std::vector<TableColumn> table_columns_of(std::string_view kind);

}  // namespace proviso::app
