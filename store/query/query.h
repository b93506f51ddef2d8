// The language of queries: read here, and turned into FTS5's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/query/fields.h"
#include "store/words/concept_tags.h"
#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

// One word, or several that stand side by side.
struct QueryTerm {
  struct Word {
    std::string text = {};  // folded
    std::string stem = {};  // empty if it has none
    bool own_stem = false;  // the stem, as a word, is its own stem: see indexed_words.h
  };
  std::vector<Word> words = {};
  bool prefix = false;  // the last word is the beginning of a word
};

struct QueryNode {
  // `topic` is a concept by its name; `meant` are words and the concept that they are a term of.
  enum class Kind { term, all, any, near, topic, meant, field };
  Kind kind = Kind::term;
  QueryTerm term = {};
  bool plain = false;                   // term: typed as a word, neither a phrase nor the beginning of a word
  std::vector<QueryNode> parts = {};    // all, any, near, meant (one)
  std::vector<QueryNode> without = {};  // all: none of these
  int distance = 0;                     // near
  std::string topic = {};               // topic, meant
  FieldTest field = {};
  std::size_t at = 0;  // byte offset in the query; terms and fields
};

// A query taken apart: what the index of words answers and what the columns of a row do.
struct Query {
  std::optional<QueryNode> text = {};      // without fields; none: every row
  std::vector<QueryNode> fields = {};      // trees of fields only, each of which must hold
  std::vector<QueryNode> not_fields = {};  // and these must not
};

// Limits of a query.
inline constexpr std::size_t longest_query = 4000;  // bytes
inline constexpr int most_words = 64;
inline constexpr int deepest_nesting = 16;

// Reads a query (see search.h). Throws BadQuery.
Query parse_query(const std::string& query, SearchWords& words, Stems& stems);

// Words of the query that are a term of one of `concepts` become `meant`: the longest first, words that stand
// beside each other and were typed as such, not those under NOT.
void mark_concepts(QueryNode& query, ConceptTags& concepts);

// What `meant` nodes say, in the order of the query: the concept, and the words as they are looked for.
struct Meant {
  std::string topic = {};
  std::vector<QueryTerm> words = {};
};
std::vector<Meant> meant_in(const QueryNode& query);

// The terms that make a text match: those not under NOT, in order; and the concepts.
std::vector<QueryTerm> wanted_terms(const QueryNode& query);
std::vector<std::string> wanted_topics(const QueryNode& query);

}  // namespace proviso::store
