// Reads times: which tokens of a sentence are years and dates, and which time they name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nlp/figures/lexicon.h"
#include "nlp/rules/tokens.h"

namespace proviso::nlp {

// How a mention names its time.
enum class Dating : std::uint8_t {
  dated,        // by itself; its iso is empty for what is no number but names no year ("the 1990s")
  same,         // the time spoken of before: "that year", "за тот же период"
  year_before,  // the year before the one spoken of: "годом ранее"
  in_year,      // a part of the year spoken of: "in March"; its iso is "-03" or "-01/-06"
  undated       // "today", "in previous years": none of the times that are named
};

// A time named in a sentence.
struct TimeMention {
  std::size_t first = 0, last = 0;  // tokens [first, last): "first half of 2019", "between 2011 and 2018"
  // ISO 8601, shortened as in Figure::time: "2018", "2018-11", "2014/2017", "2019-01/2019-06".
  std::string iso = {};
  Dating dating = Dating::dated;
  // Belongs to a reference ("(IOM, 2019)"), a name ("the 2014 Games", "Law of 2003") or a comparison
  // ("compared to 2017"), so that no figure of the sentence is of this time.
  bool aside = false;
};

// The time of `mention` in a text that spoke of `spoken` before (ISO, may be empty); empty if that tells
// none.
std::string resolved(const TimeMention& mention, const std::string& spoken);

// The times of a sentence in order, not overlapping. A number of four digits from 1800 to 2099 is a year if
// what stands round it says so ("in 2018", "2018 г.", "2014/2017") or if nothing is counted with it; a plural
// noun behind it makes a count of it ("2000 visas", "over 2000 visas"). Linear.
std::vector<TimeMention> read_times(const Tokens& tokens, const Lexicon& lexicon);

// The time that a header, caption or row names when it is one: the only time in it, or the first.
std::string time_of(const std::vector<TimeMention>& times);

}  // namespace proviso::nlp
