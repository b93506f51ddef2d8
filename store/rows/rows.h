// Reading rows back into records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/rows/connection.h"
#include "store/search.h"

namespace proviso::store {

// Reads provisions and passages by their row number; statements are prepared once.
class RowReader {
 public:
  explicit RowReader(const Connection& connection);

  ProvisionRecord provision(std::int64_t number);  // precondition: there is such a row
  PassageRecord passage(std::int64_t number);
  DocumentName document(std::int64_t number);

 private:
  std::vector<CitationRecord> cites(std::int64_t provision);
  std::vector<ReviewRecord> reviews(const std::string& id);
  std::vector<std::string> section(std::int64_t number);
  std::string page_label(std::int64_t document, int page);

  Statement provision_, passage_, document_, cites_, section_, label_, reviews_;
  bool any_reviews_;
};

// Columns of the table reviews in the order of review_at.
inline constexpr std::string_view review_columns =
    "id, verdict, field, value, \"by\", note, at, coalesce(provision, ''), made_of, sha256, path, kind, "
    "quote, fields";
ReviewRecord review_at(const Statement& row);

// Where the fields of each kind begin among the columns of a row: value ..., act ..., addressee ...
struct WhatColumns {
  int countries = 0, figure = 0, article = 0, recommendation = 0;
};

// The fields of a provision of `kind`.
std::variant<nlp::Figure, nlp::Article, nlp::Recommendation> what_at(const Statement& row,
                                                                     std::string_view kind,
                                                                     const WhatColumns& columns);

// Id of a passage: see PassageRecord.
std::string passage_id(std::string_view sha256, std::int64_t begin);

// Rows of the documents that one of Filters::documents names, sorted. Throws BadQuery for a name that names
// none.
std::vector<std::int64_t> documents_named(const Connection& connection,
                                          const std::vector<std::string>& names);

// Filters over the columns that stand first in the tables of provisions and passages.
class RowFilter {
 public:
  // Throws BadQuery for a kind that there is none of and a document that is not there.
  RowFilter(const Connection& connection, const Filters& filters);

  bool wants_kind(std::string_view kind) const;
  bool wants_document(std::int64_t document) const;
  bool wants_language(std::string_view language) const;
  bool wants_countries(std::string_view countries) const;  // with a space between
  bool wants_years(int first, int last) const;             // 0, 0: none

 private:
  std::vector<std::string> kinds_, countries_, languages_;
  std::vector<std::int64_t> documents_;
  bool any_document_ = true;
  std::vector<int> years_;
};

}  // namespace proviso::store
