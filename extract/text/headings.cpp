#include "extract/text/headings.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "extract/page/utf8.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float larger_type = 1.1F;  // of the body's size
constexpr std::size_t most_lines = 4;
constexpr std::size_t most_characters = 220;
constexpr std::size_t most_characters_in_body_size = 140;
constexpr std::size_t most_characters_in_italics = 70;
constexpr std::size_t most_characters_led = 50;
constexpr int deepest = 6;

struct Letters {
  std::size_t characters = 0, letters = 0, capitals = 0;
  char32_t last = 0;
};

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

// A short line of its own in italics, with a capital first: a heading of the lowest kind.
bool is_italic_line(const BlockLayout& block, const Letters& counts) {
  const Line& line = *block.lines.front().line;
  if (block.lines.size() > 1 || !line.italic || counts.characters > most_characters_in_italics) return false;
  std::size_t at = 0;
  const char32_t first = next_character(line.words.front().text, at);
  return block.kind == BlockKind::paragraph && u_isupper(static_cast<UChar32>(first)) && counts.last != ':' &&
         !begins_source(text_of(line));
}

bool looks_like_heading(const BlockLayout& block, const BodyStyle& body) {
  if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) return false;
  if (block.lines.size() > most_lines) return false;
  const Letters counts = letters_of(block);
  if (counts.letters < 3 || counts.letters * 2 < counts.characters || counts.characters > most_characters)
    return false;
  if (counts.last == '.' || counts.last == ';' || counts.last == ',') return false;
  const float size = block.lines.front().line->size;
  const bool bold = std::all_of(block.lines.begin(), block.lines.end(),
                                [](const PlacedLine& placed) { return placed.line->bold; });
  if (size < 0.9F * body.size) return false;
  if (size >= larger_type * body.size) return true;
  if (block.kind == BlockKind::item && counts.last == ':')
    return false;  // "86. I recommend that the Council:"
  if (is_italic_line(block, counts)) return true;
  if (!(bold && !body.bold) && !in_capitals(counts)) return false;
  // In the body's own size a long bold text is a stressed paragraph, and one that ends in a colon leads on.
  return counts.characters <= most_characters_in_body_size &&
         (counts.last != ':' || counts.characters <= most_characters_led);
}

// Depth of "2.1. Title" (2), "IV. Title" (1), "3 Title" (1); 0 if the heading has no number.
int numbering_depth(const BlockLayout& block) {
  const auto& words = block.lines.front().line->words;
  if (words.size() < 2) return 0;
  std::string_view text = words.front().text;
  const bool closed = text.ends_with('.') || text.ends_with(')');
  if (closed) text.remove_suffix(1);
  if (text.empty()) return 0;
  if (text.find_first_not_of("0123456789.") == text.npos) {
    const auto dots = std::count(text.begin(), text.end(), '.');
    return text.size() <= 9 && text.find("..") == text.npos ? static_cast<int>(dots) + 1 : 0;
  }
  return closed && text.find_first_not_of("IVX") == text.npos ? 1 : 0;
}

// Greater means higher: half points of size, then capitals, then weight.
using Style = std::tuple<int, bool, bool>;
Style style_of(const BlockLayout& block) {
  const Line& line = *block.lines.front().line;
  return {static_cast<int>(std::lround(line.size * 2)), in_capitals(letters_of(block)), line.bold};
}

// Rank 0 is the highest style. Styles that occur once (titles, covers) do not push the others down.
std::map<Style, int> ranks_of(const std::vector<BlockLayout>& blocks) {
  std::map<Style, int> counts;
  for (const BlockLayout& block : blocks) {
    if (block.kind == BlockKind::heading) ++counts[style_of(block)];
  }
  std::map<Style, int> ranks;
  int rank = 0;
  for (auto style = counts.rbegin(); style != counts.rend(); ++style) {
    ranks[style->first] = rank;
    if (style->second > 1) ++rank;
  }
  return ranks;
}

// The distance between the level of a numbered heading and the rank of its style, by majority.
int level_of_rank_zero(const std::vector<BlockLayout>& blocks, const std::map<Style, int>& ranks) {
  std::map<int, int> votes;
  for (const BlockLayout& block : blocks) {
    if (block.kind != BlockKind::heading) continue;
    if (const int depth = numbering_depth(block)) ++votes[depth - ranks.at(style_of(block))];
  }
  const auto best = std::max_element(votes.begin(), votes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == votes.end() ? 1 : best->first;
}

// What a bookmark and its heading have in common: letters and digits in lower case, numbering left out.
std::u32string folded(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, at));
    if (u_isalpha(c) != 0 || (u_isdigit(c) != 0 && !letters.empty())) {
      letters += static_cast<char32_t>(u_tolower(c));
    }
  }
  return letters;
}

std::string text_of(const BlockLayout& block) {
  std::string text;
  for (const PlacedLine& placed : block.lines) {
    for (const PageWord& word : placed.line->words) {
      if (!word.call) text += word.text + ' ';
    }
  }
  return text;
}

// Bookmarks whose headings were found among the blocks.
class Bookmarked {
 public:
  Bookmarked(std::vector<BlockLayout>& blocks, const std::vector<Bookmark>& bookmarks) {
    std::map<std::pair<int, std::u32string>, int> levels;
    for (const Bookmark& bookmark : bookmarks) {
      levels.emplace(std::pair(bookmark.page, folded(bookmark.title)), bookmark.level);
    }
    if (levels.empty()) return;
    constexpr std::size_t most_lines_bookmarked = 6;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const BlockLayout& block = blocks[i];
      const bool text = block.kind == BlockKind::paragraph || block.kind == BlockKind::item;
      if (!text || block.lines.size() > most_lines_bookmarked) continue;
      const auto found = levels.find({static_cast<int>(block.page) + 1, folded(text_of(block))});
      if (found == levels.end() || found->first.second.empty()) continue;
      level_of_[i] = found->second;
      levels_of_style_[style_of(block)] = found->second;
    }
    for (const auto& [index, level] : level_of_) blocks[index].kind = BlockKind::heading;
  }

  bool enough() const { return level_of_.size() >= 3; }

  // The level of heading `index`; `own` is what its number and style say. Headings come in order.
  int level(std::size_t index, const BlockLayout& block, int own) {
    if (const auto bookmark = level_of_.find(index); bookmark != level_of_.end()) {
      return last_ = bookmark->second;
    }
    const auto like = levels_of_style_.find(style_of(block));
    if (like != levels_of_style_.end() || last_ == 0)
      return like != levels_of_style_.end() ? like->second : own;
    return std::max(own, last_ + 1);
  }

 private:
  std::map<std::size_t, int> level_of_;   // by index of block
  std::map<Style, int> levels_of_style_;  // of the last bookmarked heading in that style
  int last_ = 0;                          // level of the bookmarked heading above
};

}  // namespace

void mark_headings(std::vector<BlockLayout>& blocks, const BodyStyle& body,
                   const std::vector<Bookmark>& bookmarks) {
  Bookmarked bookmarked(blocks, bookmarks);
  for (BlockLayout& block : blocks) {
    if (looks_like_heading(block, body)) block.kind = BlockKind::heading;
  }
  const std::map<Style, int> ranks = ranks_of(blocks);
  const int base = level_of_rank_zero(blocks, ranks);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    BlockLayout& block = blocks[i];
    if (block.kind != BlockKind::heading) continue;
    const int depth = numbering_depth(block);
    int level = depth != 0 ? depth : base + ranks.at(style_of(block));
    if (bookmarked.enough()) level = bookmarked.level(i, block, level);
    block.level = static_cast<std::uint8_t>(std::clamp(level, 1, deepest));
  }
}

}  // namespace proviso::extract
