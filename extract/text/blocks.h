// Lines to blocks: headings, paragraphs, items, cells, captions, notes, references, furniture, in the
// order in which the document's text has them.
#pragma once

#include <string>
#include <vector>

#include "extract/layout/page_layout.h"
#include "extract/text/placed_tables.h"

namespace proviso::extract {

// A line and the page part that it stands on; both live in the page layouts.
struct PlacedLine {
  const Line* line = nullptr;
  const Sheet* sheet = nullptr;
};

// A block before it has a place in the text.
struct BlockLayout {
  BlockKind kind = BlockKind::paragraph;
  std::vector<PlacedLine> lines = {};
  std::uint8_t level = 0;
  std::uint32_t page = 0;      // index
  std::string marker = {};     // notes
  std::size_t skip = 0;        // leading words that are drawn but not text: a bullet, an endnote's number
  std::uint32_t table = none;  // cells, captions and sources: index into DocumentLayout::tables
  bool apart = false;          // words of a drawing: a label if it is no heading
  std::uint32_t cell = none;   // cells: index into PlacedTable::cells
};

// The words of a block with single spaces between them, calls left out.
std::string text_of(const BlockLayout& block);

// Paragraph, item or entry of a reference list.
bool is_running_text(const BlockLayout& block);

struct DocumentLayout {
  std::vector<BlockLayout> blocks = {};
  std::vector<PlacedTable> tables = {};
};

// Blocks of all pages in reading order. A paragraph that runs on over a column or a page is one block,
// and what stood between its parts (notes, captions, furniture) follows it. `pages` must outlive the result.
DocumentLayout blocks_of(const std::vector<PageLayout>& pages, const BodyStyle& body,
                         const std::vector<Bookmark>& bookmarks);

}  // namespace proviso::extract
