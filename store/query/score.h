// Whether and how well a row answers a query: bm25 as FTS5 has it, at a fraction of its cost. The index holds
// the words of passages; a provision is a part of one, so what it says is told from where the words of the
// query stand there. FTS5 would read a row's length from a table for each row, and count every row of every
// phrase before the first; here lengths stand in memory, and what is rare is estimated.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/query/catalogue.h"
#include "store/query/plan.h"
#include "store/rows/connection.h"

struct Fts5ExtensionApi;
struct Fts5Context;

namespace proviso::store {

// Where a phrase stands in a passage: the column of the index and the number of its first word there.
struct Place {
  int column = 0, word = 0;
  auto operator<=>(const Place&) const = default;
};

// A passage that FTS5 stands at.
class RowInIndex {
 public:
  RowInIndex(const Fts5ExtensionApi* api, Fts5Context* context) : api_(api), context_(context) {}
  std::int64_t row() const;
  void places(int phrase, std::vector<Place>& places) const;  // replaces them
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

// Calls `taker` for every passage that matches, in ascending order of rows. What it throws comes out.
void each_row(const Connection& connection, const std::string& expression, RowTaker& taker);

// How many passages match an expression: counted where they are few, else estimated from the stretches that
// the first and the last of them fill. (To begin in between, FTS5 would have to read what stands before.)
class RowCounter {
 public:
  // `last_row`: the greatest number of a passage.
  RowCounter(const Connection& connection, std::int64_t last_row);
  double rows_with(const std::string& expression);

 private:
  Statement ascending_, descending_;
  const std::int64_t last_row_;
};

struct Scored {
  float score = 0;
  bool own = false;           // as in Match
  std::uint32_t through = 0;  // as in Match
};

// look() at a passage, then ask for the rows in it.
class Scorer {
 public:
  Scorer(const Connection& connection, const Plan& plan, const Catalogue& catalogue);

  void look(const RowInIndex& found, const SearchRow& passage);
  // Nothing for a row that does not answer.
  std::optional<Scored> passage(const SearchRow& row);
  std::optional<Scored> provision(const SearchRow& row, const SearchPlaces& places);

 private:
  // A part of the passage that a row has.
  struct Region {
    int column = 0;
    WordRange words = {};
    double weight = 0;
    bool own = false;
  };
  struct Hits {
    double weighted = 0;           // occurrences by the weight of where they are
    bool own = false;              // one is in the row's own words: the quote, or the passage's text
    std::vector<int> places = {};  // column and word in one number, ascending; of plain phrases
  };

  void add_places(const RowInIndex& found, int phrase, std::vector<Place>& places);
  std::optional<Scored> scored(const SearchRow& row, Table table);
  void count(std::size_t phrase, Hits& hits) const;
  void count_topic(std::size_t phrase, const SearchRow& row, Table table, Hits& hits);
  int position(std::size_t phrase, std::uint32_t concepts);
  bool holds(const PlanNode& node) const;
  bool near(const PlanNode& node, const Region& region) const;
  bool own(const PlanNode& node) const;
  double part(std::size_t phrase, double weighted) const;
  double together_score() const;

  const Plan& plan_;
  const Catalogue& catalogue_;
  const double mean_words_[2];                        // of a row, by table
  std::vector<double> rarity_;                        // by phrase
  std::vector<int> words_;                            // likewise; from the first passage on
  std::vector<std::vector<Place>> places_;            // by phrase, in the passage looked at
  std::vector<Place> others_;                         // of the second of a pair
  std::vector<std::vector<std::int16_t>> positions_;  // by phrase and text: see position()
  const SearchRow* passage_ = nullptr;
  std::vector<Region> regions_;  // of the row asked for
  std::vector<Hits> hits_;
  double length_ = 0;  // the row's, in mean lengths
};

}  // namespace proviso::store
