#include "extract/layout/note_markers.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "extract/page/utf8.h"
#include "extract/page/word_traits.h"

namespace proviso::extract {
namespace {

constexpr int most_notes = 2000;          // a larger number is no marker
constexpr std::size_t longest_glued = 3;  // digits of a marker that is written like the text before it

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter_marker(std::string_view text) {
  return text.size() == 1 && text.front() >= 'a' && text.front() <= 'z';
}

constexpr std::u32string_view closing = U".,;:!?)]}»”’\"'";

// `text` without closing punctuation at its end.
std::string_view without_closing(std::string_view text) {
  while (!text.empty() && closing.find(last_character(text)) != closing.npos) {
    std::size_t length = 1;
    while (length < text.size() && (text[text.size() - length] & 0xC0) == 0x80) ++length;
    text.remove_suffix(length);
  }
  return text;
}

bool ends_in_three_letters(std::string_view text) {
  int letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    letters = u_isalpha(static_cast<UChar32>(next_character(text, at))) != 0 ? letters + 1 : 0;
  }
  return letters >= 3;
}

std::optional<GluedCall> bracketed_call(std::string_view word) {
  const std::size_t open = word.rfind('['), close = word.find(']', open == word.npos ? 0 : open);
  if (open == word.npos || close == word.npos) return {};
  const std::string_view inside = word.substr(open + 1, close - open - 1);
  if (inside.size() > longest_glued || !is_number_marker(inside)) return {};
  return GluedCall{open, close + 1, std::string(inside)};
}

std::optional<GluedCall> symbol_call(std::string_view word) {
  const std::size_t last = word.find_last_of('*');
  if (last == word.npos || word.front() == '*') return {};
  std::size_t begin = last;
  while (begin > 0 && word[begin - 1] == '*') --begin;
  const std::string_view symbol = word.substr(begin, last + 1 - begin);
  if (!is_symbol_marker(symbol) || !without_closing(word.substr(last + 1)).empty()) return {};
  return GluedCall{begin, last + 1, std::string(symbol)};
}

std::optional<GluedCall> number_call(std::string_view word) {
  const std::string_view text = without_closing(word);
  std::size_t begin = text.size();
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  std::string_view before = text.substr(0, begin), digits = text.substr(begin);
  if (before.empty() && digits.size() > 4 && is_year(digits.substr(0, 4))) {
    before = digits.substr(0, 4);
    digits.remove_prefix(4);
  } else if (!ends_in_three_letters(without_closing(before))) {
    return {};
  }
  if (digits.size() > longest_glued || !is_number_marker(digits)) return {};
  return GluedCall{before.size(), before.size() + digits.size(), std::string(digits)};
}

}  // namespace

bool is_number_marker(std::string_view text) {
  return !text.empty() && text.size() <= 4 && std::all_of(text.begin(), text.end(), is_digit) &&
         std::stoi(std::string(text)) <= most_notes && text.front() != '0';
}

bool is_symbol_marker(std::string_view text) {
  if (text == "†" || text == "‡" || text == "§") return true;
  return !text.empty() && text.size() <= 4 && text.find_first_not_of('*') == text.npos;
}

bool is_marker(std::string_view text) {
  return is_number_marker(text) || is_symbol_marker(text) || is_letter_marker(text);
}

std::string_view without_punctuation(std::string_view text) {
  while (!text.empty() && std::string_view(".,;:)]").find(text.back()) != text.npos) text.remove_suffix(1);
  while (!text.empty() && std::string_view("([").find(text.front()) != text.npos) text.remove_prefix(1);
  return text;
}

bool follows_marker(std::string_view marker, std::string_view last) {
  int step = 0;
  if (is_number_marker(marker) && is_number_marker(last)) {
    step = std::stoi(std::string(marker)) - std::stoi(std::string(last));
  } else if (is_letter_marker(marker) && is_letter_marker(last)) {
    step = marker.front() - last.front();
  }
  return step == 1 || step == 2;
}

std::string endnote_marker(const Line& line) {
  if (line.words.size() < 2) return {};
  const std::string_view text = without_punctuation(line.words.front().text);
  return is_number_marker(text) ? std::string(text) : std::string();
}

std::vector<std::string> markers_of(const PageWord& call) {
  std::vector<std::string> markers;
  std::string_view rest = without_punctuation(call.text);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view marker = without_punctuation(rest.substr(0, comma));
    if (!is_marker(marker)) return {};
    markers.emplace_back(marker);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return markers;
}

std::optional<GluedCall> glued_call(std::string_view word) {
  if (is_address(word)) return {};
  if (auto call = bracketed_call(word)) return call;
  if (auto call = symbol_call(word)) return call;
  return number_call(word);
}

}  // namespace proviso::extract
