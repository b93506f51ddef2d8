// What a search must know of every row, besides its words: for filters, ranking and facets, and where in the
// words of its passage a provision stands. One blob for each document and table, read whole and kept, so that
// a search over many matches reads no rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::store {

enum class RowKind : std::uint8_t { figure, article, recommendation, passage };
inline constexpr std::size_t row_kinds = 4;
const char* name(RowKind kind);  // "figure", "article", "recommendation", "passage"

enum class Table : std::uint8_t { provisions, passages };

// The condition that `column`, a row of `table`, is one of the document that is the statement's first
// parameter: its rows follow each other.
std::string rows_of_document(const std::string& column, Table table);

// One row. Texts are indexes into SearchColumns::texts, whose first is empty.
struct SearchRow {
  std::uint32_t language = 0;
  std::uint32_t countries = 0;  // with a space between
  std::uint32_t concepts = 0;   // likewise; of its own words, not of the headings above
  std::uint32_t act = 0, article = 0, currency = 0;
  std::uint32_t figure = 0;                     // index into SearchColumns::figures, plus 1; 0: none
  std::uint16_t year_first = 0, year_last = 0;  // 0: none
  std::uint16_t page = 0;                       // 65535 for all behind
  std::uint16_t places = 0;                     // words of all its columns; 65535 for more
  RowKind kind = RowKind::figure;
  std::uint8_t measure = 0;         // nlp::Measure
  std::uint8_t quote_concepts = 0;  // how many of its first concepts are of its quote, or its text, and how
  std::uint8_t own_concepts = 0;    // many of its own; in the index those of the heading above follow
};

// Words [first, last) of a passage's column.
inline constexpr std::uint16_t behind = 0xFFFF;  // for every number that is greater
struct WordRange {
  std::uint16_t first = 0, last = 0;
  bool contains(int begin, int end) const { return begin >= first && (end <= last || last == behind); }
};

// Where a provision stands in its passage.
struct SearchPlaces {
  WordRange quote = {}, context = {};  // of the text; no context if the quote says all of it
  WordRange counted = {};              // of what is counted; empty if quote or context says it
};

struct SearchFigure {
  double value = 0, value_to = 0;  // the same unless it is a range
};

struct SearchColumns {
  std::vector<std::string> texts = {};
  std::vector<SearchRow> rows = {};
  std::vector<SearchFigure> figures = {};
  std::vector<SearchPlaces> places = {};       // of provisions, beside rows; of passages none
  std::vector<std::uint32_t> provisions = {};  // of passages, beside rows: how many each has, in order
};

// Bytes for unpack_columns, about 20 a row.
std::string pack(const SearchColumns& columns);

// Words of all rows together.
std::int64_t words_of(const SearchColumns& columns);

// Checks every length, index, kind and range, and that numbers are finite. Throws std::runtime_error.
SearchColumns unpack_columns(std::string_view bytes);

}  // namespace proviso::store
