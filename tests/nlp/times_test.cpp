// Which words of a sentence are times, drawn in the text: "in [first half of 2019]{2019-01/2019-06}".
#include "nlp/figures/times.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "nlp/rules.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

void expect(const std::string& drawing, const std::string& language) {
  static const std::regex marks(R"(\[([^\]]*)\]\{[^}]*\})");
  const std::string text = std::regex_replace(drawing, marks, "$1");
  const Folded folded = fold(text, 0);
  const Tokens tokens(folded);
  std::string drawn;
  std::size_t at = 0;
  for (const TimeMention& time : read_times(tokens, Lexicon(project_rules(), language))) {
    const extract::Span span = tokens.span(time.first, time.last);
    drawn +=
        text.substr(at, span.begin - at) + "[" + text.substr(span.begin, span.size()) + "]{" + time.iso + "}";
    at = span.end;
  }
  EXPECT_EQ(drawn + text.substr(at), drawing);
}

TEST(Times, YearsAndSpansOfYears) {
  expect("In [2018]{2018}, as in [2014/2017]{2014/2017} and [2016/17]{2016/2017}", "en");
  expect("boats sold [between 2011 and 2018]{2011/2018}", "en");
  expect("[с 2005 по 2011 год]{2005/2011}", "ru");
  expect("since [2004]{2004}", "en");
}

TEST(Times, PartsOfYears) {
  expect("in the [first half of 2019]{2019-01/2019-06}", "en");
  expect("в [первом полугодии 2019 г.]{2019-01/2019-06} и за [9 месяцев 2018 года]{2018-01/2018-09}", "ru");
  expect("[January-September 2018]{2018-01/2018-09}", "en");
}

TEST(Times, MonthsAndDates) {
  expect("on [12 March 2018]{2018-03}, [24.07.2014]{2014-07} and [May 5, 2016]{2016-05}", "en");
  expect("[7 ноября 2017 г.]{2017-11}", "ru");
  expect("in [2018]{2018}: [January]{2018-01} and [June]{2018-06}", "en");
  expect("they may march", "en");
}

TEST(Times, SameYear) { expect("[That year]{same} the boats came", "en"); }

TEST(Times, CountsAreNoYears) {
  expect("over 2000 visas and 1950 permits", "en");
  expect("в колонии 2000 человек", "ru");
  expect("the [2018]{2018} report", "en");
}

TEST(Times, AYearInAName) { expect("the [Harvest-2018]{2018} raid", "en"); }

}  // namespace
}  // namespace proviso::nlp
