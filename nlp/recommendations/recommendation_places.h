// Where in a document recommendations are to be expected, known from its headings, labels and lists.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/analysis.h"

namespace proviso::nlp {

// What a block is to somebody who looks for recommendations.
enum class Expecting : std::uint8_t {
  nothing,    // only what the author urges in so many words
  sentences,  // running text in a section of recommendations
  item,       // an item of a list of recommendations: the whole block is one
};

struct RecommendationPlace {
  Expecting expecting = Expecting::nothing;
  // Index into Analysis::sentences of the sentence with a colon that the list belongs to ("The
  // Committee recommends that the State party:"); npos if there is none.
  std::size_t opener = npos;
  bool numbered = false;  // an item by its own number ("124.19"): it recommends, whatever its form
  bool counted = false;  // an item with a number of its list ("28."): one recommendation, however long
  bool introduction =
      false;  // ends in a colon and is followed by items: its last sentence is no recommendation

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

// One place for each of Document::blocks.
std::vector<RecommendationPlace> recommendation_places(const Analysis& analysis);

// Number of bytes at the start of `text` that number or mark it as an item, with the space after them:
// "124.19 ", "(a) ", "б) ", "• ", "– "; 0 if there are none.
std::size_t marker_length(std::string_view text);

// Whether a match of kind recommendation stands, given the others of its sentence: not taken away by a
// rule with `bars`, and at the sentence's start if its rule demands it.
bool urges(const Sentence& sentence, const Match& match);

}  // namespace proviso::nlp
