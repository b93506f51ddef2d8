#include "nlp/articles/acts.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>

#include "nlp/countries.h"

namespace proviso::nlp {
namespace {

// The longest name of an act, in words behind its chief word.
constexpr int kLongestTail = 14;
// How far in front of an abbreviation's brackets its long form may begin, in bytes.
constexpr std::size_t kLongForm = 120;
// A country this near in front of the chief word of an act, in bytes, belongs to its name.
constexpr std::uint32_t kNearName = 12;
// How many words may stand between "as amended by" and the amending act.
constexpr int kAmendingWords = 3;

bool is_capital_at(std::string_view text, std::size_t at) {
  auto i = static_cast<int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<int32_t>(text.size()), c);
  return u_isupper(c) || (c >= '0' && c <= '9') || c == 0x2116;  // №
}

std::size_t word_end(std::string_view text, std::size_t at) {
  const auto space = text.find(' ', at);
  return space == std::string_view::npos ? text.size() : space;
}

constexpr std::string_view kStops = ",;:()[]{}!?";

bool is_month(const RuleSet& rules, std::string_view word) {
  return rules.is("month_en", word) || rules.is("month_ru", word) || rules.is("month_uk", word);
}

// What a chief word tells: "law:RU" is a law, Russia's if no other country is named.
struct Meaning {
  Act act = Act::law;
  std::string country = {};
};
std::optional<Meaning> meaning_of(const Capture& chief) {
  const auto colon = chief.meaning.find(':');
  const auto act = act_named(chief.meaning.substr(0, colon));
  if (!act) return std::nullopt;
  return Meaning{
      *act, colon == std::string_view::npos ? std::string() : std::string(chief.meaning.substr(colon + 1))};
}

// Where the name of an act ends whose chief word ends at `at`: behind capitals, numbers, a title in
// quotation marks, and small words between them; behind "on" and its like, small letters too.
std::size_t tail_end(const RuleSet& rules, std::string_view text, std::size_t at) {
  std::size_t end = at;
  bool topic = false, number = false;
  // In a line of capitals only numbers are known to belong to the name.
  const bool capitals =
      at >= 4 && is_capital_at(text, at - (static_cast<unsigned char>(text[at - 1]) >= 0x80 ? 2 : 1));
  for (int words = 0; words < kLongestTail && at < text.size() && text[at] == ' '; ++words) {
    const std::size_t begin = at + 1;
    if (begin < text.size() && text[begin] == '"') {
      const auto close = text.find('"', begin + 1);
      return close == std::string_view::npos ? end : close + 1;
    }
    std::size_t stop = word_end(text, begin);
    if (rules.is("act_maker", text.substr(begin, stop - begin))) {  // "Regulation (EU) No 604/2013"
      at = end = stop;
      continue;
    }
    const auto punctuation = text.substr(begin, stop - begin).find_first_of(kStops);
    if (punctuation == 0) break;
    if (punctuation != std::string_view::npos) stop = begin + punctuation;
    const bool last = punctuation != std::string_view::npos;
    std::string_view word = text.substr(begin, stop - begin);
    const bool joint = rules.is("act_name_joint", word);
    const bool month = number && is_month(rules, word);  // "of 29 May 2014"
    number = word[0] >= '0' && word[0] <= '9';
    if (!capitals && rules.is("act_topic_mark", word)) topic = true;
    if (!joint && !month && rules.is("act_topic_end", word)) break;
    if (rules.is("article_mark", word)) break;  // "... the Criminal Code and Article 5 of ..."
    if (!joint && !topic && !month && !is_capital_at(text, begin)) break;
    if (capitals && !joint && !number) break;
    at = stop;
    if (!joint) {
      while (stop > begin && (text[stop - 1] == '.' || text[stop - 1] == '"')) --stop;
      end = stop;
      // A full stop ends the name, unless it is an initial's or a number's.
      if (stop < at && text[stop] == '.' && word.size() > 3) break;
    }
    if (last) break;
  }
  return end;
}

// The country named in [begin, end) or directly behind; `end` moves behind it where only a space parts them.
std::string country_at(const Sentence& sentence, std::uint32_t begin, std::uint32_t& end) {
  std::string code;
  for (const CountryMention& mention : sentence.countries) {
    // "the Criminal Code of Kyrgyzstan", "УК РФ": at most a few small words behind the name.
    const std::string_view gap =
        mention.begin >= end ? std::string_view(sentence.folded.lower).substr(end, mention.begin - end)
                             : std::string_view();
    const bool behind = mention.begin >= end && (gap == " " || gap == " of " || gap == " of the " ||
                                                 gap == " in " || gap == " in the ");
    if ((mention.begin >= begin && mention.end <= end) || behind) {
      if (code.empty() || mention.naming == Naming::name) code = mention.code;
      if (behind && gap == " ") end = mention.end;
      if (behind) break;
    }
  }
  return code;
}

// What class of act `acronym` stands for, and whose act it is, as the document explains it: "... Partnership
// Agreement (CEPA)".
std::optional<Meaning> explained(const Analysis& analysis, std::string_view acronym) {
  const std::string& text = analysis.document.text;
  const auto found = analysis.bracketed.find(acronym);
  if (found == analysis.bracketed.end()) return std::nullopt;
  const std::size_t at = found->second;
  std::size_t begin = at > kLongForm ? at - kLongForm : 0;
  while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  const Folded folded =
      fold(std::string_view(text).substr(begin, at - begin), static_cast<std::uint32_t>(begin));
  const auto acts = analysis.rules.occurrences("act", folded);
  if (acts.empty()) return std::nullopt;
  std::optional<Meaning> out = meaning_of(acts.back());
  if (!out) return std::nullopt;
  // The long form's own words, not the whole sentence before it, tell whose act it is.
  for (const CountryMention& mention : countries_in(analysis.rules, folded)) {
    const bool near = mention.end <= acts.back().end && acts.back().begin < mention.end + kNearName;
    if (near || mention.begin >= acts.back().end) out->country = mention.code;
  }
  return out;
}

constexpr std::string_view kChiefWords[] = {"act", "act_acronym_en", "act_acronym_ru"};

// The chief words of acts in `folded`, in order; of those that overlap the first and longest.
std::vector<Capture> chiefs_in(const RuleSet& rules, const Folded& folded) {
  std::vector<Capture> chiefs;
  for (const std::string_view word : kChiefWords) {
    auto found = rules.occurrences(word, folded);
    chiefs.insert(chiefs.end(), found.begin(), found.end());
  }
  std::sort(chiefs.begin(), chiefs.end(), [](const Capture& a, const Capture& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  return chiefs;
}

bool is_upper_first(std::string_view text) { return !text.empty() && is_capital_at(text, 0); }

// "that act", "указанного закона": a word that points back and the chief word, no name.
bool points_back(const RuleSet& rules, std::string_view text, const NamedAct& act, const Capture& chief) {
  if (act.end != chief.end || chief.word->name != "act") return false;
  std::string_view before = text.substr(0, chief.begin);
  if (!before.ends_with(' ')) return false;
  before.remove_suffix(1);
  const auto space = before.rfind(' ');
  return rules.is("pointing", space == std::string_view::npos ? before : before.substr(space + 1));
}

// Whether the act at `begin` is the one that amends ("as amended by Law No. 5"), not the one spoken of.
bool amends(const RuleSet& rules, std::string_view text, std::uint32_t begin) {
  std::size_t from = begin;
  for (int words = 0; words <= kAmendingWords && from > 0 && from != std::string_view::npos; ++words)
    from = text.rfind(' ', from - 1);
  if (from == std::string_view::npos) from = 0;
  return !rules.occurrences("amending", fold(text.substr(from, begin - from), 0)).empty();
}

// Whether a name in Cyrillic is one: capital, or with a capital in its adjectives, or with more behind it.
// "по договору" names no treaty.
bool is_named(std::string_view text, const NamedAct& act, const Capture& chief) {
  if (act.end > chief.end || act.act == Act::criminal_code || act.pointing) return true;
  if (is_capital_at(text, chief.begin)) return true;
  if (static_cast<unsigned char>(text[chief.begin]) < 0x80 || chief.begin < 2) return false;
  const auto space = text.rfind(' ', chief.begin - 2);
  return is_capital_at(text, space == std::string_view::npos ? 0 : space + 1);
}

// The act whose chief word is `chief` and whose name's first word is at `begin`.
std::optional<NamedAct> act_at(const Analysis& analysis, const Sentence& sentence, const Capture& chief,
                               std::uint32_t begin) {
  const std::string_view text = sentence.folded.text;
  const std::string_view written = text.substr(chief.begin, chief.end - chief.begin);
  if (chief.word->name == "act_acronym_ru" && !is_upper_first(written)) return std::nullopt;
  std::optional<Meaning> meaning = meaning_of(chief);
  if (!meaning) meaning = explained(analysis, written);
  if (!meaning) return std::nullopt;
  NamedAct named{.act = meaning->act, .begin = begin, .end = chief.end};
  named.bare_code = analysis.rules.is("bare_code", written);
  if (chief.word->name == "act")
    named.end = static_cast<std::uint32_t>(tail_end(analysis.rules, text, chief.end));
  const extract::Span span = sentence.folded.span_of(named.begin, named.end);
  named.name = std::string(extract::text_of(analysis.document, span));
  if (named.act != Act::treaty) named.country = country_at(sentence, named.begin, named.end);
  if (named.act != Act::treaty && named.country.empty()) named.country = meaning->country;
  named.long_code = analysis.rules.is("long_code", written);
  named.pointing = points_back(analysis.rules, text, named, chief);
  return named;
}

}  // namespace

std::optional<NamedAct> act_in(const Analysis& analysis, const Sentence& sentence, const Capture& phrase) {
  for (const Capture& chief : chiefs_in(analysis.rules, sentence.folded))
    if (chief.begin >= phrase.begin && chief.end == phrase.end)
      return act_at(analysis, sentence, chief, phrase.begin);
  return act_at(analysis, sentence, phrase, phrase.begin);
}

std::vector<NamedAct> acts_in(const Analysis& analysis, const Sentence& sentence) {
  std::vector<NamedAct> out;
  for (const Capture& chief : chiefs_in(analysis.rules, sentence.folded)) {
    if (!out.empty() && chief.begin < out.back().end) continue;
    std::optional<NamedAct> act = act_at(analysis, sentence, chief, chief.begin);
    if (!act || amends(analysis.rules, sentence.folded.text, chief.begin)) continue;
    if (is_named(sentence.folded.text, *act, chief)) out.push_back(std::move(*act));
  }
  return out;
}

}  // namespace proviso::nlp
