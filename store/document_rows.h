// What the tables get for one document: computed where it was read, so that the one writer of the store has
// nothing left to do but write.
//
//   IndexedWords words;
//   const DocumentRows rows = rows_of(document, findings, words);
//   store.put({.file = file, .packed = bytes, .rows = rows, .run = run});
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "nlp/provision.h"
#include "store/words/indexed_words.h"

namespace proviso::store {

// All texts are borrowed; an empty one is NULL where the table allows it. Sections and passages are named by
// their index in DocumentRows, none if there is none. Spans are of DocumentRows::text. Words are those that
// IndexedWords makes.

struct SectionRow {
  std::string_view heading;        // the nearest
  std::string_view path;           // all, a line each
  std::string_view concepts = {};  // of the nearest; names with a space between
  std::string_view words = {};     // of the nearest
};

struct PassageRow {
  std::string_view language, countries, block;
  std::string_view counted = {};   // what its figures count and it does not say itself, a line each
  std::string_view concepts = {};  // of its text, then of `counted`; names with a space between
  int page = 1;
  std::uint32_t section = extract::none;
  extract::Span where = {};
  std::string_view words = {}, counted_words = {};
};

struct CitationRow {
  std::string_view marker, url;
  int page = 1;
  extract::Span call = {}, note = {}, reference = {};
};

struct ProvisionRow {
  std::string_view kind, language, id, rule, countries, boxes;
  std::uint32_t passage = 0;
  int page = 1;
  extract::Span where = {}, context = {};  // both within the passage
  std::optional<double> value = {}, value_to = {};
  std::string_view measure, currency, qualifier, time, counted, unsure;
  std::string_view act, act_name, country, article, part, point, canonical;
  std::string_view addressee, modality, source;
  std::vector<CitationRow> cites = {};
};

struct DocumentRows {
  std::string_view title, language, text;
  std::string_view text_digest;  // of the text, 32 hex digits; empty if there is none
  std::vector<extract::Page> pages = {};
  std::vector<std::string_view> warnings = {};
  std::vector<SectionRow> sections = {};
  std::vector<PassageRow> passages = {};                // ordered by where, not overlapping
  std::vector<ProvisionRow> provisions = {};            // ordered by where.begin; their ids differ
  std::string_view passage_columns, provision_columns;  // pack() of their SearchColumns, row by row
  std::int64_t passage_words = 0, provision_words = 0;  // words_of() them
  std::deque<std::string> made = {};                    // owns the texts that stand nowhere else

  std::string_view text_of(extract::Span span) const { return text.substr(span.begin, span.size()); }
};

// Is it the letter of a kind, '-' and 16 hex digits, as nlp::provision_id makes them?
bool is_provision_id(std::string_view id);

// The rows borrow from `document` and `findings`. Boxes are those of `document` as it is: to store what its
// read form says, give what unpack made of it.
DocumentRows rows_of(const extract::Document& document, const nlp::Findings& findings, IndexedWords& words);

}  // namespace proviso::store
