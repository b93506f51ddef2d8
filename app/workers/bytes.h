// Numbers and texts to bytes and back, for messages between processes. Reading trusts nothing: every
// length is checked against the bytes that are there.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace proviso::app {

// Bytes that do not say what they should: too short, a length or value out of range.
class BadMessage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Appends to a string. Whole numbers are variable-length (7 bits a byte, low first), texts are a length
// and their bytes, floating numbers the 8 bytes of an IEEE 754 double, low byte first.
class ByteWriter {
 public:
  void number(std::uint64_t value);
  void text(std::string_view value);
  void real(double value);
  void flag(bool value) { number(value ? 1 : 0); }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what a ByteWriter wrote from bytes that stay the caller's. Every function throws BadMessage.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number();
  std::uint64_t number_up_to(std::uint64_t largest);
  int whole(int largest) { return static_cast<int>(number_up_to(static_cast<std::uint64_t>(largest))); }
  // A count of things that take at least one byte each: never more than there are bytes left.
  std::size_t count();
  std::string_view bytes();  // a text's bytes, any
  std::string_view view();   // a text that must be UTF-8, as it lies in the bytes
  std::string text() { return std::string(view()); }
  double real();  // never infinite, never not a number
  bool flag() { return number_up_to(1) == 1; }
  void expect_end() const;

 private:
  std::string_view rest_;
};

}  // namespace proviso::app
