// Letter-spacing: words whose letters the typesetter has set apart ("R E P O R T"), by tracking or by spaces
// typed between them, and words that uneven gaps would break.
#pragma once

#include <vector>

#include "extract/page/words.h"

namespace proviso::extract {

// A gap between two glyphs that is wider than this share of the font size ends a word, unless its line is
// spaced. Poppler's own text device breaks words at 0.1; typesetters that draw no space characters leave at
// least 0.2 between words, and kerning opens up to 0.1 inside them.
inline constexpr float word_gap = 0.13F;

// Tells gaps between letters from gaps between words by the line they stand in: its usual gap between letters
// and, where it has some, its space characters.
class LetterSpacing {
 public:
  explicit LetterSpacing(const std::vector<Glyph>& glyphs) : glyphs_(glyphs) {}

  // The widest gap before glyph `next` that is inside a word, as a share of the font size; at least word_gap.
  // Looks at the whole line once, whatever the number of calls for it. Precondition: 0 < next <
  // glyphs.size().
  float widest_gap(std::size_t next);

 private:
  void measure(std::size_t at);
  bool same_line(const Glyph& a, const Glyph& b) const;

  const std::vector<Glyph>& glyphs_;
  std::size_t first_ = 0, last_ = 0;  // the line that `widest_` is of: [first_, last_)
  float letters_ = word_gap;          // widest gap inside a word
  float anything_ = word_gap;         // likewise, if one of its sides is no letter
};

// Joins single letters with typed spaces between them into words where at least four stand in a row; wider
// gaps part the words ("T H E   Y E A R"). Letters of the alphabet in their order ("A B C D") stay apart.
void join_spaced_letters(std::vector<PageWord>& words);

}  // namespace proviso::extract
