#include "extract/page/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>

#include "extract/page/curved_text.h"
#include "extract/page/letter_spacing.h"
#include "extract/page/right_to_left.h"
#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

// Shares of the font size.
constexpr float word_overlap = 0.5F;    // a glyph that begins this far back begins a new word
constexpr float baseline_shift = 0.1F;  // a smaller change of baseline stays in the word
constexpr float size_change = 0.12F;    // relative; a raised call is a word of its own
constexpr float same_place = 0.1F;      // of a character drawn twice

bool separates(char32_t c) {
  return c < 0x21 || c == 0x7F || (c >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(c))) || c == 0x200B;
}

bool unexplained(char32_t c) {
  return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 || (c >= 0x80 && c < 0xA0);
}

// Latin (U+FB00..FB06) and Armenian (U+FB13..FB17) ligatures, spelled out; nullptr for any other character.
// The NFKC mappings of the Unicode Character Database, which NFC does not apply. The letter և (U+0587) is
// none.
const char* ligature(char32_t c) {
  static constexpr const char* latin[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  static constexpr const char* armenian[] = {"մն", "մե", "մի", "վն", "մխ"};
  if (c >= 0xFB00 && c <= 0xFB06) return latin[c - 0xFB00];
  return c >= 0xFB13 && c <= 0xFB17 ? armenian[c - 0xFB13] : nullptr;
}

// Dashes that only the typesetter's choice of glyph tells from a hyphen.
char32_t plain(char32_t c) { return c == 0x2010 || c == 0x2011 ? U'-' : c; }

void append(PageWord& word, char32_t c) {
  if (unexplained(c)) ++word.unknown;
  if (const char* letters = ligature(c)) {
    word.text += letters;
  } else {
    append_utf8(word.text, plain(c));
  }
}

// Position along and across the line, whatever the direction of reading.
struct Extent {
  float from, to;
};
Extent along(const Box& box, Turn turn) {
  switch (turn) {
    case 0:
      return {box.x0, box.x1};
    case 1:
      return {box.top, box.bottom};
    case 2:
      return {-box.x1, -box.x0};
    default:
      return {-box.bottom, -box.top};
  }
}

bool same_type(const PageWord& word, const Glyph& last, const Glyph& next) {
  return next.turn == word.turn && next.hidden == word.hidden &&
         std::abs(next.size - word.size) <= size_change * word.size &&
         std::abs(next.baseline - last.baseline) <= baseline_shift * word.size;
}

bool drawn_again(const Glyph& last, const Glyph& next) {
  return next.character == last.character && next.turn == last.turn &&
         std::abs(next.box.x0 - last.box.x0) < same_place * last.size &&
         std::abs(next.box.top - last.box.top) < same_place * last.size;
}

// Puts glyph after glyph to the word that is open, or opens the next.
class WordMaker {
 public:
  explicit WordMaker(const GlyphPage& page)
      : page_(page), spacing_(page.glyphs), slopes_(slanted_runs(page.glyphs)) {}

  std::vector<PageWord> words() {
    words_.reserve(page_.glyphs.size() / 5);
    for (std::size_t i = 0; i < page_.glyphs.size(); ++i) add(i);
    close(page_.glyphs.size());
    join_spaced_letters(words_);
    return std::move(words_);
  }

 private:
  void add(std::size_t i) {
    const Glyph& glyph = page_.glyphs[i];
    if (separates(glyph.character)) {
      close(i);
      last_ = nullptr;
      return;
    }
    if (last_ != nullptr && drawn_again(*last_, glyph)) {
      words_.back().bold = true;
      return;
    }
    if (last_ == nullptr || !continues(i)) {
      close(i);
      open(i);
    }
    append(words_.back(), glyph.character);
    unite(words_.back().box, glyph.box);
    words_.back().right_to_left |= is_right_to_left(glyph.character);
    last_ = &glyph;
  }

  void open(std::size_t i) {
    const Glyph& glyph = page_.glyphs[i];
    words_.push_back({.box = glyph.box,
                      .baseline = glyph.baseline,
                      .size = glyph.size,
                      .font = glyph.font,
                      .turn = glyph.turn,
                      .bold = glyph.stroked || page_.fonts[glyph.font].bold,
                      .glued = last_ != nullptr,
                      .hidden = glyph.hidden});
    if (const std::uint16_t slope = slope_of(i); slope != 0) {
      words_.back().slope = slope;
      words_.back().turn = 0;
      words_.back().baseline = glyph.box.bottom;
    }
    first_ = i;
    is_open_ = true;
  }

  // The open word ends before glyph `end`.
  void close(std::size_t end) {
    if (!is_open_) return;
    is_open_ = false;
    PageWord& word = words_.back();
    if (word.right_to_left) {
      std::vector<Glyph> glyphs;
      for (std::size_t i = first_; i < end; ++i) {
        if (i == first_ || !drawn_again(page_.glyphs[i - 1], page_.glyphs[i]))
          glyphs.push_back(page_.glyphs[i]);
      }
      word.text = right_to_left_text(std::move(glyphs));
    }
    normalise(word.text);
  }

  bool continues(std::size_t i) {
    const PageWord& word = words_.back();
    const Glyph& next = page_.glyphs[i];
    if (const std::uint16_t slope = slope_of(i); slope != 0 || word.slope != 0) return slope == word.slope;
    if (!same_type(word, *last_, next)) return false;
    const Extent before = along(last_->box, word.turn), own = along(next.box, word.turn);
    const float gap = own.from - before.to;
    if (gap <= -word_overlap * word.size) {
      // Right-to-left text may be drawn from the right.
      const bool turns = is_right_to_left(next.character) || is_right_to_left(last_->character);
      return turns && before.from - own.to > -word_overlap * word.size &&
             before.from - own.to < word_gap * word.size;
    }
    return gap < word_gap * word.size || gap < spacing_.widest_gap(i) * word.size;
  }

  std::uint16_t slope_of(std::size_t i) const { return slopes_.empty() ? std::uint16_t{0} : slopes_[i]; }

  const GlyphPage& page_;
  LetterSpacing spacing_;
  const std::vector<std::uint16_t> slopes_;  // of each glyph, or empty
  std::vector<PageWord> words_;
  const Glyph* last_ = nullptr;  // last glyph before this one; nullptr after white space
  std::size_t first_ = 0;        // of the open word
  bool is_open_ = false;
};

}  // namespace

void normalise(std::string& text) {
  if (std::all_of(text.begin(), text.end(),
                  [](char byte) { return static_cast<unsigned char>(byte) < 0x80; }))
    return;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error) || nfc->isNormalizedUTF8(text, error)) return;
  std::string composed;
  nfc->normalize(icu::UnicodeString::fromUTF8(text), error).toUTF8String(composed);
  if (U_SUCCESS(error)) text = std::move(composed);
}

std::vector<PageWord> words_of(const GlyphPage& page) { return WordMaker(page).words(); }

}  // namespace proviso::extract
