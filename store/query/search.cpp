#include "store/search.h"

#include <algorithm>

#include "store/query/facets.h"
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

}  // namespace

Answer Store::search(const Question& question) const {
  State& state = *state_;
  const std::optional<QueryNode> query = parse_query(question.query, state.words, state.stems);
  const std::vector<QueryTerm> terms = query ? wanted_terms(*query) : std::vector<QueryTerm>();
  Transaction snapshot(state.connection, Transaction::read);
  const RowFilter filter(state.connection, question.filters);
  RowReader rows(state.connection);
  FacetCounts counts;
  const bool passages_asked = !question.filters.kinds.empty();
  const std::vector<Match> matches = matches_of(state.connection, query, question.exact, filter,
                                                passages_asked, question.facets ? &counts : nullptr);
  Answer answer;
  answer.total = matches.size();
  const std::size_t first = std::min(question.offset, matches.size());
  const std::size_t last = first + std::min(question.limit, matches.size() - first);
  for (std::size_t i = first; i < last; ++i) {
    const Match& match = matches[i];
    Hit hit = match.kind == MatchKind::passage
                  ? passage_hit(rows.passage(match.row), state.connection, match.row)
                  : provision_hit(rows.provision(match.row));
    hit.kind = name(match.kind);
    hit.score = match.score;
    hit.marks = marks_in(hit.text, terms, question.exact, state.words, state.stems);
    hit.excerpt = excerpt_of(hit.text, hit.marks, kExcerpt);
    hit.context_marks = marks_in(hit.context, terms, question.exact, state.words, state.stems);
    hit.context_excerpt = excerpt_of(hit.context, hit.context_marks, kExcerpt);
    answer.hits.push_back(std::move(hit));
  }
  if (question.facets) answer.facets = counts.facets(rows);
  return answer;
}

}  // namespace proviso::store
