#include "store/conflicts/agreement.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace proviso::store {

namespace {

struct Range {
  double first = 0, last = 0;
};

// The place of the last digit that is not a zero: 100 for 3,400; 0.1 for 70.9.
double step_of(double value) {
  if (value == 0) return 1;
  double step = 1;
  const double size = std::abs(value);
  while (std::abs(std::nearbyint(size / step) * step - size) > 1e-9 * size && step > 1e-6) step /= 10;
  while (std::abs(std::nearbyint(size / (step * 10)) * (step * 10) - size) <= 1e-9 * size) step *= 10;
  return step;
}

// Between which values the number may lie.
Range admitted(const nlp::Figure& figure) {
  constexpr double about = 0.1, beyond = 0.5;
  const double value = figure.value;
  if (figure.value_to) return {std::min(value, *figure.value_to), std::max(value, *figure.value_to)};
  const double half = step_of(value) / 2;
  switch (figure.qualifier) {
    case nlp::Qualifier::about:
      return {value - std::max(half, about * std::abs(value)),
              value + std::max(half, about * std::abs(value))};
    case nlp::Qualifier::over:
    case nlp::Qualifier::at_least:
      return {value, value + beyond * std::abs(value)};
    case nlp::Qualifier::under:
    case nlp::Qualifier::up_to:
      return {value - beyond * std::abs(value), value};
    default:
      return {value - half, value + half};
  }
}

bool touches(const Range& a, const Range& b) {
  constexpr double slack = 1e-9;
  return a.first <= b.last * (1 + slack) + slack && b.first <= a.last * (1 + slack) + slack;
}

// The range of what is said as exactly as its digits are.
Range points(const nlp::Figure& figure) { return {figure.value, figure.value_to.value_or(figure.value)}; }

}  // namespace

Agreement agreement(const nlp::Figure& one, const nlp::Figure& other) {
  if (one.value == other.value && one.value_to == other.value_to) return Agreement::same;
  return touches(admitted(one), points(other)) || touches(points(one), admitted(other)) ? Agreement::agree
                                                                                        : Agreement::differ;
}

}  // namespace proviso::store
