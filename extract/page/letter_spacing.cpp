#include "extract/page/letter_spacing.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

// Shares of the font size.
constexpr float widest_in_line = 2.5F;   // a wider gap parts lines of one height
constexpr float widest_tracking = 1.2F;  // letters further apart are labels
constexpr float typed_gap = 0.8F;        // likewise of letters with spaces typed between them
constexpr float overlap = 0.5F;          // glyphs may stand this far back
constexpr float same_size = 0.12F, same_baseline = 0.1F;
constexpr std::size_t least_letters = 4;  // of a spaced word

bool separates(char32_t c) { return c <= 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x3000; }

bool is_letter(char32_t c) {
  return (c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha(static_cast<UChar32>(c)) != 0);
}

float gap_between(const Glyph& last, const Glyph& next) {
  switch (next.turn) {
    case 0:
      return next.box.x0 - last.box.x1;
    case 1:
      return next.box.top - last.box.bottom;
    case 2:
      return last.box.x0 - next.box.x1;
    default:
      return last.box.top - next.box.bottom;
  }
}

float median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// What a word made of these letters would be: none if they are a list ("A B C", "x x x").
class Letters {
 public:
  void add(char32_t c) {
    ++count_;
    letters_ += is_letter(c);
    steps_ += before_ != 0 && (c == before_ + 1 || c == before_);
    before_ = c;
    distinct_.insert(c);
  }
  bool make_words() const {
    return count_ >= least_letters && letters_ * 5 >= count_ * 3 && steps_ * 2 < count_ - 1 &&
           distinct_.size() * 4 >= count_ && distinct_.size() >= 3;
  }

 private:
  std::size_t count_ = 0, letters_ = 0, steps_ = 0;
  char32_t before_ = 0;
  std::set<char32_t> distinct_;
};

// The only character of a word, 0 if it has several.
char32_t only_character(const PageWord& word) {
  constexpr std::size_t longest = 4;  // bytes of a character
  if (word.text.empty() || word.text.size() > longest || word.slope != 0) return 0;
  std::size_t at = 0;
  const char32_t c = next_character(word.text, at);
  return at == word.text.size() ? c : 0;
}

float typed_gap_between(const PageWord& a, const PageWord& b) { return (b.box.x0 - a.box.x1) / b.size; }

bool goes_on(const PageWord& a, const PageWord& b) {
  return a.turn == 0 && b.turn == 0 && a.font == b.font &&
         std::abs(a.baseline - b.baseline) < same_baseline * b.size &&
         std::abs(a.size - b.size) < same_size * b.size && a.box.x0 < b.box.x0 &&
         typed_gap_between(a, b) < widest_in_line;
}

void append(PageWord& word, const PageWord& next) {
  word.text += next.text;
  unite(word.box, next.box);
  word.unknown = static_cast<std::uint16_t>(word.unknown + next.unknown);
}

// The words [first, last) are single characters of one line.
void join_letters(const std::vector<PageWord>& words, std::size_t first, std::size_t last,
                  std::vector<PageWord>& joined) {
  constexpr float wider = 1.6F;
  float narrowest = widest_in_line;
  for (std::size_t i = first + 1; i < last; ++i)
    narrowest = std::min(narrowest, typed_gap_between(words[i - 1], words[i]));
  const float widest = std::min(typed_gap, wider * std::max(narrowest, word_gap));
  joined.push_back(words[first]);
  for (std::size_t i = first + 1; i < last; ++i) {
    if (typed_gap_between(words[i - 1], words[i]) <= widest) {
      append(joined.back(), words[i]);
    } else {
      joined.push_back(words[i]);
    }
  }
}

}  // namespace

bool LetterSpacing::same_line(const Glyph& a, const Glyph& b) const {
  if (a.turn != b.turn || std::abs(a.baseline - b.baseline) > same_baseline * b.size ||
      std::abs(a.size - b.size) > same_size * b.size)
    return false;
  const float gap = gap_between(a, b);
  return gap > -overlap * b.size && gap < widest_in_line * b.size;
}

void LetterSpacing::measure(std::size_t at) {
  for (first_ = at; first_ > 0 && same_line(glyphs_[first_ - 1], glyphs_[first_]); --first_) {
  }
  for (last_ = at + 1; last_ < glyphs_.size() && same_line(glyphs_[last_ - 1], glyphs_[last_]); ++last_) {
  }
  std::vector<float> inside, between;  // gaps between letters, and over space characters
  Letters letters;
  const Glyph* before = nullptr;
  bool space = false;
  for (std::size_t i = first_; i < last_; ++i) {
    const Glyph& glyph = glyphs_[i];
    if (separates(glyph.character)) {
      space = true;
      continue;
    }
    letters.add(glyph.character);
    if (before != nullptr) (space ? between : inside).push_back(gap_between(*before, glyph) / glyph.size);
    before = &glyph;
    space = false;
  }
  letters_ = anything_ = word_gap;
  if (inside.size() + 1 < least_letters) return;
  const float tracking = std::max(median(inside), 0.0F);
  if (tracking > word_gap) {
    constexpr float wider = 1.4F, more = 0.08F;
    if (tracking < widest_tracking && letters.make_words()) letters_ = anything_ = wider * tracking + more;
    return;
  }
  letters_ = anything_ = word_gap + tracking;
  // Where spaces are drawn, a gap without one is inside a word unless it is about as wide.
  constexpr float share_of_space = 0.65F, most = 0.25F;
  if (between.size() >= 2) letters_ = std::max(letters_, std::min(most, share_of_space * median(between)));
}

float LetterSpacing::widest_gap(std::size_t next) {
  if (next < first_ || next >= last_) measure(next);
  const bool letters = is_letter(glyphs_[next - 1].character) && is_letter(glyphs_[next].character);
  return letters ? letters_ : anything_;
}

void join_spaced_letters(std::vector<PageWord>& words) {
  std::vector<PageWord> joined;
  std::size_t kept = 0;  // words up to here are in `joined`
  for (std::size_t i = 0; i + 1 < words.size();) {
    std::size_t end = i;
    Letters letters;
    for (char32_t c = only_character(words[i]); c != 0;) {
      letters.add(c);
      ++end;
      if (end == words.size() || !goes_on(words[end - 1], words[end])) break;
      c = only_character(words[end]);
    }
    if (end - i >= least_letters && letters.make_words()) {
      joined.insert(joined.end(), words.begin() + static_cast<std::ptrdiff_t>(kept),
                    words.begin() + static_cast<std::ptrdiff_t>(i));
      join_letters(words, i, end, joined);
      kept = end;
    }
    i = std::max(end, i + 1);
  }
  if (kept == 0) return;
  joined.insert(joined.end(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end());
  words = std::move(joined);
}

}  // namespace proviso::extract
