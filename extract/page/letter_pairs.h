// Do letters follow each other as they do in a language? Catches alphabets that were exchanged letter by
// letter, where no symbol and no missing vowel gives them away.
#pragma once

#include <cstddef>
#include <string_view>

namespace proviso::extract {

// Pairs of neighbouring letters a-z, or of Russian and Ukrainian letters, within words.
struct LetterPairs {
  std::size_t pairs = 0;
  std::size_t usual = 0;  // those that are common in some language of that alphabet

  // Counts the pairs of one word (UTF-8). Other letters, accented ones too, are passed over.
  void add(std::string_view word);
};

// Running text and tables in the languages the table knows have at least two thirds usual pairs; letters
// exchanged at random have less than half.
inline constexpr double fewest_usual_pairs = 0.58, enough_usual_pairs = 0.66;

}  // namespace proviso::extract
