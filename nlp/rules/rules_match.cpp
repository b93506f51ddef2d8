// Rules against one sentence.
#include <re2/re2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "nlp/rules/rules_compiled.h"

namespace proviso::nlp {
namespace {

constexpr int kMaxGroups = 128;
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

// The character of `text` that ends before `end` (> 0), and where it begins.
std::pair<char32_t, std::size_t> character_before(std::string_view text, std::size_t end) {
  auto i = static_cast<std::int32_t>(end);
  UChar32 c = 0;
  U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), 0, i, c);
  return {static_cast<char32_t>(c), static_cast<std::size_t>(i)};
}

bool speaks(const Rule& rule, std::string_view language) {
  return rule.languages.empty() || language == "und" || language.empty() ||
         std::find(rule.languages.begin(), rule.languages.end(), language) != rule.languages.end();
}

// Goes through a sentence from word to word and tries at each the rules that may begin there. Of one rule's
// matches the leftmost counts, and the search goes on behind it.
class SentenceMatcher {
 public:
  // `captures`: also those of matches that find nothing.
  SentenceMatcher(const RuleSet::Compiled& compiled, const Folded& sentence, std::string_view language,
                  bool captures)
      : compiled_(compiled),
        sentence_(sentence),
        language_(language),
        captures_(captures),
        states_(compiled.loaded.rules.size()) {}

  std::vector<Match> run() {
    has_digit_ = sentence_.text.find_first_of("0123456789") != std::string::npos;
    const std::string_view lower = sentence_.lower;
    bool inside = false;  // the character before is one of a word
    for (std::size_t at = 0, before = 0; at < lower.size();) {
      if (!inside) try_at(at, before);
      before = at;
      auto next = static_cast<std::int32_t>(at);
      UChar32 c = 0;
      U8_NEXT_OR_FFFD(lower.data(), next, static_cast<std::int32_t>(lower.size()), c);
      inside = is_word_character(static_cast<char32_t>(c));
      at = static_cast<std::size_t>(next);
    }
    return std::move(out_);
  }

 private:
  // What is known of one rule in this sentence.
  struct State {
    std::uint32_t from = 0;   // the character before its next match begins here or behind
    std::uint32_t tried = 0;  // one more than the place where it was tried last
    enum : std::uint8_t { unknown, possible, impossible } chance = unknown;
  };

  void try_at(std::size_t at, std::size_t before) {
    const auto try_rule = [&](std::uint32_t index) {
      State& state = states_[index];
      if (state.tried == at + 1 || before < state.from) return;
      state.tried = static_cast<std::uint32_t>(at + 1);
      if (is_possible(index) && at + compiled_.rules[index].shortest <= sentence_.lower.size())
        match(index, at);
    };
    compiled_.leads->at(sentence_.lower, at, try_rule);
    for (const std::uint32_t index : compiled_.anywhere) try_rule(index);
  }

  bool is_possible(std::uint32_t index) {
    State& state = states_[index];
    if (state.chance == State::unknown) {
      const bool possible = (has_digit_ || !compiled_.rules[index].needs_digit) &&
                            speaks(compiled_.loaded.rules[index], language_);
      state.chance = possible ? State::possible : State::impossible;
    }
    return state.chance == State::possible;
  }

  void match(std::uint32_t index, std::size_t begin) {
    CompiledRule& rule = compiled_.rules[index];
    const re2::StringPiece text(rule.small ? sentence_.lower : sentence_.text);
    const std::size_t reach = std::min(text.size(), begin + kReach);
    re2::StringPiece found;
    if (!compiled_.pattern_of_rule(index, rule.first_look())
             .Match(text, begin, reach, RE2::ANCHOR_START, &found, 1))
      return;
    const std::size_t behind = begin + found.size();  // with what follows the match
    Match match{.rule = &compiled_.loaded.rules[index], .begin = static_cast<std::uint32_t>(begin)};
    const bool whole = read_match(index, text, behind, match);
    State& state = states_[index];
    state.from = whole ? match.end : match.begin + 1;
    if (!whole) return;
    match.span = sentence_.span_of(match.begin, match.end);
    out_.push_back(std::move(match));
  }

  // Settles the end and the captures of a match that, with what follows it, goes to `behind`. False if it
  // is none: a word is written otherwise, or an empty space stands inside a word.
  bool read_match(std::uint32_t index, const re2::StringPiece& text, std::size_t behind, Match& match) const {
    CompiledRule& rule = compiled_.rules[index];
    const std::size_t end = end_of(text, behind);
    if (rule.one_word && end > 0) {
      match.end = static_cast<std::uint32_t>(end);
      return is_captured(*rule.templates[0].groups[0].word, match.begin, end, match);
    }
    if (!captures_ && match.rule->finds == Finds::nothing && !rule.cased && end > 0) {
      re2::StringPiece found;
      if (compiled_.pattern_of_rule(index, rule.spaced)
              .Match(text, match.begin, behind, RE2::ANCHOR_START, &found, 1) &&
          match.begin + found.size() == behind) {
        match.end = static_cast<std::uint32_t>(end);
        return true;
      }
    }
    for (std::size_t i = 0; i < match.rule->match.size(); ++i) {
      const RE2& pattern = compiled_.pattern_of_rule(index, rule.templates[i].whole);
      if (!pattern.Match(text, match.begin, behind, RE2::ANCHOR_START, nullptr, 0)) continue;
      return read_captures(pattern, rule.templates[i].groups, text, behind, match);
    }
    return false;
  }

  bool read_captures(const RE2& pattern, const std::vector<Group>& words, const re2::StringPiece& text,
                     std::size_t behind, Match& match) const {
    std::array<re2::StringPiece, kMaxGroups> found;
    const int groups = std::min<int>(kMaxGroups, static_cast<int>(words.size()) + 2);
    pattern.Match(text, match.begin, behind, RE2::ANCHOR_START, found.data(), groups);
    match.end = static_cast<std::uint32_t>(match.begin + found[1].size());
    bool whole = match.end > match.begin;
    for (int group = 2; group < groups && whole; ++group) {
      const re2::StringPiece& part = found[static_cast<std::size_t>(group)];
      if (part.data() == nullptr) continue;
      const auto offset = static_cast<std::size_t>(part.data() - text.data());
      const Word* word = words[static_cast<std::size_t>(group) - 2].word;
      whole = word ? is_captured(*word, offset, offset + part.size(), match)
                   : !part.empty() || boundary_at(sentence_.text, offset);
    }
    return whole;
  }

  // Where a match ends that, with what follows it, goes to `behind`; 0 if only RE2 knows.
  static std::size_t end_of(std::string_view text, std::size_t behind) {
    const auto [last, begin] = character_before(text, behind);
    if (is_word_character(last)) return behind;  // the text ends here
    return behind < text.size() ? begin : 0;
  }

  // Adds the capture; false if the word is not written as it must be.
  bool is_captured(const Word& word, std::size_t begin, std::size_t end, Match& match) const {
    if (!is_written_so(word, std::string_view(sentence_.text).substr(begin, end - begin))) return false;
    match.captures.push_back(capture_of(compiled_, word, sentence_, begin, end));
    return true;
  }

  const RuleSet::Compiled& compiled_;
  const Folded& sentence_;
  std::string_view language_;
  bool captures_;
  std::vector<State> states_;
  bool has_digit_ = false;
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
  std::vector<Match> out = SentenceMatcher(*compiled_, sentence, language, true).run();
  std::sort(out.begin(), out.end(), in_order);
  return out;
}

std::vector<Match> RuleSet::match(const Folded& sentence, std::string_view language) const {
  std::vector<Match> all = SentenceMatcher(*compiled_, sentence, language, false).run();
  std::sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    const auto length_a = a.end - a.begin, length_b = b.end - b.begin;
    return std::tie(b.rule->rank, length_b, a.rule, a.begin) <
           std::tie(a.rule->rank, length_a, b.rule, b.begin);
  });
  std::array<Kept, 4> kept;  // by what they find
  std::vector<const Match*> left;
  for (const Match& match : all) {
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
  const RE2& pattern = compiled_->pattern(*word);
  const re2::StringPiece text(sentence.text);
  re2::StringPiece found[2];
  for (std::size_t at = 0;
       at <= text.size() && pattern.Match(text, at, text.size(), RE2::UNANCHORED, found, 2);) {
    const auto begin = static_cast<std::size_t>(found[1].data() - text.data()), end = begin + found[1].size();
    if (end > begin) out.push_back(capture_of(*compiled_, *word, sentence, begin, end));
    at = std::max(end, at + 1);
  }
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
