// Annotations from JSON Lines, and the score as text and JSON.
#pragma once

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
std::string score_json(const Score& score, bool by_document);

// One line for each of the first `most` mistakes.
std::string mistakes_text(const Score& score, int most);

}  // namespace proviso::app
