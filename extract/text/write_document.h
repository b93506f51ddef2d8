// The last step of reading: blocks to the one text of the document, with its word map.
#pragma once

#include "extract/text/blocks.h"

namespace proviso::extract {

// Writes text, words, blocks, tables and notes of `document`; its pages are there already. Text and word
// map grow together, character by character, so they cannot disagree.
void write_document(const DocumentLayout& layout, Document& document);

}  // namespace proviso::extract
