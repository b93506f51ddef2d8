// SHA-256 (FIPS 180-4), by libcrypto.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace proviso::extract {

// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

// The same, of bytes that come in parts.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  std::string hex();  // of all that was added; call it once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proviso::extract
