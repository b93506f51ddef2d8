#include "extract/reading_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace proviso::extract {
namespace {

struct Style {
  Colour colour;
  std::string_view name;
};

// By BlockKind.
constexpr std::array<Style, 10> styles = {{{{200, 30, 30}, "heading"},
                                           {{30, 90, 200}, "paragraph"},
                                           {{20, 140, 60}, "item"},
                                           {{220, 120, 0}, "table cell"},
                                           {{130, 50, 170}, "note"},
                                           {{0, 140, 150}, "caption"},
                                           {{140, 140, 140}, "running"},
                                           {{200, 40, 140}, "aside"},
                                           {{120, 90, 30}, "reference"},
                                           {{230, 90, 60}, "label"}}};
constexpr Colour link{130, 50, 170}, white{255, 255, 255};
constexpr float no_edge = 1e9F;

const Style& style_of(BlockKind kind) { return styles[static_cast<std::size_t>(kind)]; }

// Letters as large as those of small print, whatever the resolution.
int zoom_of(const Picture& picture) { return std::max(1, static_cast<int>(std::lround(picture.scale))); }

bool below(const Box& line, const Box& above) {
  const bool overlaps = line.x0 < above.x1 && above.x0 < line.x1;
  return overlaps && line.top > above.top && line.top - above.bottom < 3 * line.height();
}

// The parts of a block on one page: a box for each run of lines below each other.
std::vector<Box> parts_of(const Document& document, Span span, std::uint32_t page) {
  std::vector<Box> parts;
  bool adjacent = false;
  Box last;
  for (const PageBox& line : boxes_of(document, span)) {
    if (line.page != page) {
      adjacent = false;
      continue;
    }
    if (adjacent && below(line.box, last)) {
      unite(parts.back(), line.box);
    } else {
      parts.push_back(line.box);
    }
    adjacent = true;
    last = line.box;
  }
  return parts;
}

// The box of the words of `block` that stand on `page`; nothing (x0 > x1) if there are none.
Box box_on(const Document& document, std::uint32_t block, std::uint32_t page) {
  Box box{no_edge, no_edge, -no_edge, -no_edge};
  if (block == none) return box;
  for (const Box& part : parts_of(document, document.blocks[block].span, page)) unite(box, part);
  return box;
}

using Strip = TableGrid::Strip;

// Lets neighbours touch half way between them, the outer ones reach a little beyond their words.
void close_gaps(std::vector<Strip>& strips) {
  constexpr float margin = 2;  // points
  std::vector<Strip*> order;
  for (Strip& strip : strips) {
    if (!strip.empty()) order.push_back(&strip);
  }
  std::sort(order.begin(), order.end(), [](const Strip* a, const Strip* b) { return a->from < b->from; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0) order[i]->from -= margin;
    if (i + 1 == order.size()) {
      order[i]->to += margin;
    } else {
      order[i]->to = order[i + 1]->from = (order[i]->to + order[i + 1]->from) / 2;
    }
  }
}

void widen(Strip& strip, float from, float to) {
  strip = strip.empty() ? Strip{from, to} : Strip{std::min(strip.from, from), std::max(strip.to, to)};
}

// From the first to the last of `count` strips that are not empty.
Strip reach(const std::vector<Strip>& strips, std::size_t first, std::size_t count) {
  Strip whole;
  for (std::size_t i = first; i < std::min(first + count, strips.size()); ++i) {
    if (!strips[i].empty()) widen(whole, strips[i].from, strips[i].to);
  }
  return whole;
}

class ReadingPainter {
 public:
  ReadingPainter(Picture& picture, const Document& document, std::uint32_t page)
      : picture_(picture), document_(document), page_(page), zoom_(zoom_of(picture)) {}

  void paint() {
    for (std::uint32_t i = 0; i < document_.tables.size(); ++i) paint_table(i);
    for (const Block& block : document_.blocks) paint_block(block);
    for (const Note& note : document_.notes) paint_calls(note);
    for (const Label& label : labels_) paint_label(label);
    paint_legend();
  }

 private:
  struct Label {
    Box box;
    std::string text;
    Colour colour;
    bool behind = false;
  };

  void paint_block(const Block& block) {
    if (block.kind == BlockKind::cell) return;
    const std::vector<Box> parts = parts_of(document_, block.span, page_);
    if (parts.empty()) return;
    const Colour colour = style_of(block.kind).colour;
    const std::string number = std::to_string(++shown_);
    for (const Box& part : parts) {
      draw_box(picture_, part, colour, 2, 0.07);
      labels_.push_back({part, number, colour, block.kind == BlockKind::note});
    }
  }

  void paint_table(std::uint32_t index) {
    const Table& table = document_.tables[index];
    const TableGrid grid = grid_of(document_, table, page_);
    if (grid.rows.empty()) return;
    const Colour colour = style_of(BlockKind::cell).colour;
    for (const Cell& cell : table.cells) {
      const Strip across = reach(grid.columns, cell.column, cell.column_span);
      const Strip down = reach(grid.rows, cell.row, cell.row_span);
      if (across.empty() || down.empty()) continue;
      draw_box(picture_, {across.from, down.from, across.to, down.to}, colour, 1, cell.header ? 0.22 : 0.04);
    }
    const Strip across = reach(grid.columns, 0, table.columns), down = reach(grid.rows, 0, table.rows);
    const Box whole{across.from, down.from, across.to, down.to};
    draw_box(picture_, whole, colour, 2, 0);
    labels_.push_back({whole, "t" + std::to_string(index + 1), colour});
  }

  void paint_calls(const Note& note) {
    for (const Call& call : note.calls) {
      if (call.page != page_) continue;
      draw_box(picture_, call.box, link, 1, 0.3);
      const Box target = box_on(document_, note.block, page_);
      if (target.x0 <= target.x1) {
        draw_line(picture_, (call.box.x0 + call.box.x1) / 2, call.box.bottom, target.x0 + 3, target.top,
                  link);
      } else {
        const bool found = note.block != none;
        const std::string where =
            found ? "p." + std::to_string(document_.pages[document_.blocks[note.block].page].number) : "?";
        draw_text(picture_, call.box.x1, call.box.top, note.marker + " " + where, white, link, zoom_);
      }
    }
  }

  // Left of the box where there is room, else inside it; behind notes, whose markers stand before them.
  void paint_label(const Label& label) {
    const float width =
        static_cast<float>((static_cast<int>(label.text.size()) * 6 + 3) * zoom_ / picture_.scale);
    const float x = label.behind ? label.box.x1 + 1 : std::max(0.0F, label.box.x0 - width);
    draw_text(picture_, x, std::max(0.0F, label.box.top), label.text, white, label.colour, zoom_);
  }

  void paint_legend() {
    const int line = 12 * zoom_;
    const float height = static_cast<float>(line / picture_.scale);
    const float width = static_cast<float>(picture_.width / picture_.scale);
    float x = 4, y = static_cast<float>(picture_.height / picture_.scale) + height / 4;
    add_rows(picture_, line * 3 / 2);
    const auto entry = [&](std::string_view name, Colour colour) {
      const float need = static_cast<float>((static_cast<int>(name.size()) * 6 + 8) * zoom_ / picture_.scale);
      if (x + need > width && x > 4) {
        x = 4, y += height;
        add_rows(picture_, line);
      }
      draw_text(picture_, x, y, name, white, colour, zoom_);
      x += need;
    };
    for (const Style& style : styles) entry(style.name, style.colour);
    entry("call - note", link);
  }

  Picture& picture_;
  const Document& document_;
  std::uint32_t page_;
  int zoom_;
  int shown_ = 0;
  std::vector<Label> labels_;
};

}  // namespace

TableGrid grid_of(const Document& document, const Table& table, std::uint32_t page) {
  TableGrid grid{std::vector<Strip>(table.columns), std::vector<Strip>(table.rows)};
  const auto visit = [&](const Cell& cell, bool single) {
    if (cell.row >= table.rows || cell.column >= table.columns) return;
    const Box box = box_on(document, cell.block, page);
    if (box.x0 > box.x1) return;
    Strip &row = grid.rows[cell.row], &column = grid.columns[cell.column];
    if (single ? cell.row_span == 1 : row.empty()) widen(row, box.top, box.bottom);
    if (single ? cell.column_span == 1 : column.empty()) widen(column, box.x0, box.x1);
  };
  for (const Cell& cell : table.cells) visit(cell, true);
  for (const Cell& cell : table.cells) visit(cell, false);
  close_gaps(grid.columns);
  close_gaps(grid.rows);
  const auto nothing = [](const std::vector<Strip>& strips) {
    return std::all_of(strips.begin(), strips.end(), [](const Strip& strip) { return strip.empty(); });
  };
  if (nothing(grid.columns) || nothing(grid.rows)) return {};
  return grid;
}

void draw_reading(Picture& picture, const Document& document, std::uint32_t page) {
  ReadingPainter(picture, document, page).paint();
}

}  // namespace proviso::extract
