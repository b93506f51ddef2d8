// Who made a recommendation that a report only lists: the states in brackets behind its words.
#pragma once

#include <string>
#include <vector>

#include "nlp/rules.h"

namespace proviso::nlp {

// ISO 3166-1 alpha-2 codes, in order and once each, of the states that stand alone in round brackets: NL and
// NO of "Adopt a law (Netherlands, Norway);", BR and IQ of "Sign (Iraq) and ratify (Brazil) the Protocol".
// Brackets that hold something else too ("(the law of Norway)") name nobody; a state's name may have brackets
// of its own ("(Iran (Islamic Republic of))").
std::vector<std::string> recommending_states(const RuleSet& rules, const Folded& item);

}  // namespace proviso::nlp
