#include "store/query/known_concepts.h"

#include <set>

namespace proviso::store {

namespace {

// Adds the terms that begin with one of the words of `query`.
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

std::string text_of(const std::vector<QueryTerm>& terms) {
  std::string text;
  for (const QueryTerm& term : terms) {
    for (const QueryTerm::Word& word : term.words) text.append(text.empty() ? "" : " ").append(word.text);
  }
  return text;
}

}  // namespace

std::vector<Understood> understand(const Connection& connection, QueryNode& query) {
  ConceptTags candidates;
  add_terms_that_may_be_meant(connection, query, candidates);
  if (!candidates.empty()) mark_concepts(query, candidates);
  std::vector<Understood> understood;
  for (const Meant& meant : meant_in(query)) {
    understood.push_back({meant.topic, text_of(meant.words), labels_of(connection, meant.topic)});
  }
  return understood;
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
