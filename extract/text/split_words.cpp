#include "extract/text/split_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

bool is_letter(char32_t c) {
  return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha(static_cast<UChar32>(c)) != 0;
}

// The word without the punctuation around it.
std::string_view bare(std::string_view word) {
  std::size_t from = word.size(), to = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    if (!is_letter(next_character(word, at))) continue;
    from = std::min(from, begin);
    to = at;
  }
  return from < to ? word.substr(from, to - from) : std::string_view();
}

// Number of letters; 0 if there is anything else in the word.
std::size_t letters_in(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    if (!is_letter(next_character(word, at))) return 0;
  }
  return letters;
}

std::string lower(std::string_view text) {
  std::string folded;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
      .toLower()
      .toUTF8String(folded);
  return folded;
}

float gap_before(const Line& line, std::size_t i) { return line.words[i].box.x0 - line.words[i - 1].box.x1; }

// Is the gap before word `right` much narrower than the usual one of its line?
bool is_narrow(const Line& line, std::size_t right) {
  constexpr std::size_t least_gaps = 4, most_gaps = 1000;  // no honest line has more
  constexpr float narrow = 0.6F;
  if (line.words.size() <= least_gaps || line.words.size() > most_gaps) return false;
  std::vector<float> gaps;
  for (std::size_t i = 1; i < line.words.size(); ++i) gaps.push_back(gap_before(line, i));
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return gap_before(line, right) < narrow * *middle;
}

}  // namespace

SplitWords::SplitWords(const std::vector<BlockLayout>& blocks) {
  for (const BlockLayout& block : blocks) {
    for (const PlacedLine& placed : block.lines) {
      for (const PageWord& word : placed.line->words) {
        const std::string_view own = bare(word.text);
        if (!own.empty()) ++counts_[own];
      }
    }
  }
}

std::uint32_t SplitWords::count(std::string_view word) const {
  const auto known = counts_.find(word);
  return known == counts_.end() ? 0 : known->second;
}

bool SplitWords::torn(const Line& line, std::size_t right) const {
  constexpr float own_space = 0.2F;  // of the font size: a font's own space is rarely narrower
  constexpr std::size_t few_letters = 3;
  const PageWord &first = line.words[right - 1], &second = line.words[right];
  const std::string_view begin = bare(first.text), end = bare(second.text);
  if (begin.empty() || end.empty()) return false;
  const std::uint32_t begins = count(begin), ends = count(end);
  if (begins > 1 && ends > 1) return false;
  // Punctuation between the parts parts them.
  if (!first.text.ends_with(begin) || !second.text.starts_with(end)) return false;
  const std::size_t letters = letters_in(begin), more = letters_in(end);
  if (letters == 0 || more == 0) return false;
  const bool fragments = begins == 1 && ends == 1 && std::min(letters, more) <= few_letters;
  const bool narrow = gap_before(line, right) < own_space * second.size;
  if (!fragments && !(narrow && is_narrow(line, right))) return false;
  const std::string whole = std::string(begin) + std::string(end);
  return count(whole) + count(lower(whole)) >= 2;
}

bool SplitWords::begins(std::string_view capital, std::string_view rest) const {
  const std::string_view letter = bare(capital), end = bare(rest);
  if (end.empty() || !rest.starts_with(end)) return false;
  const std::string whole = std::string(letter) + std::string(end);
  const std::uint32_t joined = count(whole) + count(lower(whole)) + count(lower(letter) + lower(end));
  const std::uint32_t alone = count(letter) + count(lower(letter));  // the drop capital itself is one
  if (joined > 0 || alone <= 1) return true;
  return count(end) + count(lower(end)) <= 1;
}

}  // namespace proviso::extract
