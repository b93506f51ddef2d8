// Provisions, passages, answers and runs as the commands print them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/output/console.h"
#include "store/records.h"
#include "store/search.h"

namespace proviso::app {

// One line of `proviso export --format jsonl`, with '\n'; README.md describes it.
std::string provision_line(const store::ProvisionRecord& provision);

// The fields of its kind as one JSON object: the value of "figure", "article" or "recommendation" in that line.
std::string fields_json(const store::ProvisionRecord& provision);

// The line for a passage (`show --json`).
std::string passage_line(const store::PassageRecord& passage);

std::string answer_json(const store::Question& question, const store::Answer& answer);
std::string runs_json(const std::vector<store::RunRecord>& runs);

// `show` for people.
std::string provision_text(const Console& console, const store::ProvisionRecord& provision);
std::string passage_text(const Console& console, const store::PassageRecord& passage);

// Ranked results with facets below, for people.
std::string answer_text(const Console& console, const store::Question& question, const store::Answer& answer);

std::string runs_text(const Console& console, const std::vector<store::RunRecord>& runs);

// "p. 12", "p. 12 (printed 6)"
std::string page_text(int page, std::string_view label);

}  // namespace proviso::app
