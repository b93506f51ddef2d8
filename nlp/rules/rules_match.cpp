// Rules against one sentence.
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "nlp/rules/rules_compiled.h"

namespace proviso::nlp {
namespace {

// A match is no longer than this. Patterns are tried at many places of a sentence; where a rule may go on for
// ever (a row of numbers), the bound keeps the cost linear.
constexpr std::size_t kReach = 1000;  // bytes

bool is_letter_byte(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// An empty space of a template is right only where a word ends anyway: beside punctuation, or between
// a digit and a letter.
bool boundary_at(const std::string& text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]), after = static_cast<unsigned char>(text[at]);
  const bool digits = before >= '0' && before <= '9' && after >= '0' && after <= '9';
  return !digits && !(is_letter_byte(before) && is_letter_byte(after));
}

// Calls `visit(at, before)` for each character of `lower` that no character of a word stands in front of;
// `before` is where the one in front begins.
template <typename Visit>
void for_each_beginning(const std::string& lower, Visit visit) {
  bool inside = false;  // the character in front is one of a word
  for (std::size_t at = 0, before = 0; at < lower.size();) {
    if (!inside) visit(at, before);
    before = at;
    auto next = static_cast<std::int32_t>(at);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(lower.data(), next, static_cast<std::int32_t>(lower.size()), c);
    inside = is_word_character(static_cast<char32_t>(c));
    at = static_cast<std::size_t>(next);
  }
}

Capture capture_of(const RuleSet::Compiled& compiled, const Word& word, const Folded& sentence,
                   std::size_t begin, std::size_t end) {
  Capture capture;
  capture.word = &word;
  capture.begin = static_cast<std::uint32_t>(begin);
  capture.end = static_cast<std::uint32_t>(end);
  capture.span = sentence.span_of(begin, end);
  capture.meaning = compiled.meaning(word, std::string_view(sentence.lower).substr(begin, end - begin));
  return capture;
}

// Goes through a sentence from word to word and tries at each the templates that may begin there. Of one
// rule's matches the leftmost counts, of those at one place that of its first template; the search goes on
// behind it.
class SentenceMatcher {
 public:
  SentenceMatcher(const RuleSet::Compiled& compiled, const Folded& sentence, std::string_view language)
      : compiled_(compiled),
        sentence_(sentence),
        index_(compiled.templates_for(language)),
        states_(compiled.loaded.rules.size()),
        steps_(steps_for(sentence.text.size())) {}

  std::vector<Match> run() {
    for_each_beginning(sentence_.lower, [this](std::size_t at, std::size_t before) { try_at(at, before); });
    return std::move(out_);
  }

 private:
  // What is known of one rule in this sentence.
  struct State {
    std::uint32_t from = 0;     // the character before its next match begins here or behind
    std::uint32_t matched = 0;  // one more than the place where a template of it matched last
  };

  void try_at(std::size_t at, std::size_t before) {
    const std::size_t reach = std::min(sentence_.text.size(), at + kReach);
    index_.at(sentence_, at, reach, here_);
    for (const std::uint32_t number : here_) {
      const CompiledTemplate& each = compiled_.templates[number];
      State& state = states_[each.rule];
      if (before >= state.from && state.matched != at + 1) match(each, state, at, reach);
    }
  }

  void match(const CompiledTemplate& each, State& state, std::size_t begin, std::size_t reach) {
    if (!each.pattern->match(sentence_, begin, reach, places_, steps_)) return;
    Match match{.rule = &compiled_.loaded.rules[each.rule],
                .begin = static_cast<std::uint32_t>(begin),
                .end = places_[3]};
    const bool whole = match.end > match.begin && read_captures(each, match);
    state.matched = static_cast<std::uint32_t>(begin + 1);
    state.from = whole ? match.end : match.begin + 1;
    if (!whole) return;
    match.span = sentence_.span_of(match.begin, match.end);
    out_.push_back(std::move(match));
  }

  // False if the match is none: a word is written otherwise, or an empty space stands inside a word.
  bool read_captures(const CompiledTemplate& each, Match& match) const {
    for (std::size_t i = 0; i < each.groups.size(); ++i) {
      const std::uint32_t begin = places_[2 * i + 4], end = places_[2 * i + 5];
      if (begin == kNowhere) continue;
      const Word* word = each.groups[i].word;
      const bool right =
          word ? is_captured(*word, begin, end, match) : end > begin || boundary_at(sentence_.text, begin);
      if (!right) return false;
    }
    return true;
  }

  // Adds the capture; false if the word is not written as it must be.
  bool is_captured(const Word& word, std::size_t begin, std::size_t end, Match& match) const {
    if (!is_written_so(word, std::string_view(sentence_.text).substr(begin, end - begin))) return false;
    match.captures.push_back(capture_of(compiled_, word, sentence_, begin, end));
    return true;
  }

  const RuleSet::Compiled& compiled_;
  const Folded& sentence_;
  const TemplateIndex& index_;
  std::vector<State> states_;  // beside the rules
  std::vector<std::uint32_t> here_ = {};
  Places places_ = {};
  int steps_;  // that may still be taken
  std::vector<Match> out_ = {};
};

bool in_order(const Match& a, const Match& b) {
  return std::tie(a.begin, a.end, a.rule) < std::tie(b.begin, b.end, b.rule);
}

// Matches of one kind that do not overlap, by where they begin.
class Kept {
 public:
  // Calls look(match) for each that overlaps [begin, end), until it returns true; whether it did.
  template <typename Look>
  bool any(std::uint32_t begin, std::uint32_t end, Look look) const {
    auto it = by_begin_.lower_bound(begin);
    if (it != by_begin_.begin() && std::prev(it)->second->end > begin) --it;
    for (; it != by_begin_.end() && it->first < end; ++it)
      if (look(*it->second)) return true;
    return false;
  }

  bool overlaps(const Match& match) const {
    return any(match.begin, match.end, [](const Match&) { return true; });
  }

  void add(const Match& match) { by_begin_.emplace(match.begin, &match); }

 private:
  std::map<std::uint32_t, const Match*> by_begin_ = {};
};

// Rule 2 of RuleSet::match.
bool excluded(const Match& figure, const std::array<Kept, 4>& kept) {
  for (const Finds finds : {Finds::nothing, Finds::article})
    for (const Capture& capture : figure.captures)
      if (!capture.word->reads.empty() &&
          kept[static_cast<std::size_t>(finds)].any(capture.begin, capture.end, [&](const Match& other) {
            return other.rule->rank >= figure.rule->rank;
          }))
        return true;
  return false;
}

}  // namespace

std::vector<Match> RuleSet::match_all(const Folded& sentence, std::string_view language) const {
  std::vector<Match> out = SentenceMatcher(*compiled_, sentence, language).run();
  std::sort(out.begin(), out.end(), in_order);
  return out;
}

std::vector<Match> RuleSet::match(const Folded& sentence, std::string_view language) const {
  std::vector<Match> all = SentenceMatcher(*compiled_, sentence, language).run();
  std::sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    const auto length_a = a.end - a.begin, length_b = b.end - b.begin;
    return std::tie(b.rule->rank, length_b, a.rule, a.begin) <
           std::tie(a.rule->rank, length_a, b.rule, b.begin);
  });
  std::array<Kept, 4> kept;  // by what they find
  std::vector<const Match*> left;
  for (Match& match : all) {
    if (match.rule->finds == Finds::nothing) match.captures.clear();
    Kept& same = kept[static_cast<std::size_t>(match.rule->finds)];
    if (same.overlaps(match)) continue;
    same.add(match);
    left.push_back(&match);
  }
  std::erase_if(left, [&](const Match* match) {
    return match->rule->finds == Finds::figure && excluded(*match, kept);
  });
  std::vector<Match> out;
  for (const Match* match : left) out.push_back(*match);
  std::sort(out.begin(), out.end(), in_order);
  return out;
}

std::vector<Capture> RuleSet::occurrences(std::string_view name, const Folded& sentence) const {
  std::vector<Capture> out;
  const Word* word = compiled_->find(name);
  if (!word) return out;
  const CompiledPattern& pattern = compiled_->within(*word);
  const FirstBytes& first = pattern.first_bytes();
  const std::string& lower = sentence.lower;
  Places places;
  int steps = steps_for(lower.size());
  std::size_t from = 0;  // the character before the next one begins here or behind
  for_each_beginning(lower, [&](std::size_t at, std::size_t before) {
    if (before < from || !first[static_cast<unsigned char>(lower[at])] ||
        !pattern.match(sentence, at, lower.size(), places, steps))
      return;
    if (places[3] > at) out.push_back(capture_of(*compiled_, *word, sentence, at, places[3]));
    from = std::max<std::size_t>(places[3], before + 1);
  });
  return out;
}

const Match* kept_in_place_of(const Match& match, const std::vector<Match>& kept) {
  const Match* instead = nullptr;
  for (const Match& other : kept) {
    if (other.rule == match.rule && other.begin == match.begin) return &other;
    if (instead == nullptr && other.begin < match.end && match.begin < other.end) instead = &other;
  }
  return instead;
}

}  // namespace proviso::nlp
