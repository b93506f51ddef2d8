// Sentences that say the same with other numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlp/provision.h"
#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

// A figure of running text with its sentence, as far as it is compared.
struct Saying {
  std::int64_t row = 0, document = 0;
  std::uint32_t sentence_begin = 0;  // in the document's text; figures of one sentence are not compared
  bool aside = false;                // a pull quote or a box, which repeats the text and may leave things out
  nlp::Figure figure = {};
  std::string language = {};
  std::string sentence = {};
};

// Pairs of indexes of sayings that speak of the same, the first the lower. `sayings` stand in the order of
// documents and text, all figures of a sentence among them, also those of which nothing is said to be
// counted.
//
// Two figures speak of the same if their sentences share most of their words and names, measure, time and
// place are the same, and they have the same part in their sentences: of as many figures the same place in
// the order, with the others mostly equal; or both alone in their measure. What they share must be more than
// the name of what they count. Time and place may be missing in one or both only within one document, and
// then the values must be near each other. A sentence that is like many others of its document is a formula
// (a law's penalties, the rows of a list) and speaks of something else each time.
std::vector<std::pair<std::size_t, std::size_t>> same_subject(const std::vector<Saying>& sayings,
                                                              SearchWords& words, Stems& stems);

}  // namespace proviso::store
