#include "store/search.h"

#include <algorithm>

#include "store/query/facets.h"
#include "store/query/hits.h"
#include "store/query/known_concepts.h"
#include "store/query/marks.h"
#include "store/query/matches.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

constexpr std::size_t kExcerpt = 300;  // characters

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
    HitReader rows(connection_, catalogue_);
    for (std::size_t i = question_.offset; i < std::min(last, matches.size()); ++i) {
      answer_.hits.push_back(hit(matches[i], rows));
    }
    if (question_.facets) answer_.facets = counts_.facets(connection_, catalogue_);
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

  Hit hit(const Match& match, HitReader& rows) {
    CatalogueDocument& document = catalogue_.documents()[match.document];
    Hit hit = match.kind == RowKind::passage ? rows.passage(match.row, document)
                                             : rows.provision(match.row, document);
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
