#include "extract/page/right_to_left.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

bool is_mark(char32_t c) {
  return u_getCombiningClass(static_cast<UChar32>(c)) != 0 ||
         u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

bool is_presentation_form(char32_t c) { return (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF); }

// A letter with the marks that were drawn behind it.
struct Cluster {
  float middle;
  std::u32string characters;
};

bool is_digit(const Cluster& cluster) { return u_isdigit(static_cast<UChar32>(cluster.characters.front())); }

// Stands between the digits of one number.
bool joins_digits(const Cluster& cluster) {
  constexpr std::u32string_view marks = U".,:/٫٬";
  return marks.find(cluster.characters.front()) != marks.npos;
}

// Turns the numbers, which were put from right to left with the rest, around again.
void turn_numbers(std::vector<Cluster>& clusters) {
  for (std::size_t i = 0; i < clusters.size();) {
    std::size_t end = i;
    while (end < clusters.size() &&
           (is_digit(clusters[end]) || (end > i && joins_digits(clusters[end]) && end + 1 < clusters.size() &&
                                        is_digit(clusters[end + 1])))) {
      ++end;
    }
    std::reverse(clusters.begin() + static_cast<std::ptrdiff_t>(i),
                 clusters.begin() + static_cast<std::ptrdiff_t>(end));
    i = std::max(end, i + 1);
  }
}

void append_letter(std::string& text, char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = is_presentation_form(c) ? icu::Normalizer2::getNFKCInstance(error) : nullptr;
  if (nfkc == nullptr || U_FAILURE(error)) {
    append_utf8(text, static_cast<char32_t>(u_charMirror(static_cast<UChar32>(c))));
    return;
  }
  nfkc->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error).toUTF8String(text);
}

}  // namespace

std::string right_to_left_text(std::vector<Glyph> glyphs) {
  std::vector<Cluster> clusters;
  for (const Glyph& glyph : glyphs) {
    if (!clusters.empty() && is_mark(glyph.character)) {
      clusters.back().characters += glyph.character;
    } else {
      clusters.push_back({(glyph.box.x0 + glyph.box.x1) / 2, {glyph.character}});
    }
  }
  std::stable_sort(clusters.begin(), clusters.end(),
                   [](const Cluster& a, const Cluster& b) { return a.middle > b.middle; });
  turn_numbers(clusters);
  std::string text;
  for (const Cluster& cluster : clusters) {
    for (const char32_t c : cluster.characters) append_letter(text, c);
  }
  return text;
}

}  // namespace proviso::extract
