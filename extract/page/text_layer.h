// Is a page's text layer what the page shows?
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/page/words.h"

namespace proviso::extract {

// The words [first, last) of a page.
struct WordStretch {
  std::size_t first = 0, last = 0;
};

struct TextLayerVerdict {
  Grade grade = Grade::good;
  std::string reason = {};  // one phrase; empty if good
  bool suspects = false;    // some characters are unexplained, or some words have symbols inside
  // Parts of a page that is not bad whose letters follow each other as in no language.
  std::vector<WordStretch> garbled = {};
};

// Judges the characters of one page, in one pass and without a dictionary. A page is bad if
// - a tenth of its characters are unexplained by their fonts, private use or control characters;
// - symbols or digits stand inside a fifth of its words (`H[ aZdhg_`: codes of a font with letters of its
//   own, or poor recognition);
// - nearly all Latin letters are accented ("Çàêîí": Cyrillic, Armenian or Greek bytes taken for Latin);
// - its Latin or Cyrillic letters, a hundred or more, have hardly any vowels, hardly any consonants,
//   make words nobody can say, or follow each other as in no language (letters exchanged one by one).
// About half of that is poor, as are capitals inside many words and pages of which a part is garbled. Web
// addresses, numbers and abbreviations say nothing; of scripts other than Latin and Cyrillic only unexplained
// characters are counted.
TextLayerVerdict judge_text_layer(const std::vector<PageWord>& words);

}  // namespace proviso::extract
