#include "store/compare.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "nlp/nearest.h"
#include "store/query/known_concepts.h"
#include "store/query/marks.h"
#include "store/query/matches.h"
#include "store/rows/columns.h"
#include "store/rows/rows.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

QueryNode field(Field field, std::vector<std::string> values) {
  QueryNode node = {.kind = QueryNode::Kind::field};
  node.field = {.field = field, .values = std::move(values)};
  return node;
}

std::vector<std::string> upper(std::vector<std::string> texts) {
  for (std::string& text : texts) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return texts;
}

// Digits by their value: 9 before 10, 127 before 127.1.
bool natural_less(std::string_view a, std::string_view b) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  while (!a.empty() && !b.empty()) {
    if (!is_digit(a.front()) || !is_digit(b.front())) {
      if (a.front() != b.front()) return a.front() < b.front();
      a.remove_prefix(1);
      b.remove_prefix(1);
      continue;
    }
    const auto digits_a =
        static_cast<std::size_t>(std::find_if_not(a.begin(), a.end(), is_digit) - a.begin());
    const auto digits_b =
        static_cast<std::size_t>(std::find_if_not(b.begin(), b.end(), is_digit) - b.begin());
    if (digits_a != digits_b) return digits_a < digits_b;
    if (const int order = a.substr(0, digits_a).compare(b.substr(0, digits_b)); order != 0) return order < 0;
    a.remove_prefix(digits_a);
    b.remove_prefix(digits_b);
  }
  return a.size() < b.size();
}

struct NaturalLess {
  bool operator()(const std::string& a, const std::string& b) const { return natural_less(a, b); }
};

// Times in order; what has none comes last.
bool time_less(const std::string& a, const std::string& b) {
  if (a.empty() != b.empty()) return b.empty();
  return a < b;
}

class Comparing {
 public:
  Comparing(const CompareQuestion& question, const Connection& connection, Catalogue& catalogue,
            SearchWords& words, Stems& stems)
      : question_(question),
        connection_(connection),
        catalogue_(catalogue),
        words_(words),
        stems_(stems),
        rows_(connection),
        asked_countries_(upper(question.filters.countries)) {}

  Comparison run() {
    catalogue_.refresh(connection_);
    switch (question_.by) {
      case CompareBy::article:
        articles(Field::article);
        break;
      case CompareBy::act:
        articles(Field::act);
        break;
      case CompareBy::topic:
        topics();
        break;
      case CompareBy::figure:
        figures();
        break;
    }
    return finished();
  }

 private:
  // Cells by row and column; rows by countries with a space between.
  using Cells = std::map<std::string, std::map<std::string, std::vector<Compared>>>;

  void articles(Field field_asked) {
    each(without_words(field(field_asked, question_.what)), [&](const ProvisionRecord& record) {
      const auto& article = std::get<nlp::Article>(record.what);
      put(article.country, article.article, record);
    });
    std::set<std::string, NaturalLess> columns;
    if (field_asked == Field::article) columns.insert(question_.what.begin(), question_.what.end());
    for (const auto& [row, cells] : cells_) {
      for (const auto& [column, cell] : cells) columns.insert(column);
    }
    columns_.assign(columns.begin(), columns.end());
  }

  void topics() {
    for (const std::string& asked : question_.what) {
      const std::string topic = topic_called(asked);
      columns_.push_back(topic);
      each(without_words(field(Field::topic, {topic})), [&](const ProvisionRecord& record) {
        std::vector<std::string> countries = countries_of(record);
        if (countries.empty()) countries.emplace_back();
        for (const std::string& country : countries) put(country, topic, record);
      });
    }
  }

  // A concept by its name, or by a term of it in any language.
  std::string topic_called(const std::string& asked) {
    Statement find(connection_, "SELECT 1 FROM concepts WHERE concept = ?");
    if (find.first(asked)) return asked;
    Query query = parse_query(asked, words_, stems_);
    if (query.text) understand(*query.text);
    if (query.text && query.text->kind == QueryNode::Kind::meant) return query.text->topic;
    std::vector<std::string> names;
    Statement all(connection_,
                  "SELECT DISTINCT concept FROM concepts WHERE length(concept) > 2 ORDER BY concept");
    while (all.next()) names.push_back(all.string(0));
    const std::string_view near = nlp::nearest(asked, {names.begin(), names.end()});
    throw BadQuery("there is no topic \"" + asked + "\"" +
                   (near.empty() ? "; rules/thesaurus/ has their names and terms"
                                 : " (did you mean " + std::string(near) + "?)"));
  }

  void figures() {
    std::string words;
    for (const std::string& part : question_.what) words += (words.empty() ? "" : " ") + part;
    Query query = parse_query(words, words_, stems_);
    if (!query.text) throw BadQuery("--figure takes the words that say what is counted, as in 'entry bans'");
    understand(*query.text);
    ConceptTags tags;
    for (const std::string& topic : wanted_topics(*query.text)) add_terms_of(connection_, topic, tags);
    const QueryNode text = *query.text;
    query.fields.push_back(field(Field::kind, {"figure"}));
    std::set<std::string> columns;
    each(query, [&](const ProvisionRecord& record) {
      const auto& figure = std::get<nlp::Figure>(record.what);
      if (!says(record.quote + "\n" + figure.counted, text, tags, words_, stems_)) return;
      put(joined(figure.place, ' '), figure.time, record);
      columns.insert(figure.time);
    });
    columns_.assign(columns.begin(), columns.end());
    std::sort(columns_.begin(), columns_.end(), time_less);
  }

  void understand(QueryNode& text) {
    for (Understood& one : store::understand(connection_, text)) understood_.push_back(std::move(one));
  }

  static Query without_words(QueryNode fields) {
    Query query;
    query.fields.push_back(std::move(fields));
    return query;
  }

  // Every provision that answers, in the order of export.
  template <class Take>
  void each(const Query& query, Take take) {
    RowTests tests(connection_, catalogue_, question_.filters, query);
    const Gathering gathering = {connection_, catalogue_, tests, nullptr,
                                 std::chrono::steady_clock::now() + std::chrono::minutes(1)};
    std::vector<Match> matches;
    if (query.text) {
      gather(gathering, plan_of(*query.text, false), matches);
    } else {
      gather_all(gathering, Table::provisions, matches);
    }
    std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
      return a.document != b.document ? a.document < b.document : a.row < b.row;
    });
    for (const Match& match : matches) take(rows_.provision(match.row));
  }

  static std::vector<std::string> countries_of(const ProvisionRecord& record) {
    if (const auto* figure = std::get_if<nlp::Figure>(&record.what)) return figure->place;
    if (const auto* urged = std::get_if<nlp::Recommendation>(&record.what)) return urged->country;
    const std::string& country = std::get<nlp::Article>(record.what).country;
    return country.empty() ? std::vector<std::string>() : std::vector{country};
  }

  void put(const std::string& row, const std::string& column, const ProvisionRecord& record) {
    Compared compared = {record.id,    record.kind, record.document, record.page, record.page_label,
                         record.quote, {}};
    if (const auto* figure = std::get_if<nlp::Figure>(&record.what)) compared.figure = *figure;
    cells_[row][column].push_back(std::move(compared));
  }

  // Rows are the countries asked for, in that order, and then those that figures about several of them have;
  // or all, by code, the unknown ones last.
  Comparison finished() {
    Comparison made;
    made.columns = columns_;
    made.understood = understood_;
    for (const std::string& country : asked_countries_) add_row(country, made);
    for (const auto& [row, cells] : cells_) {
      const bool several = row.find(' ') != std::string::npos;
      const bool done =
          std::find(asked_countries_.begin(), asked_countries_.end(), row) != asked_countries_.end();
      const bool wanted = asked_countries_.empty() || (several && question_.by == CompareBy::figure);
      if (!row.empty() && !done && wanted) add_row(row, made);
    }
    if (asked_countries_.empty() && cells_.contains("")) add_row("", made);
    return made;
  }

  void add_row(const std::string& row, Comparison& made) {
    ComparedRow& added = made.rows.emplace_back();
    added.countries = split(row, ' ');
    auto& cells = cells_[row];
    for (const std::string& column : columns_) added.cells.push_back(std::move(cells[column]));
  }

  const CompareQuestion& question_;
  const Connection& connection_;
  Catalogue& catalogue_;
  SearchWords& words_;
  Stems& stems_;
  RowReader rows_;
  const std::vector<std::string> asked_countries_;
  Cells cells_;
  std::vector<std::string> columns_;
  std::vector<Understood> understood_;
};

}  // namespace

Comparison Store::compare(const CompareQuestion& question) const {
  State& state = *state_;
  Transaction snapshot(state.connection, Transaction::read);
  return Comparing(question, state.connection, state.catalogue, state.words, state.stems).run();
}

}  // namespace proviso::store
