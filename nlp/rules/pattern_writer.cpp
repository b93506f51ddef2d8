#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "nlp/rules/pattern_program.h"

namespace proviso::nlp {

namespace {

using Kind = PatternNode::Kind;
using Do = Instruction::Do;

// Which bytes of Folded::lower a part may begin with, and whether it may be empty.
class FirstBytesReader {
 public:
  explicit FirstBytesReader(KnownParts& known) : known_(known) {}

  const std::pair<FirstBytes, bool>& of(const PatternNode& node) {
    if (const auto known = known_.first_bytes.find(&node); known != known_.first_bytes.end())
      return known->second;
    auto found = read(node);
    return known_.first_bytes.emplace(&node, std::move(found)).first->second;
  }

  std::pair<FirstBytes, bool> sequence(const std::vector<const PatternNode*>& parts) {
    std::pair<FirstBytes, bool> out = {{}, true};
    for (const PatternNode* part : parts) {
      const auto& [bytes, empty] = of(*part);
      out.first |= bytes;
      if (!empty) return {out.first, false};
    }
    return out;
  }

 private:
  std::pair<FirstBytes, bool> read(const PatternNode& node) {
    switch (node.kind) {
      case Kind::text: {
        FirstBytes bytes;
        const std::string text = node.exact ? fold(node.text, 0).lower : node.text;
        if (!text.empty()) bytes.set(static_cast<unsigned char>(text[0]));
        return {bytes, text.empty()};
      }
      case Kind::set:
        return {of_set(*node.set), false};
      case Kind::sequence:
        return sequence(node.parts);
      case Kind::either: {
        std::pair<FirstBytes, bool> out = {{}, false};
        for (const PatternNode* part : node.parts) {
          const auto& [bytes, empty] = of(*part);
          out.first |= bytes;
          out.second = out.second || empty;
        }
        return out;
      }
      case Kind::repeat: {
        auto out = of(*node.parts[0]);
        out.second = out.second || node.least == 0;
        return out;
      }
      case Kind::group:
        return of(*node.parts[0]);
      case Kind::text_begin:
      case Kind::text_end:
        break;
    }
    return {{}, true};
  }

  static FirstBytes of_set(const CharacterSet& set) {
    FirstBytes bytes;
    for (char32_t c = 0; c < 0x800; ++c) {
      if (!set.holds(c)) continue;
      for (const char32_t letter : {c, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))})
        bytes.set(letter < 0x80 ? letter : letter < 0x800 ? 0xC0 | letter >> 6 : 0xE0);
    }
    for (unsigned byte = 0xE0; byte < 0xF5; ++byte) bytes.set(byte);  // not worth a closer look
    return bytes;
  }

  KnownParts& known_;
};

// The text that all matches of `node` begin with, a node of its own; nullptr if it is not written so.
const PatternNode* front_text(const PatternNode& node) {
  if (node.kind == Kind::text) return &node;
  if (node.kind != Kind::sequence || node.parts.empty() || node.parts[0]->kind != Kind::text) return nullptr;
  return node.parts[0];
}

}  // namespace

// Writes the program of a tree from its end to its beginning: an instruction knows what comes next.
class ProgramWriter {
 public:
  ProgramWriter(PatternProgram& out, KnownParts& known) : out_(out), known_(known), first_(known) {}

  void write(const PatternNode& tree) {
    out_.first_bytes_.push_back(FirstBytes().set());
    const std::uint32_t matched = add({.act = Do::matched});
    out_.begin_ = part(tree, matched);
    const auto& [bytes, empty] = first_.of(tree);
    out_.first_ = empty ? FirstBytes().set() : bytes;
    if (!good_) out_.code_.clear();
  }

 private:
  static constexpr std::size_t kMostInstructions = 20000;
  static constexpr std::size_t kFewLiterals = 3;  // choices are as good

  std::uint32_t add(Instruction instruction) {
    if (out_.code_.size() > kMostInstructions) good_ = false;
    out_.code_.push_back(instruction);
    return static_cast<std::uint32_t>(out_.code_.size() - 1);
  }

  // The instruction where `node` begins, behind which the program goes on at `next`.
  std::uint32_t part(const PatternNode& node, std::uint32_t next) {
    if (!good_) return next;
    switch (node.kind) {
      case Kind::text:
        return add({.act = Do::text, .exact = node.exact, .next = next, .text = node.text});
      case Kind::set:
        return add({.act = Do::set, .exact = node.exact, .next = next, .set = node.set});
      case Kind::sequence:
        return sequence(node.parts, 0, next);
      case Kind::either:
        return literals_of(node) ? literals(node, next) : choices(node, next);
      case Kind::repeat:
        return node.parts[0]->kind == Kind::set ? run(node, next) : repeat(node, next);
      case Kind::group: {
        out_.groups_ = std::max(out_.groups_, node.group + 1);
        const std::uint32_t end = add({.act = Do::keep, .next = next, .first = 2 * node.group + 1});
        return add({.act = Do::keep, .next = part(*node.parts[0], end), .first = 2 * node.group});
      }
      case Kind::text_begin:
        return add({.act = Do::text_begin, .next = next});
      case Kind::text_end:
        return add({.act = Do::text_end, .next = next});
    }
    return next;
  }

  std::uint32_t sequence(const std::vector<const PatternNode*>& parts, std::size_t first,
                         std::uint32_t next) {
    for (std::size_t i = parts.size(); i-- > first;) next = part(*parts[i], next);
    return next;
  }

  // The index of the bytes that `node` may begin with; 0: any.
  std::uint32_t bytes_of(const PatternNode& node) {
    const auto& [bytes, empty] = first_.of(node);
    if (empty) return 0;
    out_.first_bytes_.push_back(bytes);
    return static_cast<std::uint32_t>(out_.first_bytes_.size() - 1);
  }

  std::uint32_t choice(const std::vector<PatternProgram::Choice>& all) {
    const auto first = static_cast<std::uint32_t>(out_.choices_.size());
    out_.choices_.insert(out_.choices_.end(), all.begin(), all.end());
    return add({.act = Do::choice, .first = first, .last = static_cast<std::uint32_t>(out_.choices_.size())});
  }

  std::uint32_t choices(const PatternNode& node, std::uint32_t next) {
    std::vector<PatternProgram::Choice> all;
    for (const PatternNode* each : node.parts) all.push_back({part(*each, next), bytes_of(*each)});
    return choice(all);
  }

  // The trie of a list of literals; nullptr if `node` is none.
  const LiteralTrie* literals_of(const PatternNode& node) {
    if (const auto known = known_.literals.find(&node); known != known_.literals.end())
      return known->second.get();
    std::vector<std::string_view> texts;
    for (const PatternNode* each : node.parts) {
      const PatternNode* front = front_text(*each);
      if (front == nullptr || front->exact != front_text(*node.parts[0])->exact) break;
      texts.push_back(front->text);
    }
    auto& trie = known_.literals[&node];
    if (texts.size() == node.parts.size() && texts.size() > kFewLiterals)
      trie = std::make_unique<LiteralTrie>(texts);
    return trie.get();
  }

  std::uint32_t literals(const PatternNode& node, std::uint32_t next) {
    std::vector<std::uint32_t> tails;
    std::map<const PatternNode*, std::uint32_t> same;  // many literals go on with any letters
    for (const PatternNode* each : node.parts) {
      if (each->kind == Kind::text) {
        tails.push_back(next);
      } else if (each->parts.size() != 2) {
        tails.push_back(sequence(each->parts, 1, next));
      } else {
        const auto [at, added] = same.emplace(each->parts[1], 0);
        if (added) at->second = part(*each->parts[1], next);
        tails.push_back(at->second);
      }
    }
    Instruction out{.act = Do::literals,
                    .exact = front_text(*node.parts[0])->exact,
                    .next = next,
                    .literals = literals_of(node)};
    if (std::any_of(tails.begin(), tails.end(), [next](std::uint32_t tail) { return tail != next; })) {
      out.first = static_cast<std::uint32_t>(out_.tails_.size());
      out_.tails_.insert(out_.tails_.end(), tails.begin(), tails.end());
      out.last = static_cast<std::uint32_t>(out_.tails_.size());
    }
    return add(out);
  }

  std::uint32_t run(const PatternNode& node, std::uint32_t next) {
    const PatternNode& set = *node.parts[0];
    return add({.act = Do::run,
                .exact = set.exact,
                .greedy = node.greedy,
                .next = next,
                .least = node.least,
                .most = node.most,
                .set = set.set});
  }

  std::uint32_t repeat(const PatternNode& node, std::uint32_t next) {
    const PatternNode& each = *node.parts[0];
    const std::uint32_t bytes = bytes_of(each);
    if (node.most == PatternNode::kEndless) {
      if (bytes == 0) good_ = false;  // might go round without end
      const std::uint32_t again = choice({{}, {}});
      const std::size_t at = out_.code_[again].first;
      decide(at, {part(each, again), bytes}, {next, 0}, node.greedy);
      next = again;
    } else {
      std::uint32_t behind = next;  // the last time comes `next`, as it does behind none
      for (std::uint32_t i = node.least; i < node.most && good_; ++i) {
        const std::uint32_t once = choice({{}, {}});
        const std::size_t at = out_.code_[once].first;
        decide(at, {part(each, behind), bytes}, {next, 0}, node.greedy);
        behind = once;
      }
      next = behind;
    }
    for (std::uint32_t i = 0; i < node.least && good_; ++i) next = part(each, next);
    return next;
  }

  void decide(std::size_t at, PatternProgram::Choice more, PatternProgram::Choice enough, bool greedy) {
    out_.choices_[at] = greedy ? more : enough;
    out_.choices_[at + 1] = greedy ? enough : more;
  }

  PatternProgram& out_;
  KnownParts& known_;
  FirstBytesReader first_;
  bool good_ = true;
};

PatternProgram::PatternProgram(const PatternNode& tree, KnownParts& known) {
  ProgramWriter(*this, known).write(tree);
}

}  // namespace proviso::nlp
