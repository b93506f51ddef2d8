// Which time a figure is of: time_in() of figure_fields.h.
#include <algorithm>

#include "nlp/figures/figure_fields.h"

namespace proviso::nlp {
namespace {

// A time stands close behind its number within so many tokens: fewer where another stands in front.
constexpr std::size_t kClose = 40, kCloseBesideOther = 7;

bool is_usable(const TimeMention& time) {
  return !time.aside && (time.dating != Dating::dated || !time.iso.empty());
}

// Whether tokens [first, last) hold a word that sets another number or year against what went before.
bool compares(const ReadSentence& read, std::size_t first, std::size_t last) {
  const auto from = std::lower_bound(read.comparisons.begin(), read.comparisons.end(), first);
  return from != read.comparisons.end() && *from < last;
}

// "…, and in 2018 [7,000 left]": the time begins a statement of its own about the number behind it.
bool opens_next(const ReadSentence& read, const TimeMention& time, std::size_t quantity) {
  constexpr std::size_t kReach = 12;
  const std::size_t next = next_figure(read, quantity);
  if (next >= read.quantities.size()) return false;
  const std::size_t number = read.quantities[next].first;
  if (number < time.last || number > time.last + kReach) return false;
  std::size_t at = time.first;
  for (int words = 0; words < 2 && at > read.quantities[quantity].last; ++words) {
    const bool lead = read.lexicon.at(read.tokens, at - 1, "year_lead") || read.tokens.is(at - 1, "the");
    if (!lead || read.lexicon.at(read.tokens, at - 1, "statement_link")) break;
    --at;
  }
  if (at <= read.quantities[quantity].last) return false;
  return read.tokens.is(at - 1, ",") || read.tokens.is(at - 1, "-") ||
         static_cast<bool>(read.lexicon.at(read.tokens, at - 1, "statement_link"));
}

enum class End : std::uint8_t { none, from, to };

// Whether the number is an end of a change: "fell from [5] to [3]".
End end_of_change(const ReadSentence& read, std::size_t quantity) {
  const auto role = [&](std::size_t at) {
    return read.lexicon.before(read.tokens, read.quantities[at].first, "range").value;
  };
  const auto opens = [&](std::size_t at) { return role(at) == "from" || role(at) == "change"; };
  if (quantity + 1 < read.quantities.size() && opens(quantity) && role(quantity + 1) == "to")
    return End::from;
  return quantity > 0 && role(quantity) == "to" && opens(quantity - 1) ? End::to : End::none;
}

// "in 2013 and 2014": of the two years the span, if the sentence has not a number for each.
TimeMention with_twin(const ReadSentence& read, std::size_t index, std::size_t quantity) {
  const TimeMention& time = read.times[index];
  const auto year = [](const TimeMention& mention) {
    return mention.dating == Dating::dated && mention.iso.size() == 4 && !mention.aside;
  };
  const auto twins = [&](std::size_t a) {
    if (a + 1 >= read.times.size() || !year(read.times[a]) || !year(read.times[a + 1])) return false;
    std::size_t at = read.times[a].last;
    if (read.lexicon.at(read.tokens, at, "time_join").value != "and") return false;
    at += 1 + (read.tokens.is(at + 1, "in") || read.tokens.is(at + 1, "в"));
    return at == read.times[a + 1].first &&
           std::stoi(read.times[a + 1].iso) == std::stoi(read.times[a].iso) + 1;
  };
  const std::size_t next = next_figure(read, quantity);
  const bool pair = next < read.quantities.size() &&
                    read.lexicon.before(read.tokens, read.quantities[next].first, "time_join").value == "and";
  std::size_t first = index;
  if (index > 0 && twins(index - 1)) first = index - 1;
  if (pair || !twins(first)) return time;
  return {read.times[first].first, read.times[first + 1].last,
          read.times[first].iso + "/" + read.times[first + 1].iso};
}

// The time that "respectively" gives the number; nullptr if it gives none.
const TimeMention* respective_time(const ReadSentence& read, std::size_t quantity) {
  const Respective list = respective_list(read, quantity);
  if (!list) return nullptr;
  std::vector<const TimeMention*> times;
  for (const auto& time : read.times)
    if (is_usable(time) && time.dating == Dating::dated && time.last <= read.quantities[list.first].first)
      times.push_back(&time);
  if (times.empty())
    for (const auto& time : read.times)
      if (is_usable(time) && time.dating == Dating::dated &&
          time.first >= read.quantities[list.last - 1].last)
        times.push_back(&time);
  const std::size_t count = list.last - list.first;
  return times.size() == count ? times[quantity - list.first] : nullptr;
}

}  // namespace

std::vector<std::size_t> comparisons_in(const ReadSentence& read) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < read.tokens.size(); ++i)
    if (read.lexicon.at(read.tokens, i, "comparison")) out.push_back(i);
  return out;
}

TimeMention time_in(const ReadSentence& read, std::size_t quantity, bool own_clause) {
  if (const TimeMention* own = respective_time(read, quantity)) return *own;
  const Quantity& here = read.quantities[quantity];
  const End end = end_of_change(read, quantity);
  const std::size_t next =
      quantity + 1 < read.quantities.size() ? read.quantities[quantity + 1].first : read.tokens.size();
  const Clause clause = clause_of(read, quantity);
  const std::size_t none = read.times.size();
  std::size_t before = none, own = none, behind = none;
  for (std::size_t i = 0; i < read.times.size(); ++i) {
    const TimeMention& time = read.times[i];
    if (!is_usable(time)) continue;
    if (own_clause && (time.last <= clause.first || time.first >= clause.last)) continue;
    if (time.last <= here.first) {
      // What stands between the two ends of a change is the first one's.
      if (end != End::to || time.last <= read.quantities[quantity - 1].first) before = i;
      continue;
    }
    if (time.first < here.last || time.dating == Dating::undated || opens_next(read, time, quantity))
      continue;
    if (own == none && time.first < std::min(next, clause.last)) own = i;
    if (behind == none && !compares(read, here.last, time.first)) behind = i;
  }
  std::size_t chosen = before != none ? before : behind;
  const bool bracketed = before != none && here.first > 0 && read.tokens.is(here.first - 1, "(") &&
                         read.times[before].last == here.first - 1;
  const std::size_t reach = before == none ? kClose : kCloseBesideOther;
  if (!bracketed && own != none && read.times[own].first <= here.last + reach) chosen = own;
  if (chosen == none) return {};
  TimeMention time = with_twin(read, chosen, quantity);
  const auto bar = time.iso.find('/');
  if (end != End::none && bar != std::string::npos && time.dating == Dating::dated)
    time.iso = end == End::from ? time.iso.substr(0, bar) : time.iso.substr(bar + 1);
  return time;
}

}  // namespace proviso::nlp
