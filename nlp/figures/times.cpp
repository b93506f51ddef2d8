#include "nlp/figures/times.h"

#include <charconv>

#include "nlp/figures/time_reader.h"

namespace proviso::nlp {
namespace {

std::string both(const std::string& from, const std::string& to) {
  return from == to ? from : from + "/" + to;
}

// The year in which `iso` ends: 2018 of "2017-11/2018-02"; empty if it has none.
std::string last_year(const std::string& iso) {
  const auto bar = iso.find('/');
  const std::string end = bar == std::string::npos ? iso : iso.substr(bar + 1);
  return end.size() >= 4 ? end.substr(0, 4) : std::string();
}

bool is_dated(const TimeMention& mention) {
  return mention.dating == Dating::dated && !mention.iso.empty() && !mention.aside;
}

// `iso` a year earlier.
std::string year_before(std::string iso) {
  for (std::size_t at = 0; at + 4 <= iso.size(); at = iso.find('/', at) + 1) {
    int year = 0;
    std::from_chars(iso.data() + at, iso.data() + at + 4, year);
    iso.replace(at, 4, std::to_string(year - 1));
    if (iso.find('/', at) == std::string::npos) break;
  }
  return iso;
}

}  // namespace

std::vector<TimeMention> TimeReader::read() {
  for (std::size_t i = 0; i < tokens_.size();) {
    const std::size_t before = i;
    if (const auto mention = mention_at(i)) {
      out_.push_back(*mention);
      i = mention->last;
    }
    if (i == before) ++i;
  }
  for (TimeMention& mention : out_)
    mention.aside = is_of_reference(mention) || is_in_name(mention) || is_compared(mention);
  give_months_their_year();
  return std::move(out_);
}

std::optional<TimeMention> TimeReader::mention_at(std::size_t i) const {
  if (const auto pointing = pointing_at(i)) return pointing;
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

std::optional<TimeMention> TimeReader::pointing_at(std::size_t i) const {
  if (const Phrase same = lexicon_.at(tokens_, i, "same_year"))
    return TimeMention{i, i + same.length, {}, Dating::same};
  if (const Phrase before = lexicon_.at(tokens_, i, "year_before"))
    return TimeMention{i, i + before.length, {}, Dating::year_before};
  if (const Phrase undated = lexicon_.at(tokens_, i, "undated"))
    return TimeMention{i, i + undated.length, {}, Dating::undated};
  return std::nullopt;
}

std::optional<TimeMention> TimeReader::joined(std::size_t begin, std::size_t at, const Stretch& first,
                                              bool opened) const {
  std::size_t next = at + first.length;
  if (first.from.empty()) return std::nullopt;
  const bool mark = tokens_.is(next, "-") || tokens_.tight(next, "/");
  const Phrase join = lexicon_.at(tokens_, next, "time_join");
  if (!mark && !join) return std::nullopt;
  if (!mark && join.value == "and" && !opened) return std::nullopt;
  next += mark ? 1 : join.length;
  const bool article = tokens_.is(next, "the");
  const Stretch second = stretch_at(article ? next + 1 : next);
  std::string from = first.from;
  const bool dated = second && !second.to.empty() && second.to.front() != '-';
  if (dated && from.front() == '-') from = second.to.substr(0, 4) + from;  // "1 January to 5 May 2018"
  if (dated && from <= second.to) {
    std::size_t last = next + article + second.length;
    if (tokens_.tight(last, "/") && plain_year(last + 1)) last += 2;  // "2009-2017/2018"
    if (const Phrase word = lexicon_.at(tokens_, last, "year_word")) last += word.length;
    return TimeMention{begin, last, both(from, second.to)};
  }
  return short_second_year(begin, first, next, mark);
}

std::optional<TimeMention> TimeReader::short_second_year(std::size_t begin, const Stretch& first,
                                                         std::size_t next, bool mark) const {
  if (!mark || first.length != 1 || first.from.size() != 4 || tokens_[next].spaced) return std::nullopt;
  const auto digits = tokens_.text(next);
  if (!tokens_.digits(next) || digits.size() != 2 || glued_behind(next)) return std::nullopt;
  if (digits <= first.from.substr(2)) return std::nullopt;
  return TimeMention{begin, with_year_word(next + 1),
                     first.from + "/" + first.from.substr(0, 2) + std::string(digits)};
}

std::size_t TimeReader::page_behind(std::size_t at) const {
  if (!tokens_.is(at, ":") || !tokens_.digits(at + 1) || tokens_[at].spaced) return at;
  at += 2;
  return tokens_.tight(at, "-") && tokens_.digits(at + 1) ? at + 2 : at;
}

void TimeReader::give_months_their_year() {
  std::string year;
  for (const auto& mention : out_)
    if (year.empty() && is_dated(mention) && mention.iso.front() != '-') year = mention.iso.substr(0, 4);
  for (auto& mention : out_) {
    if (!mention.iso.starts_with("-")) {
      if (is_dated(mention)) year = last_year(mention.iso);
      continue;
    }
    mention.dating = Dating::in_year;
    if (!year.empty()) mention = {mention.first, mention.last, resolved(mention, year)};
  }
}

std::string resolved(const TimeMention& mention, const std::string& spoken) {
  switch (mention.dating) {
    case Dating::dated:
      return mention.iso;
    case Dating::same:
      return spoken;
    case Dating::year_before:
      return year_before(spoken);
    case Dating::undated:
      return {};
    case Dating::in_year:
      break;
  }
  const std::string year = last_year(spoken);
  if (year.empty()) return {};
  const auto bar = mention.iso.find('/');
  if (bar == std::string::npos) return year + mention.iso;
  return year + mention.iso.substr(0, bar) + "/" + year + mention.iso.substr(bar + 1);
}

std::vector<TimeMention> read_times(const Tokens& tokens, const Lexicon& lexicon) {
  return TimeReader(tokens, lexicon).read();
}

std::string time_of(const std::vector<TimeMention>& times) {
  for (const auto& time : times)
    if (time.dating == Dating::dated && !time.iso.empty()) return time.iso;
  return {};
}

}  // namespace proviso::nlp
