#include "extract/text/write_document.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "extract/layout/note_markers.h"
#include "extract/page/utf8.h"
#include "extract/text/hyphens.h"
#include "extract/text/split_words.h"
#include "extract/text/word_order.h"

namespace proviso::extract {
namespace {

constexpr float glue_gap = 0.08F;  // share of the font size: pieces of one word stand at least this close

// Raised digits that call no note ("m2", "article 1271") keep their height as characters.
std::string raised_text(std::string_view text) {
  constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string raised;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      raised += digits[c - '0'];
    } else {
      raised += c;
    }
  }
  return raised;
}

bool closes(std::string_view text) {
  std::size_t at = 0;
  const char32_t c = next_character(text, at);
  return std::u32string_view(U".,;:!?)]»”’%").find(c) != std::u32string_view::npos;
}

// May follow a call without white space: closing punctuation, the dash of a range, a slash.
bool goes_on_after_call(std::string_view text) {
  return closes(text) || text.front() == '-' || text.front() == '/' || text.starts_with("–");
}

bool begins_www(std::string_view text) { return text.starts_with("www.") || text.starts_with("WWW."); }

bool begins_url(std::string_view text) { return text.find("://") != text.npos || begins_www(text); }

// "https://…", "www.…", and what has a host's points before its first slash ("example.org/news").
bool is_url(std::string_view text) {
  if (begins_url(text)) return true;
  const std::size_t slash = text.find('/');
  const std::size_t point = text.find('.');
  if (slash == text.npos || point == text.npos || point == 0 || point + 2 >= slash) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(slash), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

// Was the URL `above` broken at the line end before `below`?
bool url_runs_on(std::string_view above, std::string_view below) {
  if (!is_url(above) || begins_url(below)) return false;
  constexpr std::string_view marks = "/?&=%#_-.~+";
  const char last = above.back(), first = below.front();
  if (above.ends_with("www.") || above.ends_with("WWW.")) return true;
  if (last == '.') return first >= 'a' && first <= 'z';  // a sentence would begin with a capital
  if (last == ',') return false;
  if (marks.find(last) != marks.npos) return true;
  return first != '.' && first != '-' &&
         (marks.find(first) != marks.npos || below.find_first_of("/?=&%_") != below.npos);
}

bool ends_in_digit_dash(std::string_view text) {
  if (!text.ends_with("–")) return false;
  text.remove_suffix(std::string_view("–").size());
  return !text.empty() && text.back() >= '0' && text.back() <= '9';
}

class Writer {
 public:
  Writer(const DocumentLayout& layout, Document& document)
      : layout_(layout), document_(document), hyphens_(layout.blocks), split_(layout.blocks) {}

  void write() {
    for (const BlockLayout& block : layout_.blocks) write_block(block);
    write_tables();
    join_calls_and_notes();
    std::stable_sort(document_.notes.begin(), document_.notes.end(),
                     [this](const Note& a, const Note& b) { return position(a) < position(b); });
  }

 private:
  // A note stands where it is first called, else where it is printed.
  std::uint32_t position(const Note& note) const {
    return !note.calls.empty() ? note.calls.front().at : document_.blocks[note.block].span.begin;
  }

  std::uint32_t offset() const { return static_cast<std::uint32_t>(document_.text.size()); }

  void write_block(const BlockLayout& block) {
    if (!document_.text.empty()) document_.text += '\n';
    Block written{.kind = block.kind, .page = block.page, .level = block.level};
    written.span.begin = offset();
    block_begin_ = offset();
    for (std::size_t i = 0; i < block.lines.size(); ++i) write_line(block, i);
    written.span.end = offset();
    if (written.span.empty()) {  // nothing but bullets and calls
      if (!document_.text.empty()) document_.text.pop_back();
      block_numbers_.push_back(none);
      return;
    }
    const auto number = static_cast<std::uint32_t>(document_.blocks.size());
    set_heading(written, number);
    if (block.kind == BlockKind::cell) written.table = block.table;
    if (block.kind == BlockKind::note) add_note(block, number);
    document_.blocks.push_back(written);
    block_numbers_.push_back(number);
  }

  void set_heading(Block& block, std::uint32_t number) {
    if (block.kind == BlockKind::heading) {
      while (heading_ != none && document_.blocks[heading_].level >= block.level) {
        heading_ = document_.blocks[heading_].heading;
      }
      block.heading = heading_;
      heading_ = number;
    } else {
      block.heading = heading_;
    }
  }

  void write_line(const BlockLayout& block, std::size_t index) {
    const Line& line = *block.lines[index].line;
    const bool begins = index == 0;
    const std::size_t first = begins ? block.skip : 0;
    if (line.right_to_left) return write_turned(line, first, *block.lines[index].sheet);
    for (std::size_t i = first; i < line.words.size(); ++i) {
      const PageWord& word = line.words[i];
      if (word.call) {
        write_call(word, *block.lines[index].sheet);
      } else if (i == first && !begins) {
        write_first_of_line(word, *block.lines[index].sheet);
      } else {
        write_word(word, *block.lines[index].sheet, separate(line, i));
      }
    }
  }

  // A line with words that are read from right to left.
  void write_turned(const Line& line, std::size_t first, const Sheet& sheet) {
    const PageWord* before = nullptr;
    const std::vector<std::size_t> order = reading_order(line);
    const bool from_right = order.front() > order.back();
    for (const std::size_t i : order) {
      PageWord word = line.words[i];
      if (i < first) continue;
      if (from_right && !word.right_to_left) marks_to_end(word.text);
      if (word.call) {
        write_call(word, sheet);
        continue;
      }
      const bool touches =
          before != nullptr && (word.glued || before->glued) &&
          std::max(word.box.x0 - before->box.x1, before->box.x0 - word.box.x1) <= glue_gap * word.size;
      write_word(word, sheet, !touches);
      before = &line.words[i];
    }
  }

  // What stands left of a number or a Latin word in a line that is read from the right comes after it.
  static void marks_to_end(std::string& text) {
    const std::size_t marks = std::min(text.find_first_not_of(".,:;!?"), text.size());
    std::rotate(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(marks), text.end());
  }

  // Is there white space before word `i` of `line`?
  bool separate(const Line& line, std::size_t i) const {
    if (i == 0) return true;
    const PageWord& word = line.words[i];
    const PageWord& before = line.words[i - 1];
    if (before.call) return !(word.glued && goes_on_after_call(word.text));
    if (before.initial) return !split_.begins(before.text, word.text);
    if (word.glued && word.box.x0 - before.box.x1 <= glue_gap * std::max(word.size, before.size))
      return false;
    return !split_.torn(line, i);
  }

  // The first word of a further line may be the rest of the word above it.
  void write_first_of_line(const PageWord& word, const Sheet& sheet) {
    const std::string above(last_word());
    if (Hyphens::may_join(above, word.text)) {
      if (!is_url(above) && !hyphens_.keeps_hyphen(above, word.text)) drop_hyphen();
      write_word(word, sheet, false);
    } else {
      write_word(word, sheet,
                 !url_runs_on(above, word.text) &&
                     !(ends_in_digit_dash(above) && u_isdigit(static_cast<UChar32>(word.text.front()))));
    }
  }

  // What stands at the text's end, back to the last white space of the block.
  std::string_view last_word() const {
    std::string_view text = std::string_view(document_.text).substr(block_begin_);
    const std::size_t space = text.rfind(' ');
    return space == text.npos ? text : text.substr(space + 1);
  }

  void drop_hyphen() {
    const std::size_t length = last_character(document_.text) == 0xAD ? 2 : 1;
    document_.text.resize(document_.text.size() - length);
    Word& word = document_.words.back();
    word.span.end -= static_cast<std::uint32_t>(length);
    if (word.span.empty()) document_.words.pop_back();
  }

  void write_word(const PageWord& word, const Sheet& sheet, bool space) {
    std::string text = word.raised ? raised_text(word.text) : word.text;
    remove_soft_hyphens(text);
    if (text.empty()) return;
    if (space && offset() > block_begin_) document_.text += ' ';
    Word written{.page = sheet.page, .box = visible_part(sheet, word.box), .size = word.size};
    written.span.begin = offset();
    document_.text += text;
    written.span.end = offset();
    document_.words.push_back(written);
  }

  // The box on its page, without what the page's edge cuts off.
  Box visible_part(const Sheet& sheet, const Box& box) const {
    const Page& page = document_.pages[sheet.page];
    const Box whole = on_page(sheet, box);
    return {std::clamp(whole.x0, 0.0F, page.width), std::clamp(whole.top, 0.0F, page.height),
            std::clamp(whole.x1, 0.0F, page.width), std::clamp(whole.bottom, 0.0F, page.height)};
  }

  // Soft hyphens inside a word are invisible; one at its end shows and may be a line end's.
  static void remove_soft_hyphens(std::string& text) {
    constexpr std::string_view soft = "\u00AD";
    for (std::size_t at = text.find(soft); at != text.npos && at + soft.size() < text.size();
         at = text.find(soft, at)) {
      text.erase(at, soft.size());
    }
  }

  void write_call(const PageWord& word, const Sheet& sheet) {
    for (const std::string& marker : markers_of(word)) {
      note_for(sheet.page, marker).calls.push_back({offset(), sheet.page, on_page(sheet, word.box)});
    }
  }

  void add_note(const BlockLayout& block, std::uint32_t number) {
    Note& note = note_for(block.page, block.marker);
    if (note.block == none) note.block = number;
  }

  // A call belongs to the note with its marker on its own page. Whichever comes first in the text enters
  // the note, the other completes it.
  Note& note_for(std::uint32_t page, const std::string& marker) {
    const auto [entry, is_new] = note_of_.try_emplace({page, marker}, document_.notes.size());
    if (is_new) document_.notes.push_back({.marker = marker, .page = page});
    return document_.notes[entry->second];
  }

  // A note that was pushed to the next page, or stands at the end of the document, and its calls.
  void join_calls_and_notes() {
    auto& notes = document_.notes;
    for (Note& called : notes) {
      if (called.block != none) continue;
      Note* printed = nullptr;
      for (Note& other : notes) {
        // Many pages of a table share the notes below its last; a number is called but once.
        const bool open = other.calls.empty() || !is_number_marker(other.marker);
        const bool fits =
            other.marker == called.marker && open && other.block != none && other.page > called.page;
        if (fits && (printed == nullptr || other.page < printed->page)) printed = &other;
      }
      if (printed == nullptr) continue;
      printed->calls.insert(printed->calls.begin(), called.calls.begin(), called.calls.end());
      called.calls.clear();
    }
    std::erase_if(notes, [](const Note& note) { return note.block == none && note.calls.empty(); });
  }

  void write_tables() {
    for (const PlacedTable& placed : layout_.tables) {
      document_.tables.push_back(
          {.page = placed.page, .rows = placed.rows, .columns = placed.columns, .cells = placed.cells});
    }
    for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
      const BlockLayout& block = layout_.blocks[i];
      if (block.table == none || block_numbers_[i] == none) continue;
      Table& table = document_.tables[block.table];
      if (block.kind == BlockKind::cell) {
        table.cells[block.cell].block = block_numbers_[i];
      } else if (block_numbers_[i] < first_cell(table)) {
        table.caption = block_numbers_[i];
      } else {
        table.source = block_numbers_[i];
      }
    }
  }

  // Captions come before their table's cells in the text, source lines after them.
  static std::uint32_t first_cell(const Table& table) {
    for (const Cell& cell : table.cells) {
      if (cell.block != none) return cell.block;
    }
    return none;
  }

  const DocumentLayout& layout_;
  Document& document_;
  Hyphens hyphens_;
  SplitWords split_;
  std::vector<std::uint32_t> block_numbers_;  // of each block layout; none if it wrote nothing
  std::map<std::pair<std::uint32_t, std::string>, std::size_t> note_of_;  // by page and marker
  std::uint32_t heading_ = none;
  std::uint32_t block_begin_ = 0;
};

}  // namespace

void write_document(const DocumentLayout& layout, Document& document) { Writer(layout, document).write(); }

}  // namespace proviso::extract
