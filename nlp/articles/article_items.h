// The numbers in a list of articles: `181 "Slavery"; 181.1 and 6 § 1`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nlp/rules.h"

namespace proviso::nlp {

struct ArticleItem {
  std::string number = {};            // "127.1", "132-2", "273f"
  std::string part = {}, point = {};  // as far as they stand behind the number
  std::uint32_t begin = 0, end = 0;   // in the folded text: number, parts and title
  bool range = false;                 // one of several numbers of a range; begin and end are the range's
};

// Takes the text [begin, end) of `sentence` apart, which a word that reads articles has matched.
// `127¹` is 127.1; `240-242` gives three items, `132-2` one.
std::vector<ArticleItem> article_items(const RuleSet& rules, const Folded& sentence, std::uint32_t begin,
                                       std::uint32_t end);

// The number of an article in the numbering of codes that have less than a thousand articles, as all criminal
// codes and codes of offences and procedure have: in "3221" the raised 1 of 322¹ lost its position, so 322.1.
// Other numbers stay as they are.
std::string code_number(std::string number);

}  // namespace proviso::nlp
