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
constexpr std::size_t most_lines = 4, most_lines_numbered = 6;
constexpr std::size_t most_characters = 260;
constexpr std::size_t most_characters_in_italics = 70;
constexpr std::size_t most_characters_led = 50;

// The blocks before and behind one; nullptr at the ends.
struct Neighbours {
  const BlockLayout *above = nullptr, *below = nullptr;
};

// Is `other` a line in italics with the same kind of number: another item of a list?
bool is_sibling(const BlockLayout* other, const BlockLayout& block) {
  return other != nullptr && other->lines.size() == 1 && other->lines.front().line->italic &&
         numbering_of(*other) == numbering_of(block);
}

// A short line of its own in italics, with a capital first: a heading of the lowest kind. A numbered one is
// an item of a list if its neighbours are in italics, too.
bool is_italic_line(const BlockLayout& block, const Letters& counts, Neighbours neighbours) {
  const Line& line = *block.lines.front().line;
  if (block.lines.size() > 1 || !line.italic || counts.characters > most_characters_in_italics) return false;
  if (counts.last == ':' || begins_source(text_of(line))) return false;
  if (block.kind == BlockKind::item) {
    return numbering_of(block) != 0 && neighbours.below != nullptr && !is_sibling(neighbours.above, block) &&
           !is_sibling(neighbours.below, block);
  }
  std::size_t at = 0;
  return u_isupper(static_cast<UChar32>(next_character(line.words.front().text, at))) != 0;
}

// A sentence in quotation marks, set large and in italics, is a pull quote that stands in its column.
bool is_pull_quote(const BlockLayout& block, const BodyStyle& body) {
  if (block.kind != BlockKind::paragraph || block.lines.size() > most_lines) return false;
  const bool large = std::all_of(block.lines.begin(), block.lines.end(), [&](const PlacedLine& placed) {
    return placed.line->italic && placed.line->size >= larger_type * body.size;
  });
  if (!large) return false;
  const std::string text = text_of(block);
  for (const auto& [open, close] : {std::pair{"«", "»"}, {"“", "”"}, {"‘", "’"}, {"\"", "\""}, {"„", "“"}}) {
    if (text.starts_with(open) && (text.ends_with(close) || text.ends_with(std::string(close) + ".")))
      return true;
  }
  return false;
}

// "Article 5. Title": the division bold, its title plain.
bool is_article_line(const BlockLayout& block, const BodyStyle& body) {
  const Line& line = *block.lines.front().line;
  constexpr std::size_t most_lines_of_title = 2;
  if (body.bold || block.lines.size() > most_lines_of_title || line.words.size() < 3) return false;
  if (!line.words[0].bold || !line.words[1].bold || !line.words[1].text.ends_with('.')) return false;
  Line division;
  division.words = {line.words[0], line.words[1]};
  return block.kind == BlockKind::paragraph && is_division(division);
}

// Words far apart on one line, the first of which do not number the others, are the legend of a chart or the
// heads of columns.
bool is_spread(const BlockLayout& block) {
  constexpr float far = 2.5F;  // of the font size
  for (const PlacedLine& placed : block.lines) {
    const std::vector<PageWord>& words = placed.line->words;
    for (std::size_t i = numbering_of(block) != 0 ? 2 : 1; i < words.size(); ++i) {
      const bool letters = words[i - 1].text.find_first_not_of("0123456789.)") != std::string::npos;
      if (letters && words[i].box.x0 - words[i - 1].box.x1 > far * words[i].size) return true;
    }
  }
  return false;
}

bool looks_like_heading(const BlockLayout& block, const BodyStyle& body, Neighbours neighbours) {
  if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) return false;
  const bool numbered = numbering_of(block) != 0;
  if (block.lines.size() > (numbered ? most_lines_numbered : most_lines)) return false;
  const Letters counts = letters_of(block);
  if (counts.letters < 3 || counts.letters * 2 < counts.characters || counts.characters > most_characters)
    return false;
  if (counts.last == '.' || counts.last == ';' || counts.last == ',' || is_spread(block)) return false;
  const float size = block.lines.front().line->size;
  const bool bold = std::all_of(block.lines.begin(), block.lines.end(),
                                [](const PlacedLine& placed) { return placed.line->bold; });
  if (size < 0.9F * body.size) return false;
  if (size >= larger_type * body.size) return block.lines.size() <= most_lines;
  if (block.kind == BlockKind::item && counts.last == ':')
    return false;  // "86. I recommend that the Council:"
  if (is_italic_line(block, counts, neighbours)) return true;
  if (is_article_line(block, body)) return true;
  if (!(bold && !body.bold) && !in_capitals(counts)) return false;
  // In the body's own size a text that ends in a colon leads on.
  return (bold && numbered) || counts.last != ':' || counts.characters <= most_characters_led;
}

// "Chapter II" and the title below it are one heading.
void join_divisions(std::vector<BlockLayout>& blocks, const BodyStyle& body) {
  constexpr float close = 2.4F;  // of the font size
  std::vector<BlockLayout> joined;
  for (BlockLayout& block : blocks) {
    BlockLayout* above = joined.empty() ? nullptr : &joined.back();
    if (above != nullptr && above->lines.size() == 1 && is_division(*above->lines.front().line) &&
        looks_like_heading(*above, body, {}) && looks_like_heading(block, body, {}) &&
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
  for (std::size_t i = blocks.size(); i-- > 0;) {  // what follows a heading helps to know it
    const Neighbours neighbours{i > 0 ? &blocks[i - 1] : nullptr,
                                i + 1 < blocks.size() ? &blocks[i + 1] : nullptr};
    if (is_pull_quote(blocks[i], body)) {
      blocks[i].kind = BlockKind::aside;
    } else if (looks_like_heading(blocks[i], body, neighbours)) {
      blocks[i].kind = BlockKind::heading;
    }
  }
  set_heading_levels(blocks, bookmarked);
}

}  // namespace proviso::extract
