// What a search must know of every row that matches, besides its words: for filters, ranking and facets. One
// blob for each document and table, read whole and kept, so that a search over many matches reads no rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::store {

enum class RowKind : std::uint8_t { figure, article, recommendation, passage };
inline constexpr std::size_t row_kinds = 4;
const char* name(RowKind kind);  // "figure", "article", "recommendation", "passage"

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
  std::uint8_t quote_concepts = 0;  // how many of the first tokens of its concepts are of the quote, and how
  std::uint8_t own_concepts = 0;    // many of its own words; the others are of the heading above
};

struct SearchFigure {
  double value = 0, value_to = 0;  // the same unless it is a range
};

struct SearchColumns {
  std::vector<std::string> texts = {};
  std::vector<SearchRow> rows = {};
  std::vector<SearchFigure> figures = {};
};

// Bytes for unpack_columns, about 15 a row.
std::string pack(const SearchColumns& columns);

// Checks every length, index and kind, and that numbers are finite. Throws std::runtime_error.
SearchColumns unpack_columns(std::string_view bytes);

}  // namespace proviso::store
