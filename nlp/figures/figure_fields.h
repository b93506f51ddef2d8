// Time, place and words of a figure: what a sentence and its surroundings say of a number.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nlp/analysis.h"
#include "nlp/countries.h"
#include "nlp/figures/lexicon.h"
#include "nlp/figures/numbers.h"
#include "nlp/figures/times.h"

namespace proviso::nlp {

// A country, or a group of countries, named in a sentence.
struct PlaceMention {
  std::size_t token = 0;
  std::string_view code = {};  // empty: a group of no certain countries ("CIS nationals")
  bool group = false, people = false;
  bool source = false;  // who says it: "according to the Ministry of …"
};

// A sentence as the readers see it. Refers to the analysis and the lexicon.
struct ReadSentence {
  const Sentence& sentence;
  const Lexicon& lexicon;
  Tokens tokens;
  bool begins_block = false;  // the first sentence of its block
  std::vector<TimeMention> times = {};
  std::vector<Quantity> quantities = {};
  std::vector<CountryMention> countries = {};
  std::vector<bool> figures = {};                          // for each quantity, whether it is a figure
  bool respective = false;                                 // holds "respectively"
  std::vector<std::size_t> splits = {}, comparisons = {};  // tokens, in order: splits_of, comparisons_in
  // What was found for the countries spoken of that places_in() was asked with last.
  mutable std::optional<std::pair<std::vector<std::string>, std::vector<PlaceMention>>> mentions = {};
};

// What ReadSentence keeps so that it is looked up once for all numbers of the sentence; from its other
// members.
std::vector<std::size_t> splits_of(const ReadSentence& read);       // what begins another statement
std::vector<std::size_t> comparisons_in(const ReadSentence& read);  // what sets one number against another

// The part of a sentence in which a figure's time and place are looked for first: between "whereas",
// "while", semicolons and the like. Tokens [first, last).
struct Clause {
  std::size_t first = 0, last = 0;
};
Clause clause_of(const ReadSentence& read, std::size_t quantity);

// The time of quantities[quantity], the first of these that there is: the one that "respectively" gives it;
// the one whose brackets it stands in ("in June (395)"); the one close behind it and before the next
// number; the nearest before it; the first behind it. A dating that needs the text before is left as it is;
// a default mention if there is none. "Fell from 5 to 3 in 2014-2017" gives 2014 and 2017; "in 2013 and
// 2014" 2013/2014. `own_clause`: only the clause's times, as in a cell that lists several things.
TimeMention time_in(const ReadSentence& read, std::size_t quantity, bool own_clause = false);

// What "respectively" at the end of a list makes of the list: quantities[first, last) belong one by one to
// the members of another list. Empty if quantities[quantity] stands in none.
struct Respective {
  std::size_t first = 0, last = 0;  // quantities
  std::size_t end = 0;              // the token of "respectively"

  explicit operator bool() const { return last > first; }
};
Respective respective_list(const ReadSentence& read, std::size_t quantity);

// The next figure of the sentence behind quantities[quantity]; quantities.size() if there is none.
std::size_t next_figure(const ReadSentence& read, std::size_t quantity);

// The countries that a statement is about, in order of mention.
struct Places {
  std::vector<std::string> codes = {};
  bool named = false;  // the sentence names them, or a group of no certain ones: headings say nothing of it
};

// The countries of quantities[quantity]: those of its clause, else of the clauses before it, else `spoken`,
// the countries that the sentences before named, else those of the clauses behind. In a list ("5 from A, 6
// from B") each number has its own; a country in a relative clause (", which borders A,"), in the name of
// who says it
// ("according to A's ministry") or of a thing ("A's language") belongs to none.
Places places_in(const ReadSentence& read, std::size_t quantity, const std::vector<std::string>& spoken);

// The sentence's countries but those that only remark on another one: "India noted that 35 per cent live in
// poverty" in a report whose `subject` (Analysis::subject) is one country, not India.
std::vector<CountryMention> without_remarking(const ReadSentence& read,
                                              const std::vector<std::string>& subject);

// The countries that the sentence leaves spoken of for the next ones; empty if it names none, or very many.
std::vector<std::string> places_of(const ReadSentence& read, const std::vector<std::string>& spoken);

// Codes of `mentions` in order, each once.
std::vector<std::string> codes_of(const std::vector<CountryMention>& mentions);

// One past the noun phrase that is counted: from quantities[quantity].last on.
std::size_t counted_end(const ReadSentence& read, std::size_t quantity);

}  // namespace proviso::nlp
