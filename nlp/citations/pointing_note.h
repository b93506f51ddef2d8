// Notes that name no source of their own but point to one named before.
#pragma once

#include <string>
#include <string_view>

#include "nlp/rules.h"

namespace proviso::nlp {

struct PointingNote {
  bool same = false;        // "Ibid.", «Там же. С. 12»: to the note right before it
  std::string name = {};    // "Petrova" of "Petrova, op. cit., p. 7": to the last note that begins with it
  std::string marker = {};  // "5" of "see note 5 above", as long as the note says little else
};

// What a note with this text points to; nothing is set if it is a note of its own. The words are those of
// rules/vocabulary/citations.yaml.
PointingNote pointing_note(const RuleSet& rules, std::string_view text);

// Where `text` goes on behind words of vocabulary `word` at its beginning, and the spaces and commas behind
// them; `text` itself if it does not begin so.
std::string_view without_leading(const RuleSet& rules, std::string_view word, std::string_view text);

}  // namespace proviso::nlp
