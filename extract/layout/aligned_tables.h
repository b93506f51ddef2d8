// Tables drawn without a grid of lines: rows of numbers that stand below each other.
#pragma once

#include "extract/layout/page_layout.h"

namespace proviso::extract {

// Takes the aligned tables of each sheet out of its lines; each leaves a Line that points to it.
//
// At least three lines of one column in which at least two numbers stand apart from what is beside them
// make a table. Its columns are the white-separated strips that the numbers fill; text to their left
// labels the rows, lines of text directly above that stand over the columns are its header rows.
void take_aligned_tables(PageLayout& page);

}  // namespace proviso::extract
