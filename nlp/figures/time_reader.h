// Reading the times of one sentence: what times.h declares as read_times(). The reader is one class over
// three files: times.cpp (mentions and spans), time_stretches.cpp (one year, month or date), time_asides.cpp
// (times that no figure is of).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/figures/times.h"

namespace proviso::nlp {

// A moment or stretch of time while it is read: "2018" has both ends 2018. Without a year "-03".
struct Stretch {
  std::string from = {}, to = {};
  std::size_t length = 0;  // in tokens

  explicit operator bool() const { return length > 0; }
};

// Reads one sentence once. Refers to its arguments.
class TimeReader {
 public:
  TimeReader(const Tokens& tokens, const Lexicon& lexicon) : tokens_(tokens), lexicon_(lexicon) {}

  std::vector<TimeMention> read();

 private:
  std::optional<TimeMention> mention_at(std::size_t i) const;

  // "that year", "a year earlier", "today".
  std::optional<TimeMention> pointing_at(std::size_t i) const;

  // [begin, …) where `first` stands at `at` and is joined with a second stretch: "2005-2011", "from … to …".
  std::optional<TimeMention> joined(std::size_t begin, std::size_t at, const Stretch& first,
                                    bool opened) const;

  // "2016/17", "2016-17".
  std::optional<TimeMention> short_second_year(std::size_t begin, const Stretch& first, std::size_t next,
                                               bool mark) const;

  // A page or paragraph behind a year in a reference: "2015: 46", "2013:7-8".
  std::size_t page_behind(std::size_t at) const;

  // A month alone belongs to the nearest year of the sentence, if there is one.
  void give_months_their_year();

  Stretch stretch_at(std::size_t i) const;

  // "first half of 2019", "9 месяцев 2018 года", "second quarter of the year".
  Stretch year_part(std::size_t i) const;

  // "12.03.2018", "2018-03-12", "03/2018".
  Stretch numeric_date(std::size_t i) const;

  // "12 March 2018", "12-14 March", "1st of March", "1-го марта".
  Stretch day_and_month(std::size_t i) const;

  // "March 2018", "March 12, 2018", "January-September 2018", "March".
  Stretch month(std::size_t i) const;

  // "January-September 2018", "(January-September) 2018"; `name` is the first month, at `i`.
  Stretch months(std::size_t i, const Phrase& name) const;

  // The month [i, at) with the year behind it, if there is one; else the month alone ("-03").
  Stretch with_year(std::size_t i, std::size_t at, std::string_view month) const;

  // A year in a name ("Operation-2018"): no number, but a time.
  Stretch year_in_name(std::size_t i) const;

  Stretch year(std::size_t i) const;

  // Whether four digits without "year" beside them are a year.
  bool reads_as_year(std::size_t i, int value) const;

  // A noun in the plural right behind: "2000 crimes", "2000 человек".
  bool counted_behind(std::size_t i) const;

  // Four digits that make a year where a year is expected.
  bool plain_year(std::size_t i) const;

  // Letters, decimals or a sign of percent touch the token from behind.
  bool glued_behind(std::size_t i) const;

  std::size_t with_year_word(std::size_t at) const;
  bool is_month(std::size_t i) const;
  bool has_capital(std::size_t i) const;

  // "(Altai State University, 2019)", "Sizov (2018)".
  bool is_of_reference(const TimeMention& time) const;

  // "the 2014 Olympic Games", "Agenda 2030", "Law of 2003", "Закона от 5 мая 2006 г.".
  bool is_in_name(const TimeMention& time) const;

  // "compared to 2017", "чем в 2012 году".
  bool is_compared(const TimeMention& time) const;

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  std::vector<TimeMention> out_ = {};
};

}  // namespace proviso::nlp
