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

[[noreturn]] void fail() { throw std::runtime_error("libcrypto cannot compute SHA-256"); }

std::string hex_of(const unsigned char* digest, unsigned int length) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned int i = 0; i < length; ++i) {
    hex += digits[digest[i] >> 4];
    hex += digits[digest[i] & 15];
  }
  return hex;
}

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Digest digest{};
  unsigned int length = 0;
  if (algorithm() == nullptr ||
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, algorithm(), nullptr) != 1) {
    fail();
  }
  return hex_of(digest.data(), length);
}

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  if (!state_->context || algorithm() == nullptr ||
      EVP_DigestInit_ex2(state_->context.get(), algorithm(), nullptr) != 1) {
    fail();
  }
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1) fail();
}

std::string Sha256::hex() {
  Digest digest{};
  unsigned int length = 0;
  if (EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length) != 1) fail();
  return hex_of(digest.data(), length);
}

}  // namespace proviso::extract
