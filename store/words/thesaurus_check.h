// Looking after a thesaurus: do its examples hold, and which terms do two concepts have.
#pragma once

#include <vector>

#include "nlp/rules_check.h"
#include "nlp/thesaurus.h"

namespace proviso::store {

// Every `yes` text must speak of its concept, no `no` text may.
nlp::ExamplesChecked check_examples(const nlp::Thesaurus& thesaurus);

// Doubts: a term that another concept has in the same words or other forms of them; a term that a concept has
// twice, in one language, in the very same words; a concept without examples, or without a label in English,
// Russian or Ukrainian.
std::vector<nlp::RuleProblem> lint(const nlp::Thesaurus& thesaurus);

}  // namespace proviso::store
