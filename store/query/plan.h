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

// When a row answers the query.
struct PlanNode {
  enum class Kind { phrase, all, any, near, meant };  // meant: words, and the concept that they name
  Kind kind = Kind::phrase;
  int phrase = 0;
  int distance = 0;                    // of `near`: words between at most
  std::vector<PlanNode> parts = {};    // of `near`: phrases
  std::vector<PlanNode> without = {};  // of `all`: none of these
};

struct Plan {
  // For MATCH, over the tokens of tokenizer.h: passages that may answer, or hold something that does. What
  // must not be there is looked for too, since it may stand beside what is wanted.
  std::string expression = {};
  // What finds the passages of each; empty for the second of a pair.
  std::vector<std::string> phrases = {};
  // By phrase: the second of its pair, whose places are its places too, or -1. FTS5 is faster at either of
  // two tokens than at a phrase of one token with a synonym, whose places it puts together wherever it looks.
  std::vector<int> pairs = {};
  std::vector<std::string> topics = {};  // by phrase: the concept, or empty
  std::vector<PlanUnit> units = {};      // of what is wanted, in order
  std::vector<int> together = {};        // phrases that are better beside each other, in this order; or none
  PlanNode root = {};
};

Plan plan_of(const QueryNode& query, bool exact);

}  // namespace proviso::store
