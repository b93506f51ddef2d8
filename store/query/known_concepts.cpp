#include "store/query/known_concepts.h"

#include <set>

namespace proviso::store {

void add_terms_that_may_be_meant(const Connection& connection, const QueryNode& query, ConceptTags& tags) {
  std::set<std::string> keys;
  for (const QueryTerm& term : wanted_terms(query)) {
    for (const QueryTerm::Word& word : term.words) {
      for (std::string& key : ConceptTags::keys_for(word.text, word.stem)) keys.insert(std::move(key));
    }
  }
  Statement row(connection, "SELECT concept, term FROM concepts WHERE begins = ? ORDER BY concept, position");
  for (const std::string& key : keys) {
    for (bool more = row.first(key); more; more = row.next()) tags.add(row.text(0), row.text(1));
    row.reset();
  }
}

void add_terms_of(const Connection& connection, const std::string& topic, ConceptTags& tags) {
  Statement row(connection, "SELECT term FROM concepts WHERE concept = ? ORDER BY position");
  for (bool more = row.first(topic); more; more = row.next()) tags.add(topic, row.text(0));
}

std::vector<std::pair<std::string, std::string>> labels_of(const Connection& connection,
                                                           const std::string& topic) {
  std::vector<std::pair<std::string, std::string>> labels;
  Statement row(connection,
                "SELECT language, term FROM concepts WHERE concept = ? AND language <> '' ORDER BY position");
  for (bool more = row.first(topic); more; more = row.next()) {
    if (labels.empty() || labels.back().first != row.text(0))
      labels.emplace_back(row.string(0), row.string(1));
  }
  return labels;
}

}  // namespace proviso::store
