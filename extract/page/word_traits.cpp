#include "extract/page/word_traits.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <cstdint>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

using std::string_view_literals::operator""sv;

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
    traits_.strays += strays_;
    traits_.odd += odd_;
    traits_.stray |= strays_ > 0 || (digits_ > 0 && digits_ < 3);
    traits_.underscore |= underscore_;
    traits_.capital_inside |= capital && after_small_;
    after_small_ = !capital;
    underscore_ = false;
    strays_ = odd_ = 0;
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
    const bool stray = is_stray(character, open_bracket_);
    strays_ += stray;
    odd_ += stray && U"[\\]^`{|}<>"sv.find(character) != std::u32string_view::npos;
    underscore_ |= character == '_';
    if (character >= '0' && character <= '9') ++digits_;
  }

  WordTraits traits_;
  int run_ = 0, digits_ = 0, strays_ = 0, odd_ = 0;
  bool underscore_ = false, after_small_ = false, open_bracket_ = false;
};

}  // namespace

WordTraits traits_of(std::string_view word) { return WordReader().read(word); }

bool is_year(std::string_view text) {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) &&
         text.find_first_not_of("0123456789") == text.npos;
}

bool is_address(std::string_view text) {
  return text.find('/') != text.npos || text.find('@') != text.npos || text.find("www.") != text.npos ||
         text.find(".pdf") != text.npos || text.find(".htm") != text.npos;
}

}  // namespace proviso::extract
