#include "extract/page/recognise_page.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>

#include "extract/page/ocr.h"
#include "extract/page/utf8.h"
#include "extract/picture.h"

namespace proviso::extract {
namespace {

constexpr float least_confidence = 35;  // below, a word is more likely a stain than a word

std::vector<std::string> available(const std::vector<std::string>& wanted) {
  std::vector<std::string> languages;
  for (const std::string& language : wanted) {
    if (why_no_ocr({language}).empty()) languages.push_back(language);
  }
  return languages;
}

std::vector<std::string> every_language() { return available({"eng", "rus"}); }

// The languages written in the script of most letters.
std::vector<std::string> languages_of(const std::vector<OcrWord>& words) {
  std::size_t cyrillic = 0, latin = 0;
  for (const OcrWord& word : words) {
    for (std::size_t at = 0; at < word.text.size();) {
      UErrorCode error = U_ZERO_ERROR;
      const UScriptCode script =
          uscript_getScript(static_cast<UChar32>(next_character(word.text, at)), &error);
      if (script == USCRIPT_CYRILLIC) ++cyrillic;
      if (script == USCRIPT_LATIN) ++latin;
    }
  }
  return cyrillic > latin ? available({"rus", "ukr"}) : available({"eng"});
}

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Recognition measures each line anew; type that differs little from the page's is the page's.
void settle_sizes(std::vector<PageWord>& words) {
  constexpr float same_type = 0.2F;  // share of the font size
  if (words.empty()) return;
  std::vector<float> sizes;
  sizes.reserve(words.size());
  for (const PageWord& word : words) sizes.push_back(word.size);
  const float usual = median(std::move(sizes));
  for (PageWord& word : words) {
    if (std::abs(word.size - usual) < same_type * usual) word.size = usual;
  }
}

}  // namespace

std::string why_no_recognition() { return every_language().empty() ? why_no_ocr({"eng"}) : std::string(); }

std::vector<PageWord> PageReader::read(const GlyphPage& page) {
  const Picture picture = render_page(bytes_, page.number, ocr_dpi);
  if (languages_.empty()) {
    const std::vector<OcrWord> first = recognise_words(picture, every_language());
    if (first.empty()) return {};
    languages_ = languages_of(first);
    if (languages_.empty()) languages_ = every_language();
  }
  std::vector<PageWord> words;
  for (OcrWord& word : recognise_words(picture, languages_)) {
    if (word.confidence < least_confidence) continue;
    words.push_back(
        {.text = std::move(word.text), .box = word.box, .baseline = word.baseline, .size = word.size});
    normalise(words.back().text);
  }
  settle_sizes(words);
  return words;
}

}  // namespace proviso::extract
