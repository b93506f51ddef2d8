#include "store/rows/put.h"

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
                     "\"begin\", \"end\", text, concepts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    passage_ids_.reserve(rows_.passages.size());
    for (const PassageRow& passage : rows_.passages) {
      insert.run(id_, passage.language, passage.countries, passage.block, passage.page,
                 id_in(section_ids_, passage.section), passage.where.begin, passage.where.end,
                 rows_.text_of(passage.where), passage.concepts);
      passage_ids_.push_back(connection_.last_row());
    }
  }

  void provisions() {
    Statement insert(connection_, kInsertProvision);
    Statement country(connection_, "INSERT INTO provision_countries VALUES (?, ?, ?)");
    Statement cite(connection_, "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    provision_ids_.reserve(rows_.provisions.size());
    for (const ProvisionRow& provision : rows_.provisions) {
      put(insert, provision);
      const std::int64_t id = connection_.last_row();
      provision_ids_.push_back(id);
      put_countries(country, id, provision.countries);
      for (std::size_t i = 0; i < provision.cites.size(); ++i) put(cite, id, i, provision.cites[i]);
    }
  }

  // After everything else: a statement that might have to be taken back alone makes FTS5 write out what it
  // holds in memory. These cannot, one row a statement; SELECT instead of VALUES would. Rows in the order of
  // their numbers spare FTS5 the same.
  void index() {
    Statement passage(connection_,
                      "INSERT INTO passages_text (rowid, text, about, concepts) VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < rows_.passages.size(); ++i) {
      const PassageRow& row = rows_.passages[i];
      passage.run(passage_ids_[i], rows_.words[row.words], rows_.words[row.about],
                  concepts(row.concepts, row.section));
    }
    Statement provision(
        connection_,
        "INSERT INTO provisions_text (rowid, quote, context, about, concepts) VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < rows_.provisions.size(); ++i) {
      const ProvisionRow& row = rows_.provisions[i];
      provision.run(provision_ids_[i], rows_.words[row.quote_words], rows_.words[row.context_words],
                    rows_.words[row.about_words], concepts(row.concepts, row.section));
    }
  }

  // The rows' numbers follow each other, which the search columns rely on.
  void columns() {
    Statement insert(connection_, "INSERT INTO search_columns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, id_);
    insert.bind(2, provision_ids_.empty() ? 0 : provision_ids_.front());
    insert.bind(3, static_cast<std::int64_t>(provision_ids_.size()));
    insert.bind(4, passage_ids_.empty() ? 0 : passage_ids_.front());
    insert.bind(5, static_cast<std::int64_t>(passage_ids_.size()));
    insert.bind(6, places(rows_.provision_columns));
    insert.bind(7, places(rows_.passage_columns));
    insert.bind_bytes(8, rows_.provision_columns);
    insert.bind_bytes(9, rows_.passage_columns);
    insert.next();
  }

 private:
  static constexpr const char* kInsertProvision =
      "INSERT INTO provisions (document, kind, language, year_first, year_last, act, countries, text_id, "
      "passage, page, section, \"begin\", \"end\", context_begin, context_end, rule, since, quote, context, "
      "boxes, "
      "value, value_to, measure, currency, qualifier, time, counted, "
      "act_name, country, article, part, point, canonical, addressee, modality, source, concepts) VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?)";

  // Tokens of a row's concepts, then of those of the heading above it.
  const std::string& concepts(std::string_view own, std::uint32_t section) {
    concepts_.assign(own);
    const std::string_view above =
        section == extract::none ? std::string_view() : rows_.sections[section].concepts;
    if (!above.empty()) concepts_.append(concepts_.empty() ? "" : " ").append(above);
    return concepts_ = concept_words(concepts_);
  }

  // Words of all rows, for their mean.
  static std::int64_t places(std::string_view columns) {
    std::int64_t sum = 0;
    for (const SearchRow& row : unpack_columns(columns).rows) sum += row.places;
    return sum;
  }

  static std::optional<std::int64_t> id_in(const std::vector<std::int64_t>& ids, std::uint32_t index) {
    return index == extract::none ? std::nullopt : std::optional(ids[index]);
  }

  void put(Statement& insert, const ProvisionRow& row) {
    std::optional<int> first_year, last_year;
    if (row.years) first_year = row.years->first, last_year = row.years->second;
    insert.run(id_, row.kind, row.language, first_year, last_year, unless_empty(row.act), row.countries,
               row.id, id_in(passage_ids_, row.passage), row.page, id_in(section_ids_, row.section),
               row.where.begin, row.where.end, row.context.begin, row.context.end, row.rule, since_,
               rows_.text_of(row.where), rows_.text_of(row.context), row.boxes, row.value, row.value_to,
               unless_empty(row.measure), unless_empty(row.currency), unless_empty(row.qualifier),
               unless_empty(row.time), unless_empty(row.counted), unless_empty(row.act_name),
               unless_empty(row.country), unless_empty(row.article), unless_empty(row.part),
               unless_empty(row.point), unless_empty(row.canonical), unless_empty(row.addressee),
               unless_empty(row.modality), unless_empty(row.source), row.concepts);
  }

  static void put_countries(Statement& insert, std::int64_t provision, std::string_view countries) {
    for (std::int64_t position = 0; !countries.empty(); ++position) {
      const std::size_t end = countries.find(' ');
      insert.run(provision, position, countries.substr(0, end));
      countries.remove_prefix(end == std::string_view::npos ? countries.size() : end + 1);
    }
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
  std::vector<std::int64_t> section_ids_, passage_ids_, provision_ids_;  // beside the rows
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
  // The indexes first: they are told the words that they must forget.
  for (const char* sql :
       {("INSERT INTO provisions_text (provisions_text, rowid, quote, context, about, concepts) "
         "SELECT 'delete', id, quote, context, about, concepts FROM provisions_indexed WHERE document = ?"),
        ("INSERT INTO passages_text (passages_text, rowid, text, about, concepts) "
         "SELECT 'delete', id, text, about, concepts FROM passages_indexed WHERE document = ?"),
        "DELETE FROM citations WHERE provision IN (SELECT id FROM provisions WHERE document = ?)",
        "DELETE FROM provision_countries WHERE provision IN (SELECT id FROM provisions WHERE document = ?)",
        "DELETE FROM provisions WHERE document = ?", "DELETE FROM passages WHERE document = ?",
        "DELETE FROM search_columns WHERE document = ?", "DELETE FROM sections WHERE document = ?",
        "DELETE FROM pages WHERE document = ?", "DELETE FROM warnings WHERE document = ?"}) {
    Statement statement(connection, sql);
    statement.run(document);
  }
}

}  // namespace proviso::store
