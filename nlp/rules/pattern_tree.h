// Patterns as trees. Used inside the rule engine only: how matches begin (beginnings.h) and the programs that
// find them (pattern_program.h) are read off a tree.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace proviso::nlp {

// Characters.
class CharacterSet {
 public:
  void add(char32_t first, char32_t last);
  void add_small_letters();  // of the capitals that it holds
  void drop_capitals();      // Folded::lower has none
  void negate();
  bool holds(char32_t c) const { return c < kLow ? low_[c] : holds_high(c); }
  // All of them, if there are at most `most`; else none.
  std::vector<char32_t> members(std::size_t most) const;
  bool empty() const { return low_.none() && high_.empty(); }

 private:
  static constexpr char32_t kLow = 0x800;  // what UTF-8 writes with two bytes
  bool holds_high(char32_t c) const;

  std::bitset<kLow> low_ = {};
  std::vector<std::pair<char32_t, char32_t>> high_ = {};  // [first, last] each, sorted, apart
};

struct PatternNode {
  enum class Kind : std::uint8_t {
    text,        // these bytes
    set,         // one character of `set`
    sequence,    // the parts, one behind the other
    either,      // one of the parts; of two that match the first
    repeat,      // the one part, [least, most] times
    group,       // the one part, whose place is kept as number `group`
    text_begin,  // nothing, at the beginning of the text
    text_end     // nothing, at its end
  };
  static constexpr std::uint32_t kEndless = std::numeric_limits<std::uint32_t>::max();

  Kind kind = Kind::sequence;
  bool exact = false;  // text, set: looks at Folded::text, where case counts; else at Folded::lower
  bool greedy = true;  // repeat: tries more before fewer
  std::uint32_t least = 0, most = 0;  // repeat
  std::uint32_t group = 0;            // group: from 1
  std::string text = {};              // text: small letters unless `exact`
  const CharacterSet* set = nullptr;  // set
  std::vector<const PatternNode*> parts = {};
};

// Reads patterns and owns their trees, which share long parts: a word of the vocabulary that many patterns
// name is one node. Not for several threads at once.
class PatternTrees {
 public:
  PatternTrees() = default;
  PatternTrees(const PatternTrees&) = delete;
  PatternTrees& operator=(const PatternTrees&) = delete;

  // The tree of `pattern`, a pattern of RE2 for folded text; `exact`: case counts. nullptr if the pattern
  // holds something of RE2's language that vocabularies hardly need.
  const PatternNode* read(std::string_view pattern, bool exact);

  // `parts` one behind the other.
  const PatternNode* sequence(std::vector<const PatternNode*> parts);

 private:
  friend class PatternReader;
  const PatternNode* keep(PatternNode node);

  std::deque<PatternNode> nodes_ = {};
  std::deque<CharacterSet> sets_ = {};
  std::unordered_map<std::string, const PatternNode*> known_ = {};  // long groups and sets, by their text
  std::map<std::tuple<const PatternNode*, std::uint32_t, std::uint32_t, bool>, const PatternNode*> repeats_ =
      {};
};

}  // namespace proviso::nlp
