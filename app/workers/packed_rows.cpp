#include "app/workers/packed_rows.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "store/rows/search_columns.h"

namespace proviso::app {

namespace {

using extract::Span;
using store::CitationRow;
using store::DocumentRows;
using store::PassageRow;
using store::ProvisionRow;
using store::SectionRow;

constexpr int most_pages = 1 << 24;

// The texts of a provision that need no checks of their own.
constexpr std::array texts_of_provision = {
    &ProvisionRow::kind,      &ProvisionRow::language,  &ProvisionRow::id,       &ProvisionRow::rule,
    &ProvisionRow::countries, &ProvisionRow::measure,   &ProvisionRow::currency, &ProvisionRow::qualifier,
    &ProvisionRow::time,      &ProvisionRow::counted,   &ProvisionRow::act,      &ProvisionRow::act_name,
    &ProvisionRow::country,   &ProvisionRow::article,   &ProvisionRow::part,     &ProvisionRow::point,
    &ProvisionRow::canonical, &ProvisionRow::addressee, &ProvisionRow::modality, &ProvisionRow::source,
    &ProvisionRow::unsure};

class RowsWriter {
 public:
  std::string pack(const DocumentRows& rows) {
    for (const std::string_view text : {rows.title, rows.language, rows.text_digest, rows.text})
      out_.text(text);
    list(rows.pages, [this](const extract::Page& page) { write(page); });
    list(rows.warnings, [this](std::string_view text) { out_.text(text); });
    list(rows.sections, [this](const SectionRow& section) {
      out_.text(section.heading);
      out_.text(section.path);
      out_.text(section.concepts);
      out_.text(section.words);
    });
    list(rows.passages, [this](const PassageRow& passage) { write(passage); });
    list(rows.provisions, [this](const ProvisionRow& provision) { write(provision); });
    out_.text(rows.passage_columns);
    out_.text(rows.provision_columns);
    return out_.take();
  }

 private:
  template <class Items, class Write>
  void list(const Items& items, Write write) {
    out_.number(items.size());
    for (const auto& item : items) write(item);
  }
  void index(std::uint32_t value) { out_.number(value == extract::none ? 0 : std::uint64_t{value} + 1); }
  void page_number(int page) { out_.number(static_cast<std::uint64_t>(page)); }
  void span(Span span) {
    out_.number(span.begin);
    out_.number(span.size());
  }
  void real(const std::optional<double>& value) {
    out_.flag(value.has_value());
    if (value) out_.real(*value);
  }

  void write(const extract::Page& page) {
    page_number(page.number);
    out_.text(page.label);
    out_.real(static_cast<double>(page.width));
    out_.real(static_cast<double>(page.height));
    out_.number(static_cast<std::uint64_t>(page.grade));
    out_.text(page.reason);
    out_.number(static_cast<std::uint64_t>(page.source));
  }

  void write(const PassageRow& passage) {
    for (const std::string_view text : {passage.language, passage.countries, passage.block}) out_.text(text);
    page_number(passage.page);
    index(passage.section);
    span(passage.where);
    for (const std::string_view text :
         {passage.counted, passage.concepts, passage.words, passage.counted_words}) {
      out_.text(text);
    }
  }

  void write(const ProvisionRow& provision) {
    for (const auto text : texts_of_provision) out_.text(provision.*text);
    out_.text(provision.boxes);
    out_.number(provision.passage);
    page_number(provision.page);
    span(provision.where);
    span(provision.context);
    real(provision.value);
    real(provision.value_to);
    list(provision.cites, [this](const CitationRow& cite) {
      out_.text(cite.marker);
      out_.text(cite.url);
      page_number(cite.page);
      for (const Span place : {cite.call, cite.note, cite.reference}) span(place);
    });
  }

  ByteWriter out_;
};

// Boxes are written of these characters, and infinities cannot be.
bool are_boxes(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == ' ' || c == '.' || c == ';' || c == '-' || c == '+' || c == 'e';
  });
}

class RowsReader {
 public:
  explicit RowsReader(std::string_view bytes) : in_(bytes) {}

  DocumentRows read() {
    rows_.title = in_.view();
    rows_.language = in_.view();
    rows_.text_digest = in_.view();
    rows_.text = in_.view();
    if (rows_.text.size() >= extract::none) throw BadMessage("the text of the rows is too long");
    list(rows_.pages, [this] { return page(); });
    list(rows_.warnings, [this] { return in_.view(); });
    list(rows_.sections, [this] {
      const std::string_view heading = in_.view();
      const std::string_view path = in_.view();
      const std::string_view names = concepts();
      return SectionRow{heading, path, names, words()};
    });
    list(rows_.passages, [this] { return passage(); });
    list(rows_.provisions, [this] { return provision(); });
    all_columns();
    in_.expect_end();
    return std::move(rows_);
  }

 private:
  // No room for more items than come: each takes at least a byte, but may need hundreds in memory.
  template <class Items, class Read>
  void list(Items& items, Read read) {
    const std::size_t count = in_.count();
    items.reserve(std::min(count, most_reserved));
    for (std::size_t i = 0; i < count; ++i) items.push_back(read());
  }

  template <typename Enumeration>
  Enumeration named(Enumeration last) {
    return static_cast<Enumeration>(in_.number_up_to(static_cast<std::uint64_t>(last)));
  }

  bool starts_character(std::size_t offset) const {
    return offset == rows_.text.size() || (rows_.text[offset] & 0xC0) != 0x80;
  }

  Span span() {
    const std::uint64_t begin = in_.number_up_to(rows_.text.size());
    const std::uint64_t end = begin + in_.number_up_to(rows_.text.size() - begin);
    if (!starts_character(begin) || !starts_character(end)) {
      throw BadMessage("a span of the rows splits a character");
    }
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  // An index into a list of `size`, or none.
  std::uint32_t index(std::size_t size) {
    const std::uint64_t value = in_.number_up_to(size);
    return value == 0 ? extract::none : static_cast<std::uint32_t>(value - 1);
  }

  int page_number() {
    const int number = in_.whole(last_page_);
    if (number == 0) throw BadMessage("a row stands on no page");
    return number;
  }

  std::optional<double> real() { return in_.flag() ? std::optional(in_.real()) : std::nullopt; }

  extract::Page page() {
    extract::Page page;
    page.number = in_.whole(most_pages);
    last_page_ = std::max(last_page_, page.number);
    page.label = in_.text();
    page.width = static_cast<float>(in_.real());
    page.height = static_cast<float>(in_.real());
    page.grade = named(extract::Grade::bad);
    page.reason = in_.text();
    page.source = named(extract::Source::ocr);
    return page;
  }

  std::string_view words() {
    const std::string_view words = in_.bytes();
    if (!store::are_indexed_words(words)) throw BadMessage("the words of a row are none");
    return words;
  }

  std::string_view concepts() {
    const std::string_view names = in_.view();
    if (!std::all_of(names.begin(), names.end(), may_stand_in_concepts)) {
      throw BadMessage("the concepts of a row are none");
    }
    return names;
  }

  static bool may_stand_in_concepts(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ' ';
  }

  std::string_view columns(store::SearchColumns& columns) {
    const std::string_view bytes = in_.bytes();
    try {
      columns = store::unpack_columns(bytes);
    } catch (const std::runtime_error&) {
      throw BadMessage("the search columns of the rows are damaged");
    }
    return bytes;
  }

  // Passages, then provisions.
  void all_columns() {
    store::SearchColumns passages, provisions;
    rows_.passage_columns = columns(passages);
    rows_.provision_columns = columns(provisions);
    bool agree = passages.provisions.size() == rows_.passages.size() &&
                 provisions.places.size() == rows_.provisions.size();
    std::size_t next = 0;
    for (std::size_t i = 0; i < passages.provisions.size() && agree; ++i) {
      for (std::uint32_t n = passages.provisions[i]; n > 0 && agree; --n, ++next) {
        agree = next < rows_.provisions.size() && rows_.provisions[next].passage == i;
      }
    }
    if (!agree || next != rows_.provisions.size()) {
      throw BadMessage("the search columns are not those of the rows");
    }
    rows_.passage_words = store::words_of(passages);
    rows_.provision_words = store::words_of(provisions);
  }

  PassageRow passage() {
    PassageRow row;
    for (std::string_view* text : {&row.language, &row.countries, &row.block}) *text = in_.view();
    row.page = page_number();
    row.section = index(rows_.sections.size());
    row.where = span();
    if (row.where.begin < passages_end_ || row.where.empty()) throw BadMessage("passages are not in order");
    passages_end_ = row.where.end;
    row.counted = in_.view();
    row.concepts = concepts();
    row.words = words();
    row.counted_words = words();
    return row;
  }

  CitationRow citation() {
    CitationRow cite;
    cite.marker = in_.view();
    cite.url = in_.view();
    cite.page = page_number();
    for (Span* place : {&cite.call, &cite.note, &cite.reference}) *place = span();
    return cite;
  }

  ProvisionRow provision() {
    ProvisionRow row;
    for (const auto text : texts_of_provision) row.*text = in_.view();
    row.boxes = in_.view();
    if (!are_boxes(row.boxes)) throw BadMessage("the boxes of a row are none");
    if (!store::is_provision_id(row.id)) throw BadMessage("the id of a row is none");
    if (rows_.passages.empty()) throw BadMessage("a row stands in no passage");
    row.passage = static_cast<std::uint32_t>(in_.number_up_to(rows_.passages.size() - 1));
    if (row.passage < last_passage_) throw BadMessage("rows are not in the order of their passages");
    last_passage_ = row.passage;
    row.page = page_number();
    row.where = span();
    row.context = span();
    if (row.where.empty()) throw BadMessage("a quote of the rows is empty");
    const Span passage = rows_.passages[row.passage].where;
    for (const Span span : {row.where, row.context}) {
      if (span.begin < passage.begin || span.end > passage.end) {
        throw BadMessage("a row is not within its passage");
      }
    }
    row.value = real();
    row.value_to = real();
    list(row.cites, [this] { return citation(); });
    return row;
  }

  static constexpr std::size_t most_reserved = 1 << 16;

  ByteReader in_;
  DocumentRows rows_;
  int last_page_ = 1;
  std::uint32_t passages_end_ = 0;
  std::uint32_t last_passage_ = 0;
};

}  // namespace

std::string pack_rows(const store::DocumentRows& rows) { return RowsWriter().pack(rows); }

store::DocumentRows unpack_rows(std::string_view bytes) { return RowsReader(bytes).read(); }

}  // namespace proviso::app
