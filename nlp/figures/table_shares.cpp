#include "nlp/figures/table_shares.h"

#include <cmath>

namespace proviso::nlp {
namespace {

constexpr double kRounding = 0.06;  // by which each number may be off

// Marks the run of numbers at from, from + step, ... (`count` of them at most) that adds up to 100.
bool mark_run(const std::vector<TableNumber>& cells, std::ptrdiff_t from, std::ptrdiff_t step,
              std::size_t count, bool decimals, std::vector<bool>& shares) {
  double sum = 0;
  for (std::size_t length = 1; length <= count; ++length, from += step) {
    const TableNumber& cell = cells[static_cast<std::size_t>(from)];
    if (!cell.is_number || cell.value < 0 || cell.value >= 100) return false;
    sum += cell.value;
    decimals |= cell.decimals;
    const double allowed = kRounding * static_cast<double>(length);
    if (sum > 100 + allowed) return false;
    if (length < 2 || !decimals || std::abs(sum - 100) > allowed) continue;
    for (std::size_t i = 0; i < length; ++i, from -= step) shares[static_cast<std::size_t>(from)] = true;
    return true;
  }
  return false;
}

}  // namespace

std::vector<bool> parts_of_hundred(const std::vector<TableNumber>& cells, std::size_t columns) {
  std::vector<bool> shares(cells.size());
  if (columns == 0) return shares;
  const std::size_t rows = cells.size() / columns;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].is_number || cells[i].value != 100) continue;
    const std::size_t row = i / columns, column = i % columns;
    const auto at = static_cast<std::ptrdiff_t>(i), width = static_cast<std::ptrdiff_t>(columns);
    bool whole = mark_run(cells, at - 1, -1, column, cells[i].decimals, shares);
    whole |= mark_run(cells, at + 1, 1, columns - column - 1, cells[i].decimals, shares);
    whole |= mark_run(cells, at - width, -width, row, cells[i].decimals, shares);
    whole |= mark_run(cells, at + width, width, rows - row - 1, cells[i].decimals, shares);
    if (whole) shares[i] = true;
  }
  return shares;
}

}  // namespace proviso::nlp
