// The form of a sentence that rules are matched against, with the way back to the document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace proviso::nlp {

// Folding makes differences of typesetting go away, so that rules need not know them:
//   any run of white space (no-break, thin, ... spaces)   one ' '
//   every dash, hyphen and minus                          '-'
//   “ ” „ « » ″                                           '"'
//   ‘ ’ ‛ ʼ ′ `                                           '\''
//   ё Ё                                                   е Е
//   full-width digits and fraction slash                  ASCII
//   soft hyphens, zero-width characters                   nothing
// Letters keep their case and accents; superscript digits stay as they are.
struct Folded {
  std::string text = {};   // case kept
  std::string lower = {};  // `text` in lower case, byte for byte as long (a letter whose lower case
                           // has another length keeps its case)
  std::uint32_t base = 0;  // where the sentence begins in the document
  // Both are empty where folding moved no byte: then byte i stands for byte base + i of the document.
  std::vector<std::uint32_t> offsets = {};  // for each byte of `text`: where its character begins in the
                                            // document; one more for the end of the sentence
  std::vector<std::uint32_t> ends = {};     // for each byte of `text`: where its character ends

  // The span of the document that the folded bytes [begin, end) stand for. Precondition:
  // begin <= end <= text.size(), both on character starts.
  extract::Span span_of(std::size_t begin, std::size_t end) const;
  // The first folded offset that stands for a document offset >= `offset` (text.size() if none).
  std::size_t at(std::uint32_t offset) const;
};

// Folds `text`, which stands at byte `base` of the document.
Folded fold(std::string_view text, std::uint32_t base);

}  // namespace proviso::nlp
