// Who a recommendation is addressed to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nlp/analysis.h"

namespace proviso::nlp {

// Who is named in one sentence that could be asked to act: looked up once for all its matches. Refers to its
// arguments.
class Addressees {
 public:
  // Stretches of the sentence's folded text.
  struct Range {
    std::size_t begin = 0, end = 0;
  };

  Addressees(const Analysis& analysis, const Sentence& sentence);

  // The words that name who is to act, as written, or "" if nobody who can act is named: the subject right
  // before "should" ("The Ministry of Labour should ..."), the object right after "recommends that" or
  // "urges" ("urges the State party to ..."), the dative beside «следует». `match` is one of the sentence's
  // matches of kind recommendation.
  std::string of(const Match& match) const;

  // Whether `match` stands in no clause after "that", "whether" or "which", where somebody else's words or
  // a description would stand, nor in a clause after "since" or "if" that no comma has ended.
  bool in_main_clause(const Match& match) const;

  const Sentence& sentence() const { return sentence_; }

 private:
  const Analysis& analysis_;
  const Sentence& sentence_;
  std::vector<Range> actors_ = {};  // by where they begin
  std::size_t subordinated_ = 0;    // where the first word such as "that" ends
  // Where words end that open or end a clause of circumstance, and whether they open one.
  std::vector<std::pair<std::size_t, bool>> circumstances_ = {};
};

// Remembers the addressees of the sentence that was asked for last.
class LastAddressees {
 public:
  explicit LastAddressees(const Analysis& analysis) : analysis_(analysis) {}

  const Addressees& operator()(const Sentence& sentence) {
    if (!last_ || &last_->sentence() != &sentence) last_.emplace(analysis_, sentence);
    return *last_;
  }

 private:
  const Analysis& analysis_;
  std::optional<Addressees> last_ = {};
};

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

}  // namespace proviso::nlp
