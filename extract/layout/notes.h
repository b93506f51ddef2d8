// Footnotes and their calls.
#pragma once

#include <vector>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// Gives Role::note to the lines of notes, moves each note's marker from the line's words to Line::marker,
// and sets PageWord::call on the words that call notes (note_calls.h).
//
// A note stands in smaller type at the foot of a column, below the footnote rule, or below a table. Its
// marker is raised, or a plain number that its page calls or that goes on counting from the note before;
// other numbers at a line's start (years, numbered paragraphs, contents) begin no note. It goes on to the
// next marker; unmarked lines below the footnote rule continue the last note of the column or page before.
void mark_notes(std::vector<PageLayout>& pages, const BodyStyle& body);

}  // namespace proviso::extract
