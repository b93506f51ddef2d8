// What stands in a content stream, written back as "operand operand OPERATOR".
#include "extract/content/content_lexer.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace proviso::extract {
namespace {

std::string written(const ContentLexer& lexer, const Operand& operand) {
  char number[32];
  switch (operand.kind) {
    case Operand::Kind::null:
      return "null";
    case Operand::Kind::boolean:
      return "bool";
    case Operand::Kind::integer:
      std::snprintf(number, sizeof number, "%.0f", operand.number);
      return number;
    case Operand::Kind::real:
      std::snprintf(number, sizeof number, "%.3f", operand.number);
      return number;
    case Operand::Kind::string:
      return "(" + std::string(lexer.bytes(operand)) + ")";
    case Operand::Kind::name:
      return "/" + std::string(lexer.bytes(operand));
    case Operand::Kind::dictionary:
      return "<<>>";
    case Operand::Kind::array:
      break;
  }
  std::string all = "[";
  for (std::uint32_t i = operand.begin; i < operand.end; ++i)
    all += (i > operand.begin ? " " : "") + written(lexer, lexer.element(i));
  return all + "]";
}

std::string word_of(OperatorName name) {
  std::string word;
  for (int shift = 16; shift >= 0; shift -= 8)
    if (const auto c = static_cast<char>(name >> shift & 0xFF); c != 0) word += c;
  return word.empty() ? "?" : word;
}

std::string read(std::string_view content) {
  ContentLexer lexer(content);
  std::string all;
  while (lexer.next()) {
    for (const Operand& operand : lexer.operands()) all += written(lexer, operand) + " ";
    all += word_of(lexer.name()) + "\n";
    if (lexer.name() == operator_name("BI")) lexer.skip_inline_image();
  }
  return all + (lexer.odd() ? "odd" : "");
}

TEST(ContentLexer, ReadsOperatorsWithTheirOperands) {
  EXPECT_EQ(read("BT /F1 12 Tf\n1 0 0 1 72.5 -.25 Tm [(A) -120 (B)]TJ%note\rET"),
            "BT\n/F1 12 Tf\n1 0 0 1 72.500 -0.250 Tm\n[(A) -120 (B)] TJ\nET\n");
  EXPECT_EQ(read("true false null/Span<</MCID 0/Kids[1 2]>>BDC"), "bool bool null /Span <<>> BDC\n");
}

TEST(ContentLexer, ReadsMalformedNumbersAsPopplerDoes) {
  EXPECT_EQ(read("--5 m"), "-0 -5 m\n");
  EXPECT_EQ(read("1-2 m"), "1 -2 m\n");
  EXPECT_EQ(read("1.2.3 m"), "1.200 0.300 m\n");
  EXPECT_EQ(read("0.5-7 m"), "0.570 m\n");
  EXPECT_EQ(read("+3 . m"), "3 0.000 m\n");
  EXPECT_EQ(read("99999999999 m"), "99999999999.000 m\n");
}

TEST(ContentLexer, ReadsStringsAndNames) {
  EXPECT_EQ(read("(a(b)c\\)\\101\\7\\n\\\nz) Tj"), "(a(b)c)A\a\nz) Tj\n");
  EXPECT_EQ(read("<48 656C6c6> Tj"), "(Hell`) Tj\n");
  EXPECT_EQ(read("/A#20B#zz 1 Tf"), "/A B#zz 1 Tf\n");
}

TEST(ContentLexer, SkipsTheDataOfInlineImages) {
  EXPECT_EQ(read("BI /W 2 /H 1 /BPC 8 ID \x01 EI\x02 EI Q"), "BI\nQ\n");
  EXPECT_EQ(read("BI /W 2 ID no end of it"), "BI\n");
}

TEST(ContentLexer, GivesUpWhereReadingIsAMatterOfTaste) {
  EXPECT_EQ(read("q ) Q"), "q\nodd");
  EXPECT_EQ(read("q (no end"), "q\nodd");
  EXPECT_EQ(read("q [1 [2]] 0 d"), "q\nodd");
  EXPECT_EQ(read("q [1 2"), "q\nodd");
  EXPECT_EQ(read("5 0 R Do"), "odd");
  EXPECT_EQ(read("<4x> Tj"), "odd");
}

TEST(ContentLexer, UnknownOperatorsTakeTheirOperandsAway) { EXPECT_EQ(read("1 2 what 3 w"), "1 2 ?\n3 w\n"); }

TEST(ContentLexer, DropsWhatPopplerDropsOfTooManyOperands) {
  std::string numbers;
  for (int i = 1; i <= 40; ++i) numbers += std::to_string(i) + " ";
  EXPECT_TRUE(read(numbers + "scn").ends_with(" 32 33 scn\n"));
}

}  // namespace
}  // namespace proviso::extract
