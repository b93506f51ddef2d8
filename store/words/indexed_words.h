// The words of a text as the full-text index takes them: made once, where there is time for it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

// Begins a text whose words are made already; cannot occur in a text that was read.
inline constexpr char words_mark = '\x02';
// Begins a token that stands in the same place as the one before it; it is no part of the token. A stem
// stands beside its word too, and there stem_mark, which is part of the token, says so.
inline constexpr char beside_mark = '\x03';

// Makes the words of texts. Each word is a token, and its stem (after stem_mark) another in the same place:
//
//   of("Victims, art. 132-2")  is  "\2victims \1victim art \1art 132-2 \003132 \0032"
//
// No word crosses a line's end, so the words of lines are those of each line.
class IndexedWords {
 public:
  // words_mark and the tokens of `text` (UTF-8) with spaces between them; empty if it has none.
  std::string of(std::string_view text);

 private:
  const std::string& of_line(std::string_view line);

  SearchWords words_;
  Stems stems_;
  std::string key_;
  std::unordered_map<std::string, std::string>
      known_;  // lines repeat: sentences of several figures, headings
};

// May the index be given `words` that a stranger made? Either nothing, or words_mark and then no zero byte,
// which FTS5 takes for the end of a token in memory. All other bytes are the same to it.
bool are_indexed_words(std::string_view words);

}  // namespace proviso::store
