// The marks and words of a query, with their places.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "store/query/fields.h"

namespace proviso::store {

struct QueryToken {
  enum class Kind { word, phrase, open, close, all, any, without, near, field, end };
  Kind kind = Kind::end;
  std::size_t at = 0;     // byte offset in the query
  std::string text = {};  // words and phrases, without quotation marks and *
  bool prefix = false;    // a * stood behind it
  int distance = 0;       // near
  FieldTest field = {};   // field
};

// The tokens of `query`; the last is `end`. Throws BadQuery.
std::vector<QueryToken> query_tokens(const std::string& query);

}  // namespace proviso::store
