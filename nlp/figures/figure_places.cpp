// Which countries a figure is about: places_in() of figure_fields.h.
#include <algorithm>

#include "nlp/figures/figure_fields.h"

namespace proviso::nlp {
namespace {

// A sentence that names more countries than this lists them; the next one speaks of none of them alone.
constexpr std::size_t kMostSpokenOf = 3;

using Mention = PlaceMention;

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) codes.emplace_back(code);
}

// The tokens that stand in a relative clause between commas or in "including …": ", which borders A,".
std::vector<bool> aside_tokens(const ReadSentence& read) {
  const Tokens& tokens = read.tokens;
  std::vector<bool> out(tokens.size() + 1, false);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool bracket = tokens.is(i, "(");
    if (!bracket && !tokens.is(i, ",")) continue;
    const Phrase open = read.lexicon.at(tokens, i + 1, "aside_open");
    if (!open || (bracket && open.value == "closed")) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() && !tokens.is(end, bracket ? ")" : ",") && !tokens.is(end, ";")) ++end;
    if (end == tokens.size() && open.value == "closed") continue;
    // A number inside makes a statement of its own.
    const auto number = std::partition_point(read.quantities.begin(), read.quantities.end(),
                                             [&](const Quantity& quantity) { return quantity.number <= i; });
    const bool numbers = number != read.quantities.end() && number->number < end;
    if (!numbers) std::fill(out.begin() + i, out.begin() + end, true);
  }
  return out;
}

// The tokens that say who says it: "according to the Embassy of A,", "the report of the A Department".
std::vector<bool> source_tokens(const ReadSentence& read) {
  constexpr std::size_t kNear = 4;
  const Tokens& tokens = read.tokens;
  std::vector<bool> out(tokens.size() + 1, false);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Phrase source = read.lexicon.at(tokens, i, "source_of");
    if (!source) continue;
    const std::size_t last =
        source.value == "near" ? std::min(i + source.length + kNear, tokens.size()) : tokens.size();
    std::size_t end = i;
    while (end < last && !tokens.is(end, ",") && !tokens.is(end, ";")) ++end;
    if (source.value != "near" && end == tokens.size()) continue;  // no comma says where it ends
    std::fill(out.begin() + i, out.begin() + end, true);
    i = end;
  }
  return out;
}

// "Russian language", "Chinese culture": what the adjective belongs to lies in no country.
bool is_thing(const ReadSentence& read, const CountryMention& country, std::size_t token) {
  if (country.naming != Naming::adjective) return false;
  return static_cast<bool>(read.lexicon.at(read.tokens, token + 1, "thing_of_country"));
}

void add_groups(const ReadSentence& read, const std::vector<bool>& aside, std::vector<Mention>& out) {
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const Phrase group = read.lexicon.at(read.tokens, i, "place_group");
    if (!group || aside[i]) continue;
    if (group.value == "none" || group.value == "people") {
      out.push_back({.token = i, .group = true, .people = group.value == "people"});
    } else {
      for (std::string_view codes = group.value; codes.size() >= 2;
           codes.remove_prefix(std::min<std::size_t>(3, codes.size())))
        out.push_back({.token = i, .code = codes.substr(0, 2), .group = true});
    }
    i += group.length - 1;
  }
}

void add_cities(const ReadSentence& read, const std::vector<bool>& aside, const std::vector<bool>& source,
                std::vector<Mention>& out) {
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const Phrase city = read.lexicon.at(read.tokens, i, "city");
    if (!city || aside[i] || read.tokens.text(i) == read.tokens.lower(i)) continue;
    if (read.lexicon.at(read.tokens, i + city.length, "thing_of_country")) continue;
    out.push_back({.token = i, .code = city.value, .source = source[i]});
  }
}

// "the country", but not "the country of origin" and no name such as "Republic of Moldova".
bool points_to_country(const ReadSentence& read, std::size_t at) {
  const Phrase country = read.lexicon.at(read.tokens, at, "the_country");
  if (!country || (at > 0 && read.tokens.text(at) != read.tokens.lower(at))) return false;
  const std::size_t end = at + country.length;
  if (read.tokens.is(end, "of") || read.lexicon.at(read.tokens, end, "thing_of_country")) return false;
  const std::uint32_t first = read.tokens[at].begin, last = read.tokens[end].end;
  return std::none_of(read.countries.begin(), read.countries.end(), [&](const CountryMention& mention) {
    return mention.begin < last && mention.end > first;
  });
}

// `spoken`: the countries spoken of before; where it is one, "the country" is it.
std::vector<Mention> mentions_of(const ReadSentence& read, const std::vector<std::string>& spoken) {
  const auto aside = aside_tokens(read);
  const auto source = source_tokens(read);
  std::vector<Mention> out;
  for (const auto& country : read.countries) {
    const std::size_t token = read.tokens.at(country.begin);
    if (!aside[token] && !is_thing(read, country, token))
      out.push_back({.token = token, .code = country.code, .source = source[token]});
  }
  add_groups(read, aside, out);
  add_cities(read, aside, source, out);
  // Behind a name it means that one.
  std::size_t last = spoken.size() == 1 ? read.tokens.size() : 0;
  for (const Mention& mention : out) last = std::min(last, mention.token);
  for (std::size_t i = 0; i < last; ++i)
    if (points_to_country(read, i)) out.push_back({.token = i, .code = spoken.front()});
  std::stable_sort(out.begin(), out.end(),
                   [](const Mention& a, const Mention& b) { return a.token < b.token; });
  const bool others =
      std::any_of(out.begin(), out.end(), [](const Mention& m) { return !m.source && !m.code.empty(); });
  if (others) std::erase_if(out, [](const Mention& mention) { return mention.source; });
  return out;
}

// Whether a mention stands in tokens [first, last).
bool has_mention(const std::vector<Mention>& mentions, std::size_t first, std::size_t last) {
  const auto from = std::partition_point(mentions.begin(), mentions.end(),
                                         [&](const Mention& mention) { return mention.token < first; });
  return from != mentions.end() && from->token < last;
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
// stand behind the last. A member without a country has that of the one before, if a joint stands in front of
// the others' ("to A $5, to B $6, which is 8% of …").
bool is_list_behind(const ReadSentence& read, const std::vector<Mention>& mentions,
                    const std::vector<std::size_t>& members, const Clause& clause) {
  if (members.size() < 2) return false;
  if (has_mention(mentions, read.quantities[members.back()].last, clause.last)) return false;
  if (!has_mention(mentions, clause.first, read.quantities[members[0]].first)) return false;
  std::size_t named = 1;
  bool joints = true;
  for (std::size_t i = 1; i < members.size(); ++i) {
    const std::size_t begin = read.quantities[members[i - 1]].last, end = read.quantities[members[i]].first;
    if (!has_mention(mentions, begin, end)) continue;
    ++named;
    bool joint = false;
    for (std::size_t at = begin; at < end && !has_mention(mentions, begin, at); ++at)
      joint |= read.tokens.is(at, ",") || read.tokens.is(at, ")") ||
               read.lexicon.at(read.tokens, at, "statement_link");
    joints &= joint;
  }
  return named == members.size() || (named > 1 && joints);
}

// Whether the first number is the sum of a list that a colon opens: "A gave $48, of which: B – $30, C – $18".
bool has_head(const ReadSentence& read, const std::vector<std::size_t>& members) {
  const std::size_t begin = read.quantities[members[0]].last, end = read.quantities[members[1]].first;
  for (std::size_t i = begin; i < end; ++i)
    if (read.tokens.is(i, ":") || read.lexicon.at(read.tokens, i, "list_head")) return true;
  return false;
}

// What the clause's mentions say of `quantity`, one of its `members`.
std::vector<std::string> in_clause(const ReadSentence& read, const std::vector<Mention>& mentions,
                                   const std::vector<std::size_t>& members, const Clause& clause,
                                   std::size_t quantity) {
  std::vector<std::string> codes;
  const auto own = std::find(members.begin(), members.end(), quantity);
  std::size_t begin = clause.first, end = clause.last;
  if (own != members.end() && is_list(read, mentions, members, clause.last)) {
    const std::size_t common = read.quantities[members.front()].first;
    begin = read.quantities[quantity].first;
    if (std::next(own) != members.end()) end = read.quantities[*std::next(own)].first;
    for (const auto& mention : mentions)
      if (mention.token >= clause.first && mention.token < common) add_code(codes, mention.code);
  } else if (own != members.end() && is_list_behind(read, mentions, members, clause)) {
    // The last member up to this one that has a country of its own.
    auto named = own;
    const auto begin_of = [&](auto member) {
      return member == members.begin() ? clause.first : read.quantities[*std::prev(member)].last;
    };
    while (named != members.begin() && !has_mention(mentions, begin_of(named), read.quantities[*named].first))
      --named;
    begin = begin_of(named);
    end = read.quantities[*named].first;
    if (own != members.begin() && has_head(read, members))
      for (const auto& mention : mentions)
        if (mention.token >= clause.first && mention.token < read.quantities[members[0]].first &&
            !mention.group)
          add_code(codes, mention.code);
  }
  for (const auto& mention : mentions)
    if (mention.token >= begin && mention.token < end) add_code(codes, mention.code);
  return codes;
}

// The country that "respectively" gives the number; empty if it gives none.
std::string_view respective_place(const ReadSentence& read, const std::vector<Mention>& mentions,
                                  std::size_t quantity) {
  const Respective list = respective_list(read, quantity);
  if (!list) return {};
  std::vector<std::string_view> before, behind;
  for (const auto& mention : mentions) {
    if (mention.token < read.quantities[list.first].first) before.push_back(mention.code);
    if (mention.token >= read.quantities[list.last - 1].last) behind.push_back(mention.code);
  }
  for (const auto* codes : {&before, &behind})
    if (codes->size() == list.last - list.first) return (*codes)[quantity - list.first];
  return {};
}

}  // namespace

Places places_in(const ReadSentence& read, std::size_t quantity, const std::vector<std::string>& spoken) {
  // The numbers of a sentence mostly ask with the same countries.
  if (!read.mentions || read.mentions->first != spoken) read.mentions = {spoken, mentions_of(read, spoken)};
  const std::vector<Mention>& mentions = read.mentions->second;
  if (mentions.empty()) return {.codes = spoken, .named = false};
  if (const auto code = respective_place(read, mentions, quantity); !code.empty())
    return {.codes = {std::string(code)}, .named = true};
  Clause clause = clause_of(read, quantity);
  if (!has_mention(mentions, clause.first, clause.last)) {
    // What an earlier clause names, or the sentences before, still holds; else what a later one names.
    const bool earlier = has_mention(mentions, 0, clause.first);
    if (!earlier && !spoken.empty()) return {.codes = spoken, .named = false};
    std::vector<std::string> codes;
    for (const auto& mention : mentions)
      if (!earlier || mention.token < clause.first) add_code(codes, mention.code);
    return {.codes = std::move(codes), .named = true};
  }
  std::vector<std::size_t> members;
  for (std::size_t i = 0; i < read.quantities.size(); ++i)
    if (read.figures[i] && read.quantities[i].first >= clause.first && read.quantities[i].first < clause.last)
      members.push_back(i);
  auto codes = in_clause(read, mentions, members, clause, quantity);
  // People of a group of countries may be in the one spoken of: "it refused entry to 3 million CIS
  // nationals".
  const bool people =
      std::any_of(mentions.begin(), mentions.end(), [](const Mention& m) { return m.people; });
  if (codes.empty() && people) codes = spoken;
  return {.codes = std::move(codes), .named = true};
}

std::vector<CountryMention> without_remarking(const ReadSentence& read,
                                              const std::vector<std::string>& subject) {
  std::vector<CountryMention> out = read.sentence.countries;
  if (subject.size() != 1) return out;
  std::erase_if(out, [&](const CountryMention& country) {
    if (country.naming != Naming::name || country.code == subject.front()) return false;
    std::size_t behind = read.tokens.at(country.begin);
    while (behind < read.tokens.size() && read.tokens[behind].begin < country.end) ++behind;
    return read.lexicon.at(read.tokens, behind, "remark") ||
           read.lexicon.at(read.tokens, behind + 1, "remark");
  });
  return out;
}

std::vector<std::string> places_of(const ReadSentence& read, const std::vector<std::string>& spoken) {
  std::vector<std::string> codes;
  for (const auto& mention : mentions_of(read, spoken)) add_code(codes, mention.code);
  if (codes.size() > kMostSpokenOf) codes.clear();
  return codes;
}

std::vector<std::string> codes_of(const std::vector<CountryMention>& mentions) {
  std::vector<std::string> codes;
  for (const auto& mention : mentions) add_code(codes, mention.code);
  return codes;
}

}  // namespace proviso::nlp
