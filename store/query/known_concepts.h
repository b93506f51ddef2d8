// The thesaurus that a store keeps, as far as one query needs it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/query/query.h"
#include "store/rows/connection.h"

namespace proviso::store {

// Adds the terms that begin with one of the words of `query`.
void add_terms_that_may_be_meant(const Connection& connection, const QueryNode& query, ConceptTags& tags);

// Adds all terms of a concept.
void add_terms_of(const Connection& connection, const std::string& topic, ConceptTags& tags);

// Language and label, ordered as the thesaurus has them. Empty for countries and unknown concepts.
std::vector<std::pair<std::string, std::string>> labels_of(const Connection& connection,
                                                           const std::string& topic);

}  // namespace proviso::store
