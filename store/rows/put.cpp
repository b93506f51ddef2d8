#include "store/rows/put.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "store/rows/columns.h"
#include "store/rows/passages.h"

namespace proviso::store {

namespace {

using extract::Document;
using extract::Span;

template <class T>
std::optional<T> unless_empty(T text) {
  return text.empty() ? std::nullopt : std::optional<T>(text);
}

std::vector<std::string> countries_of(const nlp::Provision& provision) {
  if (const auto* figure = std::get_if<nlp::Figure>(&provision.what)) return figure->place;
  if (const auto* recommendation = std::get_if<nlp::Recommendation>(&provision.what))
    return recommendation->country;
  const std::string& country = std::get<nlp::Article>(provision.what).country;
  return country.empty() ? std::vector<std::string>() : std::vector{country};
}

// One document on its way into the tables.
class Putting {
 public:
  Putting(const Connection& connection, std::int64_t id, const NewDocument& contents)
      : connection_(connection),
        id_(id),
        document_(contents.document),
        findings_(contents.findings),
        insert_section_(connection, "INSERT INTO sections (document, heading, path) VALUES (?, ?, ?)"),
        insert_provision_(connection, kInsertProvision),
        insert_country_(connection, "INSERT INTO provision_countries VALUES (?, ?, ?)"),
        insert_citation_(connection, "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") {
  }

  void read_form(std::string_view packed) {
    Statement insert(connection_, "INSERT INTO read_forms VALUES (?, ?)");
    insert.bind(1, id_);
    insert.bind_bytes(2, packed);
    insert.next();
  }

  void pages() {
    static constexpr const char* kGrades[] = {"good", "poor", "bad"};
    Statement insert(connection_, "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const extract::Page& page : document_.pages) {
      insert.run(id_, page.number, page.label, static_cast<double>(page.width),
                 static_cast<double>(page.height), kGrades[static_cast<int>(page.grade)], page.reason,
                 page.source == extract::Source::ocr ? "ocr" : "text");
    }
    Statement warn(connection_, "INSERT INTO warnings VALUES (?, ?, ?)");
    for (std::size_t i = 0; i < document_.warnings.size(); ++i) {
      warn.run(id_, static_cast<std::int64_t>(i), document_.warnings[i]);
    }
  }

  void passages() {
    passages_ = passages_of(document_);
    passage_rows_.reserve(passages_.size());
    std::size_t next = 0;  // provision; both are in order of the text
    Statement insert(connection_,
                     "INSERT INTO passages (document, language, countries, block, page, section, "
                     "\"begin\", \"end\", text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Passage& passage : passages_) {
      const std::string& language = passage.first_block < findings_.languages.size()
                                        ? findings_.languages[passage.first_block]
                                        : findings_.language;
      insert.run(id_, language, countries_in(passage.span, next), passage.block,
                 page_number(extract::page_of(document_, passage.span)), section_of(passage.first_block),
                 passage.span.begin, passage.span.end, extract::text_of(document_, passage.span));
      passage_rows_.push_back(connection_.last_row());
    }
  }

  void provisions() {
    for (const nlp::Provision& provision : findings_.provisions) put(provision);
  }

  // The rows of a document follow each other, being written in one transaction, and are indexed in the order
  // in which they lie.
  void index() {
    Statement passages(connection_,
                       "INSERT INTO passages_text (rowid, text, about) "
                       "SELECT id, text, about FROM passages_indexed WHERE id >= ? ORDER BY id");
    if (!passage_rows_.empty()) passages.run(passage_rows_.front());
    Statement provisions(
        connection_,
        "INSERT INTO provisions_text (rowid, quote, context, about) "
        "SELECT id, quote, context, about FROM provisions_indexed WHERE id >= ? ORDER BY id");
    if (first_provision_) provisions.run(*first_provision_);
  }

 private:
  static constexpr const char* kInsertProvision =
      "INSERT INTO provisions (document, kind, language, year_first, year_last, act, countries, text_id, "
      "passage, "
      "page, section, \"begin\", \"end\", context_begin, context_end, rule, quote, context, boxes, "
      "value, value_to, measure, currency, qualifier, time, counted, "
      "act_name, country, article, part, point, canonical, addressee, modality) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
      "?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)";

  int page_number(std::uint32_t index) const {
    return index < document_.pages.size() ? document_.pages[index].number : 1;
  }

  int page_of(Span span) const { return page_number(extract::page_of(document_, span)); }

  // The row of the headings above `block`; nullopt at the top.
  std::optional<std::int64_t> section_of(std::uint32_t block) {
    const std::uint32_t heading =
        block < document_.blocks.size() ? document_.blocks[block].heading : extract::none;
    if (heading == extract::none) return std::nullopt;
    if (const auto known = sections_.find(heading); known != sections_.end()) return known->second;
    std::vector<std::string> path;
    for (const std::uint32_t above : extract::heading_path(document_, block)) {
      path.emplace_back(extract::text_of(document_, document_.blocks[above].span));
    }
    insert_section_.run(id_, path.back(), joined(path, '\n'));
    return sections_[heading] = connection_.last_row();
  }

  // Countries of the provisions that begin in `span`, sorted; `next` moves on behind them.
  std::string countries_in(Span span, std::size_t& next) const {
    std::vector<std::string> all;
    const std::vector<nlp::Provision>& provisions = findings_.provisions;
    while (next < provisions.size() && provisions[next].where.begin < span.begin) ++next;
    for (; next < provisions.size() && provisions[next].where.begin < span.end; ++next) {
      for (std::string& country : countries_of(provisions[next])) all.push_back(std::move(country));
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return joined(all, ' ');
  }

  std::optional<std::int64_t> passage_of(Span span) const {
    auto after =
        std::upper_bound(passages_.begin(), passages_.end(), span.begin,
                         [](std::uint32_t at, const Passage& passage) { return at < passage.span.begin; });
    if (after == passages_.begin() || !(--after)->span.contains(span.begin)) return std::nullopt;
    return passage_rows_[static_cast<std::size_t>(after - passages_.begin())];
  }

  void put(const nlp::Provision& provision) {
    const std::string id = nlp::provision_id(document_, provision);
    if (!ids_.insert(id).second) return;  // the same statement, found by two rules: the first has it
    Statement& row = insert_provision_;
    row.reset();
    for (int column = 20; column <= 34; ++column) row.bind(column, nullptr);
    const std::vector<std::string> countries = countries_of(provision);
    const std::string country_list = joined(countries, ' ');
    const std::string boxes = boxes_text(document_, extract::boxes_of(document_, provision.where));
    row.bind(1, id_);
    row.bind(2, nlp::kind_name(provision));
    row.bind(3, provision.language);
    row.bind(4, nullptr);
    row.bind(5, nullptr);
    row.bind(6, nullptr);
    row.bind(7, country_list);
    row.bind(8, id);
    row.bind(9, passage_of(provision.where));
    row.bind(10, page_of(provision.where));
    row.bind(11, section_of(provision.block));
    row.bind(12, provision.where.begin);
    row.bind(13, provision.where.end);
    row.bind(14, provision.context.begin);
    row.bind(15, provision.context.end);
    row.bind(16, provision.rule);
    row.bind(17, extract::text_of(document_, provision.where));
    row.bind(18, extract::text_of(document_, provision.context));
    row.bind(19, boxes);
    std::visit([&](const auto& what) { bind_fields(what); }, provision.what);
    row.next();
    const std::int64_t number = connection_.last_row();
    if (!first_provision_) first_provision_ = number;
    for (std::size_t i = 0; i < countries.size(); ++i) {
      insert_country_.run(number, static_cast<std::int64_t>(i), countries[i]);
    }
    for (std::size_t i = 0; i < provision.cites.size(); ++i) put(number, i, provision.cites[i]);
  }

  void bind_fields(const nlp::Figure& figure) {
    Statement& row = insert_provision_;
    if (const auto years = years_of(figure.time)) {
      row.bind(4, years->first);
      row.bind(5, years->second);
    }
    row.bind(20, figure.value);
    row.bind(21, figure.value_to);
    row.bind(22, nlp::name(figure.measure));
    row.bind(23, unless_empty(std::string_view(figure.currency)));
    row.bind(24, nlp::name(figure.qualifier));
    row.bind(25, unless_empty(std::string_view(figure.time)));
    row.bind(26, unless_empty(std::string_view(figure.counted)));
  }

  void bind_fields(const nlp::Article& article) {
    Statement& row = insert_provision_;
    canonical_ = nlp::canonical(article);
    row.bind(6, nlp::name(article.act));
    row.bind(27, unless_empty(std::string_view(article.act_name)));
    row.bind(28, unless_empty(std::string_view(article.country)));
    row.bind(29, article.article);
    row.bind(30, unless_empty(std::string_view(article.part)));
    row.bind(31, unless_empty(std::string_view(article.point)));
    row.bind(32, canonical_);
  }

  void bind_fields(const nlp::Recommendation& recommendation) {
    Statement& row = insert_provision_;
    row.bind(33, unless_empty(std::string_view(recommendation.addressee)));
    row.bind(34, nlp::name(recommendation.modality));
  }

  void put(std::int64_t provision, std::size_t position, const nlp::Citation& cite) {
    const Span place = !cite.note.empty() ? cite.note : !cite.reference.empty() ? cite.reference : cite.call;
    insert_citation_.run(
        provision, static_cast<std::int64_t>(position), cite.marker, extract::text_of(document_, cite.note),
        page_of(place), extract::text_of(document_, cite.reference), cite.url, cite.call.begin, cite.call.end,
        cite.note.begin, cite.note.end, cite.reference.begin, cite.reference.end);
  }

  const Connection& connection_;
  const std::int64_t id_;
  const Document& document_;
  const nlp::Findings& findings_;
  Statement insert_section_, insert_provision_, insert_country_, insert_citation_;
  std::vector<Passage> passages_;
  std::vector<std::int64_t> passage_rows_;                    // ids, beside passages_
  std::optional<std::int64_t> first_provision_;               // id
  std::unordered_map<std::uint32_t, std::int64_t> sections_;  // by block of the nearest heading
  std::unordered_set<std::string> ids_;                       // of the provisions written
  std::string canonical_;                                     // bound while its row is written
};

}  // namespace

void put_contents(const Connection& connection, std::int64_t document, const NewDocument& contents) {
  Putting putting(connection, document, contents);
  putting.read_form(contents.packed);
  putting.pages();
  putting.passages();
  putting.provisions();
  putting.index();
}

void erase_contents(const Connection& connection, std::int64_t document) {
  // The indexes first: they are told the words that they must forget.
  for (const char* sql :
       {("INSERT INTO provisions_text (provisions_text, rowid, quote, context, about) "
         "SELECT 'delete', id, quote, context, about FROM provisions_indexed WHERE document = ?"),
        ("INSERT INTO passages_text (passages_text, rowid, text, about) "
         "SELECT 'delete', id, text, about FROM passages_indexed WHERE document = ?"),
        "DELETE FROM citations WHERE provision IN (SELECT id FROM provisions WHERE document = ?)",
        "DELETE FROM provision_countries WHERE provision IN (SELECT id FROM provisions WHERE document = ?)",
        "DELETE FROM provisions WHERE document = ?", "DELETE FROM passages WHERE document = ?",
        "DELETE FROM sections WHERE document = ?", "DELETE FROM pages WHERE document = ?",
        "DELETE FROM warnings WHERE document = ?", "DELETE FROM read_forms WHERE document = ?"}) {
    Statement statement(connection, sql);
    statement.run(document);
  }
}

}  // namespace proviso::store
