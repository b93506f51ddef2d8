#include "extract/packed.h"

#include <bit>
#include <cmath>
#include <limits>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr std::uint8_t version = 2;
constexpr double box_units = 20;         // of a coordinate, in a point
constexpr double size_units = 100;       // of a font size, in a point
constexpr std::int64_t reach = 1 << 24;  // units: coordinates beyond are cut off; floats hold them exactly

// What a word's first byte says of the word before it, so that the usual word on a line is six bytes.
namespace word_flag {
constexpr std::uint8_t touches = 1;    // its span begins where the last one ends
constexpr std::uint8_t spaced = 2;     // its span begins one byte later
constexpr std::uint8_t same_page = 4;  //
constexpr std::uint8_t same_line = 8;  // same top and bottom
constexpr std::uint8_t same_size = 16;
constexpr std::uint8_t all = 31;
}  // namespace word_flag

std::int64_t to_units(float value, double units) {
  if (std::isnan(value)) return 0;
  const double scaled = std::round(static_cast<double>(value) * units);
  return static_cast<std::int64_t>(
      std::min(std::max(scaled, -static_cast<double>(reach)), static_cast<double>(reach)));
}

float from_units(std::int64_t value, double units) {
  return static_cast<float>(static_cast<double>(value) / units);
}

// The geometry of a word or call in whole units, and the state that both sides keep of the last one.
struct UnitBox {
  std::int64_t x0 = 0, top = 0, x1 = 0, bottom = 0;

  static UnitBox of(const Box& box) {
    return {to_units(box.x0, box_units), to_units(box.top, box_units), to_units(box.x1, box_units),
            to_units(box.bottom, box_units)};
  }
  Box box() const {
    return {from_units(x0, box_units), from_units(top, box_units), from_units(x1, box_units),
            from_units(bottom, box_units)};
  }
  bool same_line(const UnitBox& other) const { return top == other.top && bottom == other.bottom; }
};

struct LastWord {
  std::uint32_t end = 0;
  std::uint32_t page = 0;
  UnitBox box = {};
  std::int64_t size = 0;
};

class Packer {
 public:
  std::string pack(const Document& document) {
    out_.reserve(document.text.size() + document.words.size() * 8 + 1024);
    out_ += static_cast<char>(version);
    string(document.sha256);
    string(document.title);
    string(document.text);
    list(document.pages, [this](const Page& page) { this->page(page); });
    list(document.words, [this](const Word& word) { this->word(word); });
    list(document.blocks, [this](const Block& block) { this->block(block); });
    list(document.tables, [this](const Table& table) { this->table(table); });
    list(document.notes, [this](const Note& note) { this->note(note); });
    list(document.warnings, [this](const std::string& warning) { string(warning); });
    return std::move(out_);
  }

 private:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    out_ += static_cast<char>(value);
  }
  void difference(std::int64_t value) {  // zigzag: small either way is short
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void index(std::uint32_t value) { number(value == none ? 0 : std::uint64_t{value} + 1); }
  void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
  void string(std::string_view text) {
    number(text.size());
    out_ += text;
  }
  void real(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8) out_ += static_cast<char>(bits >> shift);
  }
  template <class Items, class Write>
  void list(const Items& items, Write write) {
    number(items.size());
    for (const auto& item : items) write(item);
  }

  void page(const Page& page) {
    number(static_cast<std::uint32_t>(page.number));
    string(page.label);
    real(page.width);
    real(page.height);
    byte(static_cast<std::uint8_t>(page.grade));
    string(page.reason);
    byte(static_cast<std::uint8_t>(page.source));
    list(page.warnings, [this](const std::string& warning) { string(warning); });
  }

  void word(const Word& word) {
    const std::uint32_t gap = word.span.begin - last_.end;
    const UnitBox box = UnitBox::of(word.box);
    const std::int64_t size = to_units(word.size, size_units);
    std::uint8_t flags = 0;
    if (gap == 0) flags |= word_flag::touches;
    if (gap == 1) flags |= word_flag::spaced;
    if (word.page == last_.page) flags |= word_flag::same_page;
    if (box.same_line(last_.box)) flags |= word_flag::same_line;
    if (size == last_.size) flags |= word_flag::same_size;
    byte(flags);
    if (gap > 1) number(gap);
    number(word.span.size());
    if ((flags & word_flag::same_page) == 0) difference(std::int64_t{word.page} - last_.page);
    if ((flags & word_flag::same_line) == 0) {
      difference(box.top - last_.box.top);
      difference(box.bottom - box.top);
    }
    difference(box.x0 - last_.box.x1);
    difference(box.x1 - box.x0);
    if ((flags & word_flag::same_size) == 0) difference(size - last_.size);
    last_ = {word.span.end, word.page, box, size};
  }

  void block(const Block& block) {
    byte(static_cast<std::uint8_t>(block.kind));
    number(block.span.begin - block_end_);
    number(block.span.size());
    number(block.page);
    byte(block.level);
    index(block.heading);
    index(block.table);
    block_end_ = block.span.end;
  }

  void table(const Table& table) {
    number(table.page);
    index(table.caption);
    index(table.source);
    number(table.rows);
    number(table.columns);
    list(table.cells, [this](const Cell& cell) {
      number(cell.row);
      number(cell.column);
      number(cell.row_span);
      number(cell.column_span);
      byte(cell.header ? 1 : 0);
      index(cell.block);
    });
  }

  void note(const Note& note) {
    string(note.marker);
    number(note.page);
    index(note.block);
    list(note.calls, [this](const Call& call) {
      number(call.at);
      number(call.page);
      const UnitBox box = UnitBox::of(call.box);
      difference(box.x0);
      difference(box.top);
      difference(box.x1 - box.x0);
      difference(box.bottom - box.top);
    });
  }

  std::string out_;
  LastWord last_;
  std::uint32_t block_end_ = 0;
};

// Reads what Packer wrote. Every count is checked against the bytes that are left before anything is
// allocated, every index against the list it points into, every offset against the text's characters.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  Document unpack() {
    if (byte() != version) fail("written by another version of the program");
    document_.sha256 = string();
    document_.title = string();
    document_.text = string();
    if (document_.text.size() >= none) fail("its text is too long");
    list(document_.pages, 14, [this] { return page(); });
    list(document_.words, 4, [this] { return word(); });
    list(document_.blocks, 7, [this] { return block(); });
    list(document_.tables, 6, [this] { return table(); });
    list(document_.notes, 4, [this] { return note(); });
    list(document_.warnings, 1, [this] { return string(); });
    if (at_ != bytes_.size()) fail("bytes are left over at its end");
    check_links();
    return std::move(document_);
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw BadPackedDocument("no packed document: " + why + " (byte " + std::to_string(at_) + " of " +
                            std::to_string(bytes_.size()) + ")");
  }

  std::uint8_t byte() {
    if (at_ == bytes_.size()) fail("it ends too early");
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }
  std::uint8_t byte_up_to(std::uint8_t last) {
    const std::uint8_t value = byte();
    if (value > last) fail("a value that does not exist");
    return value;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const std::uint8_t part = byte();
      value |= std::uint64_t{part & 0x7FU} << shift;
      if (part < 0x80) return value;
    }
    fail("a number is too long");
  }
  template <class Integer>
  Integer number_as() {
    const std::uint64_t value = number();
    if (value > static_cast<std::uint64_t>(std::numeric_limits<Integer>::max())) fail("a number is too big");
    return static_cast<Integer>(value);
  }
  std::int64_t difference() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  // `base` plus a difference; the result stays in the range that Packer writes.
  std::int64_t moved(std::int64_t base) {
    const std::int64_t value = difference();
    if (value < -2 * reach || value > 2 * reach || base + value < -reach || base + value > reach) {
      fail("a coordinate is out of range");
    }
    return base + value;
  }
  // Is checked later against the list it points into, which may not have been read yet.
  std::uint32_t index() {
    const auto value = number();
    if (value > none) fail("an index is too big");
    return value == 0 ? none : static_cast<std::uint32_t>(value - 1);
  }
  std::uint32_t page_index() {
    const auto value = number();
    if (value >= document_.pages.size()) fail("a page that does not exist");
    return static_cast<std::uint32_t>(value);
  }
  std::string string() {
    const std::uint64_t size = number();
    if (size > bytes_.size() - at_) fail("a text is cut off");
    std::string text(bytes_.substr(at_, size));
    if (!is_utf8(text)) fail("a text is no UTF-8");
    at_ += size;
    return text;
  }
  float real() {
    std::uint32_t bits = 0;
    for (int shift = 0; shift < 32; shift += 8) bits |= std::uint32_t{byte()} << shift;
    const auto value = std::bit_cast<float>(bits);
    if (!std::isfinite(value)) fail("a number that is none");
    return value;
  }
  // `least` is the smallest number of bytes that one item takes.
  template <class Items, class Read>
  void list(Items& items, std::size_t least, Read read) {
    const std::uint64_t count = number();
    if (count > (bytes_.size() - at_) / least) fail("a list is cut off");
    items.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) items.push_back(read());
  }
  // A span of the text that begins `gap` bytes after `end`.
  Span span_after(std::uint32_t end, std::uint64_t gap, std::uint64_t size) {
    const std::uint64_t length = document_.text.size();
    if (gap > length - end || size > length - end - gap) fail("a span ends outside the text");
    const auto begin = static_cast<std::uint32_t>(end + gap);
    const Span span{begin, static_cast<std::uint32_t>(begin + size)};
    if (!starts_character(span.begin) || !starts_character(span.end)) fail("a span cuts a character");
    return span;
  }
  bool starts_character(std::uint32_t offset) const {
    return offset == document_.text.size() || (document_.text[offset] & 0xC0) != 0x80;
  }

  Page page() {
    Page page;
    page.number = number_as<std::int32_t>();
    page.label = string();
    page.width = real();
    page.height = real();
    page.grade = static_cast<Grade>(byte_up_to(static_cast<std::uint8_t>(Grade::bad)));
    page.reason = string();
    page.source = static_cast<Source>(byte_up_to(static_cast<std::uint8_t>(Source::ocr)));
    list(page.warnings, 1, [this] { return string(); });
    return page;
  }

  Word word() {
    const std::uint8_t flags = byte_up_to(word_flag::all);
    const std::uint8_t near = flags & (word_flag::touches | word_flag::spaced);
    if (near == (word_flag::touches | word_flag::spaced)) fail("a word's beginning is unclear");
    const std::uint64_t gap = near == 0 ? number() : near == word_flag::spaced ? 1 : 0;
    Word word;
    word.span = span_after(last_.end, gap, number());
    last_.end = word.span.end;
    if ((flags & word_flag::same_page) == 0) last_.page = static_cast<std::uint32_t>(moved(last_.page));
    if (last_.page >= document_.pages.size()) fail("a page that does not exist");
    if ((flags & word_flag::same_line) == 0) {
      last_.box.top = moved(last_.box.top);
      last_.box.bottom = moved(last_.box.top);
    }
    last_.box.x0 = moved(last_.box.x1);
    last_.box.x1 = moved(last_.box.x0);
    if ((flags & word_flag::same_size) == 0) last_.size = moved(last_.size);
    word.page = last_.page;
    word.box = last_.box.box();
    word.size = from_units(last_.size, size_units);
    return word;
  }

  Block block() {
    Block block;
    block.kind = static_cast<BlockKind>(byte_up_to(static_cast<std::uint8_t>(BlockKind::label)));
    const std::uint64_t gap = number();
    block.span = span_after(block_end_, gap, number());
    block.page = page_index();
    block.level = byte();
    block.heading = index();
    block.table = index();
    // Headings stand above what they head; without this a path of headings could run in a circle.
    if (block.heading != none && block.heading >= document_.blocks.size()) fail("a heading below its block");
    block_end_ = block.span.end;
    return block;
  }

  Table table() {
    Table table;
    table.page = page_index();
    table.caption = index();
    table.source = index();
    table.rows = number_as<std::uint16_t>();
    table.columns = number_as<std::uint16_t>();
    list(table.cells, 6, [&] {
      Cell cell;
      cell.row = number_as<std::uint16_t>();
      cell.column = number_as<std::uint16_t>();
      cell.row_span = number_as<std::uint16_t>();
      cell.column_span = number_as<std::uint16_t>();
      cell.header = byte_up_to(1) == 1;
      cell.block = index();
      if (cell.row + cell.row_span > table.rows || cell.column + cell.column_span > table.columns) {
        fail("a cell outside its table");
      }
      return cell;
    });
    return table;
  }

  Note note() {
    Note note;
    note.marker = string();
    note.page = page_index();
    note.block = index();
    list(note.calls, 6, [&] {
      Call call;
      call.at = span_after(0, number(), 0).begin;
      call.page = page_index();
      UnitBox box;
      box.x0 = moved(0);
      box.top = moved(0);
      box.x1 = moved(box.x0);
      box.bottom = moved(box.top);
      call.box = box.box();
      return call;
    });
    return note;
  }

  void check_links() const {
    const auto check = [this](std::uint32_t index, std::size_t size) {
      if (index != none && index >= size) fail("an index points to nothing");
    };
    for (const Block& block : document_.blocks) check(block.table, document_.tables.size());
    for (const Note& note : document_.notes) check(note.block, document_.blocks.size());
    for (const Table& table : document_.tables) {
      check(table.caption, document_.blocks.size());
      check(table.source, document_.blocks.size());
      for (const Cell& cell : table.cells) check(cell.block, document_.blocks.size());
    }
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  Document document_;
  LastWord last_;
  std::uint32_t block_end_ = 0;
};

}  // namespace

std::string pack(const Document& document) { return Packer().pack(document); }

Document unpack(std::string_view bytes) { return Unpacker(bytes).unpack(); }

}  // namespace proviso::extract
