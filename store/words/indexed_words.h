// The words of a text as the full-text index takes them: made once, where there is time for it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/document.h"
#include "store/words/concept_tags.h"
#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

// Begins a text whose words are made already; cannot occur in a text that was read.
inline constexpr char words_mark = '\x02';
// Begins a token that stands in the same place as the one before it; it is no part of the token. A stem
// stands beside its word too, and there stem_mark, which is part of the token, says so.
inline constexpr char beside_mark = '\x03';

// Makes the words of texts. Each word is a token, and its stem (after stem_mark), if it is another, one more
// in the same place:
//
//   of("Victims, art. 132-2")  is  "\2victims \1victim art 132-2 \003132 \0032"
//
// A search for words with some stem looks for that stem as a token, and for it as a word where it is its own
// stem (is_own_stem): half of all words are.
//
// No word crosses a line's end, so the words of lines are those of each line.
class IndexedWords {
 public:
  // The concepts that texts are searched for; none unless some are added before the first text.
  ConceptTags& concepts() { return concepts_; }
  const ConceptTags& concepts() const { return concepts_; }

  struct Indexed {
    std::string words = {};                    // words_mark and the tokens with spaces between; empty: none
    std::vector<std::uint32_t> concepts = {};  // ConceptTags::name, each once, in order of mention
    // Of each word, not counting those that stand beside another: its bytes in the text.
    std::vector<extract::Span> places = {};
    std::vector<ConceptTags::Found> found = {};  // by place
  };
  Indexed of(std::string_view text);  // UTF-8

  bool is_own_stem(std::string_view word) { return stems_.of(word) == word; }

 private:
  const Indexed& of_line(std::string_view line);

  ConceptTags concepts_;

  SearchWords words_;
  Stems stems_;
  std::string key_;
  std::unordered_map<std::string, Indexed> known_;  // lines repeat: sentences of several figures, headings
};

// The tokens of concepts, given by their names with spaces between: words_mark, and each after concept_mark.
std::string concept_words(std::string_view names);

// May the index be given `words` that a stranger made? Either nothing, or words_mark and then no zero byte,
// which FTS5 takes for the end of a token in memory. All other bytes are the same to it.
bool are_indexed_words(std::string_view words);

}  // namespace proviso::store
