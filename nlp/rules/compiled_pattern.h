// A pattern as it is matched. Used inside the rule engine only.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>

#include "nlp/rules/beginnings.h"
#include "nlp/rules/folded.h"
#include "nlp/rules/pattern_program.h"
#include "nlp/rules/pattern_tree.h"

namespace proviso::nlp {

// What the patterns of one folder of rules share. Outlives them.
struct PatternParts {
  std::mutex mutex = {};  // of the next three
  PatternTrees trees = {};
  KnownParts known = {};
  BeginningsReader beginnings = {};
};

// How many steps all programs together may take in a text of `size` bytes: more than ten times what honest
// text takes. What goes on is left to RE2, whose cost is sure.
inline int steps_for(std::size_t size) { return 2000 + 40 * static_cast<int>(size); }

// How a pattern looks at letters.
enum class Letters : std::uint8_t {
  exact,  // case counts
  any,    // it does not
  small   // it does not, and the pattern has small letters only, which makes RE2's programs a third as large
};

// Matched by a program, or by RE2 where there is none or it gives up. Both are made when first needed,
// because most rules never meet a text of their language. May be used from several threads.
class CompiledPattern {
 public:
  // `name` is what a message calls it.
  CompiledPattern(std::string source, Letters letters, std::string name, PatternParts& parts);

  // PatternProgram::match. Throws BadRules if RE2 is needed and cannot hold it.
  bool match(const Folded& text, std::size_t begin, std::size_t limit, Places& places, int& steps) const;
  // Bytes of Folded::lower that a match may begin with.
  const FirstBytes& first_bytes() const { return program().first_bytes(); }

  const PatternNode* tree() const { return tree_; }  // nullptr if only RE2 knows the pattern
  const RE2& re2() const;                            // throws BadRules if RE2 cannot hold it
  // match() by RE2 alone.
  bool match_with_re2(const Folded& text, std::size_t begin, std::size_t limit, Places& places) const;

 private:
  const PatternProgram& program() const;

  std::string source_, name_;
  Letters letters_;
  PatternParts& parts_;
  const PatternNode* tree_;
  mutable std::once_flag program_once_ = {}, re2_once_ = {};
  mutable std::unique_ptr<PatternProgram> program_ = {};
  mutable std::unique_ptr<RE2> re2_ = {};
};

RE2::Options pattern_options(bool exact_case);

}  // namespace proviso::nlp
