#include "store/rows/put.h"

#include "store/rows/columns.h"
#include "store/rows/search_columns.h"

namespace proviso::store {

namespace {

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// One document on its way into the tables.
class Putting {
 public:
  Putting(const Connection& connection, std::int64_t id, const DocumentRows& rows, std::int64_t since)
      : connection_(connection), id_(id), rows_(rows), since_(since) {}

  void pages() {
    static constexpr const char* kGrades[] = {"good", "poor", "bad"};
    Statement insert(connection_, "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const extract::Page& page : rows_.pages) {
      insert.run(id_, page.number, page.label, static_cast<double>(page.width),
                 static_cast<double>(page.height), kGrades[static_cast<int>(page.grade)], page.reason,
                 page.source == extract::Source::ocr ? "ocr" : "text");
    }
    Statement warn(connection_, "INSERT INTO warnings VALUES (?, ?, ?)");
    for (std::size_t i = 0; i < rows_.warnings.size(); ++i) {
      warn.run(id_, static_cast<std::int64_t>(i), rows_.warnings[i]);
    }
  }

  void sections() {
    Statement insert(connection_,
                     "INSERT INTO sections (document, heading, path, concepts) VALUES (?, ?, ?, ?)");
    for (const SectionRow& section : rows_.sections) {
      insert.run(id_, section.heading, section.path, section.concepts);
      section_ids_.push_back(connection_.last_row());
    }
  }

  void passages() {
    Statement insert(connection_,
                     "INSERT INTO passages (document, language, countries, block, page, section, "
                     "\"begin\", \"end\", text, counted, concepts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const PassageRow& passage : rows_.passages) {
      insert.run(id_, passage.language, passage.countries, passage.block, passage.page,
                 section_of(passage.section), passage.where.begin, passage.where.end,
                 rows_.text_of(passage.where), passage.counted, passage.concepts);
      if (first_passage_ == 0) first_passage_ = connection_.last_row();
    }
  }

  void provisions() {
    Statement figure(
        connection_,
        insert_provision("value, value_to, measure, currency, qualifier, time, counted, unsure"));
    Statement article(connection_,
                      insert_provision("act, act_name, country, article, part, point, canonical"));
    Statement recommendation(connection_, insert_provision("addressee, modality, source"));
    Statement cite(connection_, "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const ProvisionRow& row : rows_.provisions) {
      if (row.kind == "article") {
        put(article, row, row.act, row.act_name, row.country, row.article, row.part, row.point,
            row.canonical);
      } else if (row.kind == "recommendation") {
        put(recommendation, row, row.addressee, row.modality, row.source);
      } else {
        put(figure, row, row.value, row.value_to, row.measure, row.currency, row.qualifier, row.time,
            row.counted, row.unsure);
      }
      const std::int64_t id = connection_.last_row();
      if (first_provision_ == 0) first_provision_ = id;
      for (std::size_t i = 0; i < row.cites.size(); ++i) put(cite, id, i, row.cites[i]);
    }
  }

  // After everything else: a statement that might have to be taken back alone makes FTS5 write out what it
  // holds in memory. These cannot, one row a statement; SELECT instead of VALUES would. Rows in the order of
  // their numbers spare FTS5 the same.
  void index() {
    Statement insert(
        connection_,
        "INSERT INTO passages_text (rowid, text, about, counted, concepts) VALUES (?, ?, ?, ?, ?)");
    std::int64_t id = first_passage_;
    for (const PassageRow& row : rows_.passages) {
      const SectionRow* section = row.section == extract::none ? nullptr : &rows_.sections[row.section];
      insert.run(id++, row.words, section == nullptr ? std::string_view() : section->words, row.counted_words,
                 concepts(row.concepts, section));
    }
  }

  // The rows' numbers follow each other, which the search columns rely on.
  void columns() {
    Statement insert(connection_, "INSERT INTO search_columns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, id_);
    insert.bind(2, first_provision_);
    insert.bind(3, static_cast<std::int64_t>(rows_.provisions.size()));
    insert.bind(4, first_passage_);
    insert.bind(5, static_cast<std::int64_t>(rows_.passages.size()));
    insert.bind(6, rows_.provision_words);
    insert.bind(7, rows_.passage_words);
    insert.bind_bytes(8, rows_.provision_columns);
    insert.bind_bytes(9, rows_.passage_columns);
    insert.next();
  }

 private:
  // `own`: the columns of one kind.
  static std::string insert_provision(std::string_view own) {
    const std::string columns =
        "document, passage, page, \"begin\", \"end\", context_begin, context_end, since, hash, kind, "
        "language, "
        "rule, countries, boxes, " +
        std::string(own);
    std::string values = "?";
    for (const char c : columns) values += c == ',' ? ", ?" : "";
    return "INSERT INTO provisions (" + columns + ") VALUES (" + values + ")";
  }

  // Tokens of a row's concepts, then of those of the heading above it.
  const std::string& concepts(std::string_view own, const SectionRow* section) {
    concepts_.assign(own);
    const std::string_view above = section == nullptr ? std::string_view() : section->concepts;
    if (!above.empty()) concepts_.append(concepts_.empty() ? "" : " ").append(above);
    return concepts_ = concept_words(concepts_);
  }

  std::optional<std::int64_t> section_of(std::uint32_t index) const {
    return index == extract::none ? std::nullopt : std::optional(section_ids_[index]);
  }

  static std::optional<std::string_view> or_null(std::string_view text) { return unless_empty(text); }
  static std::optional<double> or_null(std::optional<double> value) { return value; }

  template <class... Own>
  void put(Statement& insert, const ProvisionRow& row, const Own&... own) {
    insert.run(id_, first_passage_ + row.passage, row.page, row.where.begin, row.where.end, row.context.begin,
               row.context.end, since_, hash_of(row.id), row.kind, row.language, row.rule, row.countries,
               row.boxes, or_null(own)...);
  }

  void put(Statement& insert, std::int64_t provision, std::size_t position, const CitationRow& cite) const {
    insert.run(provision, static_cast<std::int64_t>(position), cite.marker, rows_.text_of(cite.note),
               cite.page, rows_.text_of(cite.reference), cite.url, cite.call.begin, cite.call.end,
               cite.note.begin, cite.note.end, cite.reference.begin, cite.reference.end);
  }

  const Connection& connection_;
  const std::int64_t id_;
  const DocumentRows& rows_;
  const std::int64_t since_;
  std::vector<std::int64_t> section_ids_;  // beside the rows
  std::int64_t first_passage_ = 0, first_provision_ = 0;
  std::string concepts_;
};

}  // namespace

void put_read_form(const Connection& connection, std::int64_t document, std::string_view packed) {
  Statement insert(connection, "INSERT OR REPLACE INTO read_forms VALUES (?, ?)");
  insert.bind(1, document);
  insert.bind_bytes(2, packed);
  insert.next();
}

void put_contents(const Connection& connection, std::int64_t document, const DocumentRows& rows,
                  std::int64_t since) {
  Putting putting(connection, document, rows, since);
  putting.pages();
  putting.sections();
  putting.passages();
  putting.provisions();
  putting.columns();
  putting.index();
}

void erase_contents(const Connection& connection, std::int64_t document) {
  // The index first: it is told the words that it must forget. The search columns know the rows.
  static const std::string kForget =
      "INSERT INTO passages_text (passages_text, rowid, text, about, counted, concepts) "
      "SELECT 'delete', id, text, about, counted, concepts FROM passages_indexed WHERE " +
      rows_of_document("id", Table::passages);
  static const std::string kEraseCitations =
      "DELETE FROM citations WHERE " + rows_of_document("provision", Table::provisions);
  static const std::string kEraseProvisions =
      "DELETE FROM provisions WHERE " + rows_of_document("id", Table::provisions);
  static const std::string kErasePassages =
      "DELETE FROM passages WHERE " + rows_of_document("id", Table::passages);
  for (const char* sql :
       {kForget.c_str(), kEraseCitations.c_str(), kEraseProvisions.c_str(), kErasePassages.c_str(),
        "DELETE FROM search_columns WHERE document = ?", "DELETE FROM sections WHERE document = ?",
        "DELETE FROM pages WHERE document = ?", "DELETE FROM warnings WHERE document = ?"}) {
    Statement statement(connection, sql);
    statement.run(document);
  }
}

}  // namespace proviso::store
