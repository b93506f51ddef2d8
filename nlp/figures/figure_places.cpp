// Which countries a figure is about: places_in() of figure_fields.h.
#include <algorithm>

#include "nlp/figures/figure_fields.h"

namespace proviso::nlp {
namespace {

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.emplace_back(code);
}

// Whether the token at `at` stands in a relative clause between commas or in "including …": ", which borders
// A,".
std::vector<bool> aside_tokens(const ReadSentence& read) {
  const Tokens& tokens = read.tokens;
  std::vector<bool> out(tokens.size() + 1, false);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool comma = tokens.is(i, ",");
    if (!comma || !read.lexicon.at(tokens, i + 1, "aside_open")) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() && !tokens.is(end, ",") && !tokens.is(end, ";")) ++end;
    if (end == tokens.size() && read.lexicon.at(tokens, i + 1, "aside_open").value == "closed") continue;
    // A number inside makes a statement of its own.
    const bool numbers =
        std::any_of(read.quantities.begin(), read.quantities.end(),
                    [&](const Quantity& quantity) { return quantity.number > i && quantity.number < end; });
    if (!numbers) std::fill(out.begin() + i, out.begin() + end, true);
  }
  return out;
}

struct Mention {
  std::size_t token = 0;
  std::string_view code = {};
};

std::vector<Mention> mentions_of(const ReadSentence& read) {
  const auto aside = aside_tokens(read);
  std::vector<Mention> out;
  for (const auto& country : read.countries) {
    const std::size_t token = read.tokens.at(country.begin);
    if (!aside[token]) out.push_back({token, country.code});
  }
  return out;
}

// Whether a quantity in [first, last) other than `quantity` begins a new member of a list.
bool has_mention(const std::vector<Mention>& mentions, std::size_t first, std::size_t last) {
  return std::any_of(mentions.begin(), mentions.end(),
                     [&](const Mention& mention) { return mention.token >= first && mention.token < last; });
}

// Whether each quantity of the clause is followed by a country of its own.
bool is_list(const ReadSentence& read, const std::vector<Mention>& mentions,
             const std::vector<std::size_t>& members, std::size_t clause_last) {
  if (members.size() < 2) return false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::size_t end = i + 1 < members.size() ? read.quantities[members[i + 1]].first : clause_last;
    if (!has_mention(mentions, read.quantities[members[i]].last, end)) return false;
  }
  return true;
}

// Whether each quantity of the clause follows a country of its own: "A sent 5, B – 6 and C over 7". None may
// stand behind the last.
bool is_list_behind(const ReadSentence& read, const std::vector<Mention>& mentions,
                    const std::vector<std::size_t>& members, const Clause& clause) {
  if (members.size() < 2) return false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::size_t begin = i == 0 ? clause.first : read.quantities[members[i - 1]].last;
    if (!has_mention(mentions, begin, read.quantities[members[i]].first)) return false;
  }
  return !has_mention(mentions, read.quantities[members.back()].last, clause.last);
}

}  // namespace

std::vector<std::string> places_in(const ReadSentence& read, std::size_t quantity) {
  const auto mentions = mentions_of(read);
  std::vector<std::string> codes;
  if (mentions.empty()) return codes;
  const Clause clause = clause_of(read, quantity);
  const bool in_clause = has_mention(mentions, clause.first, clause.last);
  const std::size_t first = in_clause ? clause.first : 0;
  const std::size_t last = in_clause ? clause.last : read.tokens.size();
  std::vector<std::size_t> members;
  for (std::size_t i = 0; i < read.quantities.size(); ++i)
    if (read.quantities[i].first >= first && read.quantities[i].first < last) members.push_back(i);
  if (in_clause && is_list(read, mentions, members, last)) {
    const std::size_t common = read.quantities[members.front()].first;
    const auto next = std::find(members.begin(), members.end(), quantity) + 1;
    const std::size_t end = next == members.end() ? last : read.quantities[*next].first;
    for (const auto& mention : mentions) {
      const bool own = mention.token >= read.quantities[quantity].first && mention.token < end;
      if (own || (mention.token >= first && mention.token < common)) add_code(codes, mention.code);
    }
    return codes;
  }
  const auto own = std::find(members.begin(), members.end(), quantity);
  const bool behind = in_clause && own != members.end() && is_list_behind(read, mentions, members, clause);
  const std::size_t begin = behind && own != members.begin() ? read.quantities[*std::prev(own)].last : first;
  const std::size_t end = behind ? read.quantities[quantity].first : last;
  for (const auto& mention : mentions)
    if (mention.token >= begin && mention.token < end) add_code(codes, mention.code);
  return codes;
}

std::vector<std::string> codes_of(const std::vector<CountryMention>& mentions) {
  std::vector<std::string> codes;
  for (const auto& mention : mentions) add_code(codes, mention.code);
  return codes;
}

}  // namespace proviso::nlp
