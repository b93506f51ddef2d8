#include "nlp/figures/times.h"

#include <charconv>
#include <optional>

namespace proviso::nlp {
namespace {

// A moment or stretch of time while it is read: "2018" has both ends 2018.
struct Stretch {
  std::string from = {}, to = {};
  std::size_t length = 0;  // in tokens

  explicit operator bool() const { return length > 0; }
};

int number_of(std::string_view digits) {
  int out = -1;
  if (digits.size() <= 4) std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

std::string month_of(const std::string& year, std::string_view month) {
  return year + (month.size() == 1 ? "-0" : "-") + std::string(month);
}

class TimeReader {
 public:
  TimeReader(const Tokens& tokens, const Lexicon& lexicon) : tokens_(tokens), lexicon_(lexicon) {}

  std::vector<TimeMention> read() {
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t before = i;
      if (const auto mention = mention_at(i)) {
        out_.push_back(*mention);
        i = mention->last;
      }
      if (i == before) ++i;
    }
    give_months_their_year();
    return std::move(out_);
  }

 private:
  std::optional<TimeMention> mention_at(std::size_t i) const {
    if (const Phrase same = lexicon_.at(tokens_, i, "same_year"))
      return TimeMention{i, i + same.length, "same"};
    const Phrase open = lexicon_.at(tokens_, i, "time_open");
    if (open) {
      const Stretch first = stretch_at(i + open.length);
      if (first)
        if (const auto whole = joined(i, i + open.length, first, true)) return whole;
    }
    const Stretch first = stretch_at(i);
    if (!first) return std::nullopt;
    if (const auto whole = joined(i, i, first, false)) return whole;
    return TimeMention{i, page_behind(i + first.length), both(first.from, first.to)};
  }

  // [begin, …) where `first` stands at `at` and is joined with a second stretch: "2005-2011", "from … to …".
  std::optional<TimeMention> joined(std::size_t begin, std::size_t at, const Stretch& first,
                                    bool opened) const {
    std::size_t next = at + first.length;
    if (first.from.empty()) return std::nullopt;
    const bool mark = tokens_.is(next, "-") || tokens_.tight(next, "/");
    const Phrase join = lexicon_.at(tokens_, next, "time_join");
    if (!mark && !join) return std::nullopt;
    const bool together = tokens_.is(next, "and") || tokens_.is(next, "и") || tokens_.is(next, "і");
    if (!mark && together && !opened) return std::nullopt;
    next += mark ? 1 : join.length;
    const bool article = tokens_.is(next, "the");
    const Stretch second = stretch_at(article ? next + 1 : next);
    std::string from = first.from;
    const bool dated = second && !second.to.empty() && second.to.front() != '-';
    if (dated && from.front() == '-')
      from = second.to.substr(0, 4) + from.substr(1);  // "1 January to 5 May 2018"
    if (dated && from <= second.to) {
      std::size_t last = next + article + second.length;
      if (tokens_.tight(last, "/") && plain_year(last + 1)) last += 2;  // "2009-2017/2018"
      if (const Phrase word = lexicon_.at(tokens_, last, "year_word")) last += word.length;
      return TimeMention{begin, last, both(from, second.to)};
    }
    return short_second_year(begin, at, first, next, mark);
  }

  // "2016/17", "2016-17".
  std::optional<TimeMention> short_second_year(std::size_t begin, std::size_t at, const Stretch& first,
                                               std::size_t next, bool mark) const {
    if (!mark || first.length != 1 || first.from.size() != 4 || tokens_[next].spaced) return std::nullopt;
    const auto digits = tokens_.text(next);
    if (!tokens_.digits(next) || digits.size() != 2 || glued_behind(next)) return std::nullopt;
    const int end = number_of(digits);
    if (end <= number_of(first.from.substr(2))) return std::nullopt;
    std::size_t last = next + 1;
    if (const Phrase word = lexicon_.at(tokens_, last, "year_word")) last += word.length;
    return TimeMention{begin == at ? at : begin, last,
                       first.from + "/" + first.from.substr(0, 2) + std::string(digits)};
  }

  static std::string both(const std::string& from, const std::string& to) {
    return from == to ? from : from + "/" + to;
  }

  Stretch stretch_at(std::size_t i) const {
    if (const Stretch part = year_part(i)) return part;
    if (tokens_.digits(i)) {
      if (const Stretch date = numeric_date(i)) return date;
      if (const Stretch date = day_and_month(i)) return date;
      return year(i);
    }
    if (const Stretch name = year_in_name(i)) return name;
    return month(i);
  }

  // "first half of 2019", "9 месяцев 2018 года".
  Stretch year_part(std::size_t i) const {
    const Phrase part = lexicon_.at(tokens_, i, "year_part");
    if (!part) return {};
    std::size_t at = i + part.length;
    while (tokens_.is(at, "of") || tokens_.is(at, "the") || tokens_.is(at, "year")) ++at;
    if (!plain_year(at)) return {};
    const std::string y(tokens_.text(at));
    const std::string from(part.value.substr(0, 2));
    const std::string to(part.value.substr(part.value.size() - 2));
    return {y + "-" + from, y + "-" + to, with_year_word(at + 1) - i};
  }

  // "12.03.2018", "2018-03-12", "03/2018".
  Stretch numeric_date(std::size_t i) const {
    if (tokens_.tight(i + 1, ".") && tokens_.tight(i + 3, ".") && plain_year(i + 4) && is_month(i + 2))
      return day_of(tokens_.text(i + 4), tokens_.text(i + 2), with_year_word(i + 5) - i);
    if (tokens_.tight(i + 1, "/") && tokens_.tight(i + 3, "/") && plain_year(i + 4))
      return {std::string(tokens_.text(i + 4)), std::string(tokens_.text(i + 4)), 5};
    if (plain_year(i) && tokens_.tight(i + 1, "-") && tokens_.tight(i + 3, "-") && is_month(i + 2) &&
        tokens_.digits(i + 4))
      return day_of(tokens_.text(i), tokens_.text(i + 2), 5);
    return {};
  }

  static Stretch day_of(std::string_view year, std::string_view month, std::size_t length) {
    const std::string iso = month_of(std::string(year), month);
    return {iso, iso, length};
  }

  bool is_month(std::size_t i) const {
    const int value = tokens_.digits(i) ? number_of(tokens_.text(i)) : 0;
    return value >= 1 && value <= 12;
  }

  // "12 March 2018", "12-14 March", "1st of March", "1-го марта".
  Stretch day_and_month(std::size_t i) const {
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

  // "March 2018", "March 12, 2018", "January-September 2018", "March".
  Stretch month(std::size_t i) const {
    const Phrase name = lexicon_.at(tokens_, i, "month");
    if (!name) return {};
    std::size_t at = i + name.length;
    std::size_t next = at;
    const Phrase join = lexicon_.at(tokens_, next, "time_join");
    if (tokens_.is(next, "-"))
      ++next;
    else if (join)
      next += join.length;
    if (const Phrase other = next > at ? lexicon_.at(tokens_, next, "month") : Phrase{}) {
      std::size_t year_at = next + other.length;
      while (tokens_.is(year_at, "of") || tokens_.is(year_at, ",")) ++year_at;
      if (plain_year(year_at)) {
        const std::string y(tokens_.text(year_at));
        return {month_of(y, name.value), month_of(y, other.value), with_year_word(year_at + 1) - i};
      }
    }
    if (tokens_.digits(at) && tokens_.text(at).size() <= 2 && !glued_behind(at)) {
      const bool year_follows = tokens_.is(at + 1, ",") && plain_year(at + 2);
      if (year_follows || number_of(tokens_.text(at)) <= 31) return with_year(i, at + 1, name.value);
    }
    return with_year(i, at, name.value);
  }

  // The month [i, at) with the year behind it, if there is one; else the month alone ("--03").
  Stretch with_year(std::size_t i, std::size_t at, std::string_view month) const {
    std::size_t year_at = at;
    if (tokens_.is(year_at, ",") || tokens_.is(year_at, "of")) ++year_at;
    if (plain_year(year_at)) return day_of(tokens_.text(year_at), month, with_year_word(year_at + 1) - i);
    const std::string iso = month_of("-", month);
    return {iso, iso, at - i};
  }

  // A year in a name ("Operation-2018"): no number, but a time.
  Stretch year_in_name(std::size_t i) const {
    if (!tokens_.word(i) || !tokens_.tight(i + 1, "-") || !tokens_.digits(i + 2)) return {};
    const int value = number_of(tokens_.text(i + 2));
    if (tokens_.text(i + 2).size() != 4 || value < 1950 || value > 2050 || glued_behind(i + 2)) return {};
    const std::string y(tokens_.text(i + 2));
    return {y, y, 3};
  }

  Stretch year(std::size_t i) const {
    const auto digits = tokens_.text(i);
    const int value = number_of(digits);
    if (digits.size() != 4 || value < 1800 || value > 2099) return {};
    if (i > 0 && !tokens_[i].spaced &&
        (tokens_.word(i - 1) || tokens_.is(i - 1, ".") || tokens_.is(i - 1, ",")))
      return {};
    const std::string y(digits);
    if (tokens_.is(i + 1, "s") && !tokens_[i + 1].spaced) return {"", "", 2};                  // "1990s"
    if (tokens_.tight(i + 1, "-") && tokens_.lower(i + 2).size() <= 6 && tokens_.word(i + 2))  // "1990-х"
      return {"", "", 3};
    if (glued_behind(i)) return {};
    if (lexicon_.at(tokens_, i + 1, "year_word")) return {y, y, with_year_word(i + 1) - i};
    if (!reads_as_year(i, value)) return {};
    return {y, y, 1};
  }

  // Whether four digits without "year" beside them are a year.
  bool reads_as_year(std::size_t i, int value) const {
    if (lexicon_.at(tokens_, i + 1, "percent") || lexicon_.at(tokens_, i + 1, "scale") ||
        lexicon_.at(tokens_, i + 1, "currency") || lexicon_.before(tokens_, i, "currency"))
      return false;
    const bool counts = counted_behind(i);
    if (const Phrase qualifier = lexicon_.before(tokens_, i, "qualifier"))
      if (tokens_.word(i + 1) && !lexicon_.before(tokens_, i, "year_lead")) return false;
    if (counts && value % 50 == 0 && !tokens_.is(i - 1, "the")) return false;
    if (lexicon_.before(tokens_, i, "year_lead")) return true;
    return value >= 1900 && value <= 2060 && !(counts && value < 1945);
  }

  // A noun in the plural right behind: "2000 crimes", "2000 человек".
  bool counted_behind(std::size_t i) const {
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

  // Four digits that make a year where a year is expected.
  bool plain_year(std::size_t i) const {
    if (!tokens_.digits(i) || tokens_.text(i).size() != 4 || glued_behind(i)) return false;
    const int value = number_of(tokens_.text(i));
    return value >= 1800 && value <= 2099;
  }

  // Letters, decimals or a sign of percent touch the token from behind.
  bool glued_behind(std::size_t i) const {
    if (tokens_[i + 1].spaced) return false;
    if (tokens_.word(i + 1)) return !lexicon_.at(tokens_, i + 1, "year_word");
    if (tokens_.is(i + 1, "%")) return true;
    const bool decimal = tokens_.is(i + 1, ".") || tokens_.is(i + 1, ",");
    return decimal && tokens_.digits(i + 2) && !tokens_[i + 2].spaced;
  }

  std::size_t with_year_word(std::size_t at) const {
    const Phrase word = lexicon_.at(tokens_, at, "year_word");
    return at + word.length;
  }

  // A page or paragraph behind a year in a reference: "2015: 46", "2013:7-8".
  std::size_t page_behind(std::size_t at) const {
    if (!tokens_.is(at, ":") || !tokens_.digits(at + 1) || tokens_[at].spaced) return at;
    at += 2;
    return tokens_.tight(at, "-") && tokens_.digits(at + 1) ? at + 2 : at;
  }

  // A month alone belongs to the nearest year of the sentence, if there is one.
  void give_months_their_year() {
    std::string year;
    for (const auto& mention : out_)
      if (year.empty() && mention.iso.size() >= 4 && mention.iso.front() != '-' && mention.iso != "same")
        year = mention.iso.substr(0, 4);
    for (auto& mention : out_) {
      if (mention.iso.starts_with("-")) {
        mention.iso = year.empty() ? std::string() : year + mention.iso.substr(1);
      } else if (!mention.iso.empty() && mention.iso != "same") {
        year = mention.iso.substr(mention.iso.size() > 7 ? mention.iso.find('/') + 1 : 0, 4);
      }
    }
  }

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  std::vector<TimeMention> out_ = {};
};

}  // namespace

std::vector<TimeMention> read_times(const Tokens& tokens, const Lexicon& lexicon) {
  return TimeReader(tokens, lexicon).read();
}

std::string time_of(const std::vector<TimeMention>& times) {
  for (const auto& time : times)
    if (!time.iso.empty() && time.iso != "same") return time.iso;
  return {};
}

}  // namespace proviso::nlp
