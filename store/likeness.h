// Documents that may be one report: proposals for a person to judge. Nothing is ever merged by them.
#pragma once

#include <string>

namespace proviso::store {

struct Likeness {
  enum class Kind {
    same_text,   // the same words in other bytes
    edition,     // one language, and many passages word by word
    translation  // two languages, and many of the rarer numbers
  };
  Kind kind = Kind::edition;
  std::string first = {}, second = {};  // hashes of the documents, the smaller first
  double share = 1;                     // of the passages, or numbers, of the one that has fewer
  std::size_t common = 0;               // how many they are; 0 of same_text
};

}  // namespace proviso::store
