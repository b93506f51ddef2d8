#include "app/scoring/score_match.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace proviso::app {

namespace {

bool is_digit(UChar32 c) {
  const int type = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
  return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool is_letter_or_digit(UChar32 c) {
  return u_isalpha(c) != 0 || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

// Calls `take(character)` for each code point of `text`; U+FFFD for bytes that are no UTF-8.
template <typename Take>
void each_character(std::string_view text, Take take) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), at, length, c);
    take(c);
  }
}

void append(std::string& text, UChar32 c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, c);
  text.append(bytes.data(), static_cast<std::size_t>(length));
}

bool begins_with_digit(std::string_view word) {
  bool digit = false;
  bool first = true;
  each_character(word, [&](UChar32 c) {
    if (std::exchange(first, false)) digit = is_digit(c);
  });
  return digit;
}

using Counts = std::map<std::string, int>;

Counts counts(const std::vector<std::string>& words) {
  Counts result;
  for (const std::string& word : words) ++result[word];
  return result;
}

int shared(const Counts& a, const Counts& b) {
  int total = 0;
  for (const auto& [word, count] : a) {
    if (const auto other = b.find(word); other != b.end()) total += std::min(count, other->second);
  }
  return total;
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += word;
  return result;
}

bool same(std::optional<double> a, std::optional<double> b) {
  if (!a || !b) return !a && !b;
  const double difference = std::abs(*a - *b);
  if (std::abs(*a) < 100) return difference <= 1e-3 * std::max({1.0, std::abs(*a), std::abs(*b)});
  return difference <= 1e-6 * std::abs(*a);
}

// `text` lower case, without the characters that `drop` says; raised digits and dashes made plain if `plain`.
template <typename Drop>
std::string bare(std::string_view text, bool plain, Drop drop) {
  std::string result;
  each_character(text, [&](UChar32 c) {
    if (drop(c)) return;
    if (plain && (c == 0xB9 || c == 0xB2 || c == 0xB3)) {
      result += c == 0xB9 ? ".1" : c == 0xB2 ? ".2" : ".3";
    } else if (plain && (c == 0x2011 || c == 0x2013)) {
      result += '-';
    } else {
      append(result, u_tolower(c));
    }
  });
  return result;
}

bool is_space(UChar32 c) { return u_isUWhiteSpace(c) != 0 || (c >= 0x1C && c <= 0x1F); }

std::string plain_article(std::string_view article) {
  std::string result = bare(article, true, is_space);
  result.erase(result.find_last_not_of('.') + 1);
  return result;
}

}  // namespace

std::vector<std::string> score_words(std::string_view text) {
  std::vector<std::string> words(1);
  each_character(text, [&](UChar32 c) {
    if (c == 0xAD) return;  // a soft hyphen is not there
    if (is_letter_or_digit(c)) {
      append(words.back(), u_tolower(c));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  });
  if (words.back().empty()) words.pop_back();
  return words;
}

double overlap(std::string_view a, std::string_view b) {
  const std::vector<std::string> x = score_words(a);
  const std::vector<std::string> y = score_words(b);
  if (x.empty() || y.empty()) return 0;
  const std::string whole_x = joined(x);
  const std::string whole_y = joined(y);
  if (whole_y.find(whole_x) != std::string::npos || whole_x.find(whole_y) != std::string::npos) return 1;
  return static_cast<double>(shared(counts(x), counts(y))) /
         static_cast<double>(std::min(x.size(), y.size()));
}

double jaccard(std::string_view a, std::string_view b) {
  const std::vector<std::string> x = score_words(a);
  const std::vector<std::string> y = score_words(b);
  const int both = shared(counts(x), counts(y));
  return static_cast<double>(both) / std::max(1.0, static_cast<double>(x.size() + y.size()) - both);
}

std::string plain_point(std::string_view text) {
  return bare(text, false, [](UChar32) { return false; });
}

std::set<std::string> plain_cites(const std::vector<std::string>& cites) {
  std::set<std::string> result;
  for (const std::string& cite : cites) {
    result.insert(bare(cite, false, [](UChar32 c) {
      return c == '[' || c == ']' || c == '(' || c == ')' || c == '.' || is_space(c);
    }));
  }
  return result;
}

double match(const Scored& gold, const Scored& found) {
  if (gold.kind == "recommendation") {
    if (std::abs(gold.page - found.page) > 1) return 0;
    const double share = jaccard(gold.quote, found.quote);
    return share >= 0.5 ? share : 0;
  }
  if (gold.page != found.page) return 0;
  if (gold.kind == "figure") {
    if (!same(gold.value, found.value) || !same(gold.value_to, found.value_to) ||
        gold.measure != found.measure)
      return 0;
    const double share = overlap(gold.quote, found.quote);
    return share > 0 ? 0.01 + share : 0;
  }
  if (plain_article(gold.article) != plain_article(found.article)) return 0;
  if (gold.act != found.act || gold.country != found.country) return 0;
  return 0.01 + overlap(gold.quote, found.quote);
}

bool excused(const Scored& found, const std::vector<const Scored*>& optional, const Places& charts) {
  if (found.kind == "figure" && charts.contains({found.document, found.page})) {
    const std::vector<std::string> words = score_words(found.quote);
    if (std::count_if(words.begin(), words.end(),
                      [](const auto& word) { return !begins_with_digit(word); }) <= 2)
      return true;
  }
  const bool urging = found.kind == "recommendation";
  return std::any_of(optional.begin(), optional.end(), [&](const Scored* gold) {
    if (gold->document != found.document || std::abs(gold->page - found.page) > (urging ? 1 : 0))
      return false;
    return urging ? jaccard(gold->quote, found.quote) >= 0.4 : overlap(gold->quote, found.quote) >= 0.5;
  });
}

}  // namespace proviso::app
