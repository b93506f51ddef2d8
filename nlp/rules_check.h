// Looking after rules: do their examples hold, what is doubtful about them, why did a rule match or not.
// Data only; printing it is the command line's work.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlp/provision.h"
#include "nlp/rules.h"

namespace proviso::nlp {

// An example that does not hold, or a doubt about a rule or word.
struct RuleProblem {
  FileLine place = {};
  std::string name = {};     // of the rule or word
  std::string problem = {};  // one line: "yes example \"...\" gives article 127, not 127.1"
};

struct ExamplesChecked {
  int rules = 0, examples = 0;
  std::vector<RuleProblem> failed = {};
};

// Runs every example of every rule through find(), in the rule's first language (detected for rules of
// every language), as a document of one paragraph (see extract::plain_document for tables and headings;
// "\n" in an example begins a new line of it). A `yes` example must give a provision by this very rule
// with the fields named in `gives` (for rules that find nothing: a match); a `no` example must not. Also
// every word must match each of its `like` examples whole.
ExamplesChecked check_examples(const RuleSet& rules);

// Doubts: rules without yes or no examples, without a use of their language; words without `like`, or
// used by no rule and no other word (words with `reads` and words that are only data are used by the
// program: see kDataFiles in rules_check.cpp); \b \w \d \s in a pattern, which know ASCII only; characters
// that folded text never holds; two rules with the same template; a literal given twice in a word.
std::vector<RuleProblem> lint(const RuleSet& rules);

// The fields of a provision as `gives` names them, values as text: figures value, value_to, measure,
// currency, qualifier, time, place, counted; articles act, act_name, country, article, part, point;
// recommendations addressee, country, modality, source; all of them text (the quote). Several codes are
// joined by a space; absent fields are there with "".
std::vector<std::pair<std::string, std::string>> fields_of(const extract::Document& document,
                                                           const Provision& provision);

// One rule and a text. `kept`: the match came through RuleSet::match. Nearly: no match, but a template began:
// `text` is the longest beginning of one that is there, at least half of the parts that must be there.
struct Explained {
  const Rule* rule = nullptr;
  bool matched = false;
  bool kept = false;
  std::string text = {};  // what matched, or the part that nearly did
  std::vector<std::pair<std::string, std::string>> captures = {};  // word, its text (and " = value")
  std::vector<std::vector<std::pair<std::string, std::string>>> gives = {};  // kept: fields_of each provision
  std::string missing = {};       // nearly: the part of the template that was not found, "{criminal_code}"
  std::string instead = {};       // nearly: the words that stand where it should
  int parts = 0, of_parts = 0;    // nearly: parts that must be there, found and in all
  std::string given_way_to = {};  // matched, not kept: the rule that won
  bool excluded = false;          // it is a rule of another kind, which takes the number away
};

struct Explanation {
  std::string sentence = {};
  std::string language = {};
  std::vector<Explained> rules = {};  // matches by position, then near misses, the nearest first
};

// One Explanation for each sentence of `text`. `language`: ISO 639-1, or empty to detect it.
std::vector<Explanation> explain(const RuleSet& rules, std::string_view text, std::string_view language);

}  // namespace proviso::nlp
