#include "extract/layout/drop_caps.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr float least_size = 1.8F;   // times the size of the text beside it
constexpr float largest_gap = 1.2F;  // of the text's size, to the text beside it
constexpr float same_top = 0.8F;     // of the text's size: capital and first line begin this close
constexpr float drop = 0.8F;  // of the text's size: the capital stands at least this far below the line

// One capital letter, an opening quotation mark before it aside.
bool is_capital(const PageWord& word) {
  constexpr std::size_t longest = 8;  // bytes
  if (word.text.size() > longest || word.turn != 0) return false;
  std::size_t at = 0;
  char32_t c = next_character(word.text, at);
  constexpr std::u32string_view openers = U"«\"“„‘'";
  if (openers.find(c) != openers.npos && at < word.text.size()) c = next_character(word.text, at);
  return at == word.text.size() && u_isupper(static_cast<UChar32>(c));
}

bool beside(const PageWord& capital, const PageWord& word) {
  if (word.size * least_size > capital.size || word.turn != 0) return false;
  const float gap = word.box.x0 - capital.box.x1;
  return gap > -0.3F * word.size && gap < largest_gap * word.size && word.baseline > capital.box.top &&
         word.baseline < capital.baseline + 0.3F * word.size;
}

// The word that `capital` begins: the uppermost one beside it, if more lines stand beside it below.
PageWord* begun_by(const PageWord& capital, std::vector<PageWord>& words) {
  PageWord *first = nullptr, *last = nullptr;
  for (PageWord& word : words) {
    if (&word == &capital || !beside(capital, word)) continue;
    if (first == nullptr || word.baseline < first->baseline) first = &word;
    if (last == nullptr || word.baseline > last->baseline) last = &word;
  }
  if (first == nullptr || last->baseline - first->baseline < drop * first->size) return nullptr;
  if (capital.baseline - first->baseline < drop * first->size) return nullptr;
  // Fonts leave room above capitals; compare their tops as shares of the size.
  constexpr float capital_height = 0.7F;
  const float top = capital.baseline - capital_height * capital.size;
  const float line_top = first->baseline - capital_height * first->size;
  return std::abs(top - line_top) < same_top * first->size ? first : nullptr;
}

}  // namespace

std::vector<Box> settle_drop_caps(std::vector<PageWord>& words) {
  std::vector<Box> found;
  constexpr std::size_t most = 50;  // of a page: others are labels
  std::size_t tried = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].text.size() > 8 || words[i].size < 12 || !is_capital(words[i])) continue;
    if (++tried > most) break;
    const PageWord* begun = begun_by(words[i], words);
    if (begun == nullptr) continue;
    found.push_back(words[i].box);
    words[i].baseline = begun->baseline;
    words[i].initial = true;
  }
  return found;
}

}  // namespace proviso::extract
