#include "extract/text/heading_levels.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

#include "extract/layout/page_numbers.h"
#include "extract/page/utf8.h"

namespace proviso::extract {

Letters letters_of(const BlockLayout& block) {
  Letters counts;
  for (const PlacedLine& placed : block.lines) {
    for (const PageWord& word : placed.line->words) {
      if (word.call) continue;
      for (std::size_t at = 0; at < word.text.size();) {
        const char32_t c = next_character(word.text, at);
        ++counts.characters;
        if (u_isalpha(static_cast<UChar32>(c))) ++counts.letters;
        if (u_isupper(static_cast<UChar32>(c))) ++counts.capitals;
        counts.last = c;
      }
    }
  }
  return counts;
}

bool in_capitals(const Letters& counts) {
  return counts.letters >= 4 && counts.capitals * 10 >= counts.letters * 9;
}

bool is_division(const Line& line) {
  if (line.words.size() != 2) return false;
  const std::string_view number = bare_number(line.words.back().text);
  std::size_t at = 0;
  const char32_t first = next_character(line.words.front().text, at);
  return u_isupper(static_cast<UChar32>(first)) && (arabic_value(number) || roman_value(number));
}

namespace {

constexpr int deepest = 6;

// The numbers of headings, in the order in which they stand below each other where type does not tell:
// "IV. Title", "B. Title", "3 Title" (and "2.1 Title" as arabic + 1, ...), "(a) Title".
enum Numbering : int { unnumbered = 0, roman = 1, letter = 2, arabic = 3, small_letter = 20 };

Numbering lettering_of(std::string_view text) {
  if (text.find_first_not_of("IVX") == text.npos || text == "\u0406") return roman;  // also a Cyrillic I
  const bool bracket = text.front() == '(';
  if (bracket) text.remove_prefix(1);
  std::size_t at = 0;
  const auto c = static_cast<UChar32>(text.empty() ? 0 : next_character(text, at));
  if (at != text.size()) return unnumbered;
  if (u_isupper(c)) return letter;
  return bracket && u_islower(c) ? small_letter : unnumbered;
}

}  // namespace

int numbering_of(const BlockLayout& block) {
  const auto& words = block.lines.front().line->words;
  if (words.size() < 2) return unnumbered;
  std::string_view text = words.front().text;
  const bool closed = text.ends_with('.') || text.ends_with(')');
  if (closed) text.remove_suffix(1);
  if (text.empty()) return unnumbered;
  if (text.find_first_not_of("0123456789.") == text.npos) {
    const auto dots = std::count(text.begin(), text.end(), '.');
    return text.size() <= 9 && text.find("..") == text.npos ? arabic + static_cast<int>(dots) : unnumbered;
  }
  return closed ? lettering_of(text) : unnumbered;
}

namespace {

// Greater means higher: half points of size, then capitals, then weight.
using Style = std::tuple<int, bool, bool>;
Style style_of(const BlockLayout& block) {
  const Line& line = *block.lines.front().line;
  if (block.lines.size() > 1 && is_division(line)) {  // the title's style is the heading's
    BlockLayout title;
    title.lines.assign(block.lines.begin() + 1, block.lines.end());
    return style_of(title);
  }
  return {static_cast<int>(std::lround(line.size * 2)), in_capitals(letters_of(block)), line.bold};
}

// Index of the first block behind the front matter: title pages repeat the title in large type and say
// nothing of the order of headings.
std::size_t behind_front_matter(const std::vector<BlockLayout>& blocks) {
  constexpr std::size_t least_lines = 3;
  const auto first = std::find_if(blocks.begin(), blocks.end(), [](const BlockLayout& block) {
    return block.kind == BlockKind::paragraph && block.lines.size() >= least_lines;
  });
  std::size_t index = static_cast<std::size_t>(first - blocks.begin());
  while (index > 0 && index < blocks.size() && blocks[index - 1].kind == BlockKind::heading) --index;
  return first == blocks.end() ? 0 : index;
}

// What type and numbers say of levels: greater type stands higher, and "2.1." below "2.".
class TypeLevels {
 public:
  explicit TypeLevels(const std::vector<BlockLayout>& blocks) {
    std::map<Style, int> counts;
    std::map<int, std::map<Style, int>> styles;  // of each numbering
    for (std::size_t i = behind_front_matter(blocks); i < blocks.size(); ++i) {
      if (blocks[i].kind != BlockKind::heading) continue;
      ++counts[style_of(blocks[i])];
      if (const int numbering = numbering_of(blocks[i])) ++styles[numbering][style_of(blocks[i])];
    }
    std::map<Style, std::vector<int>> numberings;  // by their usual style, in their order
    for (const auto& [numbering, own] : styles) {
      const auto usual = std::max_element(own.begin(), own.end(),
                                          [](const auto& a, const auto& b) { return a.second < b.second; });
      numberings[usual->first].push_back(numbering);
    }
    rank(counts, numberings);
  }

  int level(const BlockLayout& block) const {
    const auto numbering = of_numbering_.find(numbering_of(block));
    if (numbering != of_numbering_.end()) return numbering->second;
    const auto style = of_style_.upper_bound(style_of(block));  // behind the greatest that is not greater
    return style == of_style_.begin() ? lowest_ : std::prev(style)->second;
  }

 private:
  // From the greatest style down. Styles that occur once do not push the others down.
  void rank(const std::map<Style, int>& counts, const std::map<Style, std::vector<int>>& numberings) {
    int level = 1;
    for (auto style = counts.rbegin(); style != counts.rend(); ++style) {
      of_style_[style->first] = level;
      int next = level + (style->second > 1 ? 1 : 0);
      if (const auto own = numberings.find(style->first); own != numberings.end()) {
        int below = level;
        for (const int numbering : own->second) of_numbering_[numbering] = below++;
        next = std::max(next, style->second > 1 ? below : level);
      }
      level = next;
    }
    lowest_ = level;
    for (auto& [numbering, own] : of_numbering_) {  // "2.1." may be in greater type than "2."
      const auto above = of_numbering_.find(numbering - 1);
      if (numbering > arabic && above != of_numbering_.end()) own = std::max(own, above->second + 1);
    }
  }

  std::map<Style, int> of_style_;
  std::map<int, int> of_numbering_;
  int lowest_ = 1;
};

// What the bookmarks of some headings say of the levels of all.
class Bookmarked {
 public:
  Bookmarked(const std::vector<BlockLayout>& blocks, const BookmarkedLevels& levels) : level_of_(levels) {
    for (const auto& [index, level] : levels) {
      levels_of_style_[style_of(blocks[index])] = level;
      if (const int numbering = numbering_of(blocks[index])) levels_of_numbering_[numbering] = level;
    }
  }

  bool enough() const { return level_of_.size() >= 3; }

  // The level of heading `index`; `own` is what its number and style say. Headings come in order.
  int level(std::size_t index, const BlockLayout& block, int own) {
    if (const auto bookmark = level_of_.find(index); bookmark != level_of_.end()) {
      return last_ = bookmark->second;
    }
    const auto numbered = levels_of_numbering_.find(numbering_of(block));
    if (numbered != levels_of_numbering_.end()) return numbered->second;
    const auto like = levels_of_style_.find(style_of(block));
    if (like != levels_of_style_.end()) return like->second;
    if (last_ == 0) return own;
    // Greater type than any bookmarked heading has stands above them all.
    if (style_of(block) > levels_of_style_.rbegin()->first) return std::min(own, highest() - 1);
    return std::max(own, last_ + 1);
  }

 private:
  int highest() const {
    int level = deepest;
    for (const auto& [style, own] : levels_of_style_) level = std::min(level, own);
    return level;
  }

  const BookmarkedLevels& level_of_;        // by index of block
  std::map<Style, int> levels_of_style_;    // of the last bookmarked heading in that style
  std::map<int, int> levels_of_numbering_;  // likewise with that kind of number
  int last_ = 0;                            // level of the bookmarked heading above
};

// Leaves no level out: a heading stands one level below the one that it stands under. Paths stay as they are.
void close_gaps(std::vector<BlockLayout>& blocks) {
  std::vector<std::uint8_t> open;  // levels of the headings above, outermost first
  for (BlockLayout& block : blocks) {
    if (block.kind != BlockKind::heading) continue;
    while (!open.empty() && open.back() >= block.level) open.pop_back();
    open.push_back(block.level);
    block.level = static_cast<std::uint8_t>(open.size());
  }
}

}  // namespace

void set_heading_levels(std::vector<BlockLayout>& blocks, const BookmarkedLevels& levels) {
  Bookmarked bookmarked(blocks, levels);
  const TypeLevels types(blocks);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    BlockLayout& block = blocks[i];
    if (block.kind != BlockKind::heading) continue;
    int level = types.level(block);
    if (bookmarked.enough()) level = bookmarked.level(i, block, level);
    block.level = static_cast<std::uint8_t>(std::clamp(level, 1, deepest));
  }
  close_gaps(blocks);
}

}  // namespace proviso::extract
