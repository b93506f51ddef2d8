#include "extract/text/headings.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "extract/page/utf8.h"
#include "extract/text/heading_levels.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float larger_type = 1.1F;  // of the body's size
constexpr std::size_t most_lines = 4;
constexpr std::size_t most_characters = 220;
constexpr std::size_t most_characters_in_body_size = 140;
constexpr std::size_t most_characters_in_italics = 70;
constexpr std::size_t most_characters_led = 50;

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

// "Chapter II" and the title below it are one heading.
void join_divisions(std::vector<BlockLayout>& blocks, const BodyStyle& body) {
  constexpr float close = 2.4F;  // of the font size
  std::vector<BlockLayout> joined;
  for (BlockLayout& block : blocks) {
    BlockLayout* above = joined.empty() ? nullptr : &joined.back();
    if (above != nullptr && above->lines.size() == 1 && is_division(*above->lines.front().line) &&
        looks_like_heading(*above, body) && looks_like_heading(block, body) &&
        !is_division(*block.lines.front().line)) {
      const Line &first = *above->lines.front().line, &next = *block.lines.front().line;
      const float distance = next.baseline - first.baseline;
      if (above->lines.front().sheet == block.lines.front().sheet && distance > 0 &&
          distance < close * std::max(first.size, next.size)) {
        std::move(block.lines.begin(), block.lines.end(), std::back_inserter(above->lines));
        continue;
      }
    }
    joined.push_back(std::move(block));
  }
  blocks = std::move(joined);
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

// Blocks that a bookmark of their page names.
BookmarkedLevels bookmarked_blocks(const std::vector<BlockLayout>& blocks,
                                   const std::vector<Bookmark>& bookmarks) {
  constexpr std::size_t most_lines_bookmarked = 6;
  BookmarkedLevels found;
  std::map<std::pair<int, std::u32string>, int> levels;
  for (const Bookmark& bookmark : bookmarks) {
    levels.emplace(std::pair(bookmark.page, folded(bookmark.title)), bookmark.level);
  }
  if (levels.empty()) return found;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const BlockLayout& block = blocks[i];
    const bool text = block.kind == BlockKind::paragraph || block.kind == BlockKind::item;
    if (!text || block.lines.size() > most_lines_bookmarked) continue;
    const auto bookmark = levels.find({static_cast<int>(block.page) + 1, folded(text_of(block))});
    if (bookmark != levels.end() && !bookmark->first.second.empty()) found[i] = bookmark->second;
  }
  return found;
}

}  // namespace

void mark_headings(std::vector<BlockLayout>& blocks, const BodyStyle& body,
                   const std::vector<Bookmark>& bookmarks) {
  join_divisions(blocks, body);
  const BookmarkedLevels bookmarked = bookmarked_blocks(blocks, bookmarks);
  for (const auto& [index, level] : bookmarked) blocks[index].kind = BlockKind::heading;
  for (BlockLayout& block : blocks) {
    if (looks_like_heading(block, body)) block.kind = BlockKind::heading;
  }
  set_heading_levels(blocks, bookmarked);
}

}  // namespace proviso::extract
