#include "extract/text/reference_lists.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Does a year stand in `text`: four digits from 1800 to 2099, and at most a letter behind them?
bool has_year(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const std::string_view digits = text.substr(at, 4);
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) continue;
    const bool alone =
        (at == 0 || !is_digit(text[at - 1])) && (at + 4 == text.size() || !is_digit(text[at + 4]));
    if (alone && (digits.starts_with("18") || digits.starts_with("19") || digits.starts_with("20")))
      return true;
  }
  return false;
}

// "Azough Commission 2014", "Ali 2015a"
bool is_label(const BlockLayout& block) {
  constexpr std::size_t longest = 80;  // bytes
  constexpr std::size_t year = 5;      // with its letter
  const std::string text = text_of(block);
  return block.lines.front().line->bold && text.size() > year && text.size() <= longest &&
         block.lines.size() == 1 && has_year(text.substr(text.size() - year)) &&
         text.find_first_of("([:") == text.npos;
}

bool looks_like_entry(const BlockLayout& block) {
  const std::string text = text_of(block);
  const auto letters = std::count_if(text.begin(), text.end(), [](char c) { return !is_digit(c); });
  constexpr std::ptrdiff_t least_letters = 20;
  return letters >= least_letters && (has_year(text) || text.find("://") != text.npos || text.front() == '[');
}

// A list among the blocks: its heading and [first, last).
struct List {
  std::size_t first = 0, last = 0;
};

std::vector<List> lists_in(const std::vector<BlockLayout>& blocks) {
  std::vector<List> lists;
  std::uint8_t level = 0;  // of the open list's heading; 0: none is open
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != BlockKind::heading) continue;
    if (level != 0 && blocks[i].level <= level) {
      lists.back().last = i;
      level = 0;
    }
    if (heads_references(text_of(blocks[i]))) {
      if (level == 0) lists.push_back({i + 1, blocks.size()});
      level = blocks[i].level;
    }
  }
  return lists;
}

// Cuts off what stands on pages that hold other things than entries: an imprint, an annex without a heading.
void cut_foreign_pages(const std::vector<BlockLayout>& blocks, List& list) {
  constexpr std::size_t least_blocks = 3;
  for (std::size_t from = list.first; from < list.last;) {
    std::size_t to = from, all = 0, entries = 0;
    for (; to < list.last && blocks[to].page == blocks[from].page; ++to) {
      if (!is_running_text(blocks[to])) continue;
      ++all;
      entries += looks_like_entry(blocks[to]);
    }
    if (from > list.first && all >= least_blocks && entries * 5 < all * 2) {
      list.last = from;
      return;
    }
    from = to;
  }
}

// The white space between two blocks of one column as a share of the font size; negative: not one column.
float gap_between(const BlockLayout& above, const BlockLayout& below) {
  const PlacedLine &last = above.lines.back(), &first = below.lines.front();
  if (last.sheet != first.sheet || last.line->zone != first.line->zone ||
      last.line->column != first.line->column)
    return -1;
  return (first.line->baseline - last.line->baseline) / first.line->size;
}

// Do most entries stand further apart than their lines?
bool parted_by_space(const std::vector<BlockLayout>& blocks, const List& list, float wide) {
  std::size_t apart = 0, all = 0;
  for (std::size_t i = list.first + 1; i < list.last; ++i) {
    if (!is_running_text(blocks[i]) || !is_running_text(blocks[i - 1])) continue;
    const float gap = gap_between(blocks[i - 1], blocks[i]);
    if (gap < 0) continue;
    ++all;
    apart += gap > wide;
  }
  constexpr std::size_t least = 4;
  return all >= least && apart * 10 >= all * 8;
}

// Puts the lines of `rest` behind those of `block`, or before them.
void join(BlockLayout& block, BlockLayout& rest, bool before) {
  auto& lines = block.lines;
  lines.insert(before ? lines.begin() : lines.end(), std::make_move_iterator(rest.lines.begin()),
               std::make_move_iterator(rest.lines.end()));
  if (before) block.page = rest.page, block.skip = 0;
  rest.lines.clear();
}

void mark_list(std::vector<BlockLayout>& blocks, const List& list) {
  constexpr float wide = 1.45F;  // of the font size, from base line to base line
  const bool spaced = parted_by_space(blocks, list, wide);
  BlockLayout* above = nullptr;  // the entry above, if nothing else stands between
  for (std::size_t i = list.first; i < list.last; ++i) {
    BlockLayout& block = blocks[i];
    if (i + 1 < list.last && is_running_text(blocks[i + 1]) && is_label(block)) {
      join(blocks[i + 1], block, true);
      continue;
    }
    const bool text = is_running_text(block);
    if (text) block.kind = BlockKind::reference;
    if (text && spaced && above != nullptr) {
      const float gap = gap_between(*above, block);
      if (gap >= 0 && gap <= wide) {
        join(*above, block, false);
        continue;
      }
    }
    above = text ? &block : nullptr;
  }
}

}  // namespace

void mark_references(std::vector<BlockLayout>& blocks) {
  for (List& list : lists_in(blocks)) {
    cut_foreign_pages(blocks, list);
    mark_list(blocks, list);
  }
  std::erase_if(blocks, [](const BlockLayout& block) { return block.lines.empty(); });
}

}  // namespace proviso::extract
