// The thesaurus that a store keeps, as far as one query needs it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/query/query.h"
#include "store/rows/connection.h"
#include "store/search.h"

namespace proviso::store {

// Takes words of `query` for the concepts that they are terms of (mark_concepts), and says which.
std::vector<Understood> understand(const Connection& connection, QueryNode& query);

// Adds all terms of a concept.
void add_terms_of(const Connection& connection, const std::string& topic, ConceptTags& tags);

// Language and label, ordered as the thesaurus has them. Empty for countries and unknown concepts.
std::vector<std::pair<std::string, std::string>> labels_of(const Connection& connection,
                                                           const std::string& topic);

}  // namespace proviso::store
