// What a page carries but does not say: running heads and feet, page numbers, typed rules. (Contents:
// contents.h.)
#pragma once

#include <vector>

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// Gives Role::running to the lines of all pages that are furniture and sets each page's label.
//
// A line at the top or bottom edge of a page is a running head or foot if the same line, digits apart,
// stands at the same height of several pages. Its number is the page's label if the document's numbers
// keep pace with its pages (numbering may restart, front matter may have Roman numerals). `pdf_labels` are
// the PDF's own page labels (empty strings where it has none), used where the page prints none.
void mark_furniture(std::vector<PageLayout>& pages, const std::vector<std::string>& pdf_labels);

}  // namespace proviso::extract
