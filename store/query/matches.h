// The rows that answer a question, as little of each as ranking and counting need.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "store/query/catalogue.h"
#include "store/query/facets.h"
#include "store/query/plan.h"
#include "store/query/row_tests.h"

namespace proviso::store {

struct Match {
  std::int64_t row = 0;        // of provisions or passages
  std::uint32_t document = 0;  // CatalogueDocument::order
  RowKind kind = RowKind::passage;
  bool own = false;  // the provision's own words answer the whole query
  std::uint32_t through =
      0;  // bits of the first 32 of Query's meant_in(): only the concept is there, not the words
  float score = 0;
};

// What a search works on, and until when.
struct Gathering {
  const Connection& connection;
  Catalogue& catalogue;
  RowTests& tests;
  FacetCounts* facets = nullptr;  // gets every match
  std::chrono::steady_clock::time_point deadline;
};

// Appends the provisions and passages that the plan finds and the tests let through, in no order to rely on.
// Throws BadQuery after the deadline.
void gather(const Gathering& gathering, const Plan& plan, std::vector<Match>& matches);

// The same without words, in one table: every row that the tests let through, in the order of export.
void gather_all(const Gathering& gathering, Table table, std::vector<Match>& matches);

// The best `count` first: provisions whose own words match, then by score, then in the order of export. The
// others stay behind them in no order.
void rank(std::vector<Match>& matches, std::size_t count);

// Makes the function that gather() asks FTS5 to call known to the connection; once, before the first query.
void register_gathering(const Connection& connection);

}  // namespace proviso::store
