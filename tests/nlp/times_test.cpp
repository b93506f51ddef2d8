// Which words of a sentence are times, drawn in the text: "in [first half of 2019]{2019-01/2019-06}".
#include "nlp/figures/times.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "nlp/rules.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

// Its iso; "same", "before" or "undated" for what points elsewhere; "(2014)" for what no figure is of.
std::string shown(const TimeMention& time) {
  if (time.dating == Dating::same) return "same";
  if (time.dating == Dating::year_before) return "before";
  if (time.dating == Dating::undated) return "undated";
  return time.aside ? "(" + time.iso + ")" : time.iso;
}

void expect(const std::string& drawing, const std::string& language) {
  static const std::regex marks(R"(\[([^\]]*)\]\{[^}]*\})");
  const std::string text = std::regex_replace(drawing, marks, "$1");
  const Folded folded = fold(text, 0);
  const Tokens tokens(folded);
  std::string drawn;
  std::size_t at = 0;
  for (const TimeMention& time : read_times(tokens, Lexicon(project_rules(), language))) {
    const extract::Span span = tokens.span(time.first, time.last);
    drawn += text.substr(at, span.begin - at) + "[" + text.substr(span.begin, span.size()) + "]{" +
             shown(time) + "}";
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
  expect("[Jan. – Dez. 2017]{2017-01/2017-12}", "de");
  expect("[4. Quartal 2017]{2017-10/2017-12}", "de");
}

TEST(Times, MonthsAndDates) {
  expect("on [12 March 2018]{2018-03}, [24.07.2014]{2014-07} and [May 5, 2016]{2016-05}", "en");
  expect("[7 ноября 2017 г.]{2017-11}", "ru");
  expect("in [2018]{2018}: [January]{2018-01} and [June]{2018-06}", "en");
  expect("they may march", "en");
}

TEST(Times, PartsOfYearsInUkrainian) {
  expect("у [першому півріччі 2019 р.]{2019-01/2019-06} і за [9 місяців 2018 року]{2018-01/2018-09}", "uk");
  expect("[січень-червень 2020 року]{2020-01/2020-06}, з [грудня 2017 року]{2017-12}", "uk");
}

TEST(Times, AMonthOrPartWithoutYearIsOfTheYearSpokenOf) {
  expect("in [March]{-03} and in the [second quarter of the year]{-04/-06}", "en");
  expect("two seasons ([April-June) 2019]{2019-04/2019-06}", "en");
  expect("the oil mill Green May", "en");
}

TEST(Times, AcademicAndFiscalYears) {
  expect("[2019/20 academic year]{2019/2020}, FY [2018]{2018}, FY[2017]{2017}", "en");
  expect("в [2019/2020 учебном году]{2019/2020}", "ru");
  expect("у [2019/2020 навчальному році]{2019/2020}", "uk");
}

TEST(Times, TimesThatPointToTheTextBefore) {
  expect("[That year]{same} the boats came; [a year earlier]{before} they did not", "en");
  expect("за [тот же период]{same}; [годом ранее]{before}", "ru");
  expect("[того ж року]{same}, [роком раніше]{before}", "uk");
  expect("[Today]{undated} there are boats", "en");
}

TEST(Times, OfReferencesNamesAndComparisonsAreNobodys) {
  expect("the harbour (Smith, [2018]{(2018)}) and Jones ([2017]{(2017)}), but in Poland ([2016]{2016})",
         "en");
  expect("under the [2003]{(2003)} bulletin and Law No. 5 of [2010]{(2010)} in [2012]{2012}", "en");
  expect("by Закону от [5 мая 2006 г.]{(2006-05)} в [2012 г.]{2012}", "ru");
  expect("по данным порта от [5 мая 2006 г.]{(2006-05)}; от [5 мая до 7 июня 2006 г.]{2006-05/2006-06}", "ru");
  expect("a note dated [5 May 2006]{(2006-05)}; twice as many as in [2017]{(2017)}", "en");
  expect("за Законом [2011 року]{(2011)}", "uk");
  expect("compared to [2017]{(2017)}, in [2018]{2018} more than in [2016]{(2016)}", "en");
  expect("a rise of 18 on [2016]{(2016)}", "en");
  expect("по сравнению с [2017 годом]{(2017)}", "ru");
  expect("порівняно з [2017 роком]{(2017)}", "uk");
}

TEST(Times, OfLongReferencesAreNobodys) {
  expect("two boys (Reed and Moss, [2010]{(2010)}: p. 110)", "en");
  expect("almost all (The Harbour Trust, [2015]{(2015)}), but (in [2015]{2015}) few", "en");
}

TEST(Times, CountsAreNoYears) {
  expect("over 2000 visas and 1950 permits", "en");
  expect("в колонии 2000 человек", "ru");
  expect("the [2018]{2018} report", "en");
}

TEST(Times, AYearInAName) { expect("the [Harvest-2018]{2018} raid", "en"); }

}  // namespace
}  // namespace proviso::nlp
