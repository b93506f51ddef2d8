// The rows that answer a question, as little of each as ranking and counting need.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "store/query/query.h"
#include "store/rows/connection.h"
#include "store/rows/rows.h"
#include "store/search.h"

namespace proviso::store {

enum class MatchKind : std::uint8_t { figure, article, recommendation, passage };
const char* name(MatchKind kind);

struct Match {
  std::int64_t row = 0;  // of provisions or passages
  std::int64_t document = 0;
  MatchKind kind = MatchKind::passage;
  bool in_quote = false;  // the provision's own words match the whole query
  double score = 0;
};

// Counts of values, made while matches are gathered.
class FacetCounts;

// All matches, best first: provisions whose quote matches, then by score, then in the order of export.
// Without a query all that the filter lets through in the order of export (passages only if they are asked
// for by name). `facets`, if not null, gets what each match has.
std::vector<Match> matches_of(const Connection& connection, const std::optional<QueryNode>& query, bool exact,
                              const RowFilter& filter, bool passages_asked, FacetCounts* facets);

}  // namespace proviso::store
