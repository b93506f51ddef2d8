// The read form of a report: what the paper says, where it says it, and nothing about language.
//
// A Document owns one immutable UTF-8 text in reading order. Everything found later is a half-open
// byte range (Span) into that text; page, boxes, printed page label and quote are computed from the
// span by the functions at the end of this header. So a quote is right by construction.
//
// The text is NFC. Inside a block white space is folded to single spaces, words split at a line end
// are whole, soft hyphens, ligatures and raised note calls are gone. Blocks are separated by '\n'.
// Dashes, quotation marks and case stand as the page prints them.
//
// Plain data, no library: every room may include this header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::extract {

// Half-open range [begin, end) of bytes in Document::text; both ends lie on UTF-8 character starts.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
};

// A rectangle on a page in PDF points (1/72 inch), origin at the top left corner of the page as a
// person sees it (page rotation applied), y grows downwards: x0 <= x1, top <= bottom.
struct Box {
  float x0 = 0, top = 0, x1 = 0, bottom = 0;

  float width() const { return x1 - x0; }
  float height() const { return bottom - top; }
  bool operator==(const Box&) const = default;
};

// Grows `box` until it covers `other` too.
void unite(Box& box, const Box& other);

enum class Grade : std::uint8_t {
  good,
  poor,
  bad
};                                               // of a page's text layer; nothing is found on a bad page
enum class Source : std::uint8_t { text, ocr };  // where a page's words come from

struct Page {
  int number = 1;  // from 1, as in the PDF
  std::string label =
      {};            // what the page prints of itself ("iv", "6"), else the PDF's page label, else the number
  float width = 0;   // points
  float height = 0;  // points
  Grade grade = Grade::good;
  std::string reason = {};  // why the grade is not good, one phrase; empty if it is
  Source source = Source::text;
  std::vector<std::string> warnings = {};  // what was left out of it and why, one phrase each
};

// A run of characters without white space on one line. A word that the typesetter split over two
// lines is two Words whose spans touch.
struct Word {
  Span span = {};
  std::uint32_t page = 0;  // index into Document::pages
  Box box = {};
  float size = 0;  // font size in points
  bool operator==(const Word&) const = default;
};

enum class BlockKind : std::uint8_t {
  heading,
  paragraph,
  item,
  cell,
  note,
  caption,
  running,
  aside,
  reference,
  label
};

inline constexpr std::uint32_t none = 0xFFFFFFFF;  // "no such index"

// A unit of layout. Blocks are ordered by span and do not overlap; sentences never cross a block.
// `running` (running heads, feet, page numbers, tables of contents) is furniture: kept to be shown,
// never searched nor matched. `aside` is a pull quote or margin box. `label` is what a chart, a map or an
// infographic says beside the running text: a number with its words, a number, a few words.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span = {};
  std::uint32_t page = 0;  // index of the page on which it begins
  std::uint8_t level = 0;  // headings: 1 is the highest; items: depth from 1; else 0
  std::uint32_t heading =
      none;                    // index of the block of the nearest heading above (for a heading: its parent)
  std::uint32_t table = none;  // cells: index into Document::tables
};

struct Cell {
  std::uint16_t row = 0, column = 0;  // from 0
  std::uint16_t row_span = 1, column_span = 1;
  bool header = false;         // column header, or row header in the first column(s)
  std::uint32_t block = none;  // index of its block; none if the cell is empty
};

struct Table {
  std::uint32_t page = 0;        // index of the page on which it begins
  std::uint32_t caption = none;  // index of the caption's block
  std::uint32_t source = none;   // index of the block of the source line below ("Source: ...")
  std::uint16_t rows = 0, columns = 0;
  std::vector<Cell> cells = {};  // ordered by row, then column
};

// Where the running text calls a note. The call's own characters are not in the text.
struct Call {
  std::uint32_t at = 0;    // offset in the text of the end of the character before the call
  std::uint32_t page = 0;  // index
  Box box = {};
};

// A footnote or endnote. A note may lack its calls, and a call its note (block == none).
struct Note {
  std::string marker = {};     // "27", "*", "a"
  std::uint32_t page = 0;      // index of the page that prints the note (or its first call)
  std::uint32_t block = none;  // index of the block with the note's text, marker left out
  std::vector<Call> calls = {};
};

struct Document {
  std::string sha256 = {};  // 64 hex digits, of the file's bytes; the document's identity
  std::string title = {};   // from the first page's largest heading or the PDF's metadata; may be empty
  std::string text = {};
  std::vector<Page> pages = {};
  std::vector<Word> words = {};  // ordered by span.begin, not overlapping
  std::vector<Block> blocks = {};
  std::vector<Table> tables = {};
  std::vector<Note> notes = {};
  std::vector<std::string> warnings = {};  // what was imperfect: pages, notes; one phrase each
};

// The bytes of `span`. Precondition: span.end <= document.text.size().
std::string_view text_of(const Document& document, Span span);

// Index of the block that holds `offset`, or of the last block before it; none if there is none.
std::uint32_t block_at(const Document& document, std::uint32_t offset);

// [first, last) indices into Document::words of the words that overlap `span`.
struct WordRange {
  std::size_t first = 0, last = 0;
};
WordRange words_in(const Document& document, Span span);

// Index of the page on which `span` begins (the page of its first word); page 0 for an empty document.
std::uint32_t page_of(const Document& document, Span span);

// One box for each line that `span` touches, in reading order. A word covered in part gives the
// share of its width that its covered characters have.
struct PageBox {
  std::uint32_t page = 0;  // index
  Box box = {};
};
std::vector<PageBox> boxes_of(const Document& document, Span span);

// Indices of the heading blocks above `block`, outermost first.
std::vector<std::uint32_t> heading_path(const Document& document, std::uint32_t block);

// The cell of `table` that stands at [row, column], spans included; nullptr if there is none.
const Cell* cell_at(const Table& table, int row, int column);

// Index of the cell (in its table) whose block is `block`; nullptr if the block is no cell.
const Cell* cell_of(const Document& document, std::uint32_t block);

// A document of one page with synthetic boxes, for trying rules on a text and for tests.
// Each line of `text` is a paragraph; a line that begins with "# ", "## ", "- " or "|" is a heading of
// level 1 or 2, an item, or a table row with cells between bars (the first row is the header row and
// the first column holds row headers); "[^1]" is a note call and a line "[^1]: ..." the note's text;
// a line that begins with "Table " or "Таблица " directly above a table row is its caption.
Document plain_document(std::string_view text);

}  // namespace proviso::extract
