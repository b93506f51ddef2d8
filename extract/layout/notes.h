// Footnotes and their calls.
#pragma once

#include <string>
#include <vector>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// Gives Role::note to the lines of notes, moves each note's marker from the line's words to Line::marker,
// and sets PageWord::call on the raised words that call notes.
//
// A note begins with a raised number, letter or asterisk in smaller type than the body, or with a plain
// number below the footnote rule or at the foot of a column. It goes on to the next marker; lines below
// the footnote rule before the first marker continue the last note of the page before. A raised word is
// a call if its page has a note with that marker, or if it continues the document's sequence of calls;
// any other raised word (m², 127¹, 1st) is text.
void mark_notes(std::vector<PageLayout>& pages, const BodyStyle& body);

// The number with which an entry of a list of endnotes begins ("12.", "[12]", a raised 12); else empty.
std::string endnote_marker(const Line& line);

// The markers that a call names: "1,2" gives "1" and "2".
std::vector<std::string> markers_of(const PageWord& call);

}  // namespace proviso::extract
