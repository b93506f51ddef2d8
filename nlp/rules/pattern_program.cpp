#include "nlp/rules/pattern_program.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

namespace proviso::nlp {
namespace {

// Nearly always fewer than a hundred instructions are enough. After so many it is remembered what was tried,
// so that nothing is tried twice.
constexpr int kManySteps = 400;
// All ends of a part are told in so many; they are more only where a number has thousands of parts.
constexpr int kStepsForEnds = 20000;

struct Character {
  char32_t code = 0;
  std::uint32_t length = 0;  // in bytes; 0: there is none
};

// The character of `text` at `at` that ends at `limit` at most.
Character character_at(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  if (at >= limit) return {};
  const auto byte = [&](std::uint32_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto more = [&](std::uint32_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::uint32_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (limit - at < length) return {};
  if (length == 2) return {(first & 0x1FU) << 6 | more(1), 2};
  if (length == 3) return {(first & 0x0FU) << 12 | more(1) << 6 | more(2), 3};
  return {(first & 0x07U) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4};
}

// Where to go on when something failed.
struct Turn {
  enum class Kind : std::uint8_t {
    go_on,    // at instruction `at`, from `place`
    fewer,    // of the run `at`, which ends at `place`; `bound` is as far as it may be shortened
    more,     // of the run `at`, which ends at `place` and is `bound` characters long
    put_back  // place number `at` was `place`
  };
  Kind kind = Kind::go_on;
  std::uint32_t at = 0, place = 0, bound = 0;
};

}  // namespace

// A program at work.
class ProgramRun {
 public:
  ProgramRun(const PatternProgram& program, const Folded& text, std::size_t begin, std::size_t limit,
             int steps, Places& places)
      : program_(program),
        text_(text),
        places_(places),
        at_(program.begin_),
        place_(static_cast<std::uint32_t>(begin)),
        limit_(static_cast<std::uint32_t>(limit)),
        most_steps_(steps) {
    turns_.clear();
    places_.assign(std::size_t{2} * program.groups_, kNowhere);
    places_[0] = place_;
  }

  // Goes on to the next match.
  PatternProgram::Found next() {
    if (matched_ && !go_back()) return PatternProgram::Found::no;
    for (; steps_ < most_steps_; ++steps_) {
      const Instruction& now = program_.code_[at_];
      if (now.act == Instruction::Do::matched) {
        matched_ = true;
        places_[1] = place_;
        return PatternProgram::Found::yes;
      }
      if ((steps_ < kManySteps || is_new(now)) && carry_out(now)) {
        at_ = now.next;
      } else if (!go_back()) {
        return PatternProgram::Found::no;
      }
    }
    return PatternProgram::Found::gave_up;
  }

  int steps() const { return steps_; }

 private:
  using Do = Instruction::Do;

  const std::string& bytes(const Instruction& now) const { return now.exact ? text_.text : text_.lower; }

  // Whether the program comes to this place of the text at this instruction, one that leads to several
  // others, for the first time: another time it would find what it found before.
  bool is_new(const Instruction& now) {
    if (now.act != Do::run && now.act != Do::choice && now.act != Do::literals) return true;
    return tried_.insert(std::uint64_t{at_} << 32 | place_).second;
  }

  // Whether the program goes on at the next instruction; else it goes on at the last turn.
  bool carry_out(const Instruction& now) {
    switch (now.act) {
      case Do::text:
        return text(now);
      case Do::set:
        return one_of(now);
      case Do::run:
        return run(now);
      case Do::choice:
        choose(now);
        return false;
      case Do::literals:
        literals(now);
        return false;
      case Do::keep:
        turns_.push_back({Turn::Kind::put_back, now.first, places_[now.first], 0});
        places_[now.first] = place_;
        return true;
      case Do::text_begin:
        return place_ == 0;
      case Do::text_end:
        return place_ == text_.text.size();
      case Do::matched:
        break;
    }
    return false;
  }

  bool text(const Instruction& now) {
    if (limit_ - place_ < now.text.size() ||
        std::memcmp(bytes(now).data() + place_, now.text.data(), now.text.size()) != 0)
      return false;
    place_ += static_cast<std::uint32_t>(now.text.size());
    return true;
  }

  bool one_of(const Instruction& now) {
    const Character next = character_at(bytes(now), place_, limit_);
    if (next.length == 0 || !now.set->holds(next.code)) return false;
    place_ += next.length;
    return true;
  }

  bool run(const Instruction& now) {
    const std::uint32_t wanted = now.greedy ? now.most : now.least;
    std::uint32_t count = 0, bound = place_;
    while (count < wanted && one_of(now))
      if (++count == now.least) bound = place_;
    steps_ += static_cast<int>(count / 16);
    if (count < now.least) return false;
    if (!now.greedy) turns_.push_back({Turn::Kind::more, at_, place_, count});
    if (now.greedy && count > now.least) turns_.push_back({Turn::Kind::fewer, at_, place_, bound});
    return true;
  }

  void choose(const Instruction& now) {
    const unsigned char byte = place_ < limit_ ? static_cast<unsigned char>(text_.lower[place_]) : 0;
    for (std::uint32_t i = now.last; i-- > now.first;) {
      const PatternProgram::Choice& choice = program_.choices_[i];
      if (choice.bytes == 0 || (place_ < limit_ && program_.first_bytes_[choice.bytes][byte]))
        turns_.push_back({Turn::Kind::go_on, choice.to, place_, 0});
    }
  }

  void literals(const Instruction& now) {
    const auto before = static_cast<std::ptrdiff_t>(turns_.size());
    const auto add = [&](std::uint32_t literal, std::size_t end) {
      turns_.push_back({Turn::Kind::go_on, literal, static_cast<std::uint32_t>(end), 0});
    };
    now.literals->at(std::string_view(bytes(now)).substr(0, limit_), place_, add);
    if (turns_.end() - turns_.begin() > before + 1)
      std::sort(turns_.begin() + before, turns_.end(),
                [](const Turn& a, const Turn& b) { return a.at > b.at; });
    for (auto turn = turns_.begin() + before; turn != turns_.end(); ++turn)
      turn->at = now.first == now.last ? now.next : program_.tails_[now.first + turn->at];
  }

  // To the last turn that leads on; false if there is none.
  bool go_back() {
    for (; !turns_.empty(); ++steps_) {
      Turn& turn = turns_.back();
      at_ = turn.at;
      place_ = turn.place;
      switch (turn.kind) {
        case Turn::Kind::go_on:
          turns_.pop_back();
          return true;
        case Turn::Kind::put_back:
          places_[at_] = place_;
          turns_.pop_back();
          break;
        case Turn::Kind::fewer:
          do --place_;
          while ((static_cast<unsigned char>(text_.lower[place_]) & 0xC0) == 0x80);
          at_ = program_.code_[at_].next;
          turn.place = place_;
          if (place_ <= turn.bound) turns_.pop_back();
          return true;
        case Turn::Kind::more:
          const Instruction& run = program_.code_[at_];
          if (turn.bound < run.most && one_of(run)) {
            at_ = run.next;
            turn.place = place_;
            ++turn.bound;
            return true;
          }
          turns_.pop_back();
          break;
      }
    }
    return false;
  }

  static thread_local std::vector<Turn> turns_;  // of one run at a time: kept for the next one

  const PatternProgram& program_;
  const Folded& text_;
  Places& places_;
  std::uint32_t at_, place_, limit_;
  int steps_ = 0, most_steps_;
  bool matched_ = false;
  std::unordered_set<std::uint64_t> tried_ = {};  // instructions and places
};

thread_local std::vector<Turn> ProgramRun::turns_;

PatternProgram::Found PatternProgram::match(const Folded& text, std::size_t begin, std::size_t limit,
                                            Places& places, int& steps) const {
  if (code_.empty() || steps <= 0) return Found::gave_up;
  ProgramRun run(*this, text, begin, limit, steps, places);
  const Found found = run.next();
  steps -= run.steps();
  return found;
}

bool PatternProgram::ends(const Folded& text, std::size_t begin, std::size_t limit, Places& ends) const {
  ends.clear();
  if (code_.empty()) return false;
  thread_local Places places;
  ProgramRun run(*this, text, begin, limit, kStepsForEnds, places);
  Found found = Found::yes;
  while ((found = run.next()) == Found::yes) ends.push_back(places[1]);
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return found == Found::no;
}

}  // namespace proviso::nlp
