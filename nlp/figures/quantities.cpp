#include <algorithm>
#include <charconv>
#include <cmath>

#include "nlp/figures/numbers.h"

namespace proviso::nlp {
namespace {

// A number with its scale, before ranges and units are looked at.
struct Atom {
  std::size_t last = 0;  // one past its last token
  double value = 0;
  double raw = 0;    // without its scale: the 4 of "4 million"
  double scale = 1;  // 1 if no scale word stands with it
  Form form = Form::digits;

  explicit operator bool() const { return last > 0; }
};

// What stands behind a number.
struct Unit {
  std::size_t last = 0;
  Measure measure = Measure::count;
  std::string_view currency = {};

  explicit operator bool() const { return last > 0; }
};

double number_in(std::string_view text) {
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

double share_of(double part, double whole) { return std::round(part / whole * 10000) / 100; }

class QuantityReader {
 public:
  QuantityReader(const Tokens& tokens, const Lexicon& lexicon, const NumberHabit& habit,
                 std::string_view language)
      : tokens_(tokens), lexicon_(lexicon), habit_(habit), taken_(tokens.size() + 1, false) {
    decimal_comma_ = !language.empty() && language != "en" && language != "und" && language != "zh" &&
                     language != "ja" && language != "ko" && language != "ne" && language != "hi";
  }

  std::vector<Quantity> read(const std::vector<TimeMention>& times) {
    for (const auto& time : times) std::fill(taken_.begin() + time.first, taken_.begin() + time.last, true);
    take_chunks();
    take_references();
    take_phones();
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t next = quantity_at(i);
      i = std::max(next, i + 1);
    }
    return std::move(out_);
  }

 private:
  // Web addresses, mail addresses and document symbols are words between spaces that hold one of these marks.
  void take_chunks() {
    for (std::size_t i = 0; i < tokens_.size();) {
      std::size_t end = i + 1;
      bool words = tokens_.word(i), slash = false, address = tokens_.is(i, "www");
      for (; end < tokens_.size() && !tokens_[end].spaced; ++end) {
        words |= tokens_.word(end);
        slash |= tokens_.is(end, "/");
        address |=
            tokens_.is(end, "@") || tokens_.is(end, "_") || tokens_.is(end, "=") || tokens_.is(end, "www");
      }
      if (address || (slash && words)) std::fill(taken_.begin() + i, taken_.begin() + end, true);
      i = end;
    }
  }

  // "[3; 4]", "[8]": references, if nothing but numbers stands in the brackets.
  void take_references() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_.is(i, "[")) continue;
      std::size_t end = i + 1;
      while (tokens_.digits(end) || tokens_.is(end, ",") || tokens_.is(end, ";") || tokens_.is(end, "-"))
        ++end;
      if (tokens_.is(end, "]")) std::fill(taken_.begin() + i, taken_.begin() + end, true);
      i = end - 1;
    }
  }

  // "+995 32 236 72 10", "+31(0)70 3704514": a plus and at least three groups of digits.
  void take_phones() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (!tokens_.is(i, "+") || !tokens_.digits(i + 1) || tokens_[i + 1].spaced) continue;
      std::size_t end = i + 1, groups = 0;
      for (; tokens_.digits(end) || tokens_.is(end, "(") || tokens_.is(end, ")") || tokens_.is(end, "-");
           ++end)
        groups += tokens_.digits(end);
      if (groups >= 3) std::fill(taken_.begin() + i, taken_.begin() + end, true);
      i = end - 1;
    }
  }

  // Reads what begins at `i`; the index behind it, or `i` if nothing does.
  std::size_t quantity_at(std::size_t i) {
    if (taken_[i]) return i;
    if (const std::size_t last = share_at(i)) return last;
    std::size_t skip = 0;
    const Atom atom = atom_at(i, skip);
    if (!atom) return std::max(i, skip);
    if (const std::size_t last = fraction_at(i, atom)) return last;
    Quantity quantity{.first = i,
                      .last = atom.last,
                      .number = i,
                      .number_end = atom.last,
                      .value = atom.value,
                      .scaled = atom.scale > 1,
                      .form = atom.form};
    const Unit unit = unit_at(atom.last);
    bool pair = false;
    if (!range(quantity, atom, unit, pair)) apply(quantity, unit);
    currency_in_front(quantity);
    qualifier(quantity, pair);
    negative(quantity);
    out_.push_back(quantity);
    return quantity.last;
  }

  static void apply(Quantity& quantity, const Unit& unit) {
    if (!unit) return;
    quantity.last = std::max(quantity.last, unit.last);
    quantity.measure = unit.measure;
    quantity.currency = unit.currency;
  }

  // ---- shares

  void push_share(std::size_t first, std::size_t last, double value) {
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

  // "half of", "every fifth", "каждый 24-й", "one in five".
  std::size_t share_at(std::size_t i) {
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

  std::size_t every_at(std::size_t i) {
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

  // "one third", "two-thirds", "2/3".
  std::size_t fraction_at(std::size_t i, const Atom& atom) {
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

  // ---- one number

  // `skip`: one past the tokens that are no number but belong together ("A-12", "1.2.3").
  Atom atom_at(std::size_t i, std::size_t& skip) const {
    if (i >= tokens_.size() || taken_[i]) return {};
    Atom atom = tokens_.digits(i) ? digits_at(i, skip) : tokens_.word(i) ? words_at(i, skip) : Atom{};
    if (!atom || atom.form == Form::words) return atom;
    return with_scale(atom, i);
  }

  // "st", "th", "-й" behind the digits at `at`: the index behind it, or 0.
  std::size_t ordinal_end(std::size_t at) const {
    const auto tail = tokens_.lower(at + 1);
    if (tokens_.word(at + 1) && !tokens_[at + 1].spaced &&
        (tail == "st" || tail == "nd" || tail == "rd" || tail == "th"))
      return at + 2;
    if (tokens_.tight(at + 1, "-") && tokens_.word(at + 2) && tokens_.lower(at + 2).size() <= 6)
      return at + 3;
    return 0;
  }

  Atom digits_at(std::size_t i, std::size_t& skip) const {
    const std::size_t end = digits_end(i);
    skip = end;
    if (glued_in_front(i)) {
      while (!tokens_[skip].spaced &&
             (tokens_.digits(skip) || tokens_.is(skip, "-") || tokens_.is(skip, "/")))
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
    return {.last = last, .value = *value, .raw = *value};
  }

  // A word of some length in small letters: what is counted, no unit such as "km".
  bool counts_behind(std::size_t at) const {
    return tokens_.word(at) && tokens_[at].spaced && tokens_.text(at) == tokens_.lower(at) &&
           tokens_.text(at).size() > 4 && !lexicon_.at(tokens_, at, "phrase_end");
  }

  // One past the digits, marks and groups that begin at `i`.
  std::size_t digits_end(std::size_t i) const {
    std::size_t end = i + 1;
    for (;; end += 2) {
      const bool mark = tokens_.tight(end, ".") || tokens_.tight(end, ",");
      if (!mark || !tokens_.digits(end + 1)) break;
    }
    if (end != i + 1 || tokens_.text(i).size() > 3 || tokens_.text(i).front() == '0') return end;
    while (tokens_.digits(end) && tokens_[end].spaced && tokens_.text(end).size() == 3 && !taken_[end] &&
           tokens_[end].begin == tokens_[end - 1].end + 1)
      ++end;
    if (end > i + 1 && tokens_.tight(end, ",") && tokens_.digits(end + 1) &&
        tokens_.text(end + 1).size() <= 2)
      end += 2;
    return end;
  }

  // Letters, a slash or a hyphen behind letters touch the digits from the front: "G20", "COVID-19", "/12".
  bool glued_in_front(std::size_t i) const {
    if (i == 0 || tokens_[i].spaced) return false;
    if (lexicon_.before(tokens_, i, "currency")) return false;
    if (tokens_.word(i - 1) || tokens_.is(i - 1, "/") || tokens_.is(i - 1, ":") || tokens_.is(i - 1, "#"))
      return true;
    const bool dotted = tokens_.is(i - 1, ".") && !tokens_[i - 1].spaced && i > 1;
    const bool capitals = dotted && tokens_.word(i - 2) && tokens_.text(i - 2).size() <= 4 &&
                          tokens_.text(i - 2) != tokens_.lower(i - 2);  // "GE.14-2395"
    if (capitals || (dotted && tokens_.digits(i - 2))) return true;
    if (!tokens_.is(i - 1, "-") || tokens_[i - 1].spaced || i < 2) return false;
    return tokens_.word(i - 2) && !lexicon_.before(tokens_, i - 1, "scale") &&
           !lexicon_.before(tokens_, i - 1, "currency") && !lexicon_.before(tokens_, i - 1, "percent") &&
           !lexicon_.before(tokens_, i - 1, "numeral");
  }

  // Whether nothing behind the digits makes something else of them; `last` moves over an ending ("5-ти").
  bool free_behind(std::size_t end, std::size_t& last) const {
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
    if (tokens_.tight(end, "-") && tokens_.text(end + 1).starts_with('0') &&
        tokens_.text(end + 1).size() > 1) {
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

  // The scale behind `atom`, if it is one: "m" and "bn" right behind the digits are so only in a sum of
  // money.
  Phrase scale_at(std::size_t at, std::size_t first) const {
    const Phrase scale = lexicon_.at(tokens_, at, "scale");
    const bool letter = scale && tokens_.lower(at).size() == 1;
    return letter && (tokens_[at].spaced || !lexicon_.before(tokens_, first, "currency")) ? Phrase{} : scale;
  }

  // "2.5 million", "1 млн. 593 тыс.".
  Atom with_scale(Atom atom, std::size_t first) const {
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

  // "two hundred and fifty thousand", "двадцать пять", "пятеро".
  Atom words_at(std::size_t i, std::size_t& skip) const {
    if (i > 0 && tokens_.tight(i - 1, "-") && !lexicon_.before(tokens_, i - 1, "numeral")) return {};
    double total = 0, group = 0, lowest = 1e18, scale_seen = 1;
    std::size_t at = i;
    bool any = false;
    for (;;) {
      std::size_t next = at;
      if (any && (tokens_.tight(next, "-") || (tokens_.is(next, "and") && lowest >= 100 && lowest < 1e18)))
        ++next;
      if (next >= tokens_.size() || taken_[next]) break;
      const Phrase numeral = lexicon_.at(tokens_, next, "numeral");
      if (numeral) {
        const double value = number_in(numeral.value);
        if (any && value >= lowest) break;
        group += value;
        lowest = value >= 100 ? 100 : value >= 20 ? 10 : 1;
        at = next + numeral.length;
        any = true;
        continue;
      }
      const Phrase scale = any ? lexicon_.at(tokens_, next, "scale") : Phrase{};
      if (!scale || (next > at && !tokens_.tight(at, "-"))) break;
      const double factor = number_in(scale.value);
      if (factor < 1000) {
        group *= factor;
        lowest = factor;
      } else {
        if (scale_seen > 1 && factor >= scale_seen) break;
        total += group * factor;
        group = 0;
        lowest = factor;
        scale_seen = factor;
      }
      at = next + scale.length;
    }
    if (!any) return {};
    skip = at;
    if (tokens_.tight(at, "-") && tokens_.word(at + 1) && !lexicon_.at(tokens_, at + 1, "denominator") &&
        !lexicon_.at(tokens_, at + 1, "percent")) {
      skip = at + 2;
      return {};
    }
    const double value = total + group;
    return {.last = at,
            .value = value,
            .raw = scale_seen > 1 ? value / scale_seen : value,
            .scale = scale_seen,
            .form = Form::words};
  }

  // ---- units

  Unit unit_at(std::size_t at) const {
    if (at >= tokens_.size()) return {};
    const std::size_t from = tokens_.tight(at, "-") ? at + 1 : at;
    if (const Phrase percent = lexicon_.at(tokens_, from, "percent"))
      return {.last = from + percent.length, .measure = Measure::percent};
    if (const Phrase money = lexicon_.at(tokens_, at, "currency"))
      if (!tokens_.digits(at + money.length) || tokens_.word(at))
        return {.last = at + money.length, .measure = Measure::money, .currency = money.value};
    return {};
  }

  void currency_in_front(Quantity& quantity) const {
    const Phrase money = lexicon_.before(tokens_, quantity.first, "currency");
    if (!money || taken_[quantity.first - 1]) return;
    const std::size_t first = quantity.first - money.length;
    if (!out_.empty() && out_.back().last > first) return;
    if (quantity.measure == Measure::percent) return;
    if (quantity.currency.empty()) quantity.currency = money.value;
    quantity.measure = Measure::money;
    quantity.first = first;
  }

  // ---- ranges

  // A second end behind `atom`: makes a range of `quantity`, or sets `pair` if two states are named.
  bool range(Quantity& quantity, const Atom& atom, const Unit& unit, bool& pair) const {
    std::size_t at = unit ? unit.last : atom.last;
    const std::size_t noun = same_noun_behind(at, quantity.first);
    at += noun;
    const bool dash = tokens_.is(at, "-") && !tokens_.is(at + 1, "-");
    const Phrase join = lexicon_.at(tokens_, at, "range");
    const bool joins = join && (join.value == "to" || join.value == "and" || join.value == "or");
    if (!dash && !joins) return false;
    if (dash && (noun > 0 || tokens_[at].spaced != tokens_[at + 1].spaced)) return false;
    at += dash ? 1 : join.length;
    if (const Phrase money = lexicon_.at(tokens_, at, "currency")) at += money.length;
    std::size_t skip = 0;
    const Atom second = atom_at(at, skip);
    if (!second) return false;
    const Phrase open = lexicon_.before(tokens_, opening(quantity.first), "range");
    if (joins && join.value == "and" && open.value != "between") return false;
    if (noun > 0 && tokens_.lower(second.last) != tokens_.lower(at - join.length - 1)) return false;
    const Unit last_unit = unit_at(second.last);
    if (unit && last_unit && unit.measure != last_unit.measure) return false;
    if (unit && !last_unit && dash && unit.measure == Measure::percent) return false;
    const double first =
        atom.scale == 1 && second.scale > 1 && atom.value < 1000 ? atom.value * second.scale : atom.value;
    const bool change =
        joins && join.value == "to" && (open.value == "change" || (open && changes_before(quantity.first)));
    if (change || (joins && join.value == "to" && open && first >= second.value)) {
      quantity.value = first;
      quantity.scaled = second.scale > 1;
      apply(quantity,
            unit ? unit
                 : Unit{.last = quantity.last, .measure = last_unit.measure, .currency = last_unit.currency});
      pair = true;
      return true;
    }
    if (joins && join.value == "or" && second.value != first + 1) return false;
    if (first >= second.value) return false;
    quantity.value = first;
    quantity.value_to = second.value;
    quantity.scaled = second.scale > 1;
    quantity.number_end = quantity.last = second.last;
    quantity.qualifier = Qualifier::between;
    apply(quantity, last_unit ? last_unit : unit);
    return true;
  }

  // 1 if a noun stands at `at` as in "from 400 persons to 600 persons", where "from" opens the range; else 0.
  std::size_t same_noun_behind(std::size_t at, std::size_t first) const {
    const bool noun =
        tokens_.word(at) && !lexicon_.at(tokens_, at, "range") && lexicon_.at(tokens_, at + 1, "range");
    return noun && lexicon_.before(tokens_, opening(first), "range") ? 1 : 0;
  }

  // The first token of a currency in front of `at`, or `at`.
  std::size_t opening(std::size_t at) const { return at - lexicon_.before(tokens_, at, "currency").length; }

  // A verb of change in the few words before `at`, in the same clause.
  bool changes_before(std::size_t at) const {
    for (std::size_t steps = 0; at > 0 && steps < 30; ++steps) {
      --at;
      if (tokens_.is(at, ";") || (tokens_.is(at, ".") && tokens_[at + 1].spaced)) return false;
      if (lexicon_.at(tokens_, at, "change")) return true;
    }
    return false;
  }

  // ---- qualifiers

  void qualifier(Quantity& quantity, bool pair) const {
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

  // "до" behind a verb of change names what was reached: "снизилась до 24 процентов".
  bool phrase_reaches(std::size_t at) const { return changes_before(at); }

  void negative(Quantity& quantity) const {
    const std::size_t i = quantity.number;
    if (i == 0 || quantity.first != i || quantity.value_to || quantity.form != Form::digits) return;
    if (!tokens_.is(i - 1, "-") || tokens_[i].spaced || !tokens_[i - 1].spaced) return;
    if (i >= 2 && (tokens_.digits(i - 2) || tokens_.is(i - 2, "%"))) return;
    if (quantity.measure != Measure::percent && tokens_.size() > 3) return;
    quantity.value = -quantity.value;
    quantity.first = i - 1;
  }

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  const NumberHabit& habit_;
  bool decimal_comma_ = false;
  std::vector<bool> taken_;
  std::vector<Quantity> out_ = {};
};

}  // namespace

std::vector<Quantity> read_quantities(const Tokens& tokens, const Lexicon& lexicon,
                                      const std::vector<TimeMention>& times, const NumberHabit& habit,
                                      std::string_view language) {
  return QuantityReader(tokens, lexicon, habit, language).read(times);
}

}  // namespace proviso::nlp
