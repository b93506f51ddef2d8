#include <algorithm>

#include "nlp/figures/time_reader.h"

namespace proviso::nlp {
namespace {

// A name or comparison reaches no farther than so many tokens in front of its year.
constexpr std::size_t kNameReach = 8, kComparisonReach = 6;

}  // namespace

bool TimeReader::is_of_reference(const TimeMention& time) const {
  const bool ends = tokens_.is(time.last, ")") || tokens_.is(time.last, ",") || tokens_.is(time.last, ":");
  if (!ends) return false;
  const bool alone = time.first > 1 && tokens_.is(time.first - 1, "(") && tokens_.is(time.last, ")");
  if (alone) {
    // "Sizov (2018)" is one, "in Poland (2018)" is none.
    std::size_t name = time.first - 2;
    if (!has_capital(name)) return false;
    while (name > 0 && has_capital(name)) --name;
    if (tokens_.is(name, "the") && name > 0) --name;
    if (name == 0 || lexicon_.at(tokens_, name, "statement_link")) return true;
    return !lexicon_.at(tokens_, name, "phrase_end") && !lexicon_.at(tokens_, name, "phrase_link");
  }
  for (std::size_t i = time.first; i > 0 && i + 12 > time.first; --i) {
    if (tokens_.is(i - 1, ")") || tokens_.digits(i - 1)) return false;
    if (!tokens_.is(i - 1, "(")) continue;
    // "(The Harbour Trust, 2015)", but not "(In May 2015)".
    if (tokens_.is(i, "the") && has_capital(i + 1)) return i + 1 < time.first;
    return i < time.first && has_capital(i) && !lexicon_.at(tokens_, i, "month") &&
           !lexicon_.at(tokens_, i, "year_lead");
  }
  return false;
}

bool TimeReader::is_in_name(const TimeMention& time) const {
  if (time.dating != Dating::dated || time.iso.find('/') != std::string::npos) return false;
  // "the 2003 bulletin", "the 2014 Olympic Games", "the 2010 Basic Law".
  const bool article = time.first > 0 && lexicon_.at(tokens_, time.first - 1, "phrase_link");
  if (article && time.last == time.first + 1)
    for (std::size_t i = time.last; i < time.last + 4; ++i) {
      if (lexicon_.at(tokens_, i, "named_year")) return true;
      if (!has_capital(i) && !tokens_.is(i, "\"")) break;
    }
  if (time.first == 0) return false;
  if (has_capital(time.first - 1) && lexicon_.at(tokens_, time.first - 1, "named_year")) return true;
  const std::size_t lead = time.first - 1;
  // "the Ministry's letter dated 5 May 2006", "по данным министерства от 5 мая 2006 г.".
  const bool day = tokens_.digits(time.first) && time.last > time.first + 2;
  if (day && lexicon_.at(tokens_, lead, "document_date")) return true;
  // "Law No. 5 of 2003", "Закона от 5 мая 2006 г.", "Конвенции 1951 года".
  const bool of = lexicon_.at(tokens_, lead, "name_link") || lexicon_.at(tokens_, lead, "document_date");
  if (!of && (lexicon_.before(tokens_, time.first, "year_lead") || !tokens_.word(lead))) return false;
  if (!of && static_cast<unsigned char>(tokens_.text(lead).front()) < 0x80)
    return false;  // in English a preposition joins them
  for (std::size_t i = lead + 1; i > 0 && i + kNameReach > time.first; --i) {
    if (lexicon_.at(tokens_, i - 1, "named_year")) return true;
    if (tokens_.is(i - 1, ",") || tokens_.is(i - 1, ";") || tokens_.is(i - 1, ")")) return false;
  }
  return false;
}

bool TimeReader::is_compared(const TimeMention& time) const {
  // "than the previous year", "from the year before", "than at present".
  if (time.first > 0 && (time.dating == Dating::year_before || time.dating == Dating::undated)) {
    const std::size_t lead = time.first - 1;
    if (lexicon_.at(tokens_, lead, "range")) return true;
    if (lexicon_.at(tokens_, lead, "phrase_end") && !lexicon_.at(tokens_, lead, "year_lead")) return true;
  }
  // "a rise of 18% on 2017".
  if (time.first > 0 && tokens_.is(time.first - 1, "on") && time.last == time.first + 1 &&
      time.iso.size() == 4)
    return true;
  for (std::size_t i = time.first; i > 0 && i + kComparisonReach > time.first; --i) {
    if (lexicon_.before(tokens_, i, "comparison")) return true;
    if (tokens_.digits(i - 1) || tokens_.is(i - 1, ",") || tokens_.is(i - 1, ";")) return false;
  }
  return false;
}

}  // namespace proviso::nlp
