// Where the words of a query stand in a text.
#pragma once

#include <string_view>
#include <vector>

#include "store/query/query.h"
#include "store/search.h"

namespace proviso::store {

// Matches of any of `terms` in `text`, in order; those that touch or overlap are one.
std::vector<ByteRange> marks_in(std::string_view text, const std::vector<QueryTerm>& terms, bool exact,
                                SearchWords& words, Stems& stems);

// The part of `text` of at most `characters` characters, cut at spaces, that has the most of `marks`.
ByteRange excerpt_of(std::string_view text, const std::vector<ByteRange>& marks, std::size_t characters);

}  // namespace proviso::store
