#include "extract/text/blocks.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "extract/layout/note_markers.h"
#include "extract/page/utf8.h"
#include "extract/text/headings.h"
#include "extract/text/paragraphs.h"
#include "extract/text/reference_lists.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

// Collects the blocks of page after page.
class BlockCollector {
 public:
  explicit BlockCollector(const BodyStyle& body) : body_(body) {}

  void add_page(const PageLayout& page) {
    for (std::size_t i = 0; i < page.sheets.size(); ++i) {
      if (i == 0) {
        add_text(page.sheets[i]);
        add_notes(page.sheets[i]);
        add_furniture(page.sheets[i]);
      } else {
        add_aside(page.sheets[i]);
      }
    }
  }

  DocumentLayout finish(const std::vector<Bookmark>& bookmarks) {
    mark_headings(document_.blocks, body_, bookmarks);
    mark_labels();
    mark_references(document_.blocks);
    mark_endnotes();
    return std::move(document_);
  }

 private:
  BlockLayout& open_block(BlockKind kind, const SheetLayout& part) {
    document_.blocks.push_back({.kind = kind, .page = part.sheet.page});
    return document_.blocks.back();
  }

  void add_text(const SheetLayout& part) {
    const Line* above = nullptr;  // in the same column; nullptr: a new block begins
    const Line* aside = nullptr;  // the last line of an aside
    bool interrupted = false;     // an aside stands between the lines
    bool below_table = false;
    for (const Line& line : part.lines) {
      if (line.role == Role::aside) {
        const bool same = aside != nullptr && aside->zone == line.zone && aside->column == line.column;
        if (!same || begins_block(document_.blocks[aside_], line, body_)) {
          open_block(BlockKind::aside, part).skip = bullet_words(line);
          aside_ = document_.blocks.size() - 1;
        }
        document_.blocks[aside_].lines.push_back({&line, &part.sheet});
        aside = &line;
        interrupted = true;
      }
      if (line.role == Role::label || line.role == Role::apart) {
        add_label(part, line);
        interrupted = true;
      }
      if (line.role != Role::text) continue;
      if (line.table != none) {
        add_table(part, part.tables[line.table]);
        above = nullptr;
        below_table = true;
        continue;
      }
      const bool same_column = above != nullptr && above->zone == line.zone && above->column == line.column;
      if (!same_column || begins_block(document_.blocks[current_], line, body_)) {
        begin_text(part, line, same_column && !interrupted, below_table);
      }
      below_table = false;
      interrupted = false;
      document_.blocks[current_].lines.push_back({&line, &part.sheet});
      above = &line;
    }
  }

  // A line of a label, which has a zone of its own, or of what may turn out to be a heading of a drawing.
  void add_label(const SheetLayout& part, const Line& line) {
    const bool same = label_ < document_.blocks.size() && document_.blocks[label_].page == part.sheet.page &&
                      document_.blocks[label_].lines.back().line->zone == line.zone;
    if (!same) {
      const bool apart = line.role == Role::apart;
      open_block(apart ? BlockKind::paragraph : BlockKind::label, part).apart = apart;
      label_ = document_.blocks.size() - 1;
    }
    document_.blocks[label_].lines.push_back({&line, &part.sheet});
  }

  // Opens the block of `line`, or finds the block that it continues from the column or page before.
  void begin_text(const SheetLayout& part, const Line& line, bool same_column, bool below_table) {
    settle_kind();
    BlockLayout fresh{.kind = begins_item(line) ? BlockKind::item : BlockKind::paragraph,
                      .page = part.sheet.page};
    if (fresh.kind == BlockKind::item) fresh.level = 1;
    fresh.skip = bullet_words(line);
    fresh.lines.push_back({&line, &part.sheet});
    if (!same_column) {
      // A pull quote or a box may stand between the two parts: then the block before it goes on.
      for (const std::size_t earlier : {last_text_, below_table ? no_block : text_before_}) {
        if (earlier < document_.blocks.size() && is_running_text(document_.blocks[earlier]) &&
            runs_on(document_.blocks[earlier], fresh)) {
          current_ = last_text_ = earlier;
          return;
        }
      }
      text_before_ = last_text_;
    }
    fresh.lines.clear();
    document_.blocks.push_back(std::move(fresh));
    current_ = last_text_ = document_.blocks.size() - 1;
  }

  // A finished block may turn out to be a caption or the source line of the table above.
  void settle_kind() {
    if (current_ >= document_.blocks.size() || !is_running_text(document_.blocks[current_])) return;
    BlockLayout& block = document_.blocks[current_];
    constexpr std::size_t longest_caption = 500;  // bytes
    const std::string text = text_of(block);
    if (text.size() > longest_caption) return;
    if ((begins_caption(text) || begins_continuation(text)) && !is_sentence_of_body(block, text)) {
      block.kind = BlockKind::caption;
      caption_ = current_;
      last_text_ = no_block;
    } else if (begins_source(text) && (last_table_end_ == current_ || is_small(block))) {
      block.kind = BlockKind::caption;
      if (last_table_end_ == current_) block.table = static_cast<std::uint32_t>(document_.tables.size() - 1);
      last_text_ = no_block;
    }
  }

  // A source line may stand below a figure, too.
  bool is_small(const BlockLayout& block) const {
    constexpr float small = 0.93F;  // of the body's size
    return std::all_of(block.lines.begin(), block.lines.end(),
                       [&](const PlacedLine& placed) { return placed.line->size < small * body_.size; });
  }

  // "Table 3 shows that ..." in the body's type is running text.
  bool is_sentence_of_body(const BlockLayout& block, const std::string& text) const {
    const Line& line = *block.lines.front().line;
    const bool body_type = std::abs(line.size - body_.size) < 0.3F && line.bold == body_.bold && !line.italic;
    constexpr std::size_t longest_title = 240;  // bytes
    return body_type && (ends_sentence(text) || text.size() > longest_title);
  }

  // With a full stop, or with one and the number of a note behind it: "are known (too).29", but not
  // "Table 1.1".
  static bool ends_sentence(std::string_view text) {
    if (text.ends_with('.')) return true;
    const std::size_t end = text.find_last_not_of("0123456789 ");
    return end != text.npos && end > 0 && text[end] == '.' && (text[end - 1] < '0' || text[end - 1] > '9');
  }

  // A short line between caption and table states the unit ("in thousands", "(в процентах)") or goes on
  // with the title: it is part of the caption.
  void join_caption() {
    constexpr std::size_t longest_unit = 120;  // bytes
    if (caption_ + 2 != document_.blocks.size()) return;
    BlockLayout& unit = document_.blocks.back();
    if (!is_running_text(unit) || unit.lines.size() > 2 || text_of(unit).size() > longest_unit) return;
    for (const PlacedLine& placed : unit.lines) document_.blocks[caption_].lines.push_back(placed);
    document_.blocks.pop_back();
  }

  void add_table(const SheetLayout& part, const TableLayout& table) {
    settle_kind();
    join_caption();
    std::uint32_t joined = none;
    if (continues_table(part, table)) {
      joined = split_row(document_.tables.back(), table);
      if (joined != none && !row_runs_on(part, table, joined)) joined = none;
    } else {
      if (caption_ + 1 == document_.blocks.size())
        document_.blocks[caption_].table = static_cast<std::uint32_t>(document_.tables.size());
      document_.tables.push_back({.page = part.sheet.page});
    }
    const std::vector<std::uint32_t> places = add_part(document_.tables.back(), table, joined);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      if (table.cells[i].lines.empty()) continue;
      BlockLayout* above = table.cells[i].row == joined ? block_of_cell(places[i]) : nullptr;
      add_lines(above != nullptr ? *above : open_cell(part, places[i]), part, table.cells[i]);
    }
    current_ = document_.blocks.size();
    last_table_end_ = current_;
  }

  BlockLayout& open_cell(const SheetLayout& part, std::uint32_t cell) {
    BlockLayout& block = open_block(BlockKind::cell, part);
    block.table = static_cast<std::uint32_t>(document_.tables.size() - 1);
    block.cell = cell;
    return block;
  }

  static void add_lines(BlockLayout& block, const SheetLayout& part, const CellLayout& cell) {
    for (const Line& line : cell.lines) block.lines.push_back({&line, &part.sheet});
  }

  // The block of a cell of the last table; nullptr if the cell is empty so far.
  BlockLayout* block_of_cell(std::uint32_t cell) {
    for (std::size_t i = document_.blocks.size(); i-- > 0;) {
      BlockLayout& block = document_.blocks[i];
      if (block.kind != BlockKind::cell) continue;
      if (block.table + 1 != document_.tables.size()) return nullptr;
      if (block.cell == cell) return &block;
    }
    return nullptr;
  }

  // Does the text of some cell of the last table's last row go on in row `row` of `table`?
  bool row_runs_on(const SheetLayout& part, const TableLayout& table, std::uint32_t row) {
    for (const CellLayout& cell : table.cells) {
      if (cell.row != row || cell.lines.empty()) continue;
      const BlockLayout* above = block_of_cell(cell_of_last_row(document_.tables.back(), cell.column));
      BlockLayout rest;
      add_lines(rest, part, cell);
      if (above != nullptr && runs_on(*above, rest)) return true;
    }
    return false;
  }

  // Is `table` the rest of the last table: on the next page, or directly below it and without header rows?
  bool continues_table(const SheetLayout& part, const TableLayout& table) const {
    constexpr float directly = 24, same_edge = 6;  // points
    if (document_.tables.empty() || !same_columns(*document_.tables.back().last, table)) return false;
    for (std::size_t i = document_.blocks.size(); i-- > 0;) {  // nothing between but notes and furniture
      const BlockLayout& block = document_.blocks[i];
      if (block.kind == BlockKind::note || block.kind == BlockKind::running) continue;
      if (is_continuation(block)) continue;
      if (block.kind != BlockKind::cell || block.table + 1 != document_.tables.size()) return false;
      const std::uint32_t page = block.lines.back().sheet->page;
      const Box& above = document_.tables.back().last->box;
      const float gap = table.box.top - above.bottom, shift = std::abs(table.box.x0 - above.x0);
      return page + 1 == part.sheet.page || (page == part.sheet.page && table.header_rows == 0 && gap >= 0 &&
                                             gap <= directly && shift <= same_edge);
    }
    return false;
  }

  static bool is_continuation(const BlockLayout& block) {
    return block.kind == BlockKind::caption && block.table == none && begins_continuation(text_of(block));
  }

  void add_notes(const SheetLayout& part) {
    settle_kind();
    for (const Line& line : part.lines) {
      if (line.role != Role::note) continue;
      if (!line.marker.empty() || !note_goes_on(part)) {
        open_block(BlockKind::note, part).marker = line.marker;
        last_note_ = document_.blocks.size() - 1;
      }
      document_.blocks[last_note_].lines.push_back({&line, &part.sheet});
    }
    current_ = document_.blocks.size();
  }

  // A line without a marker belongs to the last note of its page or of the page before.
  bool note_goes_on(const SheetLayout& part) const {
    if (last_note_ >= document_.blocks.size()) return false;
    return document_.blocks[last_note_].lines.back().sheet->page + 1 >= part.sheet.page;
  }

  void add_furniture(const SheetLayout& part) {
    for (const Line& line : part.lines) {
      if (line.role == Role::running || line.role == Role::contents)
        open_block(BlockKind::running, part).lines.push_back({&line, &part.sheet});
    }
    current_ = document_.blocks.size();
  }

  // Text turned against the rest of the page: labels of charts, stamps in the margin.
  void add_aside(const SheetLayout& part) {
    for (const Line& line : part.lines) {
      if (line.table == none) open_block(BlockKind::aside, part).lines.push_back({&line, &part.sheet});
    }
    current_ = document_.blocks.size();
  }

  // Words of drawings that are no headings; and numbers that stand by themselves, several on a page, belong
  // to its drawings, too: axes, bars, slices.
  void mark_labels() {
    constexpr std::size_t least_labels = 3;     // of a page
    constexpr std::size_t longest_label = 200;  // bytes
    std::map<std::uint32_t, std::vector<BlockLayout*>> of_page;
    for (BlockLayout& block : document_.blocks) {
      const bool text = is_running_text(block) || block.kind == BlockKind::heading;
      if (text && block.apart && block.kind != BlockKind::heading) {
        block.kind = text_of(block).size() > longest_label ? BlockKind::aside : BlockKind::label;
        block.level = 0;
      } else if (text && is_bare_number(text_of(block))) {
        of_page[block.page].push_back(&block);
      }
    }
    for (const auto& [page, labels] : of_page) {
      if (labels.size() < least_labels) continue;
      for (BlockLayout* label : labels) label->kind = BlockKind::label, label->level = 0;
    }
  }

  // Digits and their marks, no letters.
  static bool is_bare_number(std::string_view text) {
    bool digits = false;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_character(text, at);
      if (u_isalpha(static_cast<UChar32>(c))) return false;
      digits = digits || u_isdigit(static_cast<UChar32>(c));
    }
    return digits;
  }

  // From a heading such as "Notes" to the next heading of its level, numbered entries are notes. Other text
  // may stand under such a heading ("Note"): a list of notes begins with an entry.
  void mark_endnotes() {
    std::uint8_t level = 0;  // of the open list's heading; 0: none is open
    bool first = false;
    for (BlockLayout& block : document_.blocks) {
      if (block.kind == BlockKind::heading) {
        if (heads_endnotes(text_of(block))) {
          level = block.level;
          first = true;
        } else if (block.level <= level) {
          level = 0;
        }
      } else if (level != 0 && is_running_text(block)) {
        std::string marker = endnote_marker(*block.lines.front().line);
        if (first && marker.empty()) level = 0;
        first = false;
        if (level == 0 || marker.empty()) continue;
        block.kind = BlockKind::note;
        block.marker = std::move(marker);
        block.skip = 1;
      }
    }
  }

  const BodyStyle& body_;
  DocumentLayout document_;
  // Indices of blocks; a value not below document_.blocks.size() says that there is none.
  static constexpr std::size_t no_block = static_cast<std::size_t>(-1) / 2;
  std::size_t current_ = no_block;      // the block that lines go into
  std::size_t last_text_ = no_block;    // the last block of running text, which may run on
  std::size_t text_before_ = no_block;  // the last block of running text of the column before
  std::size_t aside_ = no_block;        // the aside that lines go into
  std::size_t label_ = no_block;        // likewise the label
  std::size_t last_note_ = no_block;
  std::size_t caption_ = no_block;         // the last caption
  std::size_t last_table_end_ = no_block;  // where a source line of the last table would begin
};

}  // namespace

std::string text_of(const BlockLayout& block) {
  std::string text;
  for (const PlacedLine& placed : block.lines) {
    for (const PageWord& word : placed.line->words) {
      if (word.call) continue;
      if (!text.empty()) text += ' ';
      text += word.text;
    }
  }
  return text;
}

bool is_running_text(const BlockLayout& block) {
  return block.kind == BlockKind::paragraph || block.kind == BlockKind::item ||
         block.kind == BlockKind::reference;
}

DocumentLayout blocks_of(const std::vector<PageLayout>& pages, const BodyStyle& body,
                         const std::vector<Bookmark>& bookmarks) {
  BlockCollector collector(body);
  for (const PageLayout& page : pages) collector.add_page(page);
  return collector.finish(bookmarks);
}

}  // namespace proviso::extract
