#include <algorithm>

#include "nlp/figures/quantity_reader.h"

namespace proviso::nlp {

Unit QuantityReader::unit_at(std::size_t at) const {
  if (at >= tokens_.size()) return {};
  // "317 thousand % women: 42.2": a sign behind a scale is the next number's.
  if (tokens_.is(at, "%") && lexicon_.before(tokens_, at, "scale")) return {};
  const std::size_t from = tokens_.tight(at, "-") ? at + 1 : at;
  if (const Phrase percent = lexicon_.at(tokens_, from, "percent"))
    return {.last = from + percent.length, .measure = Measure::percent};
  if (const Phrase money = lexicon_.at(tokens_, at, "currency"))
    if (!tokens_.digits(at + money.length) || tokens_.word(at))
      return {.last = at + money.length, .measure = Measure::money, .currency = money.value};
  return {};
}

void QuantityReader::currency_in_front(Quantity& quantity) const {
  const Phrase money = lexicon_.before(tokens_, quantity.first, "currency");
  if (!money || taken_[quantity.first - 1]) return;
  const std::size_t first = quantity.first - money.length;
  if (!out_.empty() && out_.back().last > first) return;
  if (quantity.measure == Measure::percent) return;
  if (quantity.currency.empty()) quantity.currency = money.value;
  quantity.measure = Measure::money;
  quantity.first = first;
}

Joined QuantityReader::joined_at(std::size_t at, std::size_t noun) const {
  const bool dash = tokens_.is(at, "-") && !tokens_.is(at + 1, "-");
  const Phrase join = lexicon_.at(tokens_, at, "range");
  const bool joins = join && (join.value == "to" || join.value == "and" || join.value == "or");
  if (!dash && !joins) return {};
  if (dash && (noun > 0 || tokens_[at].spaced != tokens_[at + 1].spaced)) return {};
  const std::size_t before = at;
  at += dash ? 1 : join.length;
  if (const Phrase money = lexicon_.at(tokens_, at, "currency")) at += money.length;
  std::size_t skip = 0;
  const Atom second = atom_at(at, skip);
  if (second && noun > 0 && tokens_.lower(second.last) != tokens_.lower(before - 1)) return {};
  return {.second = second, .word = dash ? "-" : join.value};
}

bool QuantityReader::range(Quantity& quantity, const Atom& atom, const Unit& unit, bool& pair) const {
  const std::size_t end = unit ? unit.last : atom.last;
  const std::size_t noun = same_noun_behind(end, quantity.first);
  const Joined joined = joined_at(end + noun, noun);
  if (!joined) return false;
  const Atom& second = joined.second;
  const Phrase open = lexicon_.before(tokens_, opening(quantity.first), "range");
  if (joined.word == "and" && open.value != "between") return false;
  const Unit last_unit = unit_at(second.last);
  if (unit && last_unit && unit.measure != last_unit.measure) return false;
  // "5%-12 people", "grew 24 percent to 24,792": the second number is of something else.
  const bool share_alone = unit && !last_unit && unit.measure == Measure::percent;
  if (share_alone && (joined.word == "-" || !open)) return false;
  const double first =
      atom.scale == 1 && second.scale > 1 && atom.value < 1000 ? atom.value * second.scale : atom.value;
  const bool change = open.value == "change" || (open && changes_before(quantity.first));
  pair = joined.word == "to" && (change || (open && first >= second.value));
  if (!pair && (first >= second.value || (joined.word == "or" && second.value != first + 1))) return false;
  quantity.value = first;
  quantity.scaled = second.scale > 1;
  if (pair) {
    const Unit its{.last = quantity.last, .measure = last_unit.measure, .currency = last_unit.currency};
    apply(quantity, unit ? unit : its);
    return true;
  }
  quantity.value_to = second.value;
  quantity.unsure = std::max(quantity.unsure, second.unsure);
  quantity.number_end = quantity.last = second.last;
  quantity.qualifier = Qualifier::between;
  apply(quantity, last_unit ? last_unit : unit);
  return true;
}

std::size_t QuantityReader::same_noun_behind(std::size_t at, std::size_t first) const {
  const bool noun =
      tokens_.word(at) && !lexicon_.at(tokens_, at, "range") && lexicon_.at(tokens_, at + 1, "range");
  return noun && lexicon_.before(tokens_, opening(first), "range") ? 1 : 0;
}

bool QuantityReader::changes_before(std::size_t at) const {
  for (std::size_t steps = 0; at > 0 && steps < 30; ++steps) {
    --at;
    if (tokens_.is(at, ";") || (tokens_.is(at, ".") && tokens_[at + 1].spaced)) return false;
    if (lexicon_.at(tokens_, at, "change")) return true;
  }
  return false;
}

void QuantityReader::qualifier(Quantity& quantity, bool pair) const {
  std::size_t first = quantity.first;
  const std::size_t floor = out_.empty() ? 0 : out_.back().last;
  if (quantity.value_to) {
    const Phrase open = lexicon_.before(tokens_, first, "range");
    if (open && (open.value == "from" || open.value == "between") && first - open.length >= floor)
      first -= open.length;
  }
  if (const Phrase phrase = lexicon_.before(tokens_, first, "qualifier");
      phrase && first - phrase.length >= floor && !pair && !taken_[first - 1]) {
    const auto value = qualifier_named(phrase.value);
    const bool target = phrase.length == 1 && phrase.value == "up_to" && phrase_reaches(first - 1);
    if (value && !target) {
      if (!quantity.value_to) quantity.qualifier = *value;
      first -= phrase.length;
    }
  }
  quantity.first = first;
  if (const Phrase after = lexicon_.at(tokens_, quantity.last, "qualifier_after")) {
    const auto value = qualifier_named(after.value);
    if (value && quantity.qualifier == Qualifier::exact) quantity.qualifier = *value;
    quantity.last += after.length;
  }
}

void QuantityReader::negative(Quantity& quantity) const {
  const std::size_t i = quantity.number;
  if (i == 0 || quantity.first != i || quantity.value_to || quantity.form != Form::digits) return;
  if (!tokens_.is(i - 1, "-") || tokens_[i].spaced || !tokens_[i - 1].spaced) return;
  if (i >= 2 && (tokens_.digits(i - 2) || tokens_.is(i - 2, "%"))) return;
  if (quantity.measure != Measure::percent && tokens_.size() > 3) return;
  quantity.value = -quantity.value;
  quantity.first = i - 1;
}

}  // namespace proviso::nlp
