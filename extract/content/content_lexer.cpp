#include "extract/content/content_lexer.h"

#include <array>
#include <climits>

namespace proviso::extract {
namespace {

constexpr std::size_t most_operands = 33;  // Poppler's limit; later ones are dropped
constexpr int deepest = 100;               // arrays and dictionaries in each other
constexpr std::size_t longest_word = 127;

enum class Class : std::uint8_t { regular, space, delimiter };

constexpr std::array<Class, 256> classes = [] {
  std::array<Class, 256> table{};
  for (const unsigned char c : {'\0', '\t', '\n', '\f', '\r', ' '}) table[c] = Class::space;
  for (const unsigned char c : {'%', '(', ')', '/', '<', '>', '[', ']', '{', '}'})
    table[c] = Class::delimiter;
  return table;
}();

Class class_of(char c) { return classes[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The value of a hexadecimal digit, or -1.
int hex(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

bool ContentLexer::next() {
  operands_.clear();
  elements_.clear();
  bytes_.clear();
  for (;;) {
    Operand read;
    const Token kind = token(read);
    if (kind == Token::end || odd_) return false;
    if (kind == Token::word) return true;
    if (!operand(kind, read, 0)) return false;
    if (operands_.size() < most_operands) operands_.push_back(read);
  }
}

// Completes the operand that begins with `token`.
bool ContentLexer::operand(Token token, Operand& operand, int depth) {
  if (token == Token::operand) return true;
  if (token == Token::array_begin) return array(operand, depth + 1);
  if (token == Token::dictionary_begin) return dictionary(operand, depth + 1);
  odd_ = true;
  return false;
}

bool ContentLexer::array(Operand& operand, int depth) {
  operand.begin = static_cast<std::uint32_t>(elements_.size());
  for (;;) {
    Operand read;
    const Token kind = token(read);
    if (kind == Token::array_end) break;
    if (kind == Token::array_begin ||
        !this->operand(kind, read, depth)) {  // no operator takes arrays in arrays
      odd_ = true;
      return false;
    }
    elements_.push_back(read);
  }
  operand.kind = Operand::Kind::array;
  operand.end = static_cast<std::uint32_t>(elements_.size());
  return true;
}

// Nobody asks what stands in a dictionary.
bool ContentLexer::dictionary(Operand& operand, int depth) {
  for (;;) {
    Operand read;
    const Token kind = token(read);
    if (kind == Token::dictionary_end) break;
    if (depth > deepest || !this->operand(kind, read, depth)) {
      odd_ = true;
      return false;
    }
  }
  operand.kind = Operand::Kind::dictionary;
  return true;
}

ContentLexer::Token ContentLexer::token(Operand& operand) {
  for (;; ++at_) {
    if (at_end()) return Token::end;
    const char c = look();
    if (c == '%') {
      while (!at_end() && look() != '\r' && look() != '\n') ++at_;
      if (at_end()) return Token::end;
    } else if (class_of(c) != Class::space) {
      break;
    }
  }
  const char first = content_[at_++];
  if (is_digit(first) || first == '-' || first == '.' || first == '+') return number(operand, first);
  switch (first) {
    case '(':
      return string(operand);
    case '/':
      return name(operand);
    case '[':
      return Token::array_begin;
    case ']':
      return Token::array_end;
    case '<':
      if (at_end() || look() != '<') return hexadecimal(operand);
      ++at_;
      return Token::dictionary_begin;
    case '>':
      if (at_end() || look() != '>') return stray();
      ++at_;
      return Token::dictionary_end;
    case ')':
    case '{':
    case '}':
      return stray();
    default:
      --at_;
      return word(operand);
  }
}

ContentLexer::Token ContentLexer::stray() {
  odd_ = true;
  return Token::end;
}

ContentLexer::Token ContentLexer::number(Operand& operand, char first) {
  double value = is_digit(first) ? first - '0' : 0;
  operand.kind = Operand::Kind::integer;
  if (first != '.') {
    while (!at_end() && is_digit(look())) value = value * 10 + (content_[at_++] - '0');
  }
  if (first == '.' || (!at_end() && look() == '.')) {
    if (first != '.') ++at_;
    operand.kind = Operand::Kind::real;
    value = fraction(value);
  } else if (value > INT_MAX) {
    operand.kind = Operand::Kind::real;  // too long to be taken for an integer
  }
  operand.number = first == '-' ? -value : value;
  return Token::operand;
}

// The digits behind the point, added as Poppler adds them, so that the sums are the same to the last bit.
// Minus signs among them are skipped.
double ContentLexer::fraction(double whole) {
  double value = whole;
  double scale = 0.1;
  for (; !at_end(); ++at_) {
    if (look() == '-') continue;
    if (!is_digit(look())) break;
    value += scale * (look() - '0');
    scale *= 0.1;
  }
  return value;
}

ContentLexer::Token ContentLexer::string(Operand& operand) {
  operand.kind = Operand::Kind::string;
  operand.begin = static_cast<std::uint32_t>(bytes_.size());
  int open = 1;
  while (!at_end()) {
    const char c = content_[at_++];
    if (c == '\\') {
      escaped();
      continue;
    }
    if (c == '(') ++open;
    if (c == ')' && --open == 0) {
      operand.end = static_cast<std::uint32_t>(bytes_.size());
      return Token::operand;
    }
    bytes_ += c;
  }
  return stray();
}

void ContentLexer::escaped() {
  if (at_end()) return;
  const char c = content_[at_++];
  const auto octal = [&] { return !at_end() && look() >= '0' && look() <= '7'; };
  switch (c) {
    case 'n':
      bytes_ += '\n';
      break;
    case 'r':
      bytes_ += '\r';
      break;
    case 't':
      bytes_ += '\t';
      break;
    case 'b':
      bytes_ += '\b';
      break;
    case 'f':
      bytes_ += '\f';
      break;
    case '\r':
      if (!at_end() && look() == '\n') ++at_;
      break;
    case '\n':
      break;
    default:
      if (c < '0' || c > '7') {
        bytes_ += c;
        break;
      }
      int code = c - '0';
      for (int i = 0; i < 2 && octal(); ++i) code = code * 8 + (content_[at_++] - '0');
      bytes_ += static_cast<char>(code);
  }
}

ContentLexer::Token ContentLexer::hexadecimal(Operand& operand) {
  operand.kind = Operand::Kind::string;
  operand.begin = static_cast<std::uint32_t>(bytes_.size());
  int digits = 0;
  int value = 0;
  for (;; ++at_) {
    if (at_end()) return stray();
    if (look() == '>') break;
    if (class_of(look()) == Class::space) continue;
    const int digit = hex(look());
    if (digit < 0) return stray();
    value = value * 16 + digit;
    if (++digits == 2) {
      bytes_ += static_cast<char>(value);
      digits = value = 0;
    }
  }
  ++at_;
  if (digits == 1) bytes_ += static_cast<char>(value * 16);
  operand.end = static_cast<std::uint32_t>(bytes_.size());
  return Token::operand;
}

ContentLexer::Token ContentLexer::name(Operand& operand) {
  operand.kind = Operand::Kind::name;
  operand.begin = static_cast<std::uint32_t>(bytes_.size());
  while (!at_end() && class_of(look()) == Class::regular) {
    char c = content_[at_++];
    if (c == '#' && at_ + 1 < content_.size() && hex(content_[at_]) >= 0) {
      if (hex(content_[at_ + 1]) < 0) return stray();
      c = static_cast<char>(hex(content_[at_]) * 16 + hex(content_[at_ + 1]));
      at_ += 2;
    }
    bytes_ += c;
  }
  operand.end = static_cast<std::uint32_t>(bytes_.size());
  return Token::operand;
}

ContentLexer::Token ContentLexer::word(Operand& operand) {
  const std::size_t begin = at_;
  while (!at_end() && class_of(look()) == Class::regular) ++at_;
  const std::string_view word = content_.substr(begin, at_ - begin);
  if (word.size() > longest_word || word == "R") return stray();
  if (word == "true" || word == "false") {
    operand.kind = Operand::Kind::boolean;
    return Token::operand;
  }
  if (word == "null") return Token::operand;
  name_ = word.size() <= 3 ? operator_name(word) : 0;
  return Token::word;
}

void ContentLexer::skip_inline_image() {
  for (;;) {  // the image's dictionary, up to the word ID
    Operand read;
    const Token kind = token(read);
    if (kind == Token::end || odd_) return;
    if (kind == Token::word && name_ == operator_name("ID")) break;
    bytes_.clear();
  }
  // The data may hold the letters EI: those count that stand alone and before what can be content.
  constexpr std::size_t glance = 12;
  for (std::size_t at = at_ + 1; at + 2 <= content_.size(); ++at) {
    if (content_[at] != 'E' || content_[at + 1] != 'I' || class_of(content_[at - 1]) != Class::space)
      continue;
    const std::string_view behind = content_.substr(at + 2, glance);
    if (!behind.empty() && class_of(behind[0]) != Class::space) continue;
    bool plain = true;
    for (const char c : behind) {
      const auto byte = static_cast<unsigned char>(c);
      plain = plain && ((byte >= 0x20 && byte < 0x7F) || (byte != 0 && class_of(c) == Class::space));
    }
    if (!plain) continue;
    at_ = at + 2;
    return;
  }
  at_ = content_.size();
}

}  // namespace proviso::extract
