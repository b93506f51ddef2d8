// The search columns of all documents, read when first needed and kept between searches.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/records.h"
#include "store/rows/connection.h"
#include "store/rows/search_columns.h"

namespace proviso::store {

// The rows of one table that one document has. Texts of rows are numbers of Catalogue::text.
struct CatalogueRows {
  std::int64_t first = 0, count = 0;  // their numbers in the table: [first, first + count)
  std::int64_t words = 0;             // of all of them together
  bool loaded = false;
  std::vector<SearchRow> rows = {};
  std::vector<SearchFigure> figures = {};
  std::vector<SearchPlaces> places = {};             // of provisions, beside rows
  std::vector<std::uint32_t> first_provisions = {};  // of passages, beside rows, and one more: which
                                                     // provision of the document is the first of each
};

struct CatalogueDocument {
  std::int64_t id = 0;
  std::uint32_t order = 0;                // among all documents, by their hashes
  CatalogueRows tables[2] = {};           // by Table
  std::optional<DocumentName> name = {};  // as soon as somebody asked for it
};

class Catalogue {
 public:
  // Makes the catalogue that of the store as it is now. To be called once a transaction, before anything
  // else; costs little when nothing changed.
  void refresh(const Connection& connection);
  // After this connection wrote: the next refresh() reads everything again.
  void forget() { version_ = -1; }

  // By hash.
  std::vector<CatalogueDocument>& documents() { return documents_; }

  // Reads the rows if that was not done. Throws StoreError ("damaged").
  const CatalogueRows& rows(const Connection& connection, CatalogueDocument& document, Table table);

  // Reads the name if that was not done.
  static const DocumentName& name(const Connection& connection, CatalogueDocument& document);

  // Documents that have rows in `table`, in the order of those.
  const std::vector<std::uint32_t>& by_row(Table table) const { return by_row_[static_cast<int>(table)]; }

  std::int64_t count(Table table) const { return counts_[static_cast<int>(table)]; }
  double mean_words(Table table) const;      // of a row
  std::int64_t last_row(Table table) const;  // the greatest number of a row

  const std::string& text(std::uint32_t number) const { return texts_[number]; }
  std::size_t texts() const { return texts_.size(); }

 private:
  std::uint32_t number_of(const std::string& text);

  std::int64_t version_ = -1;
  std::vector<CatalogueDocument> documents_;
  std::vector<std::uint32_t> by_row_[2];
  std::int64_t counts_[2] = {0, 0}, words_[2] = {0, 0};
  std::vector<std::string> texts_ = {""};
  std::unordered_map<std::string, std::uint32_t> numbers_ = {{"", 0}};
};

}  // namespace proviso::store
