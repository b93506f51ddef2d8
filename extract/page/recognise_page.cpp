#include "extract/page/recognise_page.h"

#include <algorithm>
#include <cmath>

#include "extract/page/ocr.h"
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

constexpr std::size_t letters_to_decide = 40;  // fewer are a stamp or a page number

// The languages to read these alphabets with, the more frequent first; an alphabet with less than a fifth
// of the letters is names and addresses. Data that are not installed are not left out.
std::vector<std::string> languages_for(const Alphabets& letters) {
  std::vector<std::string> languages;
  const bool cyrillic = letters.cyrillic * 5 >= letters.latin, latin = letters.latin * 5 >= letters.cyrillic;
  if (latin && letters.latin >= letters.cyrillic) languages.push_back("eng");
  if (cyrillic) {
    languages.push_back("rus");
    if (why_no_ocr({"ukr"}).empty()) languages.push_back("ukr");
  }
  if (latin && letters.latin < letters.cyrillic) languages.push_back("eng");
  return languages;
}

// The rows [first, last) of `picture`.
Picture rows_of(const Picture& picture, int first, int last) {
  const auto row = static_cast<std::ptrdiff_t>(picture.width) * 3;
  return {.width = picture.width,
          .height = last - first,
          .scale = picture.scale,
          .rgb = {picture.rgb.begin() + first * row, picture.rgb.begin() + last * row}};
}

Alphabets alphabets_of(const std::vector<OcrWord>& words) {
  Alphabets letters;
  for (const OcrWord& word : words) {
    if (word.confidence >= least_confidence) letters.add(word.text);
  }
  return letters;
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

void PageReader::decide_languages(const Picture& picture, const Alphabets& seen) {
  const std::vector<std::string> every = every_language();
  if (every.empty()) return;
  Alphabets letters = seen;
  // A strip of an eighth of the page tells the alphabet; where it is blank, the next one does.
  constexpr int strips = 8;
  for (const int strip : {2, 4, 1, 5, 3, 6, 0, 7}) {
    if (letters.latin + letters.cyrillic >= letters_to_decide) break;
    const int first = picture.height * strip / strips, last = picture.height * (strip + 1) / strips;
    const Alphabets found = alphabets_of(recognise_words(rows_of(picture, first, last), every));
    letters.latin += found.latin;
    letters.cyrillic += found.cyrillic;
  }
  if (letters.latin + letters.cyrillic > 0) languages_ = languages_for(letters);
}

std::vector<PageWord> PageReader::read(const GlyphPage& page, const Alphabets& seen) {
  const Picture picture = render_page(bytes_, page.number, ocr_dpi);
  if (languages_.empty()) decide_languages(picture, seen);
  if (languages_.empty()) return {};
  missing_ = why_no_ocr(languages_);
  if (!missing_.empty()) return {};
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
