#include "extract/page/letter_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace proviso::extract {
namespace {

double usual_share(std::string_view text) {
  LetterPairs pairs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    pairs.add(text.substr(at, end - at));
    at = end + 1;
  }
  return static_cast<double>(pairs.usual) / static_cast<double>(pairs.pairs);
}

TEST(LetterPairs, LanguagesUseUsualPairs) {
  for (const char* text : {
           "the number of workers who crossed the border without papers rose again last year",
           "die Zahl der Beschäftigten ohne gültige Papiere ist im vergangenen Jahr erneut gestiegen",
           "le nombre de travailleurs sans papiers qui ont franchi la frontière a encore augmenté",
           "el número de trabajadores que cruzaron la frontera sin documentos aumentó de nuevo",
           "numărul lucrătorilor care au trecut frontiera fără documente a crescut din nou",
           "het aantal werknemers dat zonder papieren de grens overstak steeg opnieuw",
           "число работников, пересекших границу без документов, в прошлом году снова выросло",
           "кількість працівників, які перетнули кордон без документів, торік знову зросла",
       }) {
    EXPECT_GT(usual_share(text), enough_usual_pairs) << text;
  }
}

TEST(LetterPairs, ExchangedLettersDoNot) {
  // The first sentence with a=q, b=w, c=e, ... along the rows of a keyboard.
  EXPECT_LT(usual_share("zit fxdwtk gy vgkatkl vig ekglltr zit wgkrtk vozigxz hqhtkl kglt quqof sqlz ntqk"),
            fewest_usual_pairs);
  EXPECT_LT(usual_share("фщлгх ьцчхюуэщха юьььюьэфв жцшхкъ чьц ъхькщэгфхь"), fewest_usual_pairs);
}

TEST(LetterPairs, OnlyNeighboursOfOneAlphabetCount) {
  LetterPairs pairs;
  pairs.add("2018 a1b É Երևան aб");
  EXPECT_EQ(pairs.pairs, 0u);
  pairs.add("THE");
  EXPECT_EQ(pairs.pairs, 2u);
  EXPECT_EQ(pairs.usual, 2u);
  pairs.add("ЁЛКА");
  EXPECT_EQ(pairs.usual, 5u);
  pairs.add("qz");
  EXPECT_EQ(pairs.pairs, 6u);
  EXPECT_EQ(pairs.usual, 5u);
}

}  // namespace
}  // namespace proviso::extract
