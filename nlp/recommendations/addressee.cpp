#include "nlp/recommendations/addressee.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "nlp/countries.h"
#include "nlp/recommendations/recommendation_places.h"

namespace proviso::nlp {
namespace {

// The longest name of somebody who is to act, in words; a longer stretch is a clause.
constexpr std::size_t kAddresseeWords = 14;
// A name may begin with an article and an adjective or two before the word that tells who it is.
constexpr std::size_t kWordsBefore = 6;
// Words between "who" or "if" and the verb of its clause.
constexpr std::size_t kWordsOfSubject = 5;

// A clause that begins farther away than this is longer than any name, in bytes.
constexpr std::size_t kClauseReach = 500;

using Range = Addressees::Range;

std::size_t words_in(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

std::string_view trimmed_text(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Range trimmed(std::string_view text, Range range) {
  while (range.begin < range.end && text[range.begin] == ' ') ++range.begin;
  while (range.begin < range.end && (text[range.end - 1] == ' ' || text[range.end - 1] == ',')) --range.end;
  return range;
}

// Mentions of somebody who can act, by where they begin.
std::vector<Range> actors(const RuleSet& rules, const Folded& folded,
                          const std::vector<CountryMention>& countries) {
  std::vector<Range> out;
  for (const Capture& capture : rules.occurrences("addressee", folded))
    out.push_back({capture.begin, capture.end});
  for (const CountryMention& mention : countries) {
    if (mention.naming != Naming::adjective)
      out.push_back({mention.begin, mention.end});  // "Dutch law" cannot act
  }
  std::stable_sort(out.begin(), out.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  return out;
}

// The first of `actors` at or behind `begin`.
std::vector<Range>::const_iterator first_from(const std::vector<Range>& actors, std::size_t begin) {
  return std::partition_point(actors.begin(), actors.end(),
                              [&](const Range& actor) { return actor.begin < begin; });
}

// The first of `actors` that lies within `range`; actors.end() if none does.
std::vector<Range>::const_iterator first_in(const std::vector<Range>& actors, Range range) {
  for (auto it = first_from(actors, range.begin); it != actors.end() && it->begin < range.end; ++it)
    if (it->end <= range.end) return it;
  return actors.end();
}

// Where the clause begins that ends at `end`.
std::size_t clause_begin(std::string_view text, std::size_t end) {
  const std::size_t from = end > kClauseReach ? end - kClauseReach : 0;
  text = text.substr(from, end - from);
  std::size_t begin = 0;
  constexpr std::array<std::string_view, 11> breaks = {
      ", ", "; ", ": ", " that ", " - ", " and that ", ") ", " что ", ", чтобы ", " що ", ", щоб "};
  for (const std::string_view mark : breaks) {
    const std::size_t at = text.rfind(mark);
    if (at != std::string_view::npos) begin = std::max(begin, from + at + mark.size());
  }
  return begin;
}

// Drops adverbs between the subject and its verb: "these countries [equally] should".
Range without_adverbs(const RuleSet& rules, std::string_view text, Range range) {
  for (;;) {
    range = trimmed(text, range);
    const std::string_view words = text.substr(range.begin, range.end - range.begin);
    const std::size_t space = words.rfind(' ');
    if (space == std::string_view::npos || !rules.is("skipped_adverb", words.substr(space + 1))) return range;
    range.end = range.begin + space;
  }
}

// Whether `word`, which stands before the word for who is to act, can belong to the same name: in Russian and
// Ukrainian an adjective must have the ending of a subject ("национальным органам", not "работу Комиссии").
bool belongs_before(const RuleSet& rules, std::string_view word) {
  if (rules.is("preposition", word)) return false;
  const bool cyrillic = static_cast<unsigned char>(word.empty() ? 0 : word.back()) >= 0x80;
  return !cyrillic || rules.is("subject_adjective", word);
}

bool names_somebody(const RuleSet& rules, std::string_view text, const std::vector<Range>& actors,
                    Range range) {
  if (range.begin >= range.end) return false;
  const auto found = first_in(actors, range);
  if (found == actors.end()) return false;
  if (words_in(text.substr(range.begin, range.end - range.begin)) > kAddresseeWords) return false;
  const std::string_view before = text.substr(range.begin, found->begin - range.begin);
  if (words_in(before) > kWordsBefore) return false;
  bool first = true;
  for (std::size_t at = 0; at < before.size(); first = false) {
    const std::string_view word = before.substr(at, before.find(' ', at) - at);
    if (!belongs_before(rules, word)) return false;
    if (!first && rules.is("determiner", word)) return false;  // "the priority the police give"
    at += word.size() + 1;
  }
  return true;
}

// Drops what joins the clause to the one before: "but the authorities".
Range without_conjunction(const RuleSet& rules, std::string_view text, Range range) {
  const std::string_view words = text.substr(range.begin, range.end - range.begin);
  const std::size_t space = words.find(' ');
  if (space != std::string_view::npos && rules.is("joining", words.substr(0, space)))
    range.begin += space + 1;
  return trimmed(text, range);
}

// "Russia", "The Member States of the EAEU", "both countries" before "should".
std::optional<Range> subject(const RuleSet& rules, std::string_view text, const std::vector<Range>& actors,
                             const Match& match) {
  Range range{marker_length(text), match.begin};  // without the paragraph's number
  if (range.begin >= range.end) return std::nullopt;
  const std::size_t label = text.substr(0, range.end).rfind(": ");  // "Recommendation 4: the Ministry should"
  if (label != std::string_view::npos) range.begin = std::max(range.begin, label + 2);
  range = without_conjunction(rules, text, without_adverbs(rules, text, trimmed(text, range)));
  // "The Baltic States, Poland and Finland should": a comma may be inside the name, but
  // "Moreover, the authorities should" begins after one.
  const std::size_t comma = std::min(text.find(", ", range.begin), range.end);
  if (first_in(actors, {range.begin, comma}) != actors.end() && names_somebody(rules, text, actors, range))
    return range;
  range.begin = std::max(range.begin, clause_begin(text, range.end));
  range = without_conjunction(rules, text, trimmed(text, range));
  if (names_somebody(rules, text, actors, range)) return range;
  return std::nullopt;
}

// "the State party" after "urges", "recommends that", «рекомендует».
std::optional<Range> object(const RuleSet& rules, std::string_view text, const std::vector<Range>& actors,
                            const Match& match) {
  std::size_t begin = match.end;
  for (const std::string_view link : {" that ", " to ", " upon ", " on ", " for ", " "}) {
    if (text.substr(begin).starts_with(link)) {
      begin += link.size();
      break;
    }
  }
  auto found = first_from(actors, begin);
  if (found == actors.end() || words_in(text.substr(begin, found->begin - begin)) > kWordsBefore)
    return std::nullopt;
  std::size_t end = found->end;
  for (++found; found != actors.end(); ++found) {
    const std::string_view between = text.substr(end, found->begin > end ? found->begin - end : 0);
    const bool joined = between == " " || between == ", " || between == " and " || between == " of " ||
                        between == " of the " || between == " and the " || between == " in " ||
                        between == " и " || between == ", the " || between == " та " || between == " і ";
    if (!joined) break;
    end = found->end;
  }
  const Range range = trimmed(text, {begin, end});
  if (!names_somebody(rules, text, actors, range)) return std::nullopt;
  return range;
}

}  // namespace

std::string addressee_in_title(const Analysis& analysis, extract::Span title) {
  const Folded folded = fold(extract::text_of(analysis.document, title), title.begin);
  std::string_view text = folded.text;
  while (text.ends_with(' ') || text.ends_with('.')) text.remove_suffix(1);
  const bool line = text.ends_with(':');
  if (line) text.remove_suffix(1);
  Range range{marker_length(text), text.size()};
  const std::vector<Capture> leads = analysis.rules.occurrences("addressing", folded);
  if (!leads.empty()) range.begin = leads.front().end;
  if (leads.empty() && !line) return {};
  range = trimmed(text, range);
  const auto countries = countries_in(analysis.rules, folded);
  if (!names_somebody(analysis.rules, folded.text, actors(analysis.rules, folded, countries), range))
    return {};
  return std::string(extract::text_of(analysis.document, folded.span_of(range.begin, range.end)));
}

namespace {

// "should be [promptly] trained": its subject is not who is to act. "Should be able", "should be encouraged
// to" and the like say otherwise.
bool is_passive(const RuleSet& rules, const Folded& folded, const Match& match) {
  std::string_view rest = std::string_view(folded.text).substr(match.end);
  if (!rest.starts_with(" be ")) return false;
  rest.remove_prefix(4);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view word = rest.substr(0, rest.find_first_of(" ,.;:"));
    if (word.ends_with("ed") || word.ends_with("en")) return !rules.is("enabled_en", word);
    if (!word.ends_with("ly")) return false;
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  return false;
}

}  // namespace

bool takes_up(const RuleSet& rules, const Sentence& sentence, const Match& match) {
  const std::string_view text = sentence.folded.text;
  const std::size_t marker = std::min(marker_length(text), std::size_t{match.begin});
  const Range before = without_adverbs(rules, text, {clause_begin(text, match.begin), match.begin});
  const std::size_t begin = std::max(before.begin, marker);
  return begin < before.end && rules.is("taking_up", text.substr(begin, before.end - begin));
}

bool in_relative_clause(const RuleSet& rules, const Sentence& sentence, const Match& match) {
  std::string_view before = trimmed_text(std::string_view(sentence.folded.text).substr(0, match.begin));
  for (std::size_t i = 0; i < kWordsOfSubject && !before.empty(); ++i) {
    if (before.ends_with(',')) return false;
    const std::size_t space = before.rfind(' ');
    const std::size_t word = space == std::string_view::npos ? 0 : space + 1;
    if (rules.is("describing", before.substr(word))) return true;
    before = trimmed_text(before.substr(0, word));
  }
  return false;
}

Addressees::Addressees(const Analysis& analysis, const Sentence& sentence)
    : analysis_(analysis),
      sentence_(sentence),
      actors_(actors(analysis.rules, sentence.folded, sentence.countries)),
      subordinated_(std::string::npos) {
  const std::string_view text = sentence.folded.text;
  for (std::size_t at = 0; at < text.size() && subordinated_ == std::string::npos; ++at) {
    const std::string_view word = text.substr(at, text.find(' ', at) - at);
    at += word.size();
    if (analysis.rules.is("subordinating", word)) subordinated_ = at;
    if (analysis.rules.is("circumstance", word)) circumstances_.emplace_back(at, true);
    if (word.ends_with(',')) circumstances_.emplace_back(at, false);
  }
}

bool Addressees::in_main_clause(const Match& match) const {
  if (subordinated_ <= match.begin) return false;
  const auto behind = std::partition_point(circumstances_.begin(), circumstances_.end(),
                                           [&](const auto& mark) { return mark.first <= match.begin; });
  return behind == circumstances_.begin() || !std::prev(behind)->second;
}

std::string Addressees::of(const Match& match) const {
  const RuleSet& rules = analysis_.rules;
  const Folded& folded = sentence_.folded;
  std::optional<Range> range;
  const bool after = match.rule->set("addressee") == "after";
  if (after) range = object(rules, folded.text, actors_, match);
  if (!range && !is_passive(rules, folded, match)) range = subject(rules, folded.text, actors_, match);
  if (!range) return {};
  return std::string(extract::text_of(analysis_.document, folded.span_of(range->begin, range->end)));
}

}  // namespace proviso::nlp
