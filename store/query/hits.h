// What a result shows of a row: less than a record has, since a search should not wait for it.
#pragma once

#include <cstdint>

#include "store/query/catalogue.h"
#include "store/rows/connection.h"
#include "store/search.h"

namespace proviso::store {

class HitReader {
 public:
  HitReader(const Connection& connection, Catalogue& catalogue);

  // The row `number` of a table with its words and where it stands: nothing that depends on the query. Throws
  // StoreError ("damaged") if there is no such row.
  Hit provision(std::int64_t number, CatalogueDocument& document);
  Hit passage(std::int64_t number, CatalogueDocument& document);

 private:
  // What both have in the same columns: place, section, language, countries.
  Hit hit(Statement& row, std::int64_t number, CatalogueDocument& document);

  const Connection& connection_;
  Catalogue& catalogue_;
  Statement provision_, passage_;
};

}  // namespace proviso::store
