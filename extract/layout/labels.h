// Infographics, charts and maps: the numbers that stand apart from running text, each with its words.
#pragma once

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// On a page with several numbers that stand alone or are set much larger than the words beside them, takes
// each with its words – those near it, in the same frame, not as near to another number – out of the lines
// and puts them back as lines of Role::label with a zone of their own. Numbers along an axis keep to
// themselves. If the page is little else than such numbers, its other texts become Role::apart, each with a
// zone. Text along curves and slopes (SheetLayout::slopes) becomes labels on any page.
void mark_labels(PageLayout& page, const BodyStyle& body);

}  // namespace proviso::extract
