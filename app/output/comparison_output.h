// Comparisons as `proviso compare` prints them.
#pragma once

#include <string>

#include "app/output/console.h"
#include "store/compare.h"

namespace proviso::app {

// A table with numbers of citations in its cells and the citations below, folded to the console's width:
// where the columns do not fit, the table goes on below itself. Empty cells show a dot.
std::string comparison_text(const Console& console, const store::CompareQuestion& question,
                            const store::Comparison& comparison);

// A line for each row of the table. A cell holds its provisions with "; " between: value or article's quote,
// then in brackets id, file and page.
std::string comparison_csv(const store::CompareQuestion& question, const store::Comparison& comparison);

std::string comparison_json(const store::CompareQuestion& question, const store::Comparison& comparison);

// "about 76,200", "10,000 to 18,000 RUB", "14.3 %"
std::string figure_text(const nlp::Figure& figure);

}  // namespace proviso::app
