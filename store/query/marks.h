// Where the words of a query stand in a text.
#pragma once

#include <string_view>
#include <vector>

#include "store/query/query.h"
#include "store/search.h"

namespace proviso::store {

// What is looked for in texts.
struct Wanted {
  std::vector<QueryTerm> terms = {};
  bool exact = false;
  ConceptTags* concepts = nullptr;  // their terms are looked for too; none if null
};

// Matches of any of `wanted` in `text`, in order; those that touch or overlap are one.
std::vector<ByteRange> marks_in(std::string_view text, const Wanted& wanted, SearchWords& words,
                                Stems& stems);

// Does `text` answer `query`, which has no fields? NEAR is taken for AND; `concepts` have all terms of those
// that the query means.
bool says(std::string_view text, const QueryNode& query, ConceptTags& concepts, SearchWords& words,
          Stems& stems);

// The part of `text` of at most `characters` characters, cut at spaces, that has the most of `marks`.
ByteRange excerpt_of(std::string_view text, const std::vector<ByteRange>& marks, std::size_t characters);

}  // namespace proviso::store
