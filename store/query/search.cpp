#include "store/search.h"

#include <algorithm>

#include "store/query/facets.h"
#include "store/query/known_concepts.h"
#include "store/query/marks.h"
#include "store/query/matches.h"
#include "store/rows/columns.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

constexpr std::size_t kExcerpt = 300;  // characters

std::vector<std::string> countries_of(const ProvisionRecord& record) {
  if (const auto* figure = std::get_if<nlp::Figure>(&record.what)) return figure->place;
  if (const auto* recommendation = std::get_if<nlp::Recommendation>(&record.what))
    return recommendation->country;
  const std::string& country = std::get<nlp::Article>(record.what).country;
  return country.empty() ? std::vector<std::string>() : std::vector{country};
}

// What provisions and passages have in common: identity, and where they stand.
template <typename Record>
void take_place(Hit& hit, Record& record) {
  hit.id = std::move(record.id);
  hit.document = std::move(record.document);
  hit.page = record.page;
  hit.page_label = std::move(record.page_label);
  hit.section = std::move(record.section);
  hit.language = std::move(record.language);
}

Hit provision_hit(ProvisionRecord record) {
  Hit hit;
  hit.countries = countries_of(record);
  take_place(hit, record);
  hit.text = std::move(record.quote);
  hit.context = std::move(record.context);
  return hit;
}

Hit passage_hit(PassageRecord record, const Connection& connection, std::int64_t row) {
  Statement countries(connection, "SELECT countries FROM passages WHERE id = ?");
  Hit hit;
  if (countries.first(row)) hit.countries = split(countries.text(0), ' ');
  take_place(hit, record);
  hit.text = std::move(record.text);
  return hit;
}

// One search, step by step.
class Searching {
 public:
  Searching(const Question& question, const Connection& connection, Catalogue& catalogue, SearchWords& words,
            Stems& stems)
      : question_(question),
        connection_(connection),
        catalogue_(catalogue),
        words_(words),
        stems_(stems),
        query_(parse_query(question.query, words, stems)) {}

  Answer run() {
    catalogue_.refresh(connection_);
    if (query_.text) understand(*query_.text);
    const std::size_t last = question_.offset + question_.limit;
    std::vector<Match> matches = gathered();
    answer_.total = matches.size();
    if (query_.text) rank(matches, last);
    RowReader rows(connection_);
    for (std::size_t i = question_.offset; i < std::min(last, matches.size()); ++i) {
      answer_.hits.push_back(hit(matches[i], rows));
    }
    if (question_.facets) answer_.facets = counts_.facets(catalogue_, rows);
    return std::move(answer_);
  }

 private:
  // Finds the concepts among the words.
  void understand(QueryNode& text) {
    if (!question_.exact) answer_.understood = store::understand(connection_, text);
    for (const std::string& topic : wanted_topics(text)) add_terms_of(connection_, topic, concepts_);
    wanted_ = {wanted_terms(text), question_.exact, concepts_.empty() ? nullptr : &concepts_};
  }

  std::vector<Match> gathered() {
    RowTests tests(connection_, catalogue_, question_.filters, query_);
    const Gathering gathering = {connection_, catalogue_, tests, question_.facets ? &counts_ : nullptr,
                                 std::chrono::steady_clock::now() + question_.patience};
    std::vector<Match> matches;
    if (query_.text) {
      gather(gathering, plan_of(*query_.text, question_.exact), matches);
      return matches;
    }
    for (const Table table : {Table::provisions, Table::passages}) {
      const bool wanted = table == Table::provisions || tests.names_passages();
      if (wanted && tests.may_pass(table)) gather_all(gathering, table, matches);
    }
    return matches;
  }

  Hit hit(const Match& match, RowReader& rows) {
    Hit hit = match.kind == RowKind::passage ? passage_hit(rows.passage(match.row), connection_, match.row)
                                             : provision_hit(rows.provision(match.row));
    hit.kind = name(match.kind);
    hit.score = static_cast<double>(match.score);
    for (std::size_t i = 0; i < answer_.understood.size() && i < 32; ++i) {
      if ((match.through >> i & 1) != 0) hit.through.push_back(answer_.understood[i].topic);
    }
    hit.marks = marks_in(hit.text, wanted_, words_, stems_);
    hit.excerpt = excerpt_of(hit.text, hit.marks, kExcerpt);
    hit.context_marks = marks_in(hit.context, wanted_, words_, stems_);
    hit.context_excerpt = excerpt_of(hit.context, hit.context_marks, kExcerpt);
    return hit;
  }

  const Question& question_;
  const Connection& connection_;
  Catalogue& catalogue_;
  SearchWords& words_;
  Stems& stems_;
  Query query_;
  ConceptTags concepts_;  // those of the query, with all their terms
  Wanted wanted_;
  FacetCounts counts_;
  Answer answer_;
};

}  // namespace

Answer Store::search(const Question& question) const {
  State& state = *state_;
  Transaction snapshot(state.connection, Transaction::read);
  return Searching(question, state.connection, state.catalogue, state.words, state.stems).run();
}

}  // namespace proviso::store
