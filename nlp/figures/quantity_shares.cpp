#include <cmath>

#include "nlp/figures/quantity_reader.h"

namespace proviso::nlp {
namespace {

double share_of(double part, double whole) { return std::round(part / whole * 10000) / 100; }

}  // namespace

void QuantityReader::push_share(std::size_t first, std::size_t last, double value) {
  Quantity quantity{.first = first,
                    .last = last,
                    .number = first,
                    .number_end = last,
                    .value = value,
                    .measure = Measure::percent,
                    .form = Form::share};
  qualifier(quantity, false);
  out_.push_back(quantity);
}

std::size_t QuantityReader::share_at(std::size_t i) {
  if (!tokens_.word(i) && !tokens_.digits(i)) return 0;
  if (const Phrase phrase = lexicon_.at(tokens_, i, "share")) {
    push_share(i, i + phrase.length, number_in(phrase.value));
    return i + phrase.length;
  }
  if (const Phrase one_in = lexicon_.at(tokens_, i, "one_in")) {
    std::size_t skip = 0;
    const Atom of = atom_at(i + one_in.length, skip);
    if (of && of.value >= 2 && of.value <= 10000 && !unit_at(of.last)) {
      push_share(i, of.last, share_of(1, of.value));
      return of.last;
    }
  }
  return every_at(i);
}

std::size_t QuantityReader::every_at(std::size_t i) {
  const Phrase every = lexicon_.at(tokens_, i, "every");
  if (!every) return 0;
  const std::size_t at = i + every.length;
  if (const Phrase part = lexicon_.at(tokens_, at, "denominator")) {
    push_share(i, at + part.length, share_of(1, number_in(part.value)));
    return at + part.length;
  }
  if (!tokens_.digits(at) || tokens_.text(at).size() > 3) return 0;
  const std::size_t ordinal = ordinal_end(at);
  const double whole = number_in(tokens_.text(at));
  if (ordinal == 0 || whole < 2) return 0;
  push_share(i, ordinal, share_of(1, whole));
  return ordinal;
}

std::size_t QuantityReader::fraction_at(std::size_t i, const Atom& atom) {
  if (atom.scale > 1 || atom.value < 1 || atom.value >= 20) return 0;
  std::size_t at = atom.last;
  if (tokens_.tight(at, "-")) ++at;
  const Phrase part = lexicon_.at(tokens_, at, "denominator");
  if (!part || atom.form != Form::words) return 0;
  const double whole = number_in(part.value);
  const bool second = tokens_.is(at, "second") || whole <= atom.value;
  if (second) return 0;
  push_share(i, at + part.length, share_of(atom.value, whole));
  return at + part.length;
}

std::size_t QuantityReader::out_of_at(std::size_t i, const Atom& atom) {
  if (atom.scale > 1 || atom.value < 1) return 0;
  std::size_t at = atom.last;
  Phrase out_of = lexicon_.at(tokens_, at, "out_of");
  if (!out_of && tokens_.word(at) && !lexicon_.at(tokens_, at, "phrase_end"))
    out_of = lexicon_.at(tokens_, ++at, "out_of");
  if (!out_of) return 0;
  at += out_of.length;
  std::size_t skip = 0;
  const Atom whole = atom_at(at, skip);
  const Phrase hundred = whole ? Phrase{} : lexicon_.at(tokens_, at, "scale");
  const double of = whole ? whole.value : number_in(hundred.value);
  // "five out of ten"; "40 in every 1,000"; but "three of fifteen" counts.
  const bool round = of == 10 || (out_of.value == "every" && (of == 100 || of == 1000));
  if (!round || atom.value >= of || (whole && unit_at(whole.last))) return 0;
  const std::size_t last = whole ? whole.last : at + hundred.length;
  push_share(i, last, share_of(atom.value, of));
  return last;
}

}  // namespace proviso::nlp
