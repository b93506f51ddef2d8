#include "extract/page/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

// Shares of the font size. Poppler's own text device breaks words at 0.1; typesetters that draw no
// space characters leave at least 0.2 between words, and kerning opens up to 0.1 inside them.
constexpr float word_gap = 0.13F;
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

// Latin ligatures (U+FB00..FB06), spelled out; nullptr for any other character. The NFKC mappings of
// the Unicode Character Database, which NFC does not apply.
const char* ligature(char32_t c) {
  static constexpr const char* spelled[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  return c >= 0xFB00 && c <= 0xFB06 ? spelled[c - 0xFB00] : nullptr;
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

bool continues(const PageWord& word, const Glyph& last, const Glyph& next) {
  if (next.turn != word.turn || next.hidden != word.hidden) return false;
  if (std::abs(next.size - word.size) > size_change * word.size) return false;
  if (std::abs(next.baseline - last.baseline) > baseline_shift * word.size) return false;
  const float gap = along(next.box, next.turn).from - along(last.box, last.turn).to;
  return gap < word_gap * word.size && gap > -word_overlap * word.size;
}

bool drawn_again(const Glyph& last, const Glyph& next) {
  return next.character == last.character && next.turn == last.turn &&
         std::abs(next.box.x0 - last.box.x0) < same_place * last.size &&
         std::abs(next.box.top - last.box.top) < same_place * last.size;
}

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

std::vector<PageWord> words_of(const GlyphPage& page) {
  std::vector<PageWord> words;
  words.reserve(page.glyphs.size() / 5);
  const Glyph* last = nullptr;  // last glyph of the open word; nullptr if no word is open
  for (const Glyph& glyph : page.glyphs) {
    if (separates(glyph.character)) {
      last = nullptr;
      continue;
    }
    if (last != nullptr && drawn_again(*last, glyph)) {
      words.back().bold = true;
      continue;
    }
    if (last == nullptr || !continues(words.back(), *last, glyph)) {
      words.push_back({.box = glyph.box,
                       .baseline = glyph.baseline,
                       .size = glyph.size,
                       .font = glyph.font,
                       .turn = glyph.turn,
                       .bold = glyph.stroked || page.fonts[glyph.font].bold,
                       .glued = last != nullptr,
                       .hidden = glyph.hidden});
    }
    append(words.back(), glyph.character);
    unite(words.back().box, glyph.box);
    last = &glyph;
  }
  for (PageWord& word : words) normalise(word.text);
  return words;
}

}  // namespace proviso::extract
