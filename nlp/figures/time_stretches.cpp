#include <charconv>

#include "nlp/figures/time_reader.h"

namespace proviso::nlp {
namespace {

int number_of(std::string_view digits) {
  int out = -1;
  if (digits.size() <= 4) std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

// "2018-03", or "-03" where `year` is empty.
std::string month_of(std::string_view year, std::string_view month) {
  return std::string(year) + (month.size() == 1 ? "-0" : "-") + std::string(month);
}

Stretch day_of(std::string_view year, std::string_view month, std::size_t length) {
  const std::string iso = month_of(year, month);
  return {iso, iso, length};
}

}  // namespace

Stretch TimeReader::stretch_at(std::size_t i) const {
  if (const Stretch part = year_part(i)) return part;
  if (tokens_.digits(i)) {
    if (const Stretch date = numeric_date(i)) return date;
    if (const Stretch date = day_and_month(i)) return date;
    return year(i);
  }
  if (const Stretch name = year_in_name(i)) return name;
  return month(i);
}

Stretch TimeReader::year_part(std::size_t i) const {
  const Phrase part = lexicon_.at(tokens_, i, "year_part");
  if (!part) return {};
  std::size_t at = i + part.length;
  bool year_word = false;
  for (; tokens_.is(at, "of") || tokens_.is(at, "the") || tokens_.is(at, "year"); ++at)
    year_word |= tokens_.is(at, "year");
  const std::string from(part.value.substr(0, 2));
  const std::string to(part.value.substr(part.value.size() - 2));
  if (plain_year(at)) {
    const std::string y(tokens_.text(at));
    return {y + "-" + from, y + "-" + to, with_year_word(at + 1) - i};
  }
  const std::size_t end = with_year_word(at);
  if (!year_word && end == at) return {};
  return {"-" + from, "-" + to, end - i};
}

Stretch TimeReader::numeric_date(std::size_t i) const {
  if (tokens_.tight(i + 1, ".") && tokens_.tight(i + 3, ".") && plain_year(i + 4) && is_month(i + 2))
    return day_of(tokens_.text(i + 4), tokens_.text(i + 2), with_year_word(i + 5) - i);
  if (tokens_.tight(i + 1, "/") && tokens_.tight(i + 3, "/") && plain_year(i + 4))
    return {std::string(tokens_.text(i + 4)), std::string(tokens_.text(i + 4)), 5};
  if (plain_year(i) && tokens_.tight(i + 1, "-") && tokens_.tight(i + 3, "-") && is_month(i + 2) &&
      tokens_.digits(i + 4))
    return day_of(tokens_.text(i), tokens_.text(i + 2), 5);
  return {};
}

bool TimeReader::is_month(std::size_t i) const {
  const int value = tokens_.digits(i) ? number_of(tokens_.text(i)) : 0;
  return value >= 1 && value <= 12;
}

Stretch TimeReader::day_and_month(std::size_t i) const {
  if (tokens_.text(i).size() > 2) return {};
  std::size_t at = i + 1;
  if ((tokens_.is(at, "-") || tokens_.is(at, "and") || tokens_.is(at, "и") || tokens_.is(at, "to")) &&
      tokens_.digits(at + 1) && tokens_.text(at + 1).size() <= 2)
    at += 2;
  if (tokens_.word(at) && !tokens_[at].spaced && tokens_.text(at).size() == 2) ++at;  // "1st"
  if (tokens_.tight(at, "-") && tokens_.word(at + 1)) at += 2;                        // "1-го"
  if (tokens_.is(at, "of")) ++at;
  if (tokens_.is(at, "\"") && tokens_[at].spaced == false) ++at;
  const Phrase name = lexicon_.at(tokens_, at, "month");
  if (!name) return {};
  return with_year(i, at + name.length, name.value);
}

Stretch TimeReader::months(std::size_t i, const Phrase& name) const {
  std::size_t next = i + name.length;
  const Phrase join = lexicon_.at(tokens_, next, "time_join");
  if (!tokens_.is(next, "-") && !join) return {};
  next += join ? join.length : 1;
  const Phrase other = lexicon_.at(tokens_, next, "month");
  if (!other) return {};
  std::size_t year_at = next + other.length;
  if (i > 0 && tokens_.is(i - 1, "(") && tokens_.is(year_at, ")")) ++year_at;
  while (tokens_.is(year_at, "of") || tokens_.is(year_at, ",")) ++year_at;
  if (!plain_year(year_at)) return {};
  const std::string y(tokens_.text(year_at));
  return {month_of(y, name.value), month_of(y, other.value), with_year_word(year_at + 1) - i};
}

Stretch TimeReader::month(std::size_t i) const {
  const Phrase name = lexicon_.at(tokens_, i, "month");
  if (!name) return {};
  if (const Stretch both = months(i, name)) return both;
  const std::size_t at = i + name.length;
  if (tokens_.digits(at) && tokens_.text(at).size() <= 2 && !glued_behind(at)) {
    const bool year_follows = tokens_.is(at + 1, ",") && plain_year(at + 2);
    if (year_follows || number_of(tokens_.text(at)) <= 31) return with_year(i, at + 1, name.value);
  }
  return with_year(i, at, name.value);
}

Stretch TimeReader::with_year(std::size_t i, std::size_t at, std::string_view month) const {
  std::size_t year_at = at;
  if (tokens_.is(year_at, ",") || tokens_.is(year_at, "of")) ++year_at;
  if (plain_year(year_at)) return day_of(tokens_.text(year_at), month, with_year_word(year_at + 1) - i);
  // "the oil mill Green May": the end of a name, not a month.
  if (i > 1 && has_capital(i) && has_capital(i - 1) && at == i + 1 &&
      !lexicon_.before(tokens_, i, "year_lead"))
    return {};
  return day_of({}, month, at - i);
}

Stretch TimeReader::year_in_name(std::size_t i) const {
  if (!tokens_.word(i) || !tokens_.tight(i + 1, "-") || !tokens_.digits(i + 2)) return {};
  const int value = number_of(tokens_.text(i + 2));
  if (tokens_.text(i + 2).size() != 4 || value < 1950 || value > 2050 || glued_behind(i + 2)) return {};
  const std::string y(tokens_.text(i + 2));
  return {y, y, 3};
}

Stretch TimeReader::year(std::size_t i) const {
  const auto digits = tokens_.text(i);
  const int value = number_of(digits);
  if (digits.size() != 4 || value < 1800 || value > 2099) return {};
  const bool glued = i > 0 && !tokens_[i].spaced;
  if (glued && tokens_.word(i - 1) && !lexicon_.before(tokens_, i, "year_lead")) return {};
  if (glued && (tokens_.is(i - 1, ".") || tokens_.is(i - 1, ","))) return {};
  const std::string y(digits);
  if (tokens_.is(i + 1, "s") && !tokens_[i + 1].spaced) return {"", "", 2};                  // "1990s"
  if (tokens_.tight(i + 1, "-") && tokens_.lower(i + 2).size() <= 6 && tokens_.word(i + 2))  // "1990-х"
    return {"", "", 3};
  if (glued_behind(i)) return {};
  if (lexicon_.at(tokens_, i + 1, "year_word")) return {y, y, with_year_word(i + 1) - i};
  if (!reads_as_year(i, value)) return {};
  return {y, y, 1};
}

bool TimeReader::reads_as_year(std::size_t i, int value) const {
  // "…, 2011 %" in a heading is a year: nobody writes thousands of per cent without a mark.
  const bool percent =
      lexicon_.at(tokens_, i + 1, "percent") && !(tokens_.is(i + 1, "%") && tokens_.is(i - 1, ","));
  if (percent || lexicon_.at(tokens_, i + 1, "scale") || lexicon_.at(tokens_, i + 1, "currency") ||
      lexicon_.before(tokens_, i, "currency"))
    return false;
  const bool counts = counted_behind(i);
  if (const Phrase qualifier = lexicon_.before(tokens_, i, "qualifier"))
    if (tokens_.word(i + 1) && !lexicon_.before(tokens_, i, "year_lead")) return false;
  if (counts && value % 50 == 0 && !tokens_.is(i - 1, "the")) return false;
  if (lexicon_.before(tokens_, i, "year_lead")) return true;
  return value >= 1900 && value <= 2060 && !(counts && value < 1945);
}

bool TimeReader::counted_behind(std::size_t i) const {
  const auto noun = tokens_.text(i + 1);
  if (!tokens_.word(i + 1) || !tokens_[i + 1].spaced || lexicon_.at(tokens_, i + 1, "phrase_end"))
    return false;
  if (noun != tokens_.lower(i + 1)) return false;
  if (noun.ends_with("s") || noun == "people" || noun == "women" || noun == "men" || noun == "children")
    return true;
  for (const std::string_view end :
       {"ов", "ев", "ей", "век", "иц", "ин", "ий", "ых", "их", "раз", "ів", "осіб"})
    if (noun.ends_with(end)) return true;
  return false;
}

bool TimeReader::plain_year(std::size_t i) const {
  if (!tokens_.digits(i) || tokens_.text(i).size() != 4 || glued_behind(i)) return false;
  const int value = number_of(tokens_.text(i));
  return value >= 1800 && value <= 2099;
}

bool TimeReader::glued_behind(std::size_t i) const {
  if (tokens_[i + 1].spaced) return false;
  if (tokens_.word(i + 1)) return !lexicon_.at(tokens_, i + 1, "year_word");
  if (tokens_.is(i + 1, "%")) return true;
  const bool decimal = tokens_.is(i + 1, ".") || tokens_.is(i + 1, ",");
  return decimal && tokens_.digits(i + 2) && !tokens_[i + 2].spaced;
}

std::size_t TimeReader::with_year_word(std::size_t at) const {
  const Phrase word = lexicon_.at(tokens_, at, "year_word");
  return at + word.length;
}

bool TimeReader::has_capital(std::size_t i) const {
  return tokens_.word(i) && tokens_.text(i) != tokens_.lower(i);
}

}  // namespace proviso::nlp
