// A query as the index is asked it, and how a row that matches is judged.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "store/query/query.h"

namespace proviso::store {

// Words that count together in a row's score, and the concept that may stand for them. Phrases are numbered
// as FTS5 numbers them: in the order of the expression.
struct PlanUnit {
  std::vector<int> words = {};  // phrases
  int topic = -1;               // phrase; -1: none
  int meant = -1;               // which of meant_in(); -1: none
};

// When a row's own words answer the query.
struct PlanNode {
  enum class Kind { phrase, all, any };
  Kind kind = Kind::phrase;
  int phrase = 0;
  std::vector<PlanNode> parts = {};
};

struct Plan {
  std::string expression = {};  // for MATCH, over the tokens of tokenizer.h
  int phrases = 0;
  std::vector<bool> is_topic = {};   // by phrase
  std::vector<PlanUnit> units = {};  // of what is wanted, in order
  std::vector<int> together = {};    // phrases that are better beside each other, in this order; or none
  PlanNode own = {};
};

Plan plan_of(const QueryNode& query, bool exact);

}  // namespace proviso::store
