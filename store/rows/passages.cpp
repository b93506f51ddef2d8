#include "store/rows/passages.h"

#include <algorithm>

namespace proviso::store {

namespace {

using extract::Block;
using extract::BlockKind;

std::string_view name(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return "heading";
    case BlockKind::paragraph:
      return "paragraph";
    case BlockKind::item:
      return "item";
    case BlockKind::cell:
      return "row";
    case BlockKind::note:
      return "note";
    case BlockKind::caption:
      return "caption";
    case BlockKind::running:
      return "running";
    case BlockKind::aside:
      return "aside";
    case BlockKind::reference:
      return "reference";
    case BlockKind::label:
      return "label";
  }
  return "";
}

// For each block that is a cell the row of its table, else none.
std::vector<std::uint32_t> rows_of(const extract::Document& document) {
  std::vector<std::uint32_t> rows(document.blocks.size(), extract::none);
  for (const extract::Table& table : document.tables) {
    for (const extract::Cell& cell : table.cells) {
      if (cell.block < rows.size()) rows[cell.block] = cell.row;
    }
  }
  return rows;
}

// The blocks that are searched.
std::vector<Passage> blocks_of(const extract::Document& document) {
  const std::vector<std::uint32_t> rows = rows_of(document);
  std::vector<Passage> passages;
  std::uint32_t last = extract::none;  // block of the passage at the back, if the next block might join it
  for (std::uint32_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    const bool readable =
        block.page >= document.pages.size() || document.pages[block.page].grade != extract::Grade::bad;
    if (block.kind == BlockKind::running || block.span.empty() || !readable) {
      last = extract::none;
      continue;
    }
    const bool same_row = last != extract::none && block.kind == BlockKind::cell &&
                          rows[i] != extract::none && rows[last] == rows[i] &&
                          document.blocks[last].table == block.table;
    if (same_row) {
      passages.back().span.end = block.span.end;
    } else {
      passages.push_back({name(block.kind), i, block.span});
    }
    last = i;
  }
  return passages;
}

bool contains(const std::vector<Passage>& passages, extract::Span span) {
  const auto behind =
      std::upper_bound(passages.begin(), passages.end(), span.begin,
                       [](std::uint32_t at, const Passage& passage) { return at < passage.span.begin; });
  return behind != passages.begin() && (behind - 1)->span.end >= span.end &&
         (behind - 1)->span.end > span.begin;
}

}  // namespace

std::vector<Passage> passages_of(const extract::Document& document,
                                 const std::vector<nlp::Provision>& provisions) {
  const std::vector<Passage> blocks = blocks_of(document);
  std::vector<Passage> pieces;  // and the statements that lie in none of them
  for (const nlp::Provision& provision : provisions) {
    extract::Span span = provision.where;
    if (!provision.context.empty()) {
      span = {std::min(span.begin, provision.context.begin), std::max(span.end, provision.context.end)};
    }
    if (contains(blocks, span)) continue;
    const BlockKind kind = provision.block < document.blocks.size() ? document.blocks[provision.block].kind
                                                                    : BlockKind::paragraph;
    pieces.push_back({name(kind), provision.block, span});
  }
  if (pieces.empty()) return blocks;
  pieces.insert(pieces.end(), blocks.begin(), blocks.end());
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Passage& a, const Passage& b) { return a.span.begin < b.span.begin; });
  std::vector<Passage> passages;
  for (const Passage& piece : pieces) {
    if (passages.empty() || piece.span.begin >= passages.back().span.end) {
      passages.push_back(piece);
    } else {
      passages.back().span.end = std::max(passages.back().span.end, piece.span.end);
    }
  }
  return passages;
}

}  // namespace proviso::store
