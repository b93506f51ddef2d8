// Cutting a block into sentences: ICU's rules, corrected by abbreviations, initials and numbering.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "nlp/rules.h"

namespace proviso::nlp {

// Holds ICU's rules and the abbreviations of rules/vocabulary/abbreviations.yaml. Making one costs as
// much as cutting some pages, so make one for a document; it is not for several threads at once.
class SentenceCutter {
 public:
  // Copies what it needs of `rules`; without vocabulary every full stop before a capital is an end.
  explicit SentenceCutter(const RuleSet& rules);
  SentenceCutter(SentenceCutter&&) noexcept;
  SentenceCutter& operator=(SentenceCutter&&) noexcept;
  ~SentenceCutter();

  // The sentences of `text`, one block's text that stands at byte `base` of the document: spans of the
  // document, in order, without white space at their ends, together all of `text`. A sentence ends
  // after . ? ! … and the brackets and quotes that close there, before a capital or a digit; not after
  // an abbreviation, an initial ("А. Иванов"), a number in front of a sentence ("1.", "3.2.", "a)"),
  // nor inside brackets that close later.
  std::vector<extract::Span> cut(std::string_view text, std::uint32_t base);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace proviso::nlp
