// How the matches of a pattern begin. Used inside the rule engine only: with it a template is tried at the
// few places of a text where it can match at all.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "nlp/rules/pattern_tree.h"

namespace proviso::nlp {

// Remembers what it has read of the parts that trees share. Not for several threads at once.
class BeginningsReader {
 public:
  BeginningsReader();
  ~BeginningsReader();
  BeginningsReader(const BeginningsReader&) = delete;
  BeginningsReader& operator=(const BeginningsReader&) = delete;

  // In lower case: every match of `tree` begins with one of these. One empty text: nothing is known of how
  // its matches begin, as for nullptr. None: it never matches. Cut after a few characters.
  std::vector<std::string> of(const PatternNode* tree);

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace proviso::nlp
