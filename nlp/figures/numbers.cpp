#include "nlp/figures/numbers.h"

#include <algorithm>
#include <charconv>

namespace proviso::nlp {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits and the marks between them: "1.234,5" gives {"1", "234", "5"} and {'.', ','}.
struct Groups {
  std::vector<std::string_view> digits = {};
  std::string marks = {};
};

Groups groups_of(std::string_view text) {
  Groups out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_digit(text[i])) continue;
    out.digits.push_back(text.substr(begin, i - begin));
    if (i < text.size()) out.marks += text[i];
    begin = i + 1;
  }
  return out;
}

bool thousands(const Groups& groups, std::size_t first, std::size_t last) {
  constexpr std::size_t most_groups = 5;  // hundreds of trillions; more is a row of numbers
  if (last - first > most_groups) return false;
  if (groups.digits[first].empty() || groups.digits[first].size() > 3) return false;
  for (std::size_t i = first + 1; i < last; ++i)
    if (groups.digits[i].size() != 3) return false;
  return true;
}

double joined(const Groups& groups, std::size_t whole, bool decimals) {
  std::string text;
  for (std::size_t i = 0; i < whole; ++i) text += groups.digits[i];
  if (decimals) text += "." + std::string(groups.digits[whole]);
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// What a mark is taken for, and whether that is a guess.
struct MarkReading {
  bool thousands = false, unsure = false;
};

// What the document's other numbers say of a mark: `thousands` and `decimals` of them are written with it.
// Where one is at least twice as frequent, that settles it; else it stays a guess.
MarkReading by_habit(int thousands, int decimals, bool guess) {
  if (thousands >= 2 * std::max(decimals, 1)) return {.thousands = true};
  if (decimals >= 2 * std::max(thousands, 1)) return {.thousands = false};
  return {.thousands = guess, .unsure = true};
}

// "12.345" or "12,345": thousands or decimals?
MarkReading read_mark(const Groups& groups, const NumberHabit& habit, bool decimal_comma, bool scaled,
                      bool counts) {
  const bool comma = groups.marks[0] == ',';
  if (groups.digits[1].size() != 3 || groups.digits[0].size() > 3 || groups.digits[0] == "0") return {};
  if (comma && !decimal_comma) return {.thousands = true};
  if (groups.digits[1] == "000" && !scaled) return {.thousands = true};
  if (scaled) return {};
  if (comma) {
    // The number itself was counted among the thousands.
    const bool guess = habit.comma_thousands > habit.comma_decimals;
    return by_habit(habit.comma_thousands - 1, habit.comma_decimals, guess);
  }
  if (habit.dot_thousands > 0) return {.thousands = true, .unsure = habit.dot_three > 0};
  const bool whole = counts && habit.dot_three == 0;  // there are no fractions of what is counted
  if (!decimal_comma) return {.thousands = whole, .unsure = whole};
  if (whole) return {.thousands = true, .unsure = habit.dot_decimals > 0};
  return by_habit(0, habit.dot_decimals, habit.dot_decimals == 0);
}

void count_number(std::string_view number, NumberHabit& habit) {
  const Groups groups = groups_of(number);
  const std::size_t count = groups.marks.size();
  if (count == 0 || groups.digits.back().empty()) return;
  const char mark = groups.marks[0];
  const bool same = groups.marks.find_first_not_of(mark) == std::string::npos;
  if (same && count > 1) {
    if (thousands(groups, 0, groups.digits.size()))
      (mark == ',' ? habit.comma_thousands : habit.dot_thousands)++;
    return;
  }
  if (count != 1) return;
  const auto& tail = groups.digits[1];
  const bool groups_of_three = tail.size() == 3 && groups.digits[0].size() <= 3 && groups.digits[0] != "0";
  if (mark == ',') {
    if (groups_of_three)
      ++habit.comma_thousands;
    else if (tail.size() != 3 || groups.digits[0] == "0")
      ++habit.comma_decimals;
  } else {
    if (groups_of_three && tail == "000")
      ++habit.dot_thousands;
    else if (tail.size() <= 2 || groups.digits[0] == "0")
      ++habit.dot_decimals;
    if (tail.size() == 3 && groups.digits[0] == "0") ++habit.dot_three;
  }
}

}  // namespace

NumberHabit number_habit(std::string_view text) {
  NumberHabit habit;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && (is_digit(text[i]) || ((text[i] == '.' || text[i] == ',') &&
                                                     i + 1 < text.size() && is_digit(text[i + 1]))))
      ++i;
    count_number(text.substr(begin, i - begin), habit);
  }
  return habit;
}

std::optional<DigitsValue> digits_value(std::string_view digits, const NumberHabit& habit, bool decimal_comma,
                                        bool scaled, bool counts) {
  const Groups groups = groups_of(digits);
  const std::size_t count = groups.digits.size();
  for (const auto part : groups.digits)
    if (part.empty() || part.size() > 15) return std::nullopt;
  const auto& first = groups.digits[0];
  if (first.size() > 1 && first[0] == '0') return std::nullopt;
  if (count == 1) return DigitsValue{joined(groups, 1, false)};
  const std::string& marks = groups.marks;
  if (marks.find_first_not_of(marks[0]) == std::string::npos) {
    if (marks[0] == ' ' || count > 2) {
      if (!thousands(groups, 0, count)) return std::nullopt;
      return DigitsValue{joined(groups, count, false)};
    }
    const MarkReading mark = read_mark(groups, habit, decimal_comma, scaled, counts);
    return DigitsValue{mark.thousands ? joined(groups, 2, false) : joined(groups, 1, true), mark.unsure};
  }
  const std::string before = marks.substr(0, marks.size() - 1);
  if (before.find_first_not_of(before[0]) != std::string::npos || !thousands(groups, 0, count - 1))
    return std::nullopt;
  return DigitsValue{joined(groups, count - 1, true)};
}

}  // namespace proviso::nlp
