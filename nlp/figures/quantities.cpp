#include <algorithm>
#include <charconv>
#include <cmath>

#include "nlp/figures/quantity_reader.h"

namespace proviso::nlp {

double number_in(std::string_view text) {
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

QuantityReader::QuantityReader(const Tokens& tokens, const Lexicon& lexicon, const NumberHabit& habit,
                               std::string_view language)
    : tokens_(tokens), lexicon_(lexicon), habit_(habit), taken_(tokens.size() + 1, false) {
  decimal_comma_ = !language.empty() && language != "en" && language != "und" && language != "zh" &&
                   language != "ja" && language != "ko" && language != "ne" && language != "hi";
}

std::vector<Quantity> QuantityReader::read(const std::vector<TimeMention>& times) {
  for (const auto& time : times) std::fill(taken_.begin() + time.first, taken_.begin() + time.last, true);
  take_chunks();
  take_references();
  take_phones();
  for (std::size_t i = 0; i < tokens_.size();) {
    const std::size_t next = quantity_at(i);
    i = std::max(next, i + 1);
  }
  drop_repeated();
  drop_classes();
  share_units();
  return std::move(out_);
}

void QuantityReader::share_units() {
  bool in_list = false;  // "and" has been seen before the last member
  for (std::size_t i = out_.size(); i-- > 1;) {
    const Quantity& behind = out_[i];
    Quantity& here = out_[i - 1];
    std::size_t at = here.last;
    const bool comma = tokens_.is(at, ",");
    at += comma;
    const bool joined = lexicon_.at(tokens_, at, "time_join").value == "and";
    at += joined;
    in_list = (in_list && comma) || joined;
    const bool bare = here.measure == Measure::count && !here.scaled && !here.value_to &&
                      here.form == Form::digits && here.last == here.number_end;
    const bool member =
        at == behind.first && in_list && bare && behind.form == Form::digits && !behind.value_to;
    if (!member || (behind.measure == Measure::count && !behind.scaled)) {
      in_list = false;
      continue;
    }
    if (behind.scaled && here.value >= 1000) continue;
    here.value *= behind.scale;
    here.scale = behind.scale;
    here.scaled = behind.scaled;
    here.measure = behind.measure;
    here.currency = behind.currency;
  }
}

void QuantityReader::drop_repeated() {
  constexpr std::size_t kLongest = 12;  // tokens in the brackets behind the number: "… and twenty-five cents"
  for (std::size_t i = 0; i + 1 < out_.size(); ++i) {
    Quantity& here = out_[i];
    const Quantity inside = out_[i + 1];
    const bool in_words = inside.form == Form::words && here.form == Form::digits;
    const bool in_digits = inside.form == Form::digits && here.form == Form::words;
    if ((!in_words && !in_digits) || here.value_to || inside.value_to) continue;
    if (!tokens_.is(here.last, "(") || inside.first != here.last + 1) continue;
    if (inside.value != std::trunc(here.value)) continue;
    std::size_t close = inside.last;
    while (close < inside.last + kLongest && close < tokens_.size() && !tokens_.is(close, ")")) ++close;
    if (!tokens_.is(close, ")")) continue;
    std::erase_if(out_,
                  [&](const Quantity& other) { return other.first > here.last && other.first < close; });
    if (here.measure != Measure::count) continue;
    here.last = close + 1;
    const Unit unit = unit_at(here.last);
    if (unit)
      apply(here, unit);
    else
      apply(here, {.last = here.last, .measure = inside.measure, .currency = inside.currency});
  }
}

void QuantityReader::drop_classes() {
  const auto is_class = [](const Quantity& quantity) {
    return quantity.value_to && quantity.measure == Measure::count && !quantity.scaled;
  };
  std::vector<bool> drop(out_.size() + 1, false);
  for (std::size_t i = 0; i + 1 < out_.size(); ++i) {
    const Quantity &here = out_[i], &next = out_[i + 1];
    const bool beside =
        here.last == next.first || (tokens_.is(here.last, ",") && here.last + 1 == next.first);
    if (beside && is_class(here) && next.value == *here.value_to + 1 && next.measure == Measure::count)
      drop[i] = drop[i + 1] = true;  // the last may be open: "75+"
  }
  std::size_t index = 0;
  std::erase_if(out_, [&](const Quantity&) { return drop[index++]; });
}

void QuantityReader::take_chunks() {
  for (std::size_t i = 0; i < tokens_.size();) {
    std::size_t end = i + 1;
    bool words = tokens_.word(i), slash = false, address = tokens_.is(i, "www");
    for (; end < tokens_.size() && !tokens_[end].spaced; ++end) {
      words |= tokens_.word(end);
      slash |= tokens_.is(end, "/");
      address |=
          tokens_.is(end, "@") || tokens_.is(end, "_") || tokens_.is(end, "=") || tokens_.is(end, "www");
    }
    if (address || (slash && words)) {
      // "CMW/C/SR.571, 572 and 590": the list goes on with the symbol's last number.
      while (slash && tokens_.digits(end - 1 - tokens_.is(end - 1, ",")) && tokens_.digits(end) &&
             tokens_.is(end - 1, ","))
        end += 1 + tokens_.is(end + 1, ",");
      std::fill(taken_.begin() + i, taken_.begin() + end, true);
    }
    i = end;
  }
}

void QuantityReader::take_references() {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!tokens_.is(i, "[")) continue;
    std::size_t end = i + 1;
    while (tokens_.digits(end) || tokens_.is(end, ",") || tokens_.is(end, ";") || tokens_.is(end, "-")) ++end;
    if (tokens_.is(end, "]")) std::fill(taken_.begin() + i, taken_.begin() + end, true);
    i = end - 1;
  }
}

void QuantityReader::take_phones() {
  for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
    if (!tokens_.is(i, "+") || !tokens_.digits(i + 1) || tokens_[i + 1].spaced) continue;
    std::size_t end = i + 1, groups = 0;
    for (; tokens_.digits(end) || tokens_.is(end, "(") || tokens_.is(end, ")") || tokens_.is(end, "-"); ++end)
      groups += tokens_.digits(end);
    if (groups >= 3) std::fill(taken_.begin() + i, taken_.begin() + end, true);
    i = end - 1;
  }
}

std::size_t QuantityReader::quantity_at(std::size_t i) {
  if (taken_[i]) return i;
  if (const std::size_t last = share_at(i)) return last;
  std::size_t skip = 0;
  const Atom atom = atom_at(i, skip);
  if (!atom) return std::max(i, skip);
  if (const std::size_t last = fraction_at(i, atom)) return last;
  if (const std::size_t last = out_of_at(i, atom)) return last;
  Quantity quantity{.first = i,
                    .last = atom.last,
                    .number = i,
                    .number_end = atom.last,
                    .value = atom.value,
                    .scaled = atom.scale > 1,
                    .scale = atom.scale,
                    .form = atom.form,
                    .unsure = atom.unsure};
  const Unit unit = unit_at(atom.last);
  bool pair = false;
  if (!range(quantity, atom, unit, pair)) apply(quantity, unit);
  currency_in_front(quantity);
  qualifier(quantity, pair);
  negative(quantity);
  out_.push_back(quantity);
  return quantity.last;
}

void QuantityReader::apply(Quantity& quantity, const Unit& unit) {
  if (!unit) return;
  quantity.last = std::max(quantity.last, unit.last);
  quantity.measure = unit.measure;
  quantity.currency = unit.currency;
}

std::vector<Quantity> read_quantities(const Tokens& tokens, const Lexicon& lexicon,
                                      const std::vector<TimeMention>& times, const NumberHabit& habit,
                                      std::string_view language) {
  return QuantityReader(tokens, lexicon, habit, language).read(times);
}

}  // namespace proviso::nlp
