#include "extract/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace proviso::extract {

namespace {

// Looked up once: libcrypto's search for it costs more than hashing a sentence.
const EVP_MD* algorithm() {
  static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return sha256;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (algorithm() == nullptr ||
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, algorithm(), nullptr) != 1) {
    throw std::runtime_error("libcrypto cannot compute SHA-256");
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned int i = 0; i < length; ++i) {
    hex += digits[digest[i] >> 4];
    hex += digits[digest[i] & 15];
  }
  return hex;
}

}  // namespace proviso::extract
