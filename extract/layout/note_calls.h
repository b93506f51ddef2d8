// Which words call notes.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// The markers that the text and tables of `page` seem to call, before anything is known of its notes: raised
// ones, bracketed numbers, numbers and asterisks glued to words.
std::set<std::string> markers_called_on(const PageLayout& page);

// Sets PageWord::call on the words that call notes, splitting words that a call is glued to. The lines of
// notes must be marked.
//
// A raised word is a call if its page has a note with that marker, or the next page has one that its own
// page does not call, or (letters and symbols) a later page, as below a long table; or if it goes on counting
// the document's calls one by one. Any other raised word (m², 127¹, 1st) is text. A note that nothing raised
// calls is looked for among the words of its page: "violence.13", "20178", "[8]", "Total*".
void mark_calls(std::vector<PageLayout>& pages);

}  // namespace proviso::extract
