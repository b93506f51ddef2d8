// The operators of content streams: how many operands of what kind each takes (ISO 32000-1, annex A), and
// what Poppler makes of too few, too many and wrong ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "extract/content/content_lexer.h"

namespace proviso::extract {

struct Arguments {
  enum class Fit : std::uint8_t {
    good,
    wrong,    // the operator is passed over
    too_few,  // the rest of the stream is not read
  };
  Fit fit = Fit::wrong;
  const Operand* first = nullptr;  // the last `count` operands; earlier ones are too many
  std::size_t count = 0;
};

// The operands that the operator takes.
Arguments arguments_of(OperatorName name, const std::vector<Operand>& operands);

// What a path painting operator does.
struct Painting {
  bool fills = false, strokes = false, closes = false;
  bool ends_only = false;  // n: paints nothing
};

std::optional<Painting> painting_of(OperatorName name);

}  // namespace proviso::extract
