#include "extract/layout/aligned_cells.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <string_view>

#include "extract/page/word_traits.h"

namespace proviso::extract {
namespace {

constexpr float cell_gap = 0.9F;  // of the font size: a wider gap separates cells

// The number at the beginning of `text`, which is cut off; -1 if there is none.
int leading_number(std::string_view& text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return -1;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

}  // namespace

std::vector<AlignedCell> cells_of(const Line& line) {
  std::vector<AlignedCell> cells;
  for (const PageWord& word : line.words) {
    const bool same = !cells.empty() && (word.raised || word.box.x0 - cells.back().x1 < cell_gap * line.size);
    if (!same) cells.push_back({.words = {}, .x0 = word.box.x0, .x1 = word.box.x1});
    cells.back().words.push_back(word);
    cells.back().x1 = std::max(cells.back().x1, word.box.x1);
  }
  return cells;
}

bool is_value(const AlignedCell& cell) {
  std::size_t digits = 0, others = 0;
  for (const PageWord& word : cell.words) {
    if (word.raised) continue;
    if (word.text == "-" || word.text == "–" || word.text == "—" || word.text == "…" || word.text == "..." ||
        word.text == "n/a" || word.text == "x") {
      ++digits;
      continue;
    }
    for (const char c : word.text) {
      if (c >= '0' && c <= '9')
        ++digits;
      else if (std::string_view(".,%()+-$*/").find(c) == std::string_view::npos)
        ++others;
    }
  }
  return digits > 0 && others <= 3 && others <= digits;
}

double number_in(const AlignedCell& cell) {
  std::string text;
  for (const PageWord& word : cell.words) text += word.text;
  if (text.ends_with('%')) text.pop_back();
  std::replace(text.begin(), text.end(), ',', '.');
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? number : std::numeric_limits<double>::quiet_NaN();
}

bool is_year(const AlignedCell& cell) {
  const std::string* year = nullptr;
  for (const PageWord& word : cell.words) {
    if (word.raised || word.text.front() < '0' || word.text.front() > '9') continue;
    if (year != nullptr) return false;
    year = &word.text;
  }
  return year != nullptr && year->size() <= 5 && is_year(std::string_view(*year).substr(0, 4));
}

bool is_range(const AlignedCell& cell) {
  const std::string text = unraised_text(cell.words);
  std::string_view rest = text;
  const int from = leading_number(rest);
  if (from < 0) return false;
  if (rest == "+") return true;
  for (const std::string_view dash : {"-", "–", "—"}) {
    if (!rest.starts_with(dash)) continue;
    rest.remove_prefix(dash.size());
    return leading_number(rest) > from && rest.empty();
  }
  return false;
}

bool names_ranges(const Line& line) {
  int last = -1, ranges = 0;
  for (const AlignedCell& cell : cells_of(line)) {
    if (!is_range(cell)) {
      if (is_value(cell)) return false;
      continue;
    }
    const std::string text = unraised_text(cell.words);
    std::string_view rest = text;
    const int from = leading_number(rest);
    if (from <= last) return false;
    last = from;
    ++ranges;
  }
  return ranges >= 3;
}

bool names_years(const Line& line) {
  const std::vector<AlignedCell> cells = cells_of(line);
  std::size_t years = 0, words = 0;
  for (const AlignedCell& cell : cells) {
    if (is_year(cell))
      ++years;
    else if (is_value(cell))
      return false;
    else
      ++words;
  }
  return years >= 2 && words <= years;
}

bool is_row(const Line& line) {
  constexpr std::size_t least_numbers = 2;
  if (line.table != none || line.role != Role::text || has_leaders(line)) return false;
  const std::vector<AlignedCell> cells = cells_of(line);
  const auto values = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_value));
  return values >= least_numbers && values + 1 >= cells.size() - values;
}

bool same_column(const Line& a, const Line& b) { return a.zone == b.zone && a.column == b.column; }

}  // namespace proviso::extract
