// Who a recommendation is addressed to.
#pragma once

#include <string>

#include "nlp/analysis.h"

namespace proviso::nlp {

// The words that name who is to act, as written, or "" if nobody who can act is named: the subject right
// before "should" ("The Ministry of Labour should ..."), the object right after "recommends that" or
// "urges" ("urges the State party to ..."), the dative beside «следует». `match` is one of `sentence`'s
// matches of kind recommendation.
std::string addressee_of(const Analysis& analysis, const Sentence& sentence, const Match& match);

// The addressee that a heading or a line over a list names, as written: "the Government" of "Recommendations
// to the Government:", «Правительству» of «Правительству:»; "" if it names none. `title`: a span of the
// document.
std::string addressee_in_title(const Analysis& analysis, extract::Span title);

// Whether the subject before `match` is a word that takes up somebody named before: "it should also ...",
// «ему следует ...».
bool takes_up(const RuleSet& rules, const Sentence& sentence, const Match& match);

// Whether `match` is the verb of a clause that only describes: "professionals who could meet victims", "if it
// is necessary".
bool in_relative_clause(const RuleSet& rules, const Sentence& sentence, const Match& match);

// Whether `match` stands in no clause after "that", "whether" or "which", where somebody else's words or
// a description would stand, nor in a clause after "since" or "if" that no comma has ended.
bool in_main_clause(const RuleSet& rules, const Sentence& sentence, const Match& match);

}  // namespace proviso::nlp
