#include "extract/layout/page_numbers.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

namespace proviso::extract {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<int> roman_value(std::string_view text) {
  if (text.empty() || text.size() > 8) return {};
  const auto digit = [](char c) {
    switch (std::tolower(static_cast<unsigned char>(c))) {
      case 'i':
        return 1;
      case 'v':
        return 5;
      case 'x':
        return 10;
      case 'l':
        return 50;
      default:
        return 0;
    }
  };
  int value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int own = digit(text[i]);
    if (own == 0) return {};
    value += i + 1 < text.size() && digit(text[i + 1]) > own ? -own : own;
  }
  return value > 0 && value < 90 ? std::optional(value) : std::nullopt;
}

std::string roman_numeral(int value, bool capital) {
  constexpr std::pair<int, const char*> digits[] = {{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"},
                                                    {5, "v"},  {4, "iv"},  {1, "i"}};
  std::string numeral;
  for (const auto& [worth, letters] : digits) {
    for (; value >= worth; value -= worth) numeral += letters;
  }
  if (capital) {
    for (char& letter : numeral) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return numeral;
}

std::optional<int> arabic_value(std::string_view text) {
  if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), is_digit)) return {};
  return std::stoi(std::string(text));
}

std::string_view bare_number(std::string_view word) {
  const auto outside = [](char c) {
    return !is_digit(c) && !std::isalpha(static_cast<unsigned char>(c)) && (c & 0x80) == 0;
  };
  while (!word.empty() && outside(word.front())) word.remove_prefix(1);
  while (!word.empty() && outside(word.back())) word.remove_suffix(1);
  const std::size_t slash = word.find('/');
  if (slash != word.npos && word.find_first_not_of("0123456789/") == word.npos) word = word.substr(0, slash);
  return word;
}

}  // namespace proviso::extract
