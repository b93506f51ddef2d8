// Is a page's text layer what the page shows?
#pragma once

#include <string>
#include <vector>

#include "extract/page/words.h"

namespace proviso::extract {

struct TextLayerVerdict {
  Grade grade = Grade::good;
  std::string reason = {};  // one phrase; empty if good
};

// Judges the characters of one page, in one pass and without a dictionary. A page is bad if
// - a tenth of its characters are unexplained by their fonts, private use or control characters;
// - symbols or digits stand inside a fifth of its words (`H[ aZdhg_`: codes of a font with letters of its
//   own, or poor recognition);
// - nearly all Latin letters are accented ("Çàêîí": Cyrillic, Armenian or Greek bytes taken for Latin);
// - its Latin or Cyrillic letters, a hundred or more, have hardly any vowels, hardly any consonants,
//   make words nobody can say, or follow each other as in no language (letters exchanged one by one).
// About half of that is poor, as are capitals inside many words. Web addresses, numbers and abbreviations
// say nothing; of scripts other than Latin and Cyrillic only unexplained characters are counted.
TextLayerVerdict judge_text_layer(const std::vector<PageWord>& words);

}  // namespace proviso::extract
