// The numbers that a document gives its paragraphs ("124.19 Ratify …"), which elsewhere in it refer to them.
#pragma once

#include <map>
#include <set>
#include <string>

#include "extract/document.h"
#include "nlp/figures/numbers.h"

namespace proviso::nlp {

class ParagraphNumbers {
 public:
  explicit ParagraphNumbers(const extract::Document& document);

  // Whether `quantity` is the number of a paragraph, or begins a range of them: "124.19", "136.36-136.37".
  // Only numbers in two parts that belong to a long row and look like no decimal: the parts of "2.1" and
  // "2.2" number sections too, but so do averages.
  bool names(const Tokens& tokens, const Quantity& quantity) const;

 private:
  std::map<std::string, std::set<std::string>> rows_ = {};  // "124" -> "1", "2", …
};

}  // namespace proviso::nlp
