// Reads numbers: digits with every grouping, number words, scales, fractions, ranges, percentages and
// sums of money, with the words that qualify them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/figures/lexicon.h"
#include "nlp/figures/times.h"
#include "nlp/provision.h"
#include "nlp/rules/tokens.h"

namespace proviso::nlp {

// How a document writes its numbers, so that "4.000" and "1,250" can be read: counts of the forms seen.
struct NumberHabit {
  int comma_thousands = 0;  // "76,200", "1,200,000"
  int dot_thousands = 0;    // "4.000", "1.200.000"
  int comma_decimals = 0;   // "70,9", "0,125"
  int dot_decimals = 0;     // "14.3", "0.125"
  int dot_three = 0;        // "0.125": decimals of three digits are written with a dot
};

// The habit of a document's whole text. Linear, one scan.
NumberHabit number_habit(std::string_view text);

// A number in digits. `unsure`: its only mark may be of thousands or of decimals ("4.125"), and neither what
// the document writes elsewhere nor what stands beside it settles it; `value` is the likelier of the two
// then, the other is a thousand times more or less.
struct DigitsValue {
  double value = 0;
  bool unsure = false;
};

// The value of digits with their marks ("143.000", "2 440", "1.234,5"), or nullopt for what is no number
// ("1.2.3", "10.10.10.1", "007"). `decimal_comma`: the language writes 70,9. `scaled`: a scale word or a
// percent sign follows, before which nobody writes thousands with a dot or a decimal comma alike ("4.961
// bln").
// `counts`: a noun follows, of which there are no fractions ("4.125 pupils").
std::optional<DigitsValue> digits_value(std::string_view digits, const NumberHabit& habit, bool decimal_comma,
                                        bool scaled, bool counts);

enum class Form : std::uint8_t {
  digits,
  words,   // "two million", "пятеро"
  share,   // "half of", "every fifth", "two thirds": a percentage without a percent sign
  factor,  // glued to a word by a hyphen ("two-year", "10-Point"), or an ordinal ("5th")
};

// A number with its unit and its qualifier.
struct Quantity {
  std::size_t first = 0, last = 0;         // tokens [first, last): qualifier, sign, number, scale, unit
  std::size_t number = 0, number_end = 0;  // tokens of the number and its scale alone
  double value = 0;
  std::optional<double> value_to = {};
  Measure measure = Measure::count;
  bool scaled = false;  // a scale word stands with it
  double scale = 1;     // what the scale words multiply it by
  std::string currency = {};
  Qualifier qualifier = Qualifier::exact;
  Form form = Form::digits;
  Doubt unsure = Doubt::none;  // for a range, of either end
};

// The quantities of a sentence in order, not overlapping; nothing inside `times`, web addresses, identifiers
// ("A/68/L.5", "COVID-19", "12.3.1") or times of day. Linear.
std::vector<Quantity> read_quantities(const Tokens& tokens, const Lexicon& lexicon,
                                      const std::vector<TimeMention>& times, const NumberHabit& habit,
                                      std::string_view language);

}  // namespace proviso::nlp
