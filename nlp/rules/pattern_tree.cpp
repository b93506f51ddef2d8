#include "nlp/rules/pattern_tree.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>

#include "nlp/rules/folded.h"

namespace proviso::nlp {

void CharacterSet::add(char32_t first, char32_t last) {
  for (char32_t c = first; c <= last && c < kLow; ++c) low_.set(c);
  if (last < kLow) return;
  high_.emplace_back(std::max(first, kLow), last);
  std::sort(high_.begin(), high_.end());
  std::vector<std::pair<char32_t, char32_t>> apart;
  for (const auto& range : high_) {
    if (!apart.empty() && range.first <= apart.back().second + 1) {
      apart.back().second = std::max(apart.back().second, range.second);
    } else {
      apart.push_back(range);
    }
  }
  high_ = std::move(apart);
}

namespace {

// The small letter that Folded::lower has for `c`.
char32_t small_letter_of(char32_t c) {
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return U8_LENGTH(small) == U8_LENGTH(c) ? small : c;
}

}  // namespace

void CharacterSet::add_small_letters() {
  for (char32_t c = 0; c < kLow; ++c)
    if (low_[c]) low_.set(small_letter_of(c));
}

void CharacterSet::drop_capitals() {
  for (char32_t c = 0; c < kLow; ++c)
    if (small_letter_of(c) != c) low_.reset(c);
}

void CharacterSet::negate() {
  constexpr char32_t last = 0x10FFFF;
  low_.flip();
  std::vector<std::pair<char32_t, char32_t>> others;
  char32_t from = kLow;
  for (const auto& [first, end] : high_) {
    if (first > from) others.emplace_back(from, first - 1);
    from = end + 1;
  }
  if (from <= last) others.emplace_back(from, last);
  high_ = std::move(others);
}

std::vector<char32_t> CharacterSet::members(std::size_t most) const {
  std::vector<char32_t> out;
  if (!high_.empty() || low_.count() > most) return out;
  for (char32_t c = 0; c < kLow; ++c)
    if (low_[c]) out.push_back(c);
  return out;
}

bool CharacterSet::holds_high(char32_t c) const {
  return std::any_of(high_.begin(), high_.end(),
                     [c](const auto& range) { return c >= range.first && c <= range.second; });
}

// Reads one pattern by recursive descent.
class PatternReader {
 public:
  PatternReader(PatternTrees& trees, std::string_view pattern, bool exact)
      : trees_(trees), pattern_(pattern), exact_(exact) {}

  const PatternNode* read() {
    const PatternNode* node = alternatives();
    return known_ && at_ == pattern_.size() ? node : nullptr;
  }

 private:
  using Kind = PatternNode::Kind;
  static constexpr std::size_t kLongGroup = 24;  // bytes
  // RE2 repeats what is more than one character as often as it says; so do programs, which grow with it.
  static constexpr std::uint32_t kMostTimes = 1000;

  bool next_is(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
  bool next_is(std::string_view text) const { return pattern_.substr(at_).starts_with(text); }
  const PatternNode* unknown() {
    known_ = false;
    at_ = pattern_.size();
    return trees_.keep({});
  }

  const PatternNode* alternatives() {
    PatternNode either{.kind = Kind::either};
    either.parts.push_back(sequence());
    while (next_is('|')) {
      ++at_;
      either.parts.push_back(sequence());
    }
    return either.parts.size() == 1 ? either.parts[0] : trees_.keep(std::move(either));
  }

  const PatternNode* sequence() {
    PatternNode out{.kind = Kind::sequence};
    while (at_ < pattern_.size() && !next_is('|') && !next_is(')')) out.parts.push_back(repeated());
    return out.parts.size() == 1 ? out.parts[0] : trees_.keep(std::move(out));
  }

  const PatternNode* repeated() {
    const PatternNode* part = atom();
    while (repeats_next()) {
      PatternNode out{.kind = Kind::repeat, .parts = {part}};
      const char c = pattern_[at_++];
      out.least = c == '+' ? 1 : 0;
      out.most = c == '?' ? 1 : PatternNode::kEndless;
      if (c == '{') times(out);
      if (next_is('?')) {
        out.greedy = false;
        ++at_;
      }
      part = repeat(std::move(out));
    }
    return part;
  }

  // The same repetition of the same part is one node.
  const PatternNode* repeat(PatternNode node) {
    auto& known = trees_.repeats_[{node.parts[0], node.least, node.most, node.greedy}];
    if (known == nullptr) known = trees_.keep(std::move(node));
    return known;
  }

  // "3}", "3,}" or "3,5}".
  void times(PatternNode& out) {
    const auto number = [&](std::uint32_t& value) {
      const char* const begin = pattern_.data() + at_;
      const auto [end, error] = std::from_chars(begin, pattern_.data() + pattern_.size(), value);
      known_ = known_ && error == std::errc() && value <= kMostTimes;
      at_ += static_cast<std::size_t>(end - begin);
    };
    number(out.least);
    out.most = out.least;
    if (next_is(',')) {
      ++at_;
      out.most = PatternNode::kEndless;
      if (!next_is('}')) number(out.most);
    }
    known_ = known_ && next_is('}') && out.least <= out.most;
    ++at_;
  }

  const PatternNode* atom() {
    switch (pattern_[at_]) {
      case '(':
        return group();
      case '[':
        return character_class();
      case '^':
        ++at_;
        return trees_.keep({.kind = Kind::text_begin});
      case '$':
        ++at_;
        return trees_.keep({.kind = Kind::text_end});
      case '.':
        return any_character();
      default:
        return characters();
    }
  }

  const PatternNode* any_character() {
    ++at_;
    return known_node(".", [&] {
      CharacterSet set;
      set.add('\n', '\n');
      set.negate();
      return set_node(std::move(set));
    });
  }

  // A part that stands in many patterns, by its text.
  template <typename Make>
  const PatternNode* known_node(std::string_view text, Make make) {
    const std::string key = (exact_ ? '=' : '~') + std::string(text);
    if (const auto known = trees_.known_.find(key); known != trees_.known_.end()) return known->second;
    const PatternNode* node = make();
    if (known_) trees_.known_.emplace(key, node);
    return node;
  }

  const PatternNode* group() {
    const std::size_t close = close_of(at_);
    if (close == std::string_view::npos) return unknown();
    const std::string_view text = pattern_.substr(at_, close + 1 - at_);
    if (text.size() < kLongGroup || holds_capture(text)) return read_group();
    const PatternNode* node = known_node(text, [&] { return read_group(); });
    if (known_) at_ = close + 1;
    return node;
  }

  // The bracket that closes the group which opens at `open`; npos if there is none.
  std::size_t close_of(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < pattern_.size(); ++i) {
      const char c = pattern_[i];
      if (c == '\\') {
        ++i;
      } else if (c == '[') {
        i = class_end(i);
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return std::string_view::npos;
  }

  // The ']' of the class that opens at `open`.
  std::size_t class_end(std::size_t open) const {
    std::size_t i = open + 1;
    if (i < pattern_.size() && pattern_[i] == '^') ++i;
    if (i < pattern_.size() && pattern_[i] == ']') ++i;
    for (; i < pattern_.size() && pattern_[i] != ']'; ++i)
      if (pattern_[i] == '\\') ++i;
    return i;
  }

  static bool holds_capture(std::string_view group) {
    for (std::size_t i = 0; i + 1 < group.size(); ++i) {
      if (group[i] == '\\')
        ++i;
      else if (group[i] == '(' && group[i + 1] != '?')
        return true;
    }
    return false;
  }

  const PatternNode* read_group() {
    ++at_;
    const bool exact_outside = exact_;
    std::uint32_t number = 0;
    if (next_is("?:")) {
      at_ += 2;
    } else if (next_is("?-i:")) {
      at_ += 4;
      exact_ = true;
    } else if (next_is("?i:")) {
      at_ += 3;
      exact_ = false;
    } else if (next_is('?')) {  // a name, other flags, or flags for the rest of the group
      return unknown();
    } else {
      number = ++groups_;
    }
    const PatternNode* node = alternatives();
    if (!next_is(')')) return unknown();
    ++at_;
    exact_ = exact_outside;
    return number == 0 ? node : trees_.keep({.kind = Kind::group, .group = number, .parts = {node}});
  }

  // A run of characters that mean themselves, but for the last one if it is repeated.
  const PatternNode* characters() {
    std::string text;
    while (
        known_ && at_ < pattern_.size() &&
        (next_is('\\') || std::string_view("()[]{}|^$.*+?").find(pattern_[at_]) == std::string_view::npos)) {
      const std::size_t before = at_, length = text.size();
      append(next_is('\\') ? escaped() : character(), text);
      if (length == 0 || !repeats_next()) continue;
      at_ = before;
      text.resize(length);
      break;
    }
    if (!known_ || text.empty()) return unknown();
    return trees_.keep(
        {.kind = Kind::text, .exact = exact_, .text = exact_ ? std::move(text) : fold(text, 0).lower});
  }

  bool repeats_next() const {
    return at_ < pattern_.size() && std::string_view("*+?{").find(pattern_[at_]) != std::string_view::npos;
  }

  static void append(char32_t c, std::string& text) {
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    text.append(bytes, static_cast<std::size_t>(length));
  }

  char32_t character() {
    auto i = static_cast<std::int32_t>(at_);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(pattern_.data(), i, static_cast<std::int32_t>(pattern_.size()), c);
    at_ = static_cast<std::size_t>(i);
    return static_cast<char32_t>(c);
  }

  const PatternNode* set_node(CharacterSet set) {
    trees_.sets_.push_back(std::move(set));
    return trees_.keep({.kind = Kind::set, .exact = exact_, .set = &trees_.sets_.back()});
  }

  // The character that a backslash and what follows it stand for. Classes and assertions are not known.
  char32_t escaped() {
    ++at_;
    const char c = at_ < pattern_.size() ? pattern_[at_] : 'Q';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter) return character();
    ++at_;
    const auto end = pattern_.find('}', at_);
    if (c != 'x' || !next_is('{') || end == std::string_view::npos) {
      known_ = false;
      return 0;
    }
    std::uint32_t value = 0;
    std::from_chars(pattern_.data() + at_ + 1, pattern_.data() + end, value, 16);
    at_ = end + 1;
    return value;
  }

  const PatternNode* character_class() {
    const std::size_t end = class_end(at_);
    if (end >= pattern_.size()) return unknown();
    const PatternNode* node =
        known_node(pattern_.substr(at_, end + 1 - at_), [&] { return read_class(end); });
    if (known_) at_ = end + 1;
    return node;
  }

  // "[0-9.,]"
  const PatternNode* read_class(std::size_t end) {
    ++at_;
    const bool negated = next_is('^');
    if (negated) ++at_;
    CharacterSet set;
    while (at_ < end && known_) {
      known_ = known_ && !next_is("[:");
      const char32_t first = next_is('\\') ? escaped() : character();
      char32_t last = first;
      if (next_is('-') && at_ + 1 < end) {
        ++at_;
        last = next_is('\\') ? escaped() : character();
      }
      set.add(first, last);
    }
    if (!known_) return unknown();
    if (!exact_) set.add_small_letters();
    if (negated) set.negate();
    if (!exact_) set.drop_capitals();
    return set_node(std::move(set));
  }

  PatternTrees& trees_;
  std::string_view pattern_;
  bool exact_;
  bool known_ = true;
  std::size_t at_ = 0;
  std::uint32_t groups_ = 0;  // that capture, so far
};

const PatternNode* PatternTrees::read(std::string_view pattern, bool exact) {
  return PatternReader(*this, pattern, exact).read();
}

const PatternNode* PatternTrees::sequence(std::vector<const PatternNode*> parts) {
  return keep({.kind = PatternNode::Kind::sequence, .parts = std::move(parts)});
}

const PatternNode* PatternTrees::keep(PatternNode node) {
  nodes_.push_back(std::move(node));
  return &nodes_.back();
}

}  // namespace proviso::nlp
