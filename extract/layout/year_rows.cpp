#include "extract/layout/year_rows.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/layout/header_cells.h"
#include "extract/page/word_traits.h"

namespace proviso::extract {
namespace {

// A year stands this near to the middle of the columns that it heads, in their common width.
constexpr float kOffMiddle = 0.2F;

// "2013", "2013/14", "2012-2013", with letters behind ("г.", "р.").
bool names_years(std::string_view text) {
  if (!is_year(text.substr(0, 4))) return false;
  text.remove_prefix(4);
  if (text.empty()) return true;
  constexpr std::string_view joining = "/-\u2013";
  const bool joined = joining.find(text.front()) != joining.npos;
  const std::size_t more = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  return joined ? more == 2 || more == 4 : more == 0 && text.size() <= 6;
}

float middle(float from, float to) { return (from + to) / 2; }

float middle_of_text(const CellLayout& cell) {
  const std::vector<PageWord>& words = cell.lines.front().words;
  float right = words.front().box.x1;
  for (const PageWord& word : words)
    if (!word.raised) right = word.box.x1;
  return middle(words.front().box.x0, right);
}

// The cells of `row` that hold years, from left to right; none if anything else stands in it.
std::vector<CellLayout*> years_in(TableLayout& table, std::uint16_t row) {
  std::vector<CellLayout*> years;
  std::set<std::string> different;
  for (CellLayout& cell : table.cells) {
    if (cell.row != row || cell.lines.empty()) continue;
    const std::string text = unraised_text(cell);
    if (cell.column == 0 || !names_years(text)) return {};
    years.push_back(&cell);
    different.insert(text);
  }
  if (different.size() < 2) years.clear();
  return years;
}

// The columns that the row above names, from left to right.
std::vector<const CellLayout*> named_above(const TableLayout& table, std::uint16_t row) {
  std::vector<const CellLayout*> named;
  for (const CellLayout& cell : table.cells)
    if (cell.row < row && cell.row + cell.row_span == row && cell.column > 0 && cell.column_span == 1 &&
        !cell.lines.empty())
      named.push_back(&cell);
  return named;
}

// Does each year stand in the middle of as many columns as every other?
bool stand_in_the_middle(const std::vector<CellLayout*>& years,
                         const std::vector<const CellLayout*>& columns) {
  const std::size_t each = columns.size() / years.size();
  for (std::size_t i = 0; i < years.size(); ++i) {
    const Box& first = columns[i * each]->box;
    const Box& last = columns[i * each + each - 1]->box;
    const float off = std::abs(middle_of_text(*years[i]) - middle(first.x0, last.x1));
    if (off > kOffMiddle * (last.x1 - first.x0)) return false;
  }
  return true;
}

// Gives each year its columns and takes the empty cells of the row behind the first column away.
void span(TableLayout& table, const std::vector<CellLayout*>& years,
          const std::vector<const CellLayout*>& columns, std::uint16_t row) {
  const std::size_t each = columns.size() / years.size();
  for (std::size_t i = 0; i < years.size(); ++i) {
    const CellLayout& first = *columns[i * each];
    const CellLayout& last = *columns[i * each + each - 1];
    years[i]->column = first.column;
    years[i]->column_span = static_cast<std::uint16_t>(last.column + 1 - first.column);
    years[i]->box.x0 = first.box.x0;
    years[i]->box.x1 = last.box.x1;
  }
  std::erase_if(table.cells, [&](const CellLayout& cell) {
    return cell.row == row && cell.column > 0 && cell.lines.empty();
  });
}

}  // namespace

bool take_year_row(TableLayout& table, std::uint16_t row) {
  const std::vector<CellLayout*> years = years_in(table, row);
  if (years.empty()) return false;
  const std::vector<const CellLayout*> columns = named_above(table, row);
  if (columns.size() > years.size() && columns.size() % years.size() == 0 &&
      stand_in_the_middle(years, columns))
    span(table, years, columns, row);
  return true;
}

}  // namespace proviso::extract
