#include "nlp/countries.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "nlp/rules/rules_compiled.h"

namespace proviso::nlp {
namespace {

UChar32 character_at(std::string_view text, std::size_t at) {
  auto i = static_cast<int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<int32_t>(text.size()), c);
  return c;
}

bool joins(std::string_view text, std::size_t at) {
  return at < text.size() && u_isalnum(character_at(text, at));
}

bool follows_letter(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  auto i = static_cast<int32_t>(at);
  U8_BACK_1(reinterpret_cast<const std::uint8_t*>(text.data()), 0, i);
  return u_isalnum(character_at(text, static_cast<std::size_t>(i)));
}

// The end of the mention that begins at `begin` with the stem of `entry`; 0 if the text only looks like it.
std::size_t end_of(const RuleSet::Compiled::CountryLiteral& entry, const Folded& sentence, std::size_t begin,
                   std::size_t end) {
  if (follows_letter(sentence.text, begin)) return 0;
  const std::string_view text = sentence.text;
  if (entry.literal.find('*') != std::string::npos) {
    while (joins(text, end)) end += static_cast<std::size_t>(U8_LENGTH(character_at(text, end)));
  } else if (joins(text, end)) {
    return 0;
  }
  if (!entry.exact.empty()) return text.substr(begin, end - begin) == entry.exact ? end : 0;
  const UChar32 first = character_at(text, begin);
  const bool may_be_small = static_cast<Naming>(entry.naming) != Naming::name && first >= 0x400;
  return may_be_small || u_isupper(first) ? end : 0;
}

void mark_bracketed(std::string_view text, std::vector<CountryMention>& mentions) {
  std::size_t at = 0;
  int depth = 0;
  for (CountryMention& mention : mentions) {
    for (; at < mention.begin; ++at) {
      if (text[at] == '(') ++depth;
      if (text[at] == ')' && depth > 0) --depth;
    }
    mention.bracketed = depth > 0;
  }
}

}  // namespace

std::vector<CountryMention> countries_in(const RuleSet& rules, const Folded& sentence) {
  const RuleSet::Compiled& compiled = rules.compiled();
  std::vector<CountryMention> found;
  compiled.country_finder->scan(sentence.lower, [&](std::uint32_t index, std::size_t stem_end) {
    const auto& entry = compiled.country_literals[index];
    const std::size_t begin = stem_end - entry.literal.substr(0, entry.literal.find('*')).size();
    const std::size_t end = end_of(entry, sentence, begin, stem_end);
    if (end == 0) return;
    found.push_back({.code = compiled.loaded.countries[entry.country].code,
                     .naming = static_cast<Naming>(entry.naming),
                     .begin = static_cast<std::uint32_t>(begin),
                     .end = static_cast<std::uint32_t>(end),
                     .span = sentence.span_of(begin, end)});
  });
  // Leftmost first, then the longest; at the same place the longer stem was found later.
  std::stable_sort(found.begin(), found.end(), [](const CountryMention& a, const CountryMention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<CountryMention> out;
  for (CountryMention& mention : found) {
    if (!out.empty() && mention.begin == out.back().begin && mention.end == out.back().end) {
      out.back() = mention;
    } else if (out.empty() || mention.begin >= out.back().end) {
      out.push_back(mention);
    }
  }
  mark_bracketed(sentence.text, out);
  std::erase_if(out, [](const CountryMention& mention) { return mention.code == "--"; });
  return out;
}

}  // namespace proviso::nlp
