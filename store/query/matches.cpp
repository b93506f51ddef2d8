#include "store/query/matches.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "store/query/facets.h"

namespace proviso::store {

namespace {

// Weights of bm25: provisions by quote, context, about; passages by text, about. A passage is longer and
// says less precisely what was asked for, so its score counts less beside a provision's.
constexpr const char* kProvisionScore = "-bm25(provisions_text, 8.0, 2.0, 1.0)";
constexpr const char* kPassageScore = "-0.5 * bm25(passages_text, 4.0, 1.0)";

constexpr const char* kProvisionColumns =
    "p.id, p.document, p.kind, p.language, coalesce(p.year_first, 0), coalesce(p.year_last, 0), p.act, "
    "p.countries, ";
constexpr const char* kPassageColumns = "p.id, p.document, 'passage', p.language, 0, 0, NULL, p.countries, ";

MatchKind kind_named(std::string_view kind) {
  if (kind == "figure") return MatchKind::figure;
  if (kind == "article") return MatchKind::article;
  return kind == "recommendation" ? MatchKind::recommendation : MatchKind::passage;
}

// Adds the rows of `row` (the columns above and the score) that the filter lets through.
void gather(Statement& row, const RowFilter& filter, FacetCounts* facets, std::vector<Match>& matches) {
  while (row.next()) {
    const FacetValues values = {row.text(2),
                                row.text(3),
                                row.text(7),
                                row.text(6),
                                static_cast<int>(row.integer(4)),
                                static_cast<int>(row.integer(5)),
                                row.integer(1)};
    if (!filter.wants_kind(values.kind) || !filter.wants_document(values.document) ||
        !filter.wants_language(values.language) || !filter.wants_countries(values.countries) ||
        !filter.wants_years(values.year_first, values.year_last)) {
      continue;
    }
    if (facets != nullptr) facets->add(values);
    matches.push_back({row.integer(0), values.document, kind_named(values.kind), false, row.real(8)});
  }
}

std::unordered_set<std::int64_t> quotes_that_match(const Connection& connection,
                                                   const std::string& expression) {
  std::unordered_set<std::int64_t> rows;
  Statement row(connection, "SELECT rowid FROM provisions_text WHERE provisions_text MATCH ?");
  const std::string in_quote = "{quote} : " + expression;
  for (bool more = row.first(in_quote); more; more = row.next()) rows.insert(row.integer(0));
  return rows;
}

void gather_by_query(const Connection& connection, const QueryNode& query, bool exact,
                     const RowFilter& filter, FacetCounts* facets, std::vector<Match>& matches) {
  const std::string expression = ranking_expression(query, exact);
  if (filter.wants_provisions()) {
    Statement row(connection,
                  std::string("SELECT ") + kProvisionColumns + kProvisionScore +
                      " FROM provisions_text CROSS JOIN provisions p ON p.id = provisions_text.rowid "
                      "WHERE provisions_text MATCH ?");
    row.bind(1, expression);
    gather(row, filter, facets, matches);
    const std::unordered_set<std::int64_t> quotes =
        quotes_that_match(connection, match_expression(query, exact));
    for (Match& match : matches) match.in_quote = quotes.contains(match.row);
  }
  if (filter.wants_passages()) {
    Statement row(connection, std::string("SELECT ") + kPassageColumns + kPassageScore +
                                  " FROM passages_text CROSS JOIN passages p ON p.id = passages_text.rowid "
                                  "WHERE passages_text MATCH ?");
    row.bind(1, expression);
    gather(row, filter, facets, matches);
  }
}

void gather_all(const Connection& connection, const RowFilter& filter, bool passages_asked,
                FacetCounts* facets, std::vector<Match>& matches) {
  if (filter.wants_provisions()) {
    Statement row(connection, std::string("SELECT ") + kProvisionColumns +
                                  "0 FROM provisions p JOIN documents d ON d.id = " +
                                  "p.document ORDER BY d.sha256, p.page, p.\"begin\", p.\"end\", p.id");
    gather(row, filter, facets, matches);
  }
  if (passages_asked && filter.wants_passages()) {
    Statement row(connection, std::string("SELECT ") + kPassageColumns +
                                  "0 FROM passages p JOIN documents d ON d.id = p.document "
                                  "ORDER BY d.sha256, p.\"begin\"");
    gather(row, filter, facets, matches);
  }
}

// Position of each document in the order of export.
std::unordered_map<std::int64_t, std::size_t> document_order(const Connection& connection) {
  std::unordered_map<std::int64_t, std::size_t> order;
  Statement row(connection, "SELECT id FROM documents ORDER BY sha256");
  while (row.next()) order.emplace(row.integer(0), order.size());
  return order;
}

void rank(const Connection& connection, std::vector<Match>& matches) {
  const std::unordered_map<std::int64_t, std::size_t> order = document_order(connection);
  std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
    if (a.in_quote != b.in_quote) return a.in_quote;
    if (a.score != b.score) return a.score > b.score;
    if (a.document != b.document) return order.at(a.document) < order.at(b.document);
    const bool a_passage = a.kind == MatchKind::passage, b_passage = b.kind == MatchKind::passage;
    if (a_passage != b_passage) return b_passage;
    return a.row < b.row;  // rows of a document are numbered in the order of its text
  });
}

}  // namespace

const char* name(MatchKind kind) {
  static constexpr const char* kNames[] = {"figure", "article", "recommendation", "passage"};
  return kNames[static_cast<int>(kind)];
}

std::vector<Match> matches_of(const Connection& connection, const std::optional<QueryNode>& query, bool exact,
                              const RowFilter& filter, bool passages_asked, FacetCounts* facets) {
  std::vector<Match> matches;
  if (query) {
    gather_by_query(connection, *query, exact, filter, facets, matches);
    rank(connection, matches);
  } else {
    gather_all(connection, filter, passages_asked, facets, matches);
  }
  return matches;
}

}  // namespace proviso::store
