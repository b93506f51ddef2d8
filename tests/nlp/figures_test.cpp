// Figures of the running text of whole documents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "figure_lines.h"

namespace proviso::nlp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Figures, TakeTimeAndPlaceFromTheirClause) {
  EXPECT_THAT(figures("In 2015 Armenia closed 12 camps, whereas Georgia opened over 30 offices."),
              ElementsAre("12 camps = 12 2015 AM", "over 30 offices = 30 over 2015 GE"));
  EXPECT_THAT(figures("Visas fell from 900 in 2012 to 450 in 2016."),
              ElementsAre("900 = 900 2012", "450 = 450 2016"));
}

TEST(Figures, TakeTheTimeThatTheListOrTheChangeGivesThem) {
  EXPECT_THAT(figures("In 2015 and 2017, 40 and 60 ports paid, respectively."),
              ElementsAre("40 = 40 2015", "60 ports = 60 2017"));
  EXPECT_THAT(figures("Sales fell in 2014-2017 from $9 mln to $6 mln."),
              ElementsAre("$9 mln = 9000000 money USD 2014", "$6 mln. = 6000000 money USD 2017"));
  EXPECT_THAT(figures("The port trained in 2013 and 2014 over 600 pilots."),
              ElementsAre("over 600 pilots = 600 over 2013/2014"));
  EXPECT_THAT(figures("In 2017, the port saw 20 ships, and during the first half of 2018 some 15."),
              ElementsAre("20 ships = 20 2017", "some 15 = 15 about 2018-01/2018-06"));
  EXPECT_THAT(figures("Visits fell from March (660) to July (395) 2018."),
              ElementsAre("660 = 660 2018-03", "395 = 395 2018-07"));
  EXPECT_THAT(figures("У 2015 та 2017 роках 40 і 60 портів відповідно.", "uk"),
              ElementsAre("40 = 40 2015", "60 портів = 60 2017"));
}

TEST(Figures, TakeNoTimeThatIsNotTheirs) {
  EXPECT_THAT(figures("Founded in 1991, the union today has 230 ships."), ElementsAre("230 ships = 230"));
  EXPECT_THAT(figures("Compared to 2017, thefts fell by 40 cases."), ElementsAre("40 cases = 40"));
  EXPECT_THAT(figures("Some 80 boats were built for the 2014 Olympic Games."),
              ElementsAre("Some 80 boats = 80 about"));
}

TEST(Figures, TakeTheYearThatTheSentenceBeforeSpokeOf) {
  EXPECT_THAT(figures("The strike of 2016 ended. In May, 40 ships came. A year earlier 30 ships had left."),
              ElementsAre("40 ships = 40 2016-05", "30 ships = 30 2015"));
  EXPECT_THAT(figures("Порт открыли в 2016 году. В мае ушли 40 судов.", "ru"),
              ElementsAre("40 судов = 40 2016-05"));
}

TEST(Figures, TakeTheCountryOfTheDocumentOnlyIfItIsItsSubject) {
  std::string lines;
  for (int i = 0; i < 120; ++i) lines += "\n\nThe office works from morning to noon.";
  const std::string figure = "\n\nSome 75 firms paid.";
  // A country that merely comes up is no subject.
  EXPECT_THAT(figures("Visitors came from Norway." + lines + figure),
              ElementsAre("Some 75 firms = 75 about"));
  // Headings say more about it than sentences do.
  EXPECT_THAT(
      figures("# Border service of Georgia\n\nMost drivers are Turkish. Some are Turkish cooks." + figure),
      ElementsAre("Some 75 firms = 75 about GE"));
}

TEST(Figures, GiveEachMemberOfAListItsCountry) {
  EXPECT_THAT(figures("Poland hosted 40 cooks from Belarus and 50 from Moldova."),
              ElementsAre("40 cooks = 40 PL BY", "50 = 50 PL MD"));
}

TEST(Figures, GiveTheMembersOfAHeadedListItsHead) {
  EXPECT_THAT(figures("Poland's gifts amounted to $48, of which: Belarus – $30, Moldova – $18."),
              ElementsAre("$48 = 48 money USD PL", "$30 = 30 money USD PL BY", "$18 = 18 money USD PL MD"));
  EXPECT_THAT(figures("Poland and Latvia opened 40 and 50 ports, respectively."),
              ElementsAre("40 = 40 PL", "50 ports = 50 LV"));
}

TEST(Figures, TakeGroupsOfCountriesForWhatTheyAre) {
  EXPECT_THAT(
      figures("# Armenia\nThe Baltic States closed 12 ports. Ports closed in 40 towns of EU countries."),
      ElementsAre("12 ports = 12 EE LV LT", "40 towns of EU countries = 40"));
  EXPECT_THAT(figures("Poland was strict. It turned away 30 CIS nationals."),
              ElementsAre("30 CIS nationals = 30 PL"));
}

TEST(Figures, TakeNoCountryOfSourcesThingsAndAsides) {
  EXPECT_THAT(figures("According to the Polish embassy, 40 ships left Latvia."),
              ElementsAre("40 ships = 40 LV"));
  EXPECT_THAT(figures("In Latvia 40 pilots knew the Polish language."), ElementsAre("40 pilots = 40 LV"));
  EXPECT_THAT(figures("In Latvia 40 pilots (including Poles) left."), ElementsAre("40 pilots = 40 LV"));
}

TEST(Figures, TakeNoCountryThatOnlyRemarksOnTheOneReviewed) {
  EXPECT_THAT(
      figures("# Review of Armenia\nNorway noted that 14 per cent of the bakers had no oven. Chile also "
              "welcomed the 30 new schools. Armenia asked for 12 tents."),
      ElementsAre("14 per cent of the bakers = 14 percent AM", "30 new schools = 30 AM",
                  "12 tents = 12 AM"));
  EXPECT_THAT(figures("# Review of Armenia\nNorway has 30 schools."), ElementsAre("30 schools = 30 NO"));
}

TEST(Figures, KnowCitiesTheCountryAndItsMoney) {
  EXPECT_THAT(figures("In Yerevan 40 ships were built."), ElementsAre("40 ships = 40 AM"));
  EXPECT_THAT(figures("В Бишкеке построили 40 судов.", "ru"), ElementsAre("40 судов = 40 KG"));
  EXPECT_THAT(figures("Latvia has ports. The country received 40 ships from Poland."),
              ElementsAre("40 ships = 40 LV PL"));
  EXPECT_THAT(figures("A patent cost 5,000 rubles."), ElementsAre("5,000 rubles = 5000 money RUB RU"));
  EXPECT_THAT(figures("A patent cost 5,000 US dollars."), ElementsAre("5,000 US dollars = 5000 money USD"));
}

TEST(Figures, LearnTheAbbreviationsOfCountriesFromTheDocument) {
  EXPECT_THAT(
      figures(
          "Republic of Uzbekistan (RU), Kyrgyz Republic (KR).\n\nThe RU sent 40 ships.\n\nThe KR sent 50."),
      ElementsAre("40 ships = 40 UZ", "50 = 50 KG"));
  // No letters of a country: whose office it is.
  std::string lines;
  for (int i = 0; i < 120; ++i) lines += "\n\nThe office works from morning to noon.";
  EXPECT_THAT(figures("The Organization in Uzbekistan (IOM) works." + lines + "\n\nIOM sent 40 ships."),
              ElementsAre("40 ships = 40"));
}

TEST(Figures, TakeTheRunningHeadForATitle) {
  std::string text = "Fishing in Armenia\n\nFishing in Armenia\n\nFishing in Armenia";
  for (int i = 0; i < 200; ++i) text += "\n\nThe office works from morning to noon.";
  extract::Document document = extract::plain_document(text + "\n\nSome 75 firms paid.");
  EXPECT_THAT(figures_of(document), ElementsAre("Some 75 firms = 75 about"));
  for (std::size_t i = 0; i < 3; ++i) document.blocks[i].kind = extract::BlockKind::running;
  EXPECT_THAT(figures_of(document), ElementsAre("Some 75 firms = 75 about AM"));
}

TEST(Figures, CountWhatTheNounPhraseSays) {
  EXPECT_THAT(figures("In all 40 ships left the port with 12 human rights lawyers of the union."),
              ElementsAre("40 ships = 40", "12 human rights lawyers of the union = 12"));
}

TEST(Figures, TakeWhatTheSentenceLacksFromTheOneBefore) {
  EXPECT_THAT(figures("Kazakhstan reformed its quotas in 2014. That year 75 firms paid."),
              ElementsAre("75 firms = 75 2014 KZ"));
  EXPECT_THAT(figures("# Uzbekistan\nMore than 75 firms paid."),
              ElementsAre("More than 75 firms = 75 over UZ"));
}

TEST(Figures, LeaveOutWhatCountsNothing) {
  EXPECT_THAT(
      figures("12. Under Articles 5, 7 and 9 and Table 3 on page 17, bans last up to five years [8]."),
      IsEmpty());
  EXPECT_THAT(figures("The plan has three chapters; women aged 18-29 were asked on 5 May 2016."), IsEmpty());
  EXPECT_THAT(figures("Согласно ст. 5 и пункту 2, в течение трех месяцев женщины в возрасте 18-29 лет", "ru"),
              IsEmpty());
  EXPECT_THAT(figures("Он жил по адресу ул. Садовая 17.", "ru"), IsEmpty());
}

TEST(Figures, AreNoNumbersOfTheDocumentsParagraphs) {
  const std::string items = "- 124.1. Sign it.\n- 124.2. Read it.\n- 124.3. Seal it.\n- 124.4. Keep it.\n";
  const std::string text = "Points 124.2 and 124.3-124.4 were accepted, 124.7 tons were not.";
  EXPECT_THAT(figures(items + "- 124.5. Send it.\n" + text), ElementsAre("124.7 tons = 124.7"));
  EXPECT_THAT(figures(items + text), SizeIs(3));  // four make no row
}

TEST(Figures, LieInNoCountryWhereACourtAwardsThem) {
  const std::string facts = "# The facts\nArmenia closed the port of Armenia.\nThe crew had 12 men.\n";
  EXPECT_THAT(
      figures(facts + "# Application of Article 41 of the Convention\n## Damage\nHe asked for 500 euros."),
      ElementsAre("12 men = 12 AM", "500 euros = 500 money EUR"));
  EXPECT_THAT(figures(facts + "# The law\n## Damage\nHe asked for 500 euros."),
              ElementsAre("12 men = 12 AM", "500 euros = 500 money EUR AM"));
}

TEST(Figures, AreNoParagraphsInQuotedLaw) {
  EXPECT_THAT(figures("\"(1) Everyone may fish. (2) Nobody may sell.\" Over 30 fish."),
              ElementsAre("Over 30 fish = 30 over"));
}

TEST(Figures, StandInNotesThatStateSomething) {
  EXPECT_THAT(
      figures("Nothing here[^1].\n[^1]: By 2016, the Council concluded over 26 agreements with ports."),
      ElementsAre("over 26 agreements = 26 over 2016"));
  EXPECT_THAT(figures("Nothing here[^1].\n[^1]: Harbour News 26 (2016) Over 300 ports https://example.org"),
              IsEmpty());
}

TEST(Figures, ShareTheUnitOfAList) {
  EXPECT_THAT(figures("Shares were 5, 7 and 9 per cent respectively."),
              ElementsAre("5 = 5 percent", "7 = 7 percent", "9 per cent = 9 percent"));
  EXPECT_THAT(figures("The ports took 18.9, 19.2 and 19.1 million boxes."),
              ElementsAre("18.9 = 18900000", "19.2 = 19200000", "19.1 million boxes = 19100000"));
  EXPECT_THAT(figures("Доли составили 5 и 7 процентов.", "ru"),
              ElementsAre("5 = 5 percent", "7 процентов = 7 percent"));
  EXPECT_THAT(figures("Частки становили 5 та 7 відсотків.", "uk"),
              ElementsAre("5 = 5 percent", "7 відсотків = 7 percent"));
  EXPECT_THAT(figures("They hired 40 cooks and 7 per cent of the pilots."),
              ElementsAre("40 cooks = 40", "7 per cent of the pilots = 7 percent"));
}

TEST(Figures, KeepTheCountryOfTheMemberBefore) {
  EXPECT_THAT(figures("Transfers to Georgia reached $2 mln, to Armenia $1 mln, which is 8% of the total."),
              ElementsAre("$2 mln = 2000000 money USD GE", "$1 mln = 1000000 money USD AM",
                          "8% of the total = 8 percent AM"));
}

TEST(Figures, GiveASignBehindAScaleToTheNextNumber) {
  EXPECT_THAT(figures("Total: 317 thousand % women: 42.2 %"),
              ElementsAre("317 thousand = 317000", "42.2 % = 42.2 percent"));
}

TEST(Figures, ReadSharesOutOfTen) {
  EXPECT_THAT(
      figures("Seven out of ten pilots and forty in every hundred sailors had a contract."),
      ElementsAre("Seven out of ten pilots = 70 percent", "forty in every hundred sailors = 40 percent"));
}

TEST(Figures, AreNoOrdinalsInWords) {
  EXPECT_THAT(figures("The thirty-ninth session was held in the twenty-third week."), ElementsAre());
}

}  // namespace
}  // namespace proviso::nlp
