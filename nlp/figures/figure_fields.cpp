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

// The first time that begins at token `at` or behind.
std::vector<TimeMention>::const_iterator time_from(const ReadSentence& read, std::size_t at) {
  return std::partition_point(read.times.begin(), read.times.end(),
                              [&](const TimeMention& time) { return time.first < at; });
}

}  // namespace

std::vector<std::size_t> splits_of(const ReadSentence& read) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < read.tokens.size(); ++i)
    if (splits_clause(read, i)) out.push_back(i);
  return out;
}

Clause clause_of(const ReadSentence& read, std::size_t quantity) {
  const std::size_t at = read.quantities[quantity].first, behind = read.quantities[quantity].last;
  Clause clause{.first = 0, .last = read.tokens.size()};
  const auto in_front = std::lower_bound(read.splits.begin(), read.splits.end(), at);
  if (in_front != read.splits.begin()) clause.first = *std::prev(in_front) + 1;
  const auto next = std::lower_bound(in_front, read.splits.end(), behind);
  if (next != read.splits.end()) clause.last = *next;
  return clause;
}

std::size_t next_figure(const ReadSentence& read, std::size_t quantity) {
  do ++quantity;
  while (quantity < read.quantities.size() && !read.figures[quantity]);
  return quantity;
}

Respective respective_list(const ReadSentence& read, std::size_t quantity) {
  // Members of a list stand no farther from each other than this many tokens.
  constexpr std::size_t kApart = 4, kFarthest = 12;
  if (!read.respective) return {};
  const auto& all = read.quantities;
  const auto joined = [&](std::size_t a) {
    const std::size_t begin = all[a].last, end = all[a + 1].first;
    if (end > begin + kApart) return false;
    const auto time = time_from(read, begin);
    return time == read.times.end() || time->last > end;
  };
  Respective list{.first = quantity, .last = quantity + 1};
  while (list.last < all.size() && joined(list.last - 1)) ++list.last;
  while (list.first > 0 && joined(list.first - 1)) --list.first;
  if (list.last < list.first + 2) return {};
  const std::size_t behind = all[list.last - 1].last;
  for (list.end = behind; list.end < std::min(behind + kFarthest, read.tokens.size()); ++list.end)
    if (read.lexicon.at(read.tokens, list.end, "respectively")) return list;
  return {};
}

namespace {

// Whether an English noun phrase ends with the plural at `at`: "40 ships [left", not "12 human rights
// lawyers".
bool ends_phrase(const ReadSentence& read, std::size_t at) {
  const Tokens& tokens = read.tokens;
  const std::string_view noun = tokens.text(at);
  if (noun != tokens.lower(at) || read.lexicon.at(tokens, at, "plural_in_front")) return false;
  const bool ending = noun.size() > 3 && noun.ends_with('s') && !noun.ends_with("ss") &&
                      !noun.ends_with("us") && !noun.ends_with("is");
  if (!ending && !read.lexicon.at(tokens, at, "plural")) return false;
  const bool noun_behind = tokens.text(at + 1).ends_with('s');  // "women workers"
  return tokens.word(at + 1) && !noun_behind && tokens.text(at + 1) == tokens.lower(at + 1) &&
         !read.lexicon.at(tokens, at + 1, "phrase_link");
}

}  // namespace

std::size_t counted_end(const ReadSentence& read, std::size_t quantity) {
  const Tokens& tokens = read.tokens;
  const std::size_t from = read.quantities[quantity].last;
  const std::size_t next =
      quantity + 1 < read.quantities.size() ? read.quantities[quantity + 1].first : tokens.size();
  const bool english = read.sentence.language == "en";
  std::size_t end = from;
  for (std::size_t words = 0; end < std::min(next, tokens.size()) && words < 10; ++end) {
    if (tokens.word(end)) {
      if (read.lexicon.at(tokens, end, "phrase_end")) break;
      ++words;
    } else if (!tokens.tight(end, "-") && !tokens.tight(end, "/") && !tokens.tight(end, "'")) {
      break;
    }
    const auto time = time_from(read, end);
    if (time != read.times.end() && time->first == end) break;
    if (english && tokens.word(end) && ends_phrase(read, end)) {
      ++end;
      break;
    }
  }
  // No phrase ends with "of", "and", "the".
  while (end > from && (read.lexicon.at(tokens, end - 1, "phrase_link") || !tokens.word(end - 1))) --end;
  return end;
}

}  // namespace proviso::nlp
