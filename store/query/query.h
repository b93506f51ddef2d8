// The language of queries: read here, and turned into FTS5's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

// One word, or several that stand side by side.
struct QueryTerm {
  struct Word {
    std::string text = {};  // folded
    std::string stem = {};  // empty if it has none
  };
  std::vector<Word> words = {};
  bool prefix = false;  // the last word is the beginning of a word
};

struct QueryNode {
  enum class Kind { term, all, any, near };
  Kind kind = Kind::term;
  QueryTerm term = {};
  std::vector<QueryNode> parts = {};    // all, any, near: at least one
  std::vector<QueryNode> without = {};  // all: none of these
  int distance = 0;                     // near
};

// Limits of a query.
inline constexpr std::size_t longest_query = 4000;  // bytes
inline constexpr int most_words = 64;
inline constexpr int deepest_nesting = 16;

// Reads a query (see search.h); nullopt if it is blank. Throws BadQuery.
std::optional<QueryNode> parse_query(const std::string& query, SearchWords& words, Stems& stems);

// The query for FTS5's MATCH over the tokens of tokenizer.h.
std::string match_expression(const QueryNode& query, bool exact);

// The same rows, but words that stand together in the order of the query add to a row's score.
std::string ranking_expression(const QueryNode& query, bool exact);

// The terms that make a text match: those not under NOT, in order.
std::vector<QueryTerm> wanted_terms(const QueryNode& query);

}  // namespace proviso::store
