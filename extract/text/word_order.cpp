#include "extract/text/word_order.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <numeric>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

bool has_letter(const PageWord& word) {
  for (std::size_t at = 0; at < word.text.size();) {
    if (u_isalpha(static_cast<UChar32>(next_character(word.text, at)))) return true;
  }
  return false;
}

bool is_left_to_right(const PageWord& word) { return !word.right_to_left && has_letter(word); }

// Turns each run that begins and ends with a word of which `begins` holds and has no word of which `ends`
// holds.
template <typename Begins, typename Ends>
void turn_runs(const Line& line, std::vector<std::size_t>& order, Begins begins, Ends ends) {
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!begins(line.words[order[i]])) continue;
    std::size_t last = i;
    for (std::size_t k = i; k < order.size() && !ends(line.words[order[k]]); ++k) {
      if (begins(line.words[order[k]])) last = k;
    }
    std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i),
                 order.begin() + static_cast<std::ptrdiff_t>(last + 1));
    i = last;
  }
}

}  // namespace

std::vector<std::size_t> reading_order(const Line& line) {
  std::vector<std::size_t> order(line.words.size());
  std::iota(order.begin(), order.end(), 0);
  std::size_t own = 0, other = 0;  // bytes
  for (const PageWord& word : line.words) {
    if (word.right_to_left)
      own += word.text.size();
    else if (has_letter(word))
      other += word.text.size();
  }
  const auto turned = [](const PageWord& word) { return word.right_to_left; };
  if (own > other) {
    std::reverse(order.begin(), order.end());
    turn_runs(line, order, is_left_to_right, turned);
  } else {
    turn_runs(line, order, turned, is_left_to_right);
  }
  return order;
}

}  // namespace proviso::extract
