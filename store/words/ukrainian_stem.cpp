#include "store/words/ukrainian_stem.h"

#include <array>

namespace proviso::store {

namespace {

// Endings of nouns and adjectives, longest first; after the tables of the official orthography (2019).
constexpr std::array<std::string_view, 49> kEndings = {
    "істю", "ього", "ьому", "ості", "ість", "ією", "ями", "ами", "ими", "іми", "ому", "ого", "ії",
    "ію",   "ія",   "ій",   "ів",   "їв",   "ім",  "їм",  "іх",  "їх",  "ах",  "ях",  "ам",  "ям",
    "ою",   "ею",   "єю",   "ої",   "єї",   "им",  "их",  "ий",  "ом",  "ем",  "єм",  "а",   "я",
    "о",    "е",    "є",    "у",    "ю",    "и",   "і",   "ї",   "й",   "ь"};

constexpr std::size_t kLetter = 2;  // bytes of a Cyrillic letter
constexpr std::size_t kShortestStem = 3 * kLetter;

bool cut(std::string& word, std::string_view ending) {
  if (!word.ends_with(ending) || word.size() < ending.size() + kShortestStem) return false;
  word.resize(word.size() - ending.size());
  return true;
}

}  // namespace

bool has_ukrainian_letters(std::string_view word) {
  for (const std::string_view letter : {"і", "ї", "є", "ґ", "'"}) {
    if (word.find(letter) != std::string_view::npos) return true;
  }
  return false;
}

std::string ukrainian_stem(std::string_view word) {
  std::string stem(word);
  if (cut(stem, "ець")) return stem + "ц";  // біженець, біженця
  for (const std::string_view ending : kEndings) {
    if (cut(stem, ending)) break;
  }
  cut(stem, "ь");
  if (stem.ends_with("нн")) stem.resize(stem.size() - kLetter);  // затриманні, as Russian затримання
  return stem;
}

}  // namespace proviso::store
