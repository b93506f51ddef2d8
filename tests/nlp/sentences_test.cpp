#include "nlp/language/sentences.h"

#include <gtest/gtest.h>

#include <string>

#include "project_rules.h"

namespace proviso::nlp {
namespace {

// `drawn` is a text with "| " where a sentence ends; cutting the text without them draws them again.
void expect_cut(const std::string& drawn) {
  std::string text, again;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (drawn.compare(i, 2, "| ") == 0) {
      ++i;
    } else {
      text += drawn[i];
    }
  }
  SentenceCutter cutter(project_rules());
  const std::uint32_t base = 1000;
  std::uint32_t last = 0;
  for (const extract::Span span : cutter.cut(text, base)) {
    if (!again.empty()) again += " | ";
    again += text.substr(span.begin - base, span.size());
    EXPECT_GE(span.begin, last);
    last = span.end;
  }
  EXPECT_EQ(again, drawn);
}

TEST(Sentences, EndBeforeACapital) {
  expect_cut("The mill was closed. | Its workers went home! | Why so late? | Nobody knew.");
  expect_cut("Фабрику закрыли. | Рабочие разъехались… | Почему так поздно?");
  expect_cut("“They left.” | Nobody paid them (or so they said). | The case was closed.");
}

TEST(Sentences, EndBeforeANumber) {
  expect_cut("The raid took place in 2018. | 42 persons were freed.");
  expect_cut("Most came by bus (61%). | 5% walked.");
  expect_cut("See Art. 5 and p. 7 of the report.");
}

TEST(Sentences, GoOnAfterAbbreviations) {
  expect_cut("They were tried under Art. 127 and No. 5 of the list, e.g. Mr. Petrov and Dr. Ivanova.");
  expect_cut("Осуждены по ч. 2 ст. 127 УК, т.е. за торговлю людьми, см. Приложение.");
  expect_cut("Засуджено за ч. 2 ст. 149 КК, див. Додаток.");
  expect_cut("The U.S. Government paid 3 mln. euros, etc.");
}

TEST(Sentences, MayEndAfterAbbreviationsThatStandLast) {
  expect_cut("The group was led by brokers, drivers, landlords etc. | None of them was tried.");
  expect_cut("Приговор по этому делу вынесли в марте 2018 г. | Его не обжаловали.");
  expect_cut("В 2018 г. МВД сообщило о ста случаях.");
  expect_cut("Рабочие приехали в г. Омск в мае.");
}

TEST(Sentences, GoOnAfterInitialsAndNumbering) {
  expect_cut("The second study was printed in the U.S. | It had no readers.");
  expect_cut("Доклад подготовили А. Иванов и О.П. Сидорова.");
  expect_cut("The study of J. Smith was printed.");
  expect_cut("3.2. The third plan failed. | It had no budget.");
  expect_cut("Table 1. Victims by year");
}

TEST(Sentences, GoOnInsideBracketsThatClose) {
  expect_cut("The plan (adopted in May. See annex.) failed. | It had no budget.");
}

TEST(Sentences, OfNothingAreNone) {
  SentenceCutter cutter(project_rules());
  EXPECT_TRUE(cutter.cut("", 0).empty());
  EXPECT_TRUE(cutter.cut("   ", 0).empty());
  EXPECT_EQ(cutter.cut("...", 7).size(), 1u);
}

}  // namespace
}  // namespace proviso::nlp
