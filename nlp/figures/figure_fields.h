// Time, place and words of a figure: what a sentence and its surroundings say of a number.
#pragma once

#include <string>
#include <vector>

#include "nlp/analysis.h"
#include "nlp/countries.h"
#include "nlp/figures/lexicon.h"
#include "nlp/figures/numbers.h"
#include "nlp/figures/times.h"

namespace proviso::nlp {

// A sentence as the readers see it. Refers to the analysis and the lexicon.
struct ReadSentence {
  const Sentence& sentence;
  const Lexicon& lexicon;
  Tokens tokens;
  bool begins_block = false;  // the first sentence of its block
  std::vector<TimeMention> times = {};
  std::vector<Quantity> quantities = {};
  std::vector<CountryMention> countries = {};
};

// The part of a sentence in which a figure's time and place are looked for first: between "whereas",
// "while", semicolons and the like. Tokens [first, last).
struct Clause {
  std::size_t first = 0, last = 0;
};
Clause clause_of(const ReadSentence& read, std::size_t quantity);

// The time of quantities[quantity]: the one that follows it before the next number, else the nearest before
// it, else the first behind it; "same" where the sentence points to the one before; empty if there is none.
// `own_clause`: only the clause's times, as in a cell that lists several things.
std::string time_in(const ReadSentence& read, std::size_t quantity, bool own_clause = false);

// The countries that the sentence names with quantities[quantity], in order of mention: those of its clause.
// In a list ("5 from A, 6 from B") each number has its own; a country in a relative clause (", which borders
// A,") belongs to none.
std::vector<std::string> places_in(const ReadSentence& read, std::size_t quantity);

// Codes of `mentions` in order, each once.
std::vector<std::string> codes_of(const std::vector<CountryMention>& mentions);

// One past the noun phrase that is counted: from quantities[quantity].last on.
std::size_t counted_end(const ReadSentence& read, std::size_t quantity);

}  // namespace proviso::nlp
