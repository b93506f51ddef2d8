// What is known about a document before provisions are made of it: shared by the finders of figures,
// articles, recommendations and citations.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/document.h"
#include "nlp/countries.h"
#include "nlp/provision.h"
#include "nlp/rules.h"
#include "nlp/rules/folded.h"

namespace proviso::nlp {

// A sentence, or a whole heading, table cell or caption. Sentences never cross a block.
struct Sentence {
  extract::Span span = {};
  std::uint32_t block = 0;    // index into Document::blocks
  std::string language = {};  // ISO 639-1 of its block, "und" if unknown
  Folded folded = {};
  std::vector<Match> matches = {};  // RuleSet::match
  std::vector<CountryMention> countries =
      {};  // countries_in(), and by abbreviations that the document defines
};

// Lives as long as find(); refers to the document and the rules.
struct Analysis {
  const extract::Document& document;
  const RuleSet& rules;
  std::string language = {};                // of the document
  std::vector<std::string> languages = {};  // for each block
  std::vector<Sentence> sentences = {};     // ordered by span; none in running blocks and on bad pages
  // Short words in brackets, "(CEPA)" or "(CEPA, …", and where their bracket opens first in the document.
  std::unordered_map<std::string_view, std::uint32_t> bracketed = {};
  std::vector<std::string> subject = {};  // ISO codes of the countries the document is about, chief one
                                          // first; empty where none stands out
};

// `language`: of the whole document and all its blocks, for trying rules on a short text; nullopt: detect.
Analysis analyse(const extract::Document& document, const RuleSet& rules,
                 std::optional<std::string> language = std::nullopt);

// [first, last) indices of the sentences of `block`.
struct SentenceRange {
  std::size_t first = 0, last = 0;
};
SentenceRange sentences_of(const Analysis& analysis, std::uint32_t block);

// Index of the sentence that holds `offset`; nullopt if none does.
std::optional<std::size_t> sentence_at(const Analysis& analysis, std::uint32_t offset);

// The finders. Each returns provisions without citations, with `where`, `context`, `block`, `rule` and
// `language` filled, in any order.
std::vector<Provision> find_figures(const Analysis& analysis);
std::vector<Provision> find_articles(const Analysis& analysis);
std::vector<Provision> find_recommendations(const Analysis& analysis);

// find() of nlp/find.h from what is known already.
Findings find(const Analysis& analysis);

// Fills `cites` of the provisions (figures and articles; ordered by position).
void resolve_citations(const Analysis& analysis, std::vector<Provision>& provisions);

}  // namespace proviso::nlp
