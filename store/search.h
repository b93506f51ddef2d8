// Questions to the store and their answers.
//
// The language of queries: words (all must occur), "phrases", begin* of words, AND OR NOT (capitals), -word
// for NOT, parentheses, a NEAR b or a NEAR/5 b (at most so many words between; 10 if not said). NOT binds
// tightest, then NEAR, AND, OR. A word finds its other forms (English, Russian, Ukrainian) unless `exact`;
// case, accents and ё/е never matter. Numbers of articles are whole: 127.1 is not 127; 127¹ is 127.1.
//
// Fields: kind: country: lang: doc: act: article: measure: currency: concept: (commas between alternatives),
// and numbers year value page with : > >= < <=, or ranges as in year:2015..2018. Fields stand beside words
// (AND), or among themselves with OR, NOT and parentheses.
//
// Words that are a term of the thesaurus find its terms in every language, unless `exact`; a phrase in
// quotation marks, a begin* and what stands under NOT or NEAR is taken as written.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/errors.h"
#include "store/records.h"

namespace proviso::store {

// Which rows count. Values within one list are alternatives; empty lists let everything through.
struct Filters {
  std::vector<std::string> kinds = {};      // "figure", "article", "recommendation", "passage"
  std::vector<std::string> countries = {};  // ISO 3166-1 alpha-2; a passage has those of its provisions
  std::vector<std::string> languages = {};  // ISO 639-1
  std::vector<std::string> documents = {};  // first 6 or more digits of the hash, base name or path
  std::vector<int> years = {};              // figures whose time touches the year
};

struct Question {
  std::string query = {};  // empty: everything that the filters let through, in the order of export
  Filters filters = {};
  bool exact = false;  // words as written: no other forms
  std::size_t limit = 20;
  std::size_t offset = 0;
  bool facets = true;
  std::chrono::milliseconds patience = std::chrono::seconds(10);  // a longer search is given up with BadQuery
};

// Half-open range of bytes of a hit's text, on character starts.
struct ByteRange {
  std::size_t begin = 0, end = 0;
  bool operator==(const ByteRange&) const = default;
};

struct Hit {
  std::string id = {};    // of the provision or passage
  std::string kind = {};  // as in Filters::kinds
  double score = 0;       // bm25 with the store's weights, higher is better; 0 for an empty query
  DocumentName document = {};
  int page = 1;
  std::string page_label = {};
  std::vector<std::string> section = {};
  std::string language = {};
  std::vector<std::string> countries = {};
  std::vector<std::string> through =
      {};                 // concepts of the query that stand in it in other words than the query's
  std::string text = {};  // the provision's quote, or the whole passage
  std::vector<ByteRange> marks = {};  // matches in `text`, in order, not overlapping
  ByteRange excerpt = {};             // part of `text` worth showing in a list, about 300 characters at most
  std::string context = {};           // of a provision: sentence or table row; empty for a passage
  std::vector<ByteRange> context_marks = {};
  ByteRange context_excerpt = {};
};

// A value and how many of all matches (not only of those on this page of results) have it.
struct Count {
  std::string value = {};
  std::size_t count = 0;
};

// Ordered by count, then value; years by value. A row may have several countries and years.
struct Facets {
  std::vector<Count> kinds = {}, countries = {}, languages = {}, years = {}, acts = {}, concepts = {};
  std::vector<std::pair<DocumentName, std::size_t>> documents = {};
};

// Words of the query that were taken for a concept.
struct Understood {
  std::string topic = {};  // the concept's name
  std::string words = {};  // as they stand in the query, folded
  std::vector<std::pair<std::string, std::string>> labels =
      {};  // language and label, as the thesaurus has them
};

struct Answer {
  std::size_t total = 0;  // of all matches
  std::vector<Hit> hits = {};
  std::vector<Understood> understood = {};
  Facets facets = {};  // empty unless asked for
};

}  // namespace proviso::store
