// What the reader of numbers makes of a sentence, drawn in the text: "[about two million]{2000000 about}".
#include "nlp/figures/numbers.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "nlp/rules.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

std::string number(double value) {
  std::string out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out;
}

std::string words_of(const Quantity& quantity) {
  std::string out = number(quantity.value);
  if (quantity.value_to) out += ".." + number(*quantity.value_to);
  if (quantity.measure == Measure::percent) out += " percent";
  if (quantity.measure == Measure::money) out += " " + quantity.currency;
  if (quantity.qualifier != Qualifier::exact) out += " " + std::string(name(quantity.qualifier));
  if (quantity.unsure != Doubt::none) out += " unsure";
  return out;
}

// `text` with every quantity in brackets and what was read of it in braces behind.
std::string draw(const std::string& text, const std::string& language, const NumberHabit& habit) {
  const Folded folded = fold(text, 0);
  const Tokens tokens(folded);
  const Lexicon lexicon(project_rules(), language);
  std::string out;
  std::size_t at = 0;
  for (const Quantity& quantity :
       read_quantities(tokens, lexicon, read_times(tokens, lexicon), habit, language)) {
    const extract::Span span = tokens.span(quantity.first, quantity.last);
    out += text.substr(at, span.begin - at) + "[" + text.substr(span.begin, span.size()) + "]{" +
           words_of(quantity) + "}";
    at = span.end;
  }
  return out + text.substr(at);
}

// Reads the text that `drawing` stands for and expects the drawing.
void expect(const std::string& drawing, const std::string& language, const NumberHabit& habit = {}) {
  static const std::regex marks(R"(\[([^\]]*)\]\{[^}]*\})");
  EXPECT_EQ(draw(std::regex_replace(drawing, marks, "$1"), language, habit), drawing);
}

TEST(Numbers, GroupsAndDecimalsInEnglish) {
  expect("[76,200]{76200} pickers, [1,250,000]{1250000} tons, [14.3%]{14.3 percent} and [2839]{2839} more",
         "en");
  expect("[2 440]{2440} permits", "en");
  expect("[5.666]{5666 unsure} students", "en");
}

TEST(Numbers, DotsAreThousandsWhereTheDocumentWritesThemSo) {
  const NumberHabit dotted = number_habit("some 4.000 cases, 12.000 visas, 3.5 tons");
  EXPECT_EQ(dotted.dot_thousands, 2);
  expect("[3.632]{3632} and [1.5]{1.5}", "en", dotted);
  expect("[3.632]{3.632} and [1.5]{1.5}", "en", number_habit("a ratio of 0.125 and 0.250"));
  expect("[4.961 bln]{4961000000} in all", "en", dotted);
}

TEST(Numbers, SayWhenNothingTellsWhatAMarkIs) {
  const NumberHabit dots = {.dot_thousands = 3}, decimals = {.dot_decimals = 3}, eighths = {.dot_three = 1};
  expect("[5.666]{5666} students", "en", dots);
  expect("[5.666]{5.666} of it and [5.000]{5000} students", "en");
  expect("[5.666]{5.666} litres", "en", eighths);
  expect("[5.666]{5666 unsure} учеников и [0,125]{0.125}", "ru", decimals);
  expect("индекс [5.666]{5666 unsure}, то есть", "ru");
  expect("индекс [5.666]{5.666}, то есть", "ru", decimals);
  expect("индекс [5,666]{5666 unsure}, то есть", "ru", {.comma_thousands = 1});
  expect("индекс [5,666]{5.666}, то есть", "ru", {.comma_thousands = 1, .comma_decimals = 4});
  expect("индекс [5,666]{5666 unsure}, то есть", "ru", {.comma_thousands = 5, .comma_decimals = 4});
  expect("[5,666 million]{5666000000} and [5.666 million]{5666000} tons", "en");
}

TEST(Numbers, ScalesChain) {
  expect("[1 млн. 593 тыс.]{1593000} человек", "ru");
  expect("[1,68 миллиона]{1680000} и [265,8 млн. сомов]{265800000 KGS}", "ru");
  expect("[48.8 bln]{48800000000} and [a hundred]{100} more", "en");
}

TEST(Numbers, Words) {
  expect("[two hundred and fifty thousand]{250000} seasonal workers", "en");
  expect("[forty-six]{46} crimes, [eleven]{11} hotlines", "en");
  expect("[двух тысяч]{2000} мигрантов, [пятеро]{5} вербовщиков, [сорока шести]{46} дел", "ru");
  expect("[п'ять]{5} справ", "uk");
}

TEST(Numbers, Shares) {
  expect("[more than half of]{50 percent over} the pupils, [two-thirds]{66.67 percent} of the rest", "en");
  expect("[approximately every fifth]{20 percent about} driver; [one in four]{25 percent} cooks", "en");
  expect("[каждый 24-й]{4.17 percent} водитель, [почти четверть]{25 percent under} поваров", "ru");
}

TEST(Numbers, Ranges) {
  expect("[2.5 to 4 million]{2500000..4000000 between} people", "en");
  expect("[between 3 and 5]{3..5 between} boats, [30,000-60,000]{30000..60000 between} nets", "en");
  expect("by [24 percent]{24 percent} to [24,792]{24792} boats", "en");
  expect("[from 400 boats to 600]{400..600 between} boats", "en");
  expect("[от 20 до 35 тыс. рублей]{20000..35000 RUB between}", "ru");
  expect("grew from [8.5%]{8.5 percent} to [12.3%]{12.3 percent}", "en");
  expect("упала с [30]{30 percent} до [24 процентов]{24 percent}", "ru");
}

TEST(Numbers, Money) {
  expect("[over $27 bln]{27000000000 USD over} and [EUR 1.5 million]{1500000 EUR}", "en");
  expect("[10-18 thousand rubles]{10000..18000 RUB between}; [US$5m]{5000000 USD}", "en");
  expect("[1 989 000 евро]{1989000 EUR} и [20 млн рублей]{20000000 RUB}", "ru");
}

TEST(Numbers, Qualifiers) {
  expect("[at least 12]{12 at_least} boats; [up to 90%]{90 percent up_to}; [nearly 80]{80 under}", "en");
  expect("[did not exceed 200]{200 up_to}; [40% or more]{40 percent at_least}; [an estimated 30]{30 about}",
         "en");
  expect("[не более 15]{15 up_to} лодок, [свыше 40]{40 over}, [около 7]{7 about}", "ru");
}

TEST(Numbers, WhatIsNoNumber) {
  for (const std::string text :
       {"COVID-19 and A/68/L.5", "see https://example.org/a/2018/12?x=15",
        "the G20, a 10-Point Plan, the 5th row", "version 1.2.3 of the file", "at 10:30", "cf. [3; 4]",
        "No. 25-06556", "Tel.: (+995 32) 236 72 10", "in 2018-2019 and the 1990s"})
    EXPECT_EQ(draw(text, "en", {}), text);
}

TEST(Numbers, RepeatedInBracketsAreOne) {
  expect("[EUR 24.50]{24.5 EUR} (twenty-four euros and fifty cents) to each", "en");
  expect("[3 500 (три тысячи пятьсот) евро]{3500 EUR} и [тридцать (30)]{30} мест", "ru");
  expect("[12000 (дванадцять тисяч) євро]{12000 EUR}", "uk");
  expect("[seven]{7} ([6]{6} in use)", "en");
}

TEST(Numbers, LabelsOfClassesAreNone) {
  expect("Urban Rural 15-24 25-34 35-44 45+", "en");
  expect("[15-24]{15..24 between} and [30-34]{30..34 between} boats", "en");
}

TEST(Numbers, AreNoneOfAnotherLanguage) {
  expect("ten aanzien van [12]{12} schepen", "nl");
  expect("[ten]{10} ships", "en");
}

TEST(Numbers, StuckToABracketAreSymbols) {
  expect("CM(2011)49 final", "en");
  expect("[5]{5} of them (all old) [40]{40} years", "en");
}

TEST(Numbers, LongLinesStayLinear) {
  std::string line;
  for (int i = 0; i < 20000; ++i) line += "from 12 to 5, up to ";
  const Folded folded = fold(line, 0);
  const Tokens tokens(folded);
  const Lexicon lexicon(project_rules(), "en");
  EXPECT_EQ(read_quantities(tokens, lexicon, {}, {}, "en").size(), 40000U);
}

}  // namespace
}  // namespace proviso::nlp
