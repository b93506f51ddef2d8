// How text becomes the words that can be searched. One way for documents, queries and marks.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct UBreakIterator;

namespace proviso::store {

// Begins the tokens that are stems; cannot occur in a word.
inline constexpr char stem_mark = '\x01';

// A word as it is searched: folded, with the bytes [begin, end) of the text that it stands for.
struct SearchWord {
  std::string_view text;  // valid during the call only
  std::size_t begin = 0, end = 0;
  bool same_place = false;  // stands beside the word before it: "132" and "2" beside "132-2"
};

// Cuts text by ICU's word boundaries with these differences, in which a search for law differs from prose:
// words are cut at '.', ':' and '_' between letters and ';' between digits ("end.Next" is a slip of a
// typesetter); digits joined by a dash are one word with its parts beside it (132-2, 2014–2017); raised
// digits after a number are its decimal part (127¹ is 127.1), after a word they are dropped. Folds: case;
// accents of Latin, Greek, Arabic and Hebrew letters; in Cyrillic only stress marks and ё, so that й, ї and ў
// stay letters of their own; curly apostrophes; a possessive 's; digits of other scripts.
class SearchWords {
 public:
  SearchWords();
  ~SearchWords();
  SearchWords(const SearchWords&) = delete;
  SearchWords& operator=(const SearchWords&) = delete;

  // Calls `take` for each word of `text` (UTF-8) in order; stops when it returns false.
  void each(std::string_view text, const std::function<bool(const SearchWord&)>& take);

  // The way through ICU alone, without the short cut for plain Latin and Cyrillic; for tests, which compare.
  void use_short_cut(bool use) { short_cut_ = use; }

 private:
  struct Piece {
    std::size_t begin = 0, end = 0;
    bool plain = false;  // only ASCII and basic Cyrillic: folded without ICU
  };
  void cut(std::string_view text);
  void cut_plain(std::string_view text, std::size_t begin, std::size_t end);
  void cut_by_icu(std::string_view text, std::size_t begin, std::size_t end);
  void cut_finer(std::string_view text, std::size_t begin, std::size_t end);
  static void fold(std::string_view word, bool plain, std::string& out);

  UBreakIterator* breaks_ = nullptr;
  bool short_cut_ = true;
  std::vector<Piece> pieces_;
  std::string whole_, part_;
};

}  // namespace proviso::store
