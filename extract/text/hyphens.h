// Hyphens at line ends: was the word split by the typesetter, or is the hyphen its own?
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/text/blocks.h"

namespace proviso::extract {

// Decides by what the document itself writes elsewhere: "irreg-|ular" joins, "30,000-|60,000" and
// "Latvian-|Russian" keep the hyphen, "co-|operation" follows the document's other uses.
class Hyphens {
 public:
  // Learns the words around each line-end hyphen of `blocks` and how often each form stands inside a line.
  explicit Hyphens(const std::vector<BlockLayout>& blocks);

  // May `left`, the last word of a line, be the first part of a word that goes on with `right`?
  static bool may_join(std::string_view left, std::string_view right);

  // Does the hyphen at the end of `left` belong to the word? Precondition: may_join(left, right).
  bool keeps_hyphen(std::string_view left, std::string_view right) const;

 private:
  std::size_t count_of(const std::string& word) const;

  std::unordered_map<std::string, std::size_t> counts_;  // of the forms that some decision needs
};

}  // namespace proviso::extract
