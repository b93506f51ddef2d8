// Patterns as small programs that are run by going back. Used inside the rule engine only.
//
// RE2 promises that no text is slow, and pays with programs that spell out every word of a vocabulary
// wherever a pattern names it, and with automata that are built while it reads. Most patterns are tried at a
// few places and fail within a word: there a program that goes back is faster by far, and needs no building.
// It finds what RE2 finds. Where it would have to try too much it gives up, and RE2 is asked.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/rules/folded.h"
#include "nlp/rules/literal_trie.h"
#include "nlp/rules/pattern_tree.h"

namespace proviso::nlp {

// Bytes of Folded::lower that a match may begin with.
using FirstBytes = std::bitset<256>;

struct Instruction {
  enum class Do : std::uint8_t {
    text,        // goes on behind `text`
    set,         // goes on behind one character of `set`
    run,         // goes on behind `least` to `most` of them, the most first if `greedy`
    choice,      // goes on at the first of the choices [first, last) that leads to a match
    literals,    // goes on behind a literal of `literals`, in their order: at tails[first + its number] or,
                 // if first == last, at `next`
    keep,        // keeps the place as number `first`
    text_begin,  // goes on there only
    text_end,    // goes on there only
    matched      // a match
  };
  Do act = Do::matched;
  bool exact = false, greedy = true;
  std::uint32_t next = 0;
  std::uint32_t first = 0, last = 0;
  std::uint32_t least = 0, most = 0;
  std::string_view text = {};         // of the tree
  const CharacterSet* set = nullptr;  // of the tree
  const LiteralTrie* literals = nullptr;
};

// Where the groups of a match stand: [2 * n] and [2 * n + 1] are begin and end of group n, the whole match
// being group 0; kNowhere if the group is not in the match.
using Places = std::vector<std::uint32_t>;
inline constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

// What parts of trees have in common, worked out once. Lives as long as the programs. Not for several threads
// at once.
struct KnownParts {
  std::unordered_map<const PatternNode*, std::unique_ptr<LiteralTrie>> literals = {};
  std::unordered_map<const PatternNode*, std::pair<FirstBytes, bool>> first_bytes = {};  // may it be empty?
};

class PatternProgram {
 public:
  PatternProgram() = default;  // always gives up
  // Of a tree, which must outlive it, as must `known`.
  PatternProgram(const PatternNode& tree, KnownParts& known);

  enum class Found : std::uint8_t { no, yes, gave_up };
  // Whether a match begins at `begin` and ends at `limit` at most: of all matches the one that RE2 prefers.
  // It looks at no byte from `limit` on. `text` must be UTF-8. It gives up after `steps`, which becomes less
  // by those that were taken.
  Found match(const Folded& text, std::size_t begin, std::size_t limit, Places& places, int& steps) const;

  // All places where matches that begin at `begin` end, in order. False if it gives up: then `ends` says
  // nothing.
  bool ends(const Folded& text, std::size_t begin, std::size_t limit, Places& ends) const;

  const FirstBytes& first_bytes() const {
    return first_;
  }  // every match begins with one of them; all, if a
     // match may be empty

 private:
  friend class ProgramWriter;
  friend class ProgramRun;
  std::vector<Instruction> code_ = {};
  struct Choice {
    std::uint32_t to = 0;
    std::uint32_t bytes = 0;  // index into first_bytes_; 0: any, or none
  };
  std::vector<Choice> choices_ = {};
  std::vector<FirstBytes> first_bytes_ = {};
  std::vector<std::uint32_t> tails_ = {};
  FirstBytes first_ = FirstBytes().set();
  std::uint32_t begin_ = 0;   // the first instruction
  std::uint32_t groups_ = 1;  // with the whole match
};

}  // namespace proviso::nlp
