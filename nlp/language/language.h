// The language of texts, as ISO 639-1 codes ("und" if unknown).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace proviso::nlp {

// The language of each of Document::blocks. Armenian, Georgian and the other scripts of one language
// are known by their letters; Latin, Cyrillic and Arabic ones are judged by CLD2 over runs of
// neighbouring blocks, and block by block only where such a run is mixed. A block too short to judge
// takes the language of the nearest judged block of its script, one without letters that of the block
// before it. If no block of a script can be judged, language_of tells what is taken.
std::vector<std::string> block_languages(const extract::Document& document);

// The language of most of the document's text, running blocks left out. `block_languages` has one code
// for each block.
std::string document_language(const extract::Document& document,
                              const std::vector<std::string>& block_languages);

// The language of `text` alone. A text too short to judge is taken for English in Latin letters and,
// by its letters, for Russian, Ukrainian or Belarusian in Cyrillic ones; "und" without letters.
std::string language_of(std::string_view text);

}  // namespace proviso::nlp
