#include "store/words/search_words.h"

#include <gtest/gtest.h>

#include <random>

#include "store/words/stems.h"

namespace proviso::store {
namespace {

// The words drawn: "a|b" for two, "a+b" for b in the same place as a.
std::string drawn(const std::string& text, bool short_cut = true) {
  SearchWords words;
  words.use_short_cut(short_cut);
  std::string out;
  words.each(text, [&](const SearchWord& word) {
    if (!out.empty()) out += word.same_place ? '+' : '|';
    out += word.text;
    return true;
  });
  return out;
}

// The places drawn into the text.
std::string placed(const std::string& text) {
  SearchWords words;
  std::string out = text;
  std::size_t added = 0;
  words.each(text, [&](const SearchWord& word) {
    if (word.same_place) return true;
    out.insert(word.begin + added++, "[");
    out.insert(word.end + added++, "]");
    return true;
  });
  return out;
}

struct Row {
  const char* text;
  const char* words;
};

constexpr Row kTable[] = {
    {"Forced labour, again.", "forced|labour|again"},
    {"Торговля ЛЮДЬМИ — учёт", "торговля|людьми|учет"},
    {"Российский ЙОД", "российский|йод"},
    {"за́мок", "замок"},
    {"Київ і їжа", "київ|і|їжа"},
    {"Қазақстан", "қазақстан"},
    {"naïve façade Łódź", "naive|facade|lodz"},
    {"Straße", "strasse"},
    {"Art. 127.1 and 132-2", "art|127.1|and|132-2+132+2"},
    {"ст.158", "ст|158"},
    {"Art. 127¹ УК", "art|127.1|ук"},
    {"322\xC2\xB9", "322.1"},
    {"labour¹²", "labour"},
    {"in 2014–2017", "in|2014-2017+2014+2017"},
    {"30,000 and 70,9%", "30,000|and|70,9"},
    {"+7-495-123-45-67", "7-495-123-45+7+495+123+45|67"},
    {"co-operation", "co|operation"},
    {"Ukraine’s shelters", "ukraine|shelters"},
    {"п'ять п’ять", "п'ять|п'ять"},
    {"end.Next", "end|next"},
    {"a_b x:y 1;2", "a|b|x|y|1|2"},
    {"www.iom.int/ru", "www|iom|int|ru"},
    {"Հայաստան օրենք", "հայաստան|օրենք"},
    {"საქართველო", "საქართველო"},
    {"قَانُون آب", "قانون|اب"},
    {"٢٠١٧", "2017"},
    {"sof\xC2\xADt", "soft"},
    {"— … «»", ""},
    {"", ""},
};

TEST(SearchWords, Table) {
  for (const Row& row : kTable) EXPECT_EQ(drawn(row.text), row.words) << row.text;
}

TEST(SearchWords, PlacesAreBytesOfTheText) {
  EXPECT_EQ(placed("Art. 127¹, учёт «ЛЮДЕЙ» Ukraine’s 132-2."),
            "[Art]. [127¹], [учёт] «[ЛЮДЕЙ]» [Ukraine’s] [132-2].");
}

TEST(SearchWords, ShortCutGivesWhatIcuGives) {
  for (const Row& row : kTable) EXPECT_EQ(drawn(row.text, true), drawn(row.text, false)) << row.text;
  const std::vector<std::string> letters = {"a", "Z", "s", "7",  "0", "ж", "Ё", "й",  ".", ",",
                                            "'", "’", "-", "–",  ":", ";", "_", "\"", "(", "«",
                                            "»", "№", " ", "\n", "¹", "%", "/", "…",  "‘", "“"};
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (unsigned k = 0; k < 12; ++k) text += letters[random() % letters.size()];
    ASSERT_EQ(drawn(text, true), drawn(text, false)) << text;
  }
}

TEST(Stems, ByLetters) {
  Stems stems;
  EXPECT_EQ(stems.of("convicted"), stems.of("convictions").substr(0, 7));
  EXPECT_EQ(std::string(stems.of("труда")), std::string(stems.of("труд")));
  EXPECT_EQ(std::string(stems.of("принудительного")), std::string(stems.of("принудительный")));
  EXPECT_EQ(stems.of("127.1"), "");
  EXPECT_EQ(stems.of("օրենք"), "");
}

TEST(Stems, FormsOfUkrainianWordsMeet) {
  Stems stems;
  const auto same = [&](const std::vector<std::string>& forms) {
    for (const std::string& form : forms) {
      EXPECT_EQ(std::string(stems.of(form)), std::string(stems.of(forms.front()))) << form;
    }
  };
  same({"примусова", "примусової", "примусовій", "примусову", "примусові", "примусових", "примусовими"});
  same({"праця", "праці", "працю"});
  same({"міграція", "міграції", "міграцію", "міграцією"});
  same({"біженці", "біженець", "біженців", "біженцям", "біженцями"});
  same({"затримання", "затриманню", "затриманні"});
  same({"торгівля", "торгівлі", "торгівлею"});
  EXPECT_NE(std::string(stems.of("міграція")), std::string(stems.of("міграційний")));
}

}  // namespace
}  // namespace proviso::store
