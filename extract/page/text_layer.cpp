#include "extract/page/text_layer.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <string_view>

#include "extract/page/letter_pairs.h"
#include "extract/page/utf8.h"

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
constexpr int letters_to_judge = 100, words_to_judge = 12;
constexpr int shortest_word = 3;    // letters
constexpr int longest_acronym = 6;  // letters: capitals only, not taken for a word
constexpr int consonants_in_a_row = 5;

enum class Letter : std::uint8_t { no, latin, accented, cyrillic, other };

Letter letter_of(char32_t character) {
  if (character < 0x80) {
    const char32_t lower = character | 0x20;
    return lower >= 'a' && lower <= 'z' ? Letter::latin : Letter::no;
  }
  if (u_isalpha(static_cast<UChar32>(character)) == 0) return Letter::no;
  if (character >= 0xC0 && character < 0x250) return Letter::accented;
  if (character >= 0x1E00 && character < 0x1F00) return Letter::accented;
  if (character >= 0x400 && character < 0x530) return Letter::cyrillic;
  return Letter::other;
}

// An accented Latin letter without its accents; itself if it is no such letter (đ, æ).
char32_t unaccented(char32_t lower) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&error);
  UChar parts[8];
  const std::int32_t length =
      U_SUCCESS(error) ? unorm2_getDecomposition(nfd, static_cast<UChar32>(lower), parts, 8, &error) : 0;
  return U_SUCCESS(error) && length > 0 && parts[0] < 0x80 ? parts[0] : lower;
}

bool is_vowel(char32_t lower) {
  constexpr std::u32string_view vowels = U"aeiouyаеёиоуыэюяієїәөү";
  return vowels.find(lower) != vowels.npos;
}

bool is_capital(char32_t character) {
  if (character < 0x80) return character >= 'A' && character <= 'Z';
  return u_isupper(static_cast<UChar32>(character)) != 0;
}

// Symbols that no spelling puts between two letters. Left out: - ' ’ . , : ; / & * ( _ (names of variables)
// and @ (addresses).
bool is_stray(char32_t character, bool open_bracket) {
  constexpr std::u32string_view strays = U"[\\]^`{|}~<>=?!#$%+\"";
  if (character == ')') return !open_bracket;
  return strays.find(character) != strays.npos ||
         (character >= U'²' && character <= U'¿' && character != U'·');
}

// What one word shows.
struct WordTraits {
  int letters = 0, latin = 0, accented = 0, cyrillic = 0, vowels = 0, capitals = 0;
  int neutral = 0;          // letters of which this file does not know whether they are vowels
  int consonants = 0;       // the longest run of them
  bool syllabic = false;    // an r, which can stand for a vowel (Serbian "trg")
  bool stray = false;       // a symbol or a digit between two letters
  bool underscore = false;  // between two letters
  bool capital_inside = false;
};

class WordReader {
 public:
  WordTraits read(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t character = next_character(text, at);
      const Letter kind = letter_of(character);
      if (kind == Letter::no) {
        between(character);
      } else {
        letter(character, kind);
      }
    }
    return traits_;
  }

 private:
  void letter(char32_t character, Letter kind) {
    const bool capital = is_capital(character);
    traits_.stray |= stray_ || (digits_ > 0 && digits_ < 3);
    traits_.underscore |= underscore_;
    traits_.capital_inside |= capital && after_small_;
    after_small_ = !capital;
    stray_ = underscore_ = false;
    digits_ = 0;
    ++traits_.letters;
    traits_.capitals += capital;
    traits_.latin += kind == Letter::latin;
    traits_.accented += kind == Letter::accented;
    traits_.cyrillic += kind == Letter::cyrillic;
    sound(character, capital, kind);
  }

  void sound(char32_t character, bool capital, Letter kind) {
    char32_t lower = character;
    if (capital) {
      lower = character < 0x80 ? character | 0x20
                               : static_cast<char32_t>(u_tolower(static_cast<UChar32>(character)));
    }
    if (kind == Letter::accented) lower = unaccented(lower);
    const bool vowel = is_vowel(lower);
    const bool neutral =
        !vowel && (kind == Letter::other || lower > 0x45F || (kind == Letter::accented && lower >= 0x80));
    traits_.vowels += vowel;
    traits_.neutral += neutral;
    traits_.syllabic |= lower == 'r' || lower == U'р';
    run_ = vowel || neutral ? 0 : run_ + 1;
    traits_.consonants = std::max(traits_.consonants, run_);
  }

  void between(char32_t character) {
    after_small_ = false;
    run_ = 0;
    if (traits_.letters == 0) return;
    open_bracket_ |= character == '(';
    stray_ |= is_stray(character, open_bracket_);
    underscore_ |= character == '_';
    if (character >= '0' && character <= '9') ++digits_;
  }

  WordTraits traits_;
  int run_ = 0, digits_ = 0;
  bool stray_ = false, underscore_ = false, after_small_ = false, open_bracket_ = false;
};

bool is_address(std::string_view text) {
  return text.find('/') != text.npos || text.find('@') != text.npos || text.find("www.") != text.npos ||
         text.find(".pdf") != text.npos || text.find(".htm") != text.npos;
}

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

struct Sums {
  std::size_t characters = 0, unexplained = 0;
  int words = 0, symbols = 0, underscores = 0, capitals = 0;
  int latin = 0, accented = 0;
  Script latin_script, cyrillic_script;
  LetterPairs pairs;

  void add(const PageWord& page_word) {
    const std::string_view text = page_word.text;
    for (const char byte : text) {
      characters += (byte & 0xC0) != 0x80;
      unexplained += static_cast<unsigned char>(byte) < 0x20;
    }
    unexplained += page_word.unknown;
    if (is_address(text)) return;
    const WordTraits word = WordReader().read(text);
    latin += word.latin;
    accented += word.accented;
    if (word.letters < shortest_word) return;
    const bool acronym = word.capitals == word.letters && word.letters <= longest_acronym;
    ++words;
    symbols += word.stray && !acronym;
    underscores += word.underscore && !word.stray;
    capitals += word.capital_inside;
    if (acronym) return;
    pairs.add(text);
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
  for (const PageWord& word : words) sums.add(word);
  TextLayerVerdict worst;
  for (TextLayerVerdict verdict : {judge_characters(sums), judge_words(sums), judge_sounds(sums.latin_script),
                                   judge_sounds(sums.cyrillic_script), judge_pairs(sums.pairs)}) {
    if (verdict.grade > worst.grade) worst = std::move(verdict);
  }
  return worst;
}

}  // namespace proviso::extract
