#include "store/rows/search_columns.h"

#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace proviso::store {

namespace {

// Whole numbers are variable-length: 7 bits a byte, low first.
void put(std::string& bytes, std::uint64_t number) {
  while (number >= 0x80) {
    bytes += static_cast<char>(number | 0x80);
    number >>= 7;
  }
  bytes += static_cast<char>(number);
}

// The 8 bytes of an IEEE 754 double, low byte first.
void put(std::string& bytes, double value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (int i = 0; i < 8; ++i, bits >>= 8) bytes += static_cast<char>(bits & 0xFF);
}

[[noreturn]] void fail() { throw std::runtime_error("the search columns of a document are damaged"); }

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number_up_to(std::uint64_t most) {
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 7) {
      if (rest_.empty() || shift > 28) fail();
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) break;
    }
    if (number > most) fail();
    return number;
  }

  // Of things that take at least a byte each.
  std::size_t count() { return number_up_to(rest_.size()); }

  template <class Number>
  void take(Number& number, std::uint64_t most = std::numeric_limits<Number>::max()) {
    number = static_cast<Number>(number_up_to(most));
  }

  double real() {
    std::uint64_t bits = 0;
    const std::string_view bytes = text(8);
    for (int i = 7; i >= 0; --i)
      bits = bits << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    const auto value = std::bit_cast<double>(bits);
    if (!std::isfinite(value)) fail();
    return value;
  }

  std::string_view text(std::size_t size) {
    if (size > rest_.size()) fail();
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

// The fields of a row in the order of their bytes, each with what is done to it.
template <class Row, class Text, class Figure, class Number>
void each_field(Row& row, Text text, Figure figure, Number number) {
  text(row.language);
  text(row.countries);
  text(row.concepts);
  text(row.act);
  text(row.article);
  text(row.currency);
  figure(row.figure);
  number(row.year_first);
  number(row.year_last);
  number(row.page);
  number(row.places);
  number(row.measure);
  number(row.quote_concepts);
  number(row.own_concepts);
}

void put(std::string& bytes, WordRange range) {
  put(bytes, std::uint64_t{range.first});
  put(bytes, std::uint64_t{range.last} - range.first);
}

void put(std::string& bytes, const SearchPlaces& places) {
  put(bytes, places.quote);
  put(bytes, places.context);
  put(bytes, places.counted);
}

WordRange range_in(Reader& in) {
  WordRange range;
  in.take(range.first);
  const std::uint64_t size = in.number_up_to(std::uint64_t{0xFFFF} - range.first);
  range.last = static_cast<std::uint16_t>(range.first + size);
  return range;
}

// Whole numbers, which most are, in fewer bytes.
void put(std::string& bytes, const SearchFigure& figure) {
  constexpr double most = 1U << 31;
  const auto whole = [](double value) {
    return value >= 0 && value < most && value == std::floor(value) && !std::signbit(value);
  };
  const bool is_range = figure.value != figure.value_to;
  const bool is_whole = whole(figure.value) && whole(figure.value_to);
  put(bytes, std::uint64_t{is_range} | std::uint64_t{is_whole} << 1);
  for (const double value : {figure.value, figure.value_to}) {
    if (is_whole) put(bytes, static_cast<std::uint64_t>(value));
    if (!is_whole) put(bytes, value);
    if (!is_range) break;
  }
}

SearchFigure figure_in(Reader& in) {
  const std::uint64_t form = in.number_up_to(3);
  const auto one = [&] {
    return (form & 2) != 0 ? static_cast<double>(in.number_up_to((1U << 31) - 1)) : in.real();
  };
  const double value = one();
  return {value, (form & 1) != 0 ? one() : value};
}

SearchRow row_in(Reader& in, std::size_t texts, std::size_t figures) {
  SearchRow row;
  row.kind = static_cast<RowKind>(in.number_up_to(row_kinds - 1));
  each_field(
      row, [&](std::uint32_t& field) { in.take(field, texts - 1); },
      [&](std::uint32_t& field) { in.take(field, figures); }, [&](auto& field) { in.take(field); });
  return row;
}

}  // namespace

const char* name(RowKind kind) {
  static constexpr const char* kNames[] = {"figure", "article", "recommendation", "passage"};
  return kNames[static_cast<int>(kind)];
}

std::string rows_of_document(const std::string& column, Table table) {
  const std::string rows = table == Table::provisions ? "provision" : "passage";
  const std::string of = " FROM search_columns WHERE document = ?1)";
  return column + " BETWEEN (SELECT first_" + rows + of + " AND (SELECT first_" + rows + " + " + rows +
         "s - 1" + of;
}

std::string pack(const SearchColumns& columns) {
  std::string bytes;
  put(bytes, std::uint64_t{columns.texts.size()});
  for (const std::string& text : columns.texts) {
    put(bytes, std::uint64_t{text.size()});
    bytes += text;
  }
  put(bytes, std::uint64_t{columns.figures.size()});
  for (const SearchFigure& figure : columns.figures) put(bytes, figure);
  put(bytes, std::uint64_t{columns.rows.size()});
  for (const SearchRow& row : columns.rows) {
    const auto write = [&](auto field) { put(bytes, std::uint64_t{field}); };
    put(bytes, static_cast<std::uint64_t>(row.kind));
    each_field(row, write, write, write);
  }
  put(bytes, std::uint64_t{columns.places.size()});
  for (const SearchPlaces& places : columns.places) put(bytes, places);
  put(bytes, std::uint64_t{columns.provisions.size()});
  for (const std::uint32_t count : columns.provisions) put(bytes, std::uint64_t{count});
  return bytes;
}

std::int64_t words_of(const SearchColumns& columns) {
  std::int64_t sum = 0;
  for (const SearchRow& row : columns.rows) sum += row.places;
  return sum;
}

SearchColumns unpack_columns(std::string_view bytes) {
  Reader in(bytes);
  SearchColumns columns;
  const std::size_t texts = in.count();
  for (std::size_t i = 0; i < texts; ++i) columns.texts.emplace_back(in.text(in.count()));
  if (columns.texts.empty() || !columns.texts.front().empty()) fail();
  const std::size_t figures = in.count();
  for (std::size_t i = 0; i < figures; ++i) columns.figures.push_back(figure_in(in));
  const std::size_t rows = in.count();
  columns.rows.reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) columns.rows.push_back(row_in(in, texts, figures));
  const std::size_t places = in.count();
  for (std::size_t i = 0; i < places; ++i) {
    const WordRange quote = range_in(in), context = range_in(in);
    columns.places.push_back({quote, context, range_in(in)});
  }
  const std::size_t counts = in.count();
  for (std::size_t i = 0; i < counts; ++i) in.take(columns.provisions.emplace_back());
  if ((places != 0 && places != rows) || (counts != 0 && counts != rows)) fail();
  if (!in.at_end()) fail();
  return columns;
}

}  // namespace proviso::store
