#include "nlp/figures/figure_fields.h"

#include <algorithm>

namespace proviso::nlp {
namespace {

// Words that begin another statement in the same sentence; a full stop too, in a cell of several sentences.
bool splits_clause(const ReadSentence& read, std::size_t at) {
  const bool stop = read.tokens.is(at, ".") && read.tokens[at + 1].spaced && read.tokens.word(at + 1) &&
                    read.tokens.text(at + 1) != read.tokens.lower(at + 1);
  return stop || read.tokens.is(at, ";") || read.lexicon.at(read.tokens, at, "clause_split");
}

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

// The year of a reference in brackets: "(Altai State University, 2019)".
bool is_of_reference(const ReadSentence& read, const TimeMention& time) {
  const Tokens& tokens = read.tokens;
  if (!tokens.is(time.last, ")") && !tokens.is(time.last, ",")) return false;
  for (std::size_t i = time.first; i > 0 && i + 12 > time.first; --i) {
    if (tokens.is(i - 1, ")") || tokens.digits(i - 1)) return false;
    if (tokens.is(i - 1, "("))
      return i < time.first && tokens.word(i) && tokens.text(i) != tokens.lower(i) &&
             !read.lexicon.at(tokens, i, "month") && !read.lexicon.at(tokens, i, "year_lead");
  }
  return false;
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

Clause clause_of(const ReadSentence& read, std::size_t quantity) {
  const std::size_t at = read.quantities[quantity].first, behind = read.quantities[quantity].last;
  Clause clause{.first = 0, .last = read.tokens.size()};
  for (std::size_t i = at; i > 0; --i)
    if (splits_clause(read, i - 1)) {
      clause.first = i;
      break;
    }
  for (std::size_t i = behind; i < read.tokens.size(); ++i)
    if (splits_clause(read, i)) {
      clause.last = i;
      break;
    }
  return clause;
}

std::string time_in(const ReadSentence& read, std::size_t quantity, bool own_clause) {
  const Quantity& here = read.quantities[quantity];
  const std::size_t next =
      quantity + 1 < read.quantities.size() ? read.quantities[quantity + 1].first : read.tokens.size();
  const Clause clause = clause_of(read, quantity);
  const TimeMention *before = nullptr, *own = nullptr, *behind = nullptr;
  for (const auto& time : read.times) {
    if (time.iso.empty() || is_of_reference(read, time)) continue;
    if (own_clause && (time.last <= clause.first || time.first >= clause.last)) continue;
    if (time.last <= here.first) before = &time;
    if (time.first >= here.last && !own && time.first < std::min(next, clause.last)) own = &time;
    if (time.first >= here.last && !behind) behind = &time;
  }
  // A time of the same clause in front holds for all its numbers, unless this number has its own close
  // behind.
  const bool close = own && own->first <= here.last + (before ? 7 : 40);
  if (close) return own->iso;
  if (before) return before->iso;
  return behind ? behind->iso : std::string();
}

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

std::size_t counted_end(const ReadSentence& read, std::size_t quantity) {
  const Tokens& tokens = read.tokens;
  const std::size_t from = read.quantities[quantity].last;
  const std::size_t next =
      quantity + 1 < read.quantities.size() ? read.quantities[quantity + 1].first : tokens.size();
  std::size_t end = from;
  for (std::size_t words = 0; end < std::min(next, tokens.size()) && words < 10; ++end) {
    if (tokens.word(end)) {
      if (read.lexicon.at(tokens, end, "phrase_end")) break;
      ++words;
    } else if (!tokens.tight(end, "-") && !tokens.tight(end, "/") && !tokens.tight(end, "'")) {
      break;
    }
    const bool time = std::any_of(read.times.begin(), read.times.end(),
                                  [&](const TimeMention& mention) { return mention.first == end; });
    if (time) break;
  }
  // No phrase ends with "of", "and", "the".
  while (end > from && (read.lexicon.at(tokens, end - 1, "phrase_link") || !tokens.word(end - 1))) --end;
  return end;
}

}  // namespace proviso::nlp
