#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "nlp/find.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Found {
  extract::Document document;
  std::vector<Provision> provisions;

  std::vector<std::string> quotes() const {
    std::vector<std::string> out;
    for (const Provision& p : provisions) out.emplace_back(extract::text_of(document, p.where));
    return out;
  }
  const Recommendation& at(std::size_t i) const { return std::get<Recommendation>(provisions.at(i).what); }
};

Found recommendations_in(std::string_view text) {
  Found found{extract::plain_document(text), {}};
  for (Provision& p : find(found.document, project_rules()).provisions)
    if (std::holds_alternative<Recommendation>(p.what)) found.provisions.push_back(std::move(p));
  return found;
}

// `drawn` has "[" and "]" round each recommendation.
void expect_drawn(const std::string& drawn) {
  std::string text, again;
  for (const char c : drawn)
    if (c != '[' && c != ']') text += c;
  const Found found = recommendations_in(text);
  // The document's text has lost the marks of headings and items: draw into it, and compare the marked words.
  std::vector<std::string> expected;
  for (std::size_t open = drawn.find('['); open != std::string::npos; open = drawn.find('[', open + 1))
    expected.push_back(drawn.substr(open + 1, drawn.find(']', open) - open - 1));
  EXPECT_EQ(found.quotes(), expected) << text;
}

TEST(Recommendations, SentencesOfASectionThatUrge) {
  expect_drawn(
      "# 1. Findings\n"
      "The permit could be bought in a day. Inspectors need more time.\n"
      "# 2. Policy recommendations\n"
      "Permits cost more than a month's wage. [The ministry should lower the price of permits.] "
      "[There is also a need for inspectors who speak Uzbek.] This could bring more workers to register. "
      "[It is important to measure the effect.]\n"
      "# 3. Conclusions\n"
      "Permits could be bought in a day.\n");
}

TEST(Recommendations, SingleSentencesOfAnItemThatBeginsWithHowThingsAre) {
  expect_drawn(
      "# Problems and recommendations\n"
      "- Very few ships are searched. [However, there is a need to look at night.] The traffic is growing.\n"
      "- [Train the inspectors of both countries. Few of them speak Tajik.]\n"
      "- [Better data. National offices should publish what they know.]\n");
}

TEST(Recommendations, TheNumberOfItsListMakesAnItemOne) {
  expect_drawn(
      "# Recommendations\n"
      "- 1. [The bridges are old. They should be repaired.]\n"
      "- 2. [Publish the plan.]\n");
}

TEST(Recommendations, NoHeadingsAndNoForecasts) {
  expect_drawn(
      "# Recommendations\n"
      "Research and registration\n"
      "[Research into causes must go on.] If the camp closes, more people could die. Doctors are among those "
      "who could "
      "meet victims. Without new funds the shelter will have to close. [The Government will have to pay for "
      "it.]\n");
}

TEST(Recommendations, WhatABodyNamedBeforeUrges) {
  const Found found = recommendations_in(
      "12. The Committee is alarmed by deaths at sea. It further urges the State party to count them.\n\n"
      "The trade union is alarmed by deaths at sea. It urges the State party to count them.");
  EXPECT_THAT(found.quotes(), ElementsAre("It further urges the State party to count them."));
  EXPECT_EQ(found.at(0).addressee, "the State party");
}

TEST(Recommendations, ListsUnderAnAddresseeOrAnUrgedOne) {
  const Found found = recommendations_in(
      "# Victims\n"
      "13. The number of victims fell. The State party should:\n"
      "(a) Investigate all cases;\n"
      "(b) Provide redress.\n"
      "# Recommendations\n"
      "For employers\n"
      "- Publish the names of recruiters\n");
  EXPECT_THAT(found.quotes(),
              ElementsAre("Investigate all cases;", "Provide redress.", "Publish the names of recruiters"));
  EXPECT_EQ(found.at(0).addressee, "The State party");
  EXPECT_EQ(found.at(1).addressee, "The State party");
  EXPECT_EQ(found.at(2).addressee, "employers");
}

TEST(Recommendations, WhomAPronounTakesUp) {
  const Found found = recommendations_in(
      "# Recommendations\n"
      "The State party should adopt a law. It should also train its judges. The courts should meet more "
      "often.\n"
      "# Рекомендации\n"
      "Государству-участнику следует принять закон. Ему также следует обучить судей.\n");
  std::vector<std::string> addressees;
  for (std::size_t i = 0; i < found.provisions.size(); ++i) addressees.push_back(found.at(i).addressee);
  EXPECT_THAT(addressees, ElementsAre("The State party", "The State party", "The courts",
                                      "Государству-участнику", "Государству-участнику"));
}

TEST(Recommendations, AddresseesAreThoseWhoCanAct) {
  const Found found = recommendations_in(
      "# Recommendations\n"
      "Recommendation 4: The Ministry of Labour should publish its reports. "
      "The standards may help, but the national authorities should choose. "
      "Dutch criminal law must be brought in line. "
      "The priority the police give to such cases must be shown in practice.\n"
      "# Рекомендации\n"
      "Работу Комиссии по делам беженцев необходимо улучшить.\n");
  std::vector<std::string> addressees;
  for (std::size_t i = 0; i < found.provisions.size(); ++i) addressees.push_back(found.at(i).addressee);
  EXPECT_THAT(addressees, ElementsAre("The Ministry of Labour", "the national authorities", "", "", ""));
}

TEST(Recommendations, OfOrganisationsInTheirOwnSectionsOnly) {
  expect_drawn(
      "# Findings\n"
      "UNHCR urges the Government to open a shelter.\n"
      "# Recommendations\n"
      "[UNHCR urges the Government to open a shelter.] [A better approach would be to fund it.]\n");
}

TEST(Recommendations, APassiveTellsNotWhoIsToAct) {
  const Found found = recommendations_in(
      "# Recommendations\nEmployers who keep passports should be prosecuted. The courts should be encouraged "
      "to try.");
  ASSERT_EQ(found.provisions.size(), 2U);
  EXPECT_EQ(found.at(0).addressee, "");
  EXPECT_EQ(found.at(1).addressee, "The courts");
}

TEST(Recommendations, TheStatesThatRecommendStandBehindTheirWords) {
  const Found found = recommendations_in(
      "124. The following recommendations enjoy the support of Ruritania:\n"
      "124.1. Sign (Iraq) and ratify (Brazil, Costa Rica) the Protocol;\n"
      "124.2. Free all prisoners held under the law of Spain (Iran (Islamic Republic of); Norway and Chad);\n"
      "124.3. Publish the judgments (those on Norway and its neighbours);\n");
  ASSERT_EQ(found.provisions.size(), 3U);
  EXPECT_THAT(found.at(0).source, ElementsAre("IQ", "BR", "CR"));
  EXPECT_THAT(found.at(1).source, ElementsAre("IR", "NO", "TD"));
  EXPECT_THAT(found.at(2).source, IsEmpty());
}

TEST(Recommendations, ItemsOfAListWithoutItsIntroduction) {
  expect_drawn(
      "# The way forward\n"
      "The following measures are suggested:\n"
      "- [Open shelters for men. They have none now.]\n"
      "- [Introduction of a register of recruiters]\n"
      "- [Better training]\n");
}

TEST(Recommendations, ItemsThatTellHowThingsAreAreNone) {
  expect_drawn(
      "# Recommendations\n"
      "- [Publish the plan every year]\n"
      "- This was done in 2015 and was stopped for lack of money\n"
      "- Annexes\n");
}

TEST(Recommendations, NumberedHeadingsUnderAnUnnumberedOneAreItsOwn) {
  expect_drawn(
      "# RECOMMENDATIONS\n"
      "# 1. Registers\n"
      "[The police should keep a register.]\n"
      "# 2. Shelters\n"
      "[Shelters must be open to men.]\n"
      "# SOURCES\n"
      "Shelters must close at ten.\n");
}

TEST(Recommendations, HeadingsThatOnlySpeakOfThemOpenNoSection) {
  expect_drawn(
      "# Status of implementation of earlier recommendations\n"
      "Half of them must wait for a budget.\n");
}

TEST(Recommendations, TheArticlesOfALawAreNone) {
  expect_drawn(
      "# Стаття 14. Пропозиції щодо ремонту мостів\n"
      "- Подання пропозиції про ремонт моста до міської ради.\n"
      "- Розгляд пропозиції міською радою протягом місяця.\n");
}

TEST(Recommendations, SelfNumberedOnesWithoutTheirNumber) {
  const Found found = recommendations_in(
      "# II. Conclusions and recommendations\n"
      "88. The recommendations listed below have been examined and enjoy the support of the State:\n"
      "88.1. Ratify the Protocol (Norway);\n"
      "88.2 Continue its efforts to train judges (Chile) (Togo);\n"
      "89. The following recommendations will be examined:\n"
      "89.1. That the death penalty be abolished (Uruguay);\n"
      "88.7 is not a recommendation here.\n");
  EXPECT_THAT(found.quotes(), ElementsAre("Ratify the Protocol (Norway);",
                                          "Continue its efforts to train judges (Chile) (Togo);",
                                          "That the death penalty be abolished (Uruguay);"));
  EXPECT_EQ(found.at(0).modality, Modality::imperative);
}

TEST(Recommendations, ListsOpenedByTheAuthorAnywhere) {
  const Found found = recommendations_in(
      "# Right to work\n"
      "The Committee is concerned that permits are tied to one employer.\n"
      "The Committee recommends that the State party:\n"
      "- (a) Allow workers to change employers;\n"
      "- (b) Adopt a single permit.\n"
      "Permits are issued for one year.\n");
  EXPECT_THAT(found.quotes(), ElementsAre("Allow workers to change employers;", "Adopt a single permit."));
  EXPECT_EQ(found.at(0).addressee, "the State party");
}

TEST(Recommendations, InRussian) {
  expect_drawn(
      "# Выводы и предложения\n"
      "Стоимость патента выросла вдвое. [Следует снизить стоимость патента.] "
      "[Необходимо открыть приюты для мужчин.] Нет необходимости менять закон.\n");
  expect_drawn(
      "# Рекомендации\n"
      "Комитет рекомендует государству-участнику:\n"
      "- [принять закон о помощи пострадавшим;]\n"
      "- [создание единого реестра посредников.]\n");
}

TEST(Recommendations, InUkrainian) {
  expect_drawn(
      "# Рекомендації\n"
      "Вартість дозволу зросла вдвічі. [Слід знизити вартість дозволу.] [Державі необхідно відкрити "
      "притулки.]\n");
}

TEST(Recommendations, ElsewhereOnlyWhatTheAuthorUrges) {
  expect_drawn(
      "# Background\n"
      "[We recommend that permits be issued for two years.] The report of 2014 said that the police should "
      "act. "
      "The employer shall register each worker. The wall could fall. "
      "[The Member States should publish their data.]\n");
}

TEST(Recommendations, BoxesUnderALabelEndWithTheirList) {
  expect_drawn(
      "# Prevention\n"
      "Recommendation:\n"
      "- [Plan regular campaigns]\n"
      "Campaigns need money, and the state must pay.\n");
}

TEST(Recommendations, TellWhoIsToActAndWhere) {
  const Found found = recommendations_in(
      "# Recommendations\n"
      "Moreover, Kazakhstan and Tajikistan should open a joint office. "
      "Workers should be told of their rights.\n");
  ASSERT_EQ(found.provisions.size(), 2u);
  EXPECT_EQ(found.at(0).addressee, "Kazakhstan and Tajikistan");
  EXPECT_THAT(found.at(0).country, ElementsAre("KZ", "TJ"));
  EXPECT_EQ(found.at(0).modality, Modality::should);
  EXPECT_EQ(found.at(1).addressee, "");
}

TEST(Recommendations, ListsThatGoOnOverHeadings) {
  expect_drawn(
      "# Letter\n"
      "The Group would like the Council to take the measures described below:\n"
      "## Programme of work\n"
      "- [Publish the agenda in time.]\n"
      "- The Group welcomes the idea of a single calendar.\n"
      "## Meetings\n"
      "- [Improve the minutes, with the following duties:]\n"
      "- [send them to all members;]\n"
      "## Statement\n"
      "The statement was made in March.\n"
      "- Print the records.\n");
}

TEST(Recommendations, NameTheAddresseeOfTheirHeadingOrOpener) {
  const Found found = recommendations_in(
      "# Recommendations to the Government of Moldova\n"
      "- Train judges\n"
      "# Recommendations\n"
      "To trade unions:\n"
      "- Open offices abroad\n");
  ASSERT_EQ(found.provisions.size(), 2u);
  EXPECT_EQ(found.at(0).addressee, "the Government of Moldova");
  EXPECT_THAT(found.at(0).country, ElementsAre("MD"));
  EXPECT_EQ(found.at(1).addressee, "trade unions");
}

TEST(Recommendations, OfTreatyBodiesInThreeLanguages) {
  expect_drawn("# Trafficking\n[GRETA considers that the Moldovan authorities should train judges.]\n");
  expect_drawn("# Торговля людьми\n[Комитет считает, что государству-участнику следует отменить сбор.]\n");
  expect_drawn(
      "# Торгівля людьми\n[Комітет закликає державу-учасницю скасувати збір.] Міністр заявив, що збір слід "
      "залишити.\n");
}

TEST(Recommendations, HaveTheFormOfTheirOwnWords) {
  const Found found = recommendations_in(
      "# Recommendations\nThe Committee recommends that States:\n- To adopt national legislation on arms;\n");
  ASSERT_EQ(found.provisions.size(), 1u);
  EXPECT_EQ(found.at(0).modality, Modality::infinitive);
}

TEST(Recommendations, OfAnEmptyDocumentAreNone) { EXPECT_THAT(recommendations_in("").provisions, IsEmpty()); }

}  // namespace
}  // namespace proviso::nlp
