#include "extract/page/text_layer.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <string_view>

#include "extract/page/letter_pairs.h"
#include "extract/page/word_traits.h"

namespace proviso::extract {
namespace {

constexpr double bad_unexplained = 0.10, poor_unexplained = 0.02;
// On 1900 pages of text and tables in nine languages, symbols stand inside at most 5 % of a page's words; in
// shifted Cyrillic inside more than half.
constexpr double bad_symbols = 0.20, poor_symbols = 0.10;
// German lists of offices and statutes (BAföG, MdB) reach a fifth.
constexpr double poor_capitals = 0.35;
// Vietnamese, the most accented of Latin spellings, has about a third.
constexpr double bad_accents = 0.60;
// Of a language's letters 35 to 60 % are vowels, of those in a table of German abbreviations 29 %, in shifted
// Cyrillic 15 %.
constexpr double fewest_vowels = 0.22, most_vowels = 0.75;
// Words of three letters or more without a vowel or with five consonants in a row: up to a sixth on
// a German page, more than half in shifted Cyrillic.
constexpr double bad_unsayable = 0.25, poor_unsayable = 0.18;
constexpr std::size_t pairs_of_stretch = 250;
constexpr double garbled_usual_pairs = 0.56;  // of a stretch, which varies more than a page
constexpr int letters_to_judge = 100, words_to_judge = 12;
constexpr int shortest_word = 3;    // letters
constexpr int longest_acronym = 6;  // letters: capitals only, not taken for a word
constexpr int consonants_in_a_row = 5;

// Sums over the words of one script.
struct Script {
  int letters = 0, vowels = 0, words = 0, unsayable = 0;  // without neutral letters

  void add(const WordTraits& word) {
    ++words;
    letters += word.letters - word.neutral;
    vowels += word.vowels;
    unsayable +=
        (word.vowels == 0 && word.neutral == 0 && !word.syllabic) || word.consonants >= consonants_in_a_row;
  }
};

// Stretches of a page are judged by themselves, because one font of several may be garbled.
class Stretches {
 public:
  // Takes the pairs of word `index`; words come in order.
  void add(std::string_view word, std::size_t index) {
    LetterPairs own;
    own.add(word);
    all_.pairs += own.pairs;
    all_.usual += own.usual;
    const std::size_t place = std::hash<std::string_view>()(word) % seen_.size();
    if (seen_[place]) return;  // lists that repeat two words a hundred times say no more than once
    seen_.set(place);
    open_.pairs += own.pairs;
    open_.usual += own.usual;
    if (open_.pairs >= pairs_of_stretch) close(index + 1);
  }

  // No word comes after the first `words`.
  void finish(std::size_t words) { close(words); }

  const LetterPairs& pairs() const { return all_; }
  bool mostly_garbled() const { return garbled_pairs_ > 0 && 2 * garbled_pairs_ >= judged_pairs_; }
  const std::vector<WordStretch>& garbled() const { return garbled_; }

 private:
  void close(std::size_t end) {
    const bool long_enough = 2 * open_.pairs >= pairs_of_stretch;
    if (long_enough) {
      is_garbled_ = static_cast<double>(open_.usual) < garbled_usual_pairs * static_cast<double>(open_.pairs);
    }
    if (is_garbled_) {
      garbled_.push_back({begin_, end});
      garbled_pairs_ += open_.pairs;
    }
    judged_pairs_ += open_.pairs;
    open_ = {};
    seen_.reset();
    begin_ = end;
  }

  LetterPairs open_, all_;
  std::size_t begin_ = 0, garbled_pairs_ = 0, judged_pairs_ = 0;
  std::bitset<2048> seen_;   // hashes of the open stretch's words
  bool is_garbled_ = false;  // the stretch closed last: a short rest is taken for its like
  std::vector<WordStretch> garbled_;
};

struct Sums {
  std::size_t characters = 0, unexplained = 0;
  int words = 0, symbols = 0, underscores = 0, capitals = 0;
  int latin = 0, accented = 0;
  Script latin_script, cyrillic_script;
  Stretches stretches;

  void add(const PageWord& page_word, std::size_t index) {
    const std::string_view text = page_word.text;
    for (const char byte : text) {
      characters += (byte & 0xC0) != 0x80;
      unexplained += static_cast<unsigned char>(byte) < 0x20;
    }
    unexplained += page_word.unknown;
    if (is_address(text)) return;
    const WordTraits word = traits_of(text);
    latin += word.latin;
    accented += word.accented;
    if (word.letters < shortest_word) return;
    const bool acronym = word.capitals == word.letters && word.letters <= longest_acronym;
    ++words;
    symbols += word.stray && !acronym;
    underscores += word.underscore && !word.stray;
    capitals += word.capital_inside;
    if (acronym) return;
    stretches.add(text, index);
    if (word.latin + word.accented == word.letters) latin_script.add(word);
    if (word.cyrillic == word.letters) cyrillic_script.add(word);
  }
};

double share(int part, int whole) { return whole == 0 ? 0 : static_cast<double>(part) / whole; }

TextLayerVerdict judge_characters(const Sums& sums) {
  const double unexplained =
      static_cast<double>(sums.unexplained) / static_cast<double>(std::max<std::size_t>(sums.characters, 1));
  if (unexplained > bad_unexplained) return {Grade::bad, "characters without a Unicode meaning"};
  if (unexplained > poor_unexplained) return {Grade::poor, "some characters without a Unicode meaning"};
  return {};
}

TextLayerVerdict judge_words(const Sums& sums) {
  if (sums.words < words_to_judge) return {};
  // Underscores alone are names of variables; beside other symbols they are a letter in disguise.
  const bool disguised = share(sums.symbols, sums.words) > poor_symbols / 2;
  const double symbols = share(sums.symbols + (disguised ? sums.underscores : 0), sums.words);
  if (symbols > bad_symbols) return {Grade::bad, "symbols inside words"};
  if (sums.latin + sums.accented >= letters_to_judge &&
      share(sums.accented, sums.latin + sums.accented) > bad_accents) {
    return {Grade::bad, "accented letters in place of another script"};
  }
  if (symbols > poor_symbols) return {Grade::poor, "symbols inside words"};
  if (share(sums.capitals, sums.words) > poor_capitals) return {Grade::poor, "capitals inside words"};
  return {};
}

TextLayerVerdict judge_sounds(const Script& script) {
  if (script.letters < letters_to_judge || script.words < words_to_judge) return {};
  const double vowels = share(script.vowels, script.letters);
  const double unsayable = share(script.unsayable, script.words);
  if (vowels < fewest_vowels || vowels > most_vowels || unsayable > bad_unsayable) {
    return {Grade::bad, "letters of no language"};
  }
  if (unsayable > poor_unsayable) return {Grade::poor, "letters of hardly any language"};
  return {};
}

TextLayerVerdict judge_stretches(const Stretches& stretches) {
  if (stretches.mostly_garbled()) return {Grade::bad, "letters of no language"};
  if (stretches.garbled().empty()) return {};
  return {.grade = Grade::poor, .reason = "letters of no language in a part of the page"};
}

TextLayerVerdict judge_pairs(const LetterPairs& pairs) {
  if (pairs.pairs < letters_to_judge) return {};
  const double usual = static_cast<double>(pairs.usual) / static_cast<double>(pairs.pairs);
  if (usual < fewest_usual_pairs) return {Grade::bad, "letters of no language"};
  if (usual < enough_usual_pairs) return {Grade::poor, "letters of hardly any language"};
  return {};
}

}  // namespace

TextLayerVerdict judge_text_layer(const std::vector<PageWord>& words) {
  Sums sums;
  for (std::size_t i = 0; i < words.size(); ++i) sums.add(words[i], i);
  sums.stretches.finish(words.size());
  TextLayerVerdict worst{.suspects = sums.unexplained > 0 || sums.symbols > 0,
                         .garbled = sums.stretches.garbled()};
  for (TextLayerVerdict verdict : {judge_characters(sums), judge_words(sums), judge_sounds(sums.latin_script),
                                   judge_sounds(sums.cyrillic_script), judge_pairs(sums.stretches.pairs()),
                                   judge_stretches(sums.stretches)}) {
    if (verdict.grade <= worst.grade) continue;
    worst.grade = verdict.grade;
    worst.reason = std::move(verdict.reason);
  }
  return worst;
}

}  // namespace proviso::extract
