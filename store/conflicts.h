// Where the documents contradict each other or themselves in numbers.
//
// Precision before recall: what is reported should be worth reading. Two sentences are compared only when
// they say nearly the same, of the same thing, place and time, in one language; tables only where their own
// rows or columns show which numbers are sums. Figures of tables are not compared with sentences: what they
// count stands in headers that leave too much open.
#pragma once

#include <string>
#include <vector>

#include "store/compare.h"
#include "store/records.h"

namespace proviso::store {

struct Stated {
  Compared what = {};
  std::string context = {};  // the sentence
};

// Two figures that speak of the same. They agree where one is the other rounded, or where qualifiers and
// ranges leave room for both ("over 3,000" and "3,339").
struct Disagreement {
  Stated one = {}, other = {};  // in the order of export
  bool agree = false;
};

// A total that is not the sum of its parts, in a table where most others of its row or column are.
struct WrongTotal {
  std::string caption = {};           // of the table; empty if it has none
  std::string row = {}, column = {};  // headers of the total, with " · " between
  Compared total = {};
  std::vector<Compared> parts = {};
  double sum = 0;             // of the parts
  int held = 0, checked = 0;  // how many of the totals in line with it are sums
};

struct Conflicts {
  std::vector<Disagreement> statements = {};  // those that differ by most first
  std::vector<WrongTotal> totals = {};        // in the order of documents and tables
};

}  // namespace proviso::store
