// How well a row answers a query: bm25 as FTS5 has it, at a fraction of its cost. FTS5 reads a row's length
// from a table for each row, and counts every row of every phrase before the first; here lengths stand in
// memory, and what is rare is estimated from the first rows that have it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "store/query/catalogue.h"
#include "store/query/plan.h"
#include "store/rows/connection.h"

struct Fts5ExtensionApi;
struct Fts5Context;

namespace proviso::store {

// A row that FTS5 stands at.
class RowInIndex {
 public:
  RowInIndex(const Fts5ExtensionApi* api, Fts5Context* context) : api_(api), context_(context) {}
  std::int64_t row() const;
  // Where a phrase stands in the row: column and word, -1 if nowhere (more).
  struct Place {
    int column = -1, word = -1;
  };
  template <class Take>
  void each_place(int phrase, Take take) const;
  // How many rows have the phrase; estimated from the first of them if they are many. `last_row`: the
  // greatest number of a row.
  double rows_with(int phrase, std::int64_t last_row) const;
  int words_of(int phrase) const;

 private:
  const Fts5ExtensionApi* api_;
  Fts5Context* context_;
};

class RowTaker {
 public:
  virtual ~RowTaker() = default;
  virtual void take(const RowInIndex& found) = 0;
};

// Calls `taker` for every row of the table's index that matches, in ascending order. What it throws comes
// out.
void each_row(const Connection& connection, Table table, const std::string& expression, RowTaker& taker);

struct Scored {
  float score = 0;
  bool own = false;           // as PlanNode says
  std::uint32_t through = 0;  // as in Match
};

class Scorer {
 public:
  Scorer(const Plan& plan, Table table, const Catalogue& catalogue);
  Scored score(const RowInIndex& found, const SearchRow& row);

 private:
  struct Hits {
    double weighted = 0;           // occurrences by the weight of where they are
    bool own = false;              // one is in the quote
    std::vector<int> places = {};  // column and word in one number, ascending; of plain phrases
  };

  void weigh(const RowInIndex& found);
  void look(const RowInIndex& found, const SearchRow& row);
  double part(std::size_t phrase, double weighted) const;
  double together_score() const;
  bool own(const PlanNode& node) const;

  const Plan& plan_;
  const Table table_;
  const double rows_;
  const double mean_words_;
  std::int64_t last_row_ = 0;
  std::vector<double> rarity_;  // by phrase; empty until the first row
  std::vector<int> words_;      // by phrase
  std::vector<Hits> hits_;
  double length_ = 0;  // the row's, in mean lengths
};

}  // namespace proviso::store
