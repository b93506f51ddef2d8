#include "app/workers/bytes.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

// Most texts are ASCII throughout: eight bytes at a time.
bool is_utf8(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight = high_bits;
    if (text.size() - at >= sizeof eight) std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & high_bits) == 0) {
      at += sizeof eight;
    } else if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
    } else {
      const std::size_t length = utf8_length(text, at);
      if (length == 0) return false;
      at += length;
    }
  }
  return true;
}

}  // namespace

void ByteWriter::number(std::uint64_t value) {
  while (value >= 0x80) {
    bytes_ += static_cast<char>((value & 0x7F) | 0x80);
    value >>= 7;
  }
  bytes_ += static_cast<char>(value);
}

void ByteWriter::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
}

void ByteWriter::real(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>((bits >> shift) & 0xFF);
}

std::uint64_t ByteReader::number() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) throw BadMessage("a message ends inside a number");
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  throw BadMessage("a number in a message is too long");
}

std::uint64_t ByteReader::number_up_to(std::uint64_t largest) {
  const std::uint64_t value = number();
  if (value > largest) throw BadMessage("a number in a message is out of range");
  return value;
}

std::size_t ByteReader::count() {
  const std::uint64_t value = number();  // first: the bytes left are those behind it
  if (value > rest_.size()) throw BadMessage("a message ends before what it announces");
  return static_cast<std::size_t>(value);
}

std::string_view ByteReader::bytes() {
  const std::size_t length = count();
  const std::string_view result = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return result;
}

std::string_view ByteReader::view() {
  const std::string_view value = bytes();
  if (!is_utf8(value)) throw BadMessage("a text in a message is no UTF-8");
  return value;
}

double ByteReader::real() {
  if (rest_.size() < 8) throw BadMessage("a message ends inside a number");
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
  }
  rest_.remove_prefix(8);
  const auto value = std::bit_cast<double>(bits);
  if (!std::isfinite(value)) throw BadMessage("a number in a message is not finite");
  return value;
}

void ByteReader::expect_end() const {
  if (!rest_.empty()) throw BadMessage("a message is longer than what it says");
}

}  // namespace proviso::app
