// Reading the quantities of one sentence: what numbers.h declares as read_quantities(). The reader is one
// class over four files: quantities.cpp (what is no number, the order of reading), quantity_numbers.cpp (one
// number with its scale), quantity_shares.cpp ("two thirds", "every fifth"), quantity_ranges.cpp (units,
// ranges, qualifiers).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "nlp/figures/numbers.h"

namespace proviso::nlp {

// A number with its scale, before ranges and units are looked at.
struct Atom {
  std::size_t last = 0;  // one past its last token
  double value = 0;
  double raw = 0;    // without its scale: the 4 of "4 million"
  double scale = 1;  // 1 if no scale word stands with it
  Form form = Form::digits;
  Doubt unsure = Doubt::none;

  explicit operator bool() const { return last > 0; }
};

// A number in words, as far as it is read.
struct NumberWords {
  std::size_t at = 0;               // one past its last token
  double total = 0, group = 0;      // the thousands and more, and what follows them
  double lowest = 1e18, scale = 1;  // the next word must stand for less than `lowest`
};

// What stands behind a number.
struct Unit {
  std::size_t last = 0;
  Measure measure = Measure::count;
  std::string_view currency = {};

  explicit operator bool() const { return last > 0; }
};

// The second end of a range.
struct Joined {
  Atom second = {};
  std::string_view word = {};  // Word::meanings of what joins: to, and, or; "-" for a dash

  explicit operator bool() const { return static_cast<bool>(second); }
};

// The number that a word of the vocabulary stands for; 0 if it is none.
double number_in(std::string_view text);

// Reads one sentence once. Refers to its arguments.
class QuantityReader {
 public:
  QuantityReader(const Tokens& tokens, const Lexicon& lexicon, const NumberHabit& habit,
                 std::string_view language);
  std::vector<Quantity> read(const std::vector<TimeMention>& times);

 private:
  // Web addresses, mail addresses and document symbols are words between spaces that hold one of these marks.
  void take_chunks();

  // "[3; 4]", "[8]": references, if nothing but numbers stands in the brackets.
  void take_references();

  // "+995 32 236 72 10", "+31(0)70 3704514": a plus and at least three groups of digits.
  void take_phones();

  // Reads what begins at `i`; the index behind it, or `i` if nothing does.
  std::size_t quantity_at(std::size_t i);
  static void apply(Quantity& quantity, const Unit& unit);

  // The unit and scale of a list's last member are those of all: "5, 7 and 9 per cent", "18 and 19 million".
  void share_units();

  // "24 (twenty-four) euros", "thirty (30) beds": what the brackets repeat is no number of its own, and the
  // unit behind them is that of the number in front.
  void drop_repeated();

  // "15-24 25-34 35-44": classes in a row, the labels of a table or chart.
  void drop_classes();

  // Keeps [first, last) as a share of `value` percent.
  void push_share(std::size_t first, std::size_t last, double value);

  // "half of", "every fifth", "каждый 24-й", "one in five".
  std::size_t share_at(std::size_t i);
  std::size_t every_at(std::size_t i);

  // "one third", "two-thirds", "2/3".
  std::size_t fraction_at(std::size_t i, const Atom& atom);

  // "seven out of ten", "12 in every hundred", "in three cases out of ten".
  std::size_t out_of_at(std::size_t i, const Atom& atom);

  // `skip`: one past the tokens that are no number but belong together ("A-12", "1.2.3").
  Atom atom_at(std::size_t i, std::size_t& skip) const;

  // "st", "th", "-й" behind the digits at `at`: the index behind it, or 0.
  std::size_t ordinal_end(std::size_t at) const;
  Atom digits_at(std::size_t i, std::size_t& skip) const;

  // A word of some length in small letters: what is counted, no unit such as "km".
  bool counts_behind(std::size_t at) const;

  // One past the digits, marks and groups that begin at `i`.
  std::size_t digits_end(std::size_t i) const;

  // Letters, a slash or a hyphen behind letters touch the digits from the front: "G20", "COVID-19", "/12".
  bool glued_in_front(std::size_t i) const;

  // Whether nothing behind the digits makes something else of them; `last` moves over an ending ("5-ти").
  bool free_behind(std::size_t end, std::size_t& last) const;

  // The scale behind `atom`, if it is one: "m" and "bn" right behind the digits are so only in a sum of
  // money.
  Phrase scale_at(std::size_t at, std::size_t first) const;

  // "2.5 million", "1 млн. 593 тыс.".
  Atom with_scale(Atom atom, std::size_t first) const;

  // "two hundred and fifty thousand", "двадцать пять", "пятеро".
  Atom words_at(std::size_t i, std::size_t& skip) const;

  // Adds the word behind `words`, if it goes on with the number.
  bool add_word(NumberWords& words) const;

  // The percent sign or currency at `at`.
  Unit unit_at(std::size_t at) const;
  void currency_in_front(Quantity& quantity) const;

  // The number that a dash or a joining word at `at` joins to the one in front. `noun`: tokens between them.
  Joined joined_at(std::size_t at, std::size_t noun) const;

  // A second end behind `atom`: makes a range of `quantity`, or sets `pair` if two states are named.
  bool range(Quantity& quantity, const Atom& atom, const Unit& unit, bool& pair) const;

  // 1 if a noun stands at `at` as in "from 400 persons to 600 persons", where "from" opens the range; else 0.
  std::size_t same_noun_behind(std::size_t at, std::size_t first) const;

  // The first token of a currency in front of `at`, or `at`.
  std::size_t opening(std::size_t at) const { return at - lexicon_.before(tokens_, at, "currency").length; }

  // A verb of change in the few words before `at`, in the same clause.
  bool changes_before(std::size_t at) const;
  void qualifier(Quantity& quantity, bool pair) const;

  // "до" behind a verb of change names what was reached: "снизилась до 24 процентов".
  bool phrase_reaches(std::size_t at) const { return changes_before(at); }
  void negative(Quantity& quantity) const;

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  const NumberHabit& habit_;
  bool decimal_comma_ = false;
  std::vector<bool> taken_;
  std::vector<Quantity> out_ = {};
};

}  // namespace proviso::nlp
