// Reads times: which tokens of a sentence are years and dates, and which time they name.
#pragma once

#include <string>
#include <vector>

#include "nlp/figures/lexicon.h"
#include "nlp/rules/tokens.h"

namespace proviso::nlp {

// A time named in a sentence.
struct TimeMention {
  std::size_t first = 0, last = 0;  // tokens [first, last): "first half of 2019", "between 2011 and 2018"
  // ISO 8601, shortened as in Figure::time: "2018", "2018-11", "2014/2017", "2019-01/2019-06". Empty for what
  // is no number but names no year ("12 March", "the 1990s"). "same" means the year of the sentence before.
  std::string iso = {};
};

// The times of a sentence in order, not overlapping. A number of four digits from 1800 to 2099 is a year if
// what stands round it says so ("in 2018", "2018 г.", "2014/2017") or if nothing is counted with it; a plural
// noun behind it makes a count of it ("2000 visas", "over 2000 visas"). Linear.
std::vector<TimeMention> read_times(const Tokens& tokens, const Lexicon& lexicon);

// The time that a header, caption or row names when it is one: the only time in it, or the first.
std::string time_of(const std::vector<TimeMention>& times);

}  // namespace proviso::nlp
