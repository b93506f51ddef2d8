// What entries of reference lists say: author, year, title and the rest, in the styles of several languages.
#include "nlp/citations/reference_entry.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "nlp/citations/reference_authors.h"

namespace proviso::nlp {
namespace {

struct Sample {
  std::string text;
  std::string fields;  // "label | author; author | year | title | pages | url"
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.text; }

std::string fields_of(const ReferenceEntry& entry) {
  std::string authors;
  for (const std::string& author : entry.authors) authors += (authors.empty() ? "" : "; ") + author;
  return entry.label + " | " + authors + " | " + entry.year + " | " + entry.title + " | " + entry.pages +
         " | " + entry.url;
}

class ReferenceEntries : public testing::TestWithParam<Sample> {};

TEST_P(ReferenceEntries, SayWhoWhenAndWhat) {
  EXPECT_EQ(fields_of(reference_entry(GetParam().text)), GetParam().fields);
}

const Sample kSamples[] = {
    // Author (year). Title.
    {"Orlova, N. P. & Weiss, K. (2012). The price of a permit, Review of Borders, Volume 12, pp. 571-575.",
     " | Orlova, N. P.; Weiss, K. | 2012 | The price of a permit | 571-575 | "},
    {"Dijk, E.M. van, Berg, J. van der and Tan, S. et al. (1998/1999). Doors. Who opens them. Utrecht: Boom.",
     " | Dijk, E.M. van; Berg, J. van der; Tan, S. | 1998/1999 | Doors. Who opens them |  | "},
    {"Bakker 2015 Bakker, E. (2015) ‘Who’s counted, and why’, Courier of Statistics, 8(4): 100-110.",
     "Bakker 2015 | Bakker, E. | 2015 | Who’s counted, and why | 100-110 | "},
    {"Shved D. Babich V. (2019). Patrols, January 2019, Page 2-7. http://patrol.example/list.html",
     " | Shved D.; Babich V. | 2019 | Patrols, January 2019 | 2-7 | http://patrol.example/list.html"},
    {"Adams, J., 2014. The wage. London: Pier Press.", " | Adams, J. | 2014 | The wage |  | "},
    // Organisations, newspapers, and translations in brackets.
    {"Centre for Law and Justice (2016). Needs. [Центр (2017). Нужды.] Access: https:// "
     "www.law.example/needs.pdf "
     "Access date 19.12.2019",
     " | Centre for Law and Justice | 2016 | Needs |  | https://www.law.example/needs.pdf"},
    {"Evening Courier (2018). Seven held at the river, 16 April 2018. Access: "
     "courier.example/news/2018/seven",
     " | Evening Courier | 2018 | Seven held at the river |  | courier.example/news/2018/seven"},
    {"State Committee. The situation in the first half of 2019. [Комитет (2019). Положение.]",
     " | State Committee | 2019 | The situation in the first half of 2019 |  | "},
    {"Border Watch (n.d.). How to count. Retrieved from https://watch.example/count.",
     " | Border Watch |  | How to count |  | https://watch.example/count"},
    // GOST.
    {"[3] Абрамова Ж. К., Белых П. П. Цена труда // Вестник занятости. 2020. Т. 8, № 2. С. 61–80.",
     "3 | Абрамова Ж. К.; Белых П. П. | 2020 | Цена труда | 61–80 | "},
    {"4. Труд в Союзе: сборник / под ред. П. П. Белых. М.: Палата, 2021. 180 с.",
     "4 |  | 2021 | Труд в Союзе: сборник |  | "},
    {"Правовой центр «Мост». Анкета потерпевшего: методика. М., 2018.",
     " | Правовой центр «Мост» | 2018 | Анкета потерпевшего: методика |  | "},
    {"Профсоюз строителей. Отчёт за 2018–2020 гг. Режим доступа: https://stroika.example/otchet (дата "
     "обращения: "
     "12.03.2021)",
     " | Профсоюз строителей |  | Отчёт за 2018–2020 гг |  | https://stroika.example/otchet"},
    {"Центр развития (б. г.). Памятка работнику. Бишкек.", " | Центр развития |  | Памятка работнику |  | "},
    {"Коваль О. М., Гнатюк І. В. Межа і право // Право України. 2017. № 5. С. 12–19.",
     " | Коваль О. М.; Гнатюк І. В. | 2017 | Межа і право | 12–19 | "},
    // Acts and documents.
    {"Decree \"On the Concept of Labour for 2019-2025\", 31 October 2018. Access: http://acts.example/58986",
     " |  | 2018 | Decree \"On the Concept of Labour for 2019-2025\" |  | http://acts.example/58986"},
    {"Закон о гражданстве от 31 мая 2002 г. № 62-ФЗ.",
     " |  | 2002 | Закон о гражданстве от 31 мая 2002 г. № 62-ФЗ |  | "},
    {"Report of the Working Group on Returns, A/HRC/99/1 (2013)",
     " |  | 2013 | Report of the Working Group on Returns, A/HRC/99/1 |  | "},
};

INSTANTIATE_TEST_SUITE_P(Styles, ReferenceEntries, testing::ValuesIn(kSamples));

TEST(ReferenceAuthors, ArePartedOnlyWhereTheyArePersons) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(authors_in("Bakker and Grol"), (Names{"Bakker", "Grol"}));
  EXPECT_EQ(authors_in("Ministry of Labour and Social Protection"),
            Names{"Ministry of Labour and Social Protection"});
  EXPECT_EQ(authors_in("Adams, John"), Names{"Adams, John"});
  EXPECT_EQ(authors_in("Иванов И. И. и Петрова А. (ред.)"), (Names{"Иванов И. И.", "Петрова А."}));
  EXPECT_EQ(authors_in("UNICEF"), Names{"UNICEF"});
}

TEST(ReferenceAuthors, StandBeforeATitleWithInitials) {
  EXPECT_EQ(leading_persons("И. И. Иванов. Название"), std::string("И. И. Иванов.").size());
  EXPECT_EQ(leading_persons("Smith J. The wage"), std::string("Smith J.").size());
  EXPECT_EQ(leading_persons("U. S. Department of State. Report"), 0U);
  EXPECT_EQ(leading_persons("Сборник статей"), 0U);
}

}  // namespace
}  // namespace proviso::nlp
