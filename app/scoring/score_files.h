// Annotations from JSON Lines, and the score as text and JSON.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/scoring/score.h"

namespace proviso::app {

// Reads annotation files. Throws WrongUse ("FILE:LINE: ...") for a file that is none.
Gold read_gold(const std::vector<std::string>& files);

// The same from the text of one file; `name` stands in messages.
void read_gold_text(std::string_view text, const std::string& name, Gold& gold);

// Rows for people; `by_document` also those of single documents.
std::string score_text(const Score& score, bool by_document);
// What score_json() adds to the rows on request.
struct ScoreExtras {
  int errors = 0;                            // so many mistakes of each kind, as "mistakes"
  bool by_rule = false;                      // the rules, as "rules"
  std::map<std::string, std::string> paths;  // of documents, by file name
};
std::string score_json(const Score& score, bool by_document, const ScoreExtras& extras);

// The first `extras.errors` mistakes of each kind, each with the command that shows it: what was found with
// its words boxed, what was missed as the page is read.
std::string mistakes_text(const Score& score, const ScoreExtras& extras);

// A row for each rule that found something.
std::string rules_text(const Score& score);

}  // namespace proviso::app
