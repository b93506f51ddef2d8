// The tokens and operators of a content stream (ISO 32000-1, 7.8.2), read as Poppler's lexer reads them: its
// habits with malformed numbers, strings and names are kept, so that both interpreters see the same page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::extract {

struct Operand {
  enum class Kind : std::uint8_t { null, boolean, integer, real, string, name, array, dictionary };
  Kind kind = Kind::null;
  double number = 0;        // integer and real
  std::uint32_t begin = 0;  // string and name: a range of the reader's bytes; array: of its elements
  std::uint32_t end = 0;

  bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
};

// The name of an operator in one number: its bytes, first one highest; operators have at most three.
using OperatorName = std::uint32_t;
constexpr OperatorName operator_name(std::string_view name) {
  OperatorName packed = 0;
  for (const char c : name) packed = packed << 8 | static_cast<unsigned char>(c);
  return packed;
}

// Reads a content stream operator by operator.
class ContentLexer {
 public:
  // `content` must outlive the lexer.
  explicit ContentLexer(std::string_view content) : content_(content) {}

  // Reads on to the next operator and keeps the operands before it. False at the end of the content, and when
  // the content is `odd`. An operator that no PDF has is read as 0.
  bool next();

  OperatorName name() const { return name_; }
  const std::vector<Operand>& operands() const { return operands_; }
  const Operand& element(std::uint32_t i) const { return elements_[i]; }
  std::string_view bytes(const Operand& operand) const {
    return std::string_view(bytes_).substr(operand.begin, operand.end - operand.begin);
  }

  // After the operator BI: skips the inline image up to behind its EI.
  void skip_inline_image();

  // Something stood in the content whose reading is a matter of the interpreter's taste: a stray bracket, a
  // string without an end, a reference to an object.
  bool odd() const { return odd_; }

 private:
  enum class Token : std::uint8_t {
    end,
    operand,
    array_begin,
    array_end,
    dictionary_begin,
    dictionary_end,
    word
  };

  Token token(Operand& operand);
  Token number(Operand& operand, char first);
  double fraction(double whole);
  Token string(Operand& operand);
  void escaped();
  Token hexadecimal(Operand& operand);
  Token name(Operand& operand);
  Token word(Operand& operand);
  Token stray();
  bool operand(Token token, Operand& operand, int depth);
  bool array(Operand& operand, int depth);
  bool dictionary(Operand& operand, int depth);

  bool at_end() const { return at_ >= content_.size(); }
  char look() const { return content_[at_]; }

  std::string_view content_;
  std::size_t at_ = 0;
  OperatorName name_ = 0;
  std::vector<Operand> operands_;
  std::vector<Operand> elements_;  // of the arrays among the operands
  std::string bytes_;              // of the strings and names among them
  bool odd_ = false;
};

}  // namespace proviso::extract
