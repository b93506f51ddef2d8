#include "extract/page/garbage.h"

#include <algorithm>
#include <cmath>

#include "extract/page/word_traits.h"

namespace proviso::extract {
namespace {

constexpr int shortest_word = 3;       // letters: shorter words say nothing about their line
constexpr int words_to_judge = 3;      // of a line
constexpr double garbage_line = 0.55;  // share of its words with symbols or underscores inside
constexpr int symbols_in_garbage = 2;  // of one word

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

bool is_unexplained(const PageWord& word) {
  return word.unknown > 1 && 2U * word.unknown >= characters_of(word.text);
}

bool same_line(const PageWord& a, const PageWord& b) {
  return a.turn == b.turn && std::abs(a.baseline - b.baseline) < 0.3F * std::max(a.size, b.size);
}

// Marks in `out` the garbage among the words [first, last), which stand on one line.
void judge_line(const std::vector<PageWord>& words, std::size_t first, std::size_t last,
                std::vector<bool>& out) {
  int judged = 0, stray = 0;
  for (std::size_t i = first; i < last; ++i) {
    out[i] = is_unexplained(words[i]);
    if (is_address(words[i].text)) continue;
    const WordTraits traits = traits_of(words[i].text);
    if (traits.letters < shortest_word) continue;
    ++judged;
    stray += traits.strays > 0 || traits.underscore;
    if (traits.odd >= symbols_in_garbage) out[i] = true;
  }
  if (judged < words_to_judge || stray < garbage_line * judged) return;
  std::fill(out.begin() + static_cast<std::ptrdiff_t>(first), out.begin() + static_cast<std::ptrdiff_t>(last),
            true);
}

bool lies_on(const Box& box, const Box& other) {
  const float width = std::min(box.x1, other.x1) - std::max(box.x0, other.x0);
  const float height = std::min(box.bottom, other.bottom) - std::max(box.top, other.top);
  return width > 0 && height > 0 && 2 * width * height > box.width() * box.height();
}

// Hidden words under drawn ones. Pages have either none or all words hidden, but for few.
void judge_hidden(const std::vector<PageWord>& words, std::vector<bool>& out) {
  std::vector<std::size_t> drawn;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].hidden) drawn.push_back(i);
  }
  if (drawn.empty() || drawn.size() == words.size()) return;
  std::sort(drawn.begin(), drawn.end(),
            [&](std::size_t a, std::size_t b) { return words[a].box.top < words[b].box.top; });
  constexpr float tallest = 100;  // points: a word that begins further above does not reach down to another
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].hidden) continue;
    const Box& box = words[i].box;
    auto other = std::lower_bound(drawn.begin(), drawn.end(), box.top - tallest,
                                  [&](std::size_t a, float top) { return words[a].box.top < top; });
    for (; other != drawn.end() && words[*other].box.top < box.bottom && !out[i]; ++other) {
      out[i] = lies_on(box, words[*other].box);
    }
  }
}

}  // namespace

std::size_t leave_out_garbage(std::vector<PageWord>& words, const std::vector<WordStretch>& garbled) {
  std::vector<bool> out(words.size());
  for (std::size_t first = 0; first < words.size();) {
    std::size_t last = first + 1;
    while (last < words.size() && same_line(words[first], words[last])) ++last;
    judge_line(words, first, last, out);
    first = last;
  }
  judge_hidden(words, out);
  for (const WordStretch& stretch : garbled) {
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(stretch.first),
              out.begin() + static_cast<std::ptrdiff_t>(stretch.last), true);
  }
  const std::size_t before = words.size();
  std::size_t i = 0;
  std::erase_if(words, [&](const PageWord&) { return out[i++]; });
  return before - words.size();
}

}  // namespace proviso::extract
