// SHA-256 (FIPS 180-4), by libcrypto.
#pragma once

#include <string>
#include <string_view>

namespace proviso::extract {

// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace proviso::extract
