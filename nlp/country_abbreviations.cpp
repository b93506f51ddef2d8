// Abbreviations of countries that a document defines itself: CountryAbbreviations of countries.h.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "nlp/countries.h"

namespace proviso::nlp {
namespace {

constexpr std::size_t kMostLetters = 5;

// The capitals from `at` on, up to something else: "RU" of "RU) and".
std::u32string capitals_at(std::string_view text, std::size_t at) {
  std::u32string out;
  auto i = static_cast<int32_t>(at);
  while (i < static_cast<int32_t>(text.size())) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, static_cast<int32_t>(text.size()), c);
    if (!u_isupper(c)) break;
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) {
    char bytes[U8_MAX_LENGTH];
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
    out.append(bytes, static_cast<std::size_t>(length));
  }
  return out;
}

// Whether `letters` are the first letters of the words of `name` that begin with a capital, or stand in the
// one word that it is.
bool abbreviates(const std::u32string& letters, std::string_view name) {
  std::u32string first, all;
  bool begins = true;
  for (auto i = static_cast<int32_t>(0); i < static_cast<int32_t>(name.size());) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(name.data(), i, static_cast<int32_t>(name.size()), c);
    if (begins && u_isupper(c)) first.push_back(static_cast<char32_t>(c));
    all.push_back(static_cast<char32_t>(u_toupper(c)));
    begins = !u_isalpha(c);
  }
  if (first == letters) return true;
  if (first.size() != 1 || all.empty() || all[0] != letters[0]) return false;
  std::size_t at = 0;
  for (const char32_t c : letters) {
    at = all.find(c, at);
    if (at == std::u32string::npos) return false;
    ++at;
  }
  return true;
}

bool is_letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  auto i = static_cast<int32_t>(at);
  U8_BACK_1(reinterpret_cast<const std::uint8_t*>(text.data()), 0, i);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<int32_t>(text.size()), c);
  return u_isalnum(c);
}

bool is_letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  auto i = static_cast<int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<int32_t>(text.size()), c);
  return u_isalnum(c);
}

}  // namespace

void CountryAbbreviations::learn(const Folded& sentence, const std::vector<CountryMention>& mentions) {
  const std::string_view text = sentence.text;
  for (const CountryMention& mention : mentions) {
    if (mention.naming != Naming::name || !text.substr(mention.end).starts_with(" (")) continue;
    const std::u32string letters = capitals_at(text, mention.end + 2);
    if (letters.size() < 2 || letters.size() > kMostLetters) continue;
    const std::string abbreviation = utf8(letters);
    const char behind = text.substr(mention.end + 2 + abbreviation.size()).substr(0, 1).empty()
                            ? ')'
                            : text[mention.end + 2 + abbreviation.size()];
    if (behind != ')' && behind != ',' && behind != ';') continue;
    if (abbreviates(letters, text.substr(mention.begin, mention.end - mention.begin)))
      codes_.try_emplace(abbreviation, mention.code);
  }
}

void CountryAbbreviations::add_mentions(const Folded& sentence, std::vector<CountryMention>& mentions) const {
  const std::string_view text = sentence.text;
  std::vector<CountryMention> found;
  for (const auto& [abbreviation, code] : codes_)
    for (std::size_t at = text.find(abbreviation); at != text.npos; at = text.find(abbreviation, at + 1)) {
      const std::size_t end = at + abbreviation.size();
      if (is_letter_before(text, at) || is_letter_at(text, end)) continue;
      found.push_back({.code = code,
                       .begin = static_cast<std::uint32_t>(at),
                       .end = static_cast<std::uint32_t>(end),
                       .span = sentence.span_of(at, end)});
    }
  if (found.empty()) return;
  std::erase_if(mentions, [&](const CountryMention& mention) {
    return std::any_of(found.begin(), found.end(), [&](const CountryMention& own) {
      return mention.begin < own.end && own.begin < mention.end &&
             mention.end - mention.begin <= own.end - own.begin;
    });
  });
  for (const CountryMention& own : found) {
    const bool inside = std::any_of(mentions.begin(), mentions.end(), [&](const CountryMention& mention) {
      return mention.begin < own.end && own.begin < mention.end;
    });
    if (!inside) mentions.push_back(own);
  }
  std::sort(mentions.begin(), mentions.end(),
            [](const CountryMention& a, const CountryMention& b) { return a.begin < b.begin; });
}

}  // namespace proviso::nlp
