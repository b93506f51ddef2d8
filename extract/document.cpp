#include "extract/document.h"

#include <algorithm>
#include <utility>

namespace proviso::extract {

void unite(Box& box, const Box& other) {
  box = {std::min(box.x0, other.x0), std::min(box.top, other.top), std::max(box.x1, other.x1),
         std::max(box.bottom, other.bottom)};
}

std::string_view text_of(const Document& document, Span span) {
  return std::string_view(document.text).substr(span.begin, span.size());
}

std::uint32_t block_at(const Document& document, std::uint32_t offset) {
  const auto after =
      std::upper_bound(document.blocks.begin(), document.blocks.end(), offset,
                       [](std::uint32_t at, const Block& block) { return at < block.span.begin; });
  if (after == document.blocks.begin()) return none;
  return static_cast<std::uint32_t>(after - document.blocks.begin() - 1);
}

WordRange words_in(const Document& document, Span span) {
  const auto& words = document.words;
  const auto first = std::lower_bound(words.begin(), words.end(), span.begin,
                                      [](const Word& word, std::uint32_t at) { return word.span.end <= at; });
  const auto last = std::lower_bound(first, words.end(), span.end,
                                     [](const Word& word, std::uint32_t at) { return word.span.begin < at; });
  return {static_cast<std::size_t>(first - words.begin()), static_cast<std::size_t>(last - words.begin())};
}

std::uint32_t page_of(const Document& document, Span span) {
  if (document.words.empty()) return 0;
  const std::size_t first = words_in(document, span).first;
  return document.words[std::min(first, document.words.size() - 1)].page;
}

namespace {

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

// The part of the word's box that the characters of `span` take up, all characters taken as equally wide.
Box covered_box(const Document& document, const Word& word, Span span) {
  Box box = word.box;
  const Span covered{std::max(word.span.begin, span.begin), std::min(word.span.end, span.end)};
  if (covered == word.span) return box;
  const auto total = static_cast<float>(characters_in(text_of(document, word.span)));
  const auto before = static_cast<float>(characters_in(text_of(document, {word.span.begin, covered.begin})));
  const auto inside = static_cast<float>(characters_in(text_of(document, covered)));
  const float width = box.width();
  box.x0 += width * before / total;
  box.x1 = box.x0 + width * inside / total;
  return box;
}

// Two boxes stand on one line if the second begins to the right and they share half their height.
bool on_one_line(const Box& left, const Box& right) {
  const float shared = std::min(left.bottom, right.bottom) - std::max(left.top, right.top);
  return right.x1 >= left.x1 && shared > 0.5F * std::min(left.height(), right.height());
}

}  // namespace

std::vector<PageBox> boxes_of(const Document& document, Span span) {
  std::vector<PageBox> lines;
  const WordRange range = words_in(document, span);
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Word& word = document.words[i];
    const Box box = covered_box(document, word, span);
    if (!lines.empty() && lines.back().page == word.page && on_one_line(lines.back().box, box)) {
      unite(lines.back().box, box);
    } else {
      lines.push_back({word.page, box});
    }
  }
  return lines;
}

std::vector<std::uint32_t> heading_path(const Document& document, std::uint32_t block) {
  std::vector<std::uint32_t> path;
  if (block >= document.blocks.size()) return path;
  for (std::uint32_t at = document.blocks[block].heading; at != none; at = document.blocks[at].heading) {
    path.push_back(at);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

const Cell* cell_at(const Table& table, int row, int column) {
  const std::pair place(row, column);
  auto cell = std::upper_bound(table.cells.begin(), table.cells.end(), place,
                               [](const std::pair<int, int>& at, const Cell& other) {
                                 return at < std::pair<int, int>(other.row, other.column);
                               });
  while (cell != table.cells.begin()) {  // a cell that covers the place begins there or further up or left
    --cell;
    if (row < cell->row + cell->row_span && column >= cell->column &&
        column < cell->column + cell->column_span)
      return &*cell;
  }
  return nullptr;
}

const Cell* cell_of(const Document& document, std::uint32_t block) {
  if (block >= document.blocks.size() || document.blocks[block].table == none) return nullptr;
  const std::vector<Cell>& cells = document.tables[document.blocks[block].table].cells;
  std::size_t first = 0, last = cells.size();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    std::size_t filled = middle;
    while (filled < last && cells[filled].block == none) ++filled;
    if (filled < last && cells[filled].block == block) return &cells[filled];
    if (filled == last || cells[filled].block > block) {
      last = middle;
    } else {
      first = filled + 1;
    }
  }
  return nullptr;
}

}  // namespace proviso::extract
