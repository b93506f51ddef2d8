#include "nlp/figures/quantity_reader.h"

namespace proviso::nlp {

Atom QuantityReader::atom_at(std::size_t i, std::size_t& skip) const {
  if (i >= tokens_.size() || taken_[i]) return {};
  Atom atom = tokens_.digits(i) ? digits_at(i, skip) : tokens_.word(i) ? words_at(i, skip) : Atom{};
  if (!atom || atom.form == Form::words) return atom;
  return with_scale(atom, i);
}

std::size_t QuantityReader::ordinal_end(std::size_t at) const {
  const auto tail = tokens_.lower(at + 1);
  if (tokens_.word(at + 1) && !tokens_[at + 1].spaced &&
      (tail == "st" || tail == "nd" || tail == "rd" || tail == "th"))
    return at + 2;
  if (tokens_.tight(at + 1, "-") && tokens_.word(at + 2) && tokens_.lower(at + 2).size() <= 6) return at + 3;
  return 0;
}

Atom QuantityReader::digits_at(std::size_t i, std::size_t& skip) const {
  const std::size_t end = digits_end(i);
  skip = end;
  if (glued_in_front(i)) {
    while (!tokens_[skip].spaced && (tokens_.digits(skip) || tokens_.is(skip, "-") || tokens_.is(skip, "/")))
      ++skip;
    return {};
  }
  const bool scaled = lexicon_.at(tokens_, end, "scale") || lexicon_.at(tokens_, end, "percent");
  const auto text = std::string_view(tokens_.sentence().lower)
                        .substr(tokens_[i].begin, tokens_[end - 1].end - tokens_[i].begin);
  const auto value = digits_value(text, habit_, decimal_comma_, scaled, counts_behind(end));
  std::size_t last = end;
  if (!value || !free_behind(end, last)) {
    skip = std::max(skip, last);
    return {};
  }
  return {.last = last,
          .value = value->value,
          .raw = value->value,
          .unsure = value->unsure ? Doubt::decimal_mark : Doubt::none};
}

bool QuantityReader::counts_behind(std::size_t at) const {
  return tokens_.word(at) && tokens_[at].spaced && tokens_.text(at) == tokens_.lower(at) &&
         tokens_.text(at).size() > 4 && !lexicon_.at(tokens_, at, "phrase_end");
}

std::size_t QuantityReader::digits_end(std::size_t i) const {
  std::size_t end = i + 1;
  for (;; end += 2) {
    const bool mark = tokens_.tight(end, ".") || tokens_.tight(end, ",");
    if (!mark || !tokens_.digits(end + 1)) break;
  }
  if (end != i + 1 || tokens_.text(i).size() > 3 || tokens_.text(i).front() == '0') return end;
  while (tokens_.digits(end) && tokens_[end].spaced && tokens_.text(end).size() == 3 && !taken_[end] &&
         tokens_[end].begin == tokens_[end - 1].end + 1)
    ++end;
  if (end > i + 1 && tokens_.is(end, "%") && tokens_.is(end - 1, "100"))
    return i + 1;  // "134 100%": a number and its share
  if (end > i + 1 && tokens_.tight(end, ",") && tokens_.digits(end + 1) && tokens_.text(end + 1).size() <= 2)
    end += 2;
  return end;
}

bool QuantityReader::glued_in_front(std::size_t i) const {
  if (i == 0 || tokens_[i].spaced) return false;
  if (lexicon_.before(tokens_, i, "currency")) return false;
  if (tokens_.word(i - 1) || tokens_.is(i - 1, ")") || tokens_.is(i - 1, "/") || tokens_.is(i - 1, ":") ||
      tokens_.is(i - 1, "#"))
    return true;
  const bool dotted = tokens_.is(i - 1, ".") && !tokens_[i - 1].spaced && i > 1;
  const bool capitals = dotted && tokens_.word(i - 2) && tokens_.text(i - 2).size() <= 4 &&
                        tokens_.text(i - 2) != tokens_.lower(i - 2);  // "GE.14-2395"
  if (capitals || (dotted && tokens_.digits(i - 2))) return true;
  if (!tokens_.is(i - 1, "-") || tokens_[i - 1].spaced || i < 2) return false;
  const bool scale = lexicon_.before(tokens_, i - 1, "scale") && tokens_.text(i - 2).size() > 1;  // no "B-9"
  return tokens_.word(i - 2) && !scale && !lexicon_.before(tokens_, i - 1, "currency") &&
         !lexicon_.before(tokens_, i - 1, "percent") && !lexicon_.before(tokens_, i - 1, "numeral");
}

bool QuantityReader::free_behind(std::size_t end, std::size_t& last) const {
  if (tokens_[end].spaced) return true;
  if (tokens_.word(end)) {
    if (lexicon_.at(tokens_, end, "scale") || lexicon_.at(tokens_, end, "percent") ||
        lexicon_.at(tokens_, end, "currency"))
      return true;
    last = end + 1;
    return false;
  }
  const bool name = tokens_.is(end, ".") && tokens_.word(end + 1);
  if (tokens_.is(end, "/") || tokens_.is(end, ":") || name) {
    if (tokens_[end + 1].spaced || (!tokens_.digits(end + 1) && !tokens_.word(end + 1))) return true;
    for (last = end + 1; !tokens_[last].spaced && !tokens_.is(last, ",") && !tokens_.is(last, ")");) ++last;
    return false;
  }
  if (tokens_.tight(end, "-") && tokens_.text(end + 1).starts_with('0') && tokens_.text(end + 1).size() > 1) {
    last = end + 2;
    return false;
  }
  if (!tokens_.tight(end, "-") || !tokens_.word(end + 1)) return true;
  if (lexicon_.at(tokens_, end + 1, "percent") || lexicon_.at(tokens_, end + 1, "scale")) {
    last = end + 1;
    return true;
  }
  last = end + 2;
  const auto tail = tokens_.lower(end + 1);
  return tail == "ти" || tail == "ми" || tail == "мя" || tail == "х" || tail == "и";
}

Phrase QuantityReader::scale_at(std::size_t at, std::size_t first) const {
  const Phrase scale = lexicon_.at(tokens_, at, "scale");
  const bool letter = scale && tokens_.lower(at).size() == 1;
  return letter && (tokens_[at].spaced || !lexicon_.before(tokens_, first, "currency")) ? Phrase{} : scale;
}

Atom QuantityReader::with_scale(Atom atom, std::size_t first) const {
  Phrase scale = scale_at(atom.last, first);
  if (!scale) return atom;
  atom.scale = number_in(scale.value);
  atom.value = atom.raw * atom.scale;
  atom.last += scale.length;
  double smallest = atom.scale;
  for (;;) {
    std::size_t skip = 0;
    const bool digits = tokens_.digits(atom.last) && !taken_[atom.last];
    const Atom next = digits ? digits_at(atom.last, skip) : Atom{};
    if (!next || next.raw >= 1000) return atom;
    scale = lexicon_.at(tokens_, next.last, "scale");
    if (!scale || number_in(scale.value) >= smallest) return atom;
    smallest = number_in(scale.value);
    atom.value += next.raw * smallest;
    atom.last = next.last + scale.length;
  }
}

Atom QuantityReader::words_at(std::size_t i, std::size_t& skip) const {
  if (i > 0 && tokens_.tight(i - 1, "-") && !lexicon_.before(tokens_, i - 1, "numeral")) return {};
  NumberWords words{.at = i};
  while (add_word(words)) continue;
  if (words.at == i) return {};
  skip = words.at;
  const bool hyphen = tokens_.tight(words.at, "-") && tokens_.word(words.at + 1);
  const bool part = hyphen && lexicon_.at(tokens_, words.at + 1, "denominator");
  // "twenty-third" is a place in a row; "two-thirds" a share.
  const bool ordinal = part && words.lowest == 10;
  if (ordinal || (hyphen && !part && !lexicon_.at(tokens_, words.at + 1, "percent"))) {
    skip = words.at + 2;
    return {};
  }
  const double value = words.total + words.group;
  return {.last = words.at,
          .value = value,
          .raw = words.scale > 1 ? value / words.scale : value,
          .scale = words.scale,
          .form = Form::words};
}

bool QuantityReader::add_word(NumberWords& words) const {
  const bool any = words.lowest < NumberWords{}.lowest;
  // "two and a half million"; "two and a half years" is no figure of two either.
  if (const Phrase half = any ? lexicon_.at(tokens_, words.at, "half_more") : Phrase{};
      half && words.lowest == 1) {
    words.group += 0.5;
    words.lowest = 0.5;
    words.at += half.length;
    return true;
  }
  std::size_t next = words.at;
  if (any && tokens_.tight(next, "-")) ++next;
  if (const Phrase joint = any ? lexicon_.at(tokens_, next, "numeral_joint") : Phrase{})
    if (words.lowest >= number_in(joint.value)) next += joint.length;
  if (next >= tokens_.size() || taken_[next]) return false;
  if (const Phrase numeral = lexicon_.at(tokens_, next, "numeral")) {
    const double value = number_in(numeral.value);
    if (any && value >= words.lowest) return false;
    words.group += value;
    words.lowest = value >= 100 ? 100 : value >= 20 ? 10 : 1;
    words.at = next + numeral.length;
    return true;
  }
  const Phrase scale = any ? lexicon_.at(tokens_, next, "scale") : Phrase{};
  if (!scale || (next > words.at && !tokens_.tight(words.at, "-"))) return false;
  const double factor = number_in(scale.value);
  if (factor < 1000) {
    words.group *= factor;
  } else {
    if (words.scale > 1 && factor >= words.scale) return false;
    words.total += words.group * factor;
    words.group = 0;
    words.scale = factor;
  }
  words.lowest = factor;
  words.at = next + scale.length;
  return true;
}

}  // namespace proviso::nlp
