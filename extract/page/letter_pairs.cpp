#include "extract/page/letter_pairs.h"

#include <array>
#include <cstdint>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

// A letter, then those that commonly follow it inside a word. Written by hand from general knowledge of
// English, German, French, Spanish, Romanian, Dutch and Turkic spelling, and of Russian and Ukrainian: less
// than half of all pairs, but most of those in running text of any of these languages.
constexpr std::array<std::u32string_view, 26> latin_pairs = {U"abcdgiklmnprstuvy",
                                                             U"baeiloruy",
                                                             U"caehiklortu",
                                                             U"daeiorsun",
                                                             U"eabcdefghilmnprstuvwxz",
                                                             U"faefiortu",
                                                             U"gaehilnortu",
                                                             U"haeiorty",
                                                             U"iabcdefgklmnoprstvz",
                                                             U"jaoue",
                                                             U"kaeiotlu",
                                                             U"ladeilostuyk",
                                                             U"mabeimopu",
                                                             U"nacdefgikostuzn",
                                                             U"obcdfgilmnoprstuvw",
                                                             U"paehiloprtu",
                                                             U"qu",
                                                             U"racdegiklmnorstuvy",
                                                             U"sacehiklopstu",
                                                             U"taehilorstuyz",
                                                             U"uabcdegilmnprst",
                                                             U"vaeio",
                                                             U"waehio",
                                                             U"xiptae",
                                                             U"yaeosln",
                                                             U"zaeiuot"};
constexpr std::array<std::u32string_view, 36> cyrillic_pairs = {U"абвгдежзиклмнпрстхчшюяйц",
                                                                U"баелоруыщияі",
                                                                U"ваеиклнопрстуышязіч",
                                                                U"гадилноруеі",
                                                                U"давеилнорсуыяьі",
                                                                U"ебвгджзйклмнпрстхчшщюр",
                                                                U"ётнрлм",
                                                                U"жаденио",
                                                                U"завдеимнорыуіь",
                                                                U"ибвгдезийклмнопрстхцчшяю",
                                                                U"йнсткдцшо",
                                                                U"каиелорстуцвні",
                                                                U"лаеиоьюяснуыікі",
                                                                U"маеиоуыпняі",
                                                                U"наеинотсуыьяціді",
                                                                U"обвгджезийклмнопрстхчшюящ",
                                                                U"паелоруияыі",
                                                                U"равгеикмностуыьяжді",
                                                                U"саевиклмнопстуыьяхі",
                                                                U"таверинокстуыьяі",
                                                                U"убвгджзклмнпрстчющшя",
                                                                U"фаеиоруі",
                                                                U"хоранисвуі",
                                                                U"цаеиыоуьяі",
                                                                U"чаеинтукьоі",
                                                                U"шаеиклнотьуі",
                                                                U"щаеинуоі",
                                                                U"ъея",
                                                                U"ыбвейлмнпрстхш",
                                                                U"ьнскешюятмзо",
                                                                U"этлкн",
                                                                U"юбдтщчрюєв",
                                                                U"явдезклмнстщюхкч",
                                                                U"івдзйклмнрстячюйонг",
                                                                U"їхвнмїст",
                                                                U"єтюнмдвр"};
constexpr int latin_letters = 26;

// 0 to 25 for a to z, 26 and up for the Cyrillic letters of the table, -1 for all others.
int row_of(char32_t letter) {
  if (letter < 0x80) {
    const char32_t lower = letter | 0x20;
    return lower >= U'a' && lower <= U'z' ? static_cast<int>(lower - U'a') : -1;
  }
  if (letter >= 0x410 && letter < 0x430) letter += 0x20;  // А to Я
  if (letter >= 0x400 && letter < 0x410) letter += 0x50;  // Ѐ to Џ, among them Ё, Є, І, Ї
  for (std::size_t i = 0; i < cyrillic_pairs.size(); ++i) {
    if (cyrillic_pairs[i][0] == letter) return latin_letters + static_cast<int>(i);
  }
  return -1;
}

// For each letter a bit for each letter that may follow it, and the rows of U+0400 to U+045F.
struct Table {
  std::array<std::uint64_t, latin_letters + cyrillic_pairs.size()> followers = {};
  std::array<std::int8_t, 0x60> cyrillic_rows = {};

  Table() {
    for (std::size_t i = 0; i < cyrillic_rows.size(); ++i) {
      cyrillic_rows[i] = static_cast<std::int8_t>(row_of(static_cast<char32_t>(0x400 + i)));
    }
    for (const std::u32string_view pairs : latin_pairs) add(pairs);
    for (const std::u32string_view pairs : cyrillic_pairs) add(pairs);
  }
  int row(char32_t letter) const {
    if (letter < 0x80) return row_of(letter);
    return letter >= 0x400 && letter < 0x460 ? cyrillic_rows[letter - 0x400] : -1;
  }
  bool is_usual(int first, int second) const {
    return ((followers[static_cast<std::size_t>(first)] >> second) & 1) != 0;
  }

 private:
  void add(std::u32string_view pairs) {
    for (const char32_t second : pairs.substr(1)) {
      followers[static_cast<std::size_t>(row_of(pairs[0]))] |= std::uint64_t{1} << row_of(second);
    }
  }
};

}  // namespace

void LetterPairs::add(std::string_view word) {
  static const Table table;
  int last = -1;
  for (std::size_t at = 0; at < word.size();) {
    const int row = table.row(next_character(word, at));
    if (row >= 0 && last >= 0 && (row < latin_letters) == (last < latin_letters)) {
      ++pairs;
      usual += table.is_usual(last, row) ? 1 : 0;
    }
    last = row;
  }
}

}  // namespace proviso::extract
