#include "extract/content/operator_table.h"

#include <string_view>

namespace proviso::extract {
namespace {

// One letter an operand: n number, i integer, s string, N name, a array, p properties (dictionary or name),
// c number or name. At most `most` operands of any of these where `most` is not 0.
struct Signature {
  std::string_view operands;
  std::size_t most = 0;
};

const Signature* signature_of(OperatorName name) {
  static constexpr Signature none{""}, n{"n"}, nn{"nn"}, nnn{"nnn"}, nnnn{"nnnn"}, nnnnnn{"nnnnnn"}, i{"i"},
      s{"s"}, nns{"nns"}, N{"N"}, Nn{"Nn"}, Np{"Np"}, a{"a"}, an{"an"}, colour{"n", 4}, any_colour{"c", 33};
  switch (name) {
    case operator_name("B"):
    case operator_name("B*"):
    case operator_name("BI"):
    case operator_name("BT"):
    case operator_name("BX"):
    case operator_name("EI"):
    case operator_name("EMC"):
    case operator_name("ET"):
    case operator_name("EX"):
    case operator_name("F"):
    case operator_name("ID"):
    case operator_name("Q"):
    case operator_name("S"):
    case operator_name("T*"):
    case operator_name("W"):
    case operator_name("W*"):
    case operator_name("b"):
    case operator_name("b*"):
    case operator_name("f"):
    case operator_name("f*"):
    case operator_name("h"):
    case operator_name("n"):
    case operator_name("q"):
    case operator_name("s"):
      return &none;
    case operator_name("G"):
    case operator_name("M"):
    case operator_name("TL"):
    case operator_name("Tc"):
    case operator_name("Ts"):
    case operator_name("Tw"):
    case operator_name("Tz"):
    case operator_name("g"):
    case operator_name("i"):
    case operator_name("w"):
      return &n;
    case operator_name("TD"):
    case operator_name("Td"):
    case operator_name("d0"):
    case operator_name("l"):
    case operator_name("m"):
      return &nn;
    case operator_name("RG"):
    case operator_name("rg"):
      return &nnn;
    case operator_name("K"):
    case operator_name("k"):
    case operator_name("re"):
    case operator_name("v"):
    case operator_name("y"):
      return &nnnn;
    case operator_name("Tm"):
    case operator_name("c"):
    case operator_name("cm"):
    case operator_name("d1"):
      return &nnnnnn;
    case operator_name("J"):
    case operator_name("Tr"):
    case operator_name("j"):
      return &i;
    case operator_name("'"):
    case operator_name("Tj"):
      return &s;
    case operator_name("\""):
      return &nns;
    case operator_name("BMC"):
    case operator_name("CS"):
    case operator_name("Do"):
    case operator_name("MP"):
    case operator_name("cs"):
    case operator_name("gs"):
    case operator_name("ri"):
    case operator_name("sh"):
      return &N;
    case operator_name("Tf"):
      return &Nn;
    case operator_name("BDC"):
    case operator_name("DP"):
      return &Np;
    case operator_name("TJ"):
      return &a;
    case operator_name("d"):
      return &an;
    case operator_name("SC"):
    case operator_name("sc"):
      return &colour;
    case operator_name("SCN"):
    case operator_name("scn"):
      return &any_colour;
    default:
      return nullptr;
  }
}

bool is_of(const Operand& operand, char kind) {
  using Kind = Operand::Kind;
  switch (kind) {
    case 'n':
      return operand.is_number();
    case 'i':
      return operand.kind == Kind::integer;
    case 's':
      return operand.kind == Kind::string;
    case 'N':
      return operand.kind == Kind::name;
    case 'a':
      return operand.kind == Kind::array;
    case 'p':
      return operand.kind == Kind::dictionary || operand.kind == Kind::name;
    default:
      return operand.is_number() || operand.kind == Kind::name;
  }
}

}  // namespace

Arguments arguments_of(OperatorName name, const std::vector<Operand>& operands) {
  const Signature* signature = signature_of(name);
  if (signature == nullptr) return {};
  Arguments arguments{Arguments::Fit::good, operands.data(), operands.size()};
  if (signature->most > 0) {
    if (operands.size() > signature->most) return {};
    for (const Operand& operand : operands)
      if (!is_of(operand, signature->operands[0])) return {};
    return arguments;
  }
  if (operands.size() < signature->operands.size()) return {Arguments::Fit::too_few};
  arguments.count = signature->operands.size();
  arguments.first += operands.size() - arguments.count;
  for (std::size_t i = 0; i < arguments.count; ++i)
    if (!is_of(arguments.first[i], signature->operands[i])) return {};
  return arguments;
}

std::optional<Painting> painting_of(OperatorName name) {
  switch (name) {
    case operator_name("S"):
      return Painting{.strokes = true};
    case operator_name("s"):
      return Painting{.strokes = true, .closes = true};
    case operator_name("f"):
    case operator_name("F"):
    case operator_name("f*"):
      return Painting{.fills = true};
    case operator_name("B"):
    case operator_name("B*"):
      return Painting{.fills = true, .strokes = true};
    case operator_name("b"):
    case operator_name("b*"):
      return Painting{.fills = true, .strokes = true, .closes = true};
    case operator_name("n"):
      return Painting{.ends_only = true};
    default:
      return std::nullopt;
  }
}

}  // namespace proviso::extract
