#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace proviso::extract {
namespace {

constexpr float left_margin = 72, line_height = 14, font_size = 10, character_width = 5;

// Writes a Document line by line; boxes are those of a typewriter with an endless page.
class PlainWriter {
 public:
  PlainWriter() { document_.pages.push_back({.number = 1, .label = "1", .width = 595, .height = 842}); }

  void line(std::string_view line) {
    const bool row = line.starts_with('|');
    if (!row) table_ = none;
    if (line.empty()) return;
    if (row) {
      table_row(line);
    } else if (line.starts_with("[^") && line.find("]:") != line.npos) {
      note(line);
    } else if (line.starts_with("## ")) {
      heading(line.substr(3), 2);
    } else if (line.starts_with("# ")) {
      heading(line.substr(2), 1);
    } else if (line.starts_with("- ")) {
      document_.blocks[block(BlockKind::item, line.substr(2))].level = 1;
    } else if (line.starts_with("Table ") || line.starts_with("Таблица ")) {
      caption_ = block(BlockKind::caption, line);
      return;
    } else {
      block(BlockKind::paragraph, line);
    }
    caption_ = none;
  }

  Document finish() {
    document_.pages.front().height = std::max(document_.pages.front().height, top_ + 72);
    return std::move(document_);
  }

 private:
  std::uint32_t block(BlockKind kind, std::string_view text) {
    if (!document_.text.empty()) document_.text += '\n';
    Block block{.kind = kind, .heading = heading_};
    block.span.begin = offset();
    words(text);
    block.span.end = offset();
    document_.blocks.push_back(block);
    top_ += line_height;
    return static_cast<std::uint32_t>(document_.blocks.size() - 1);
  }

  void words(std::string_view text) {
    x_ = left_margin;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] == ' ') {
        space = true;
        ++at;
        continue;
      }
      std::size_t end = std::min(text.find(' ', at), text.size());
      if (const std::size_t call = text.find("[^", at); call < end && text.find(']', call) != text.npos)
        end = call;
      if (end > at) word(text.substr(at, end - at), space);
      if (text.substr(end).starts_with("[^")) {
        const std::size_t close = text.find(']', end);
        call(text.substr(end + 2, close - end - 2));
        end = close + 1;
      }
      space = false;
      at = end;
    }
  }

  void word(std::string_view text, bool space) {
    const bool first = document_.blocks.empty() ? document_.text.empty() : document_.text.back() == '\n';
    if (space && !first) {
      document_.text += ' ';
      x_ += character_width;
    }
    Word word{.box = {x_, top_, x_ + character_width * static_cast<float>(text.size()), top_ + font_size},
              .size = font_size};
    word.span.begin = offset();
    document_.text += text;
    word.span.end = offset();
    x_ = word.box.x1;
    document_.words.push_back(word);
  }

  Note& note_marked(std::string_view marker) {
    for (Note& note : document_.notes) {
      if (note.marker == marker) return note;
    }
    document_.notes.push_back({.marker = std::string(marker), .page = 0, .block = none, .calls = {}});
    return document_.notes.back();
  }

  void call(std::string_view marker) {
    note_marked(marker).calls.push_back({offset(), 0, {x_, top_, x_ + character_width, top_ + 5}});
  }

  void note(std::string_view line) {
    const std::size_t close = line.find("]:");
    const std::uint32_t text = block(BlockKind::note, line.substr(close + 2));
    note_marked(line.substr(2, close - 2)).block = text;
  }

  void heading(std::string_view text, std::uint8_t level) {
    std::uint32_t parent = heading_;
    while (parent != none && document_.blocks[parent].level >= level)
      parent = document_.blocks[parent].heading;
    heading_ = parent;
    const std::uint32_t at = block(BlockKind::heading, text);
    document_.blocks[at].level = level;
    heading_ = at;
  }

  void table_row(std::string_view line) {
    if (table_ == none) {
      table_ = static_cast<std::uint32_t>(document_.tables.size());
      document_.tables.push_back({.caption = caption_});
    }
    const std::uint16_t row = document_.tables[table_].rows++;
    std::uint16_t column = 0;
    std::size_t at = 1;
    while (at < line.size()) {
      const std::size_t bar = std::min(line.find('|', at), line.size());
      cell(line.substr(at, bar - at), row, column++);
      at = bar + 1;
    }
    document_.tables[table_].columns = std::max(document_.tables[table_].columns, column);
  }

  void cell(std::string_view text, std::uint16_t row, std::uint16_t column) {
    Cell cell{.row = row, .column = column, .header = row == 0 || column == 0};
    if (text.find_first_not_of(' ') != text.npos) {
      cell.block = block(BlockKind::cell, text);
      document_.blocks[cell.block].table = table_;
    }
    document_.tables[table_].cells.push_back(cell);
  }

  std::uint32_t offset() const { return static_cast<std::uint32_t>(document_.text.size()); }

  Document document_;
  float top_ = 72, x_ = left_margin;
  std::uint32_t heading_ = none, table_ = none, caption_ = none;
};

}  // namespace

Document plain_document(std::string_view text) {
  PlainWriter writer;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    writer.line(text.substr(at, end - at));
    at = end + 1;
  }
  return writer.finish();
}

}  // namespace proviso::extract
