// What became of every file that was ever given: exactly one state each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace proviso::app {

enum class Acceptance : std::uint8_t {
  accepted,
  with_warnings,  // accepted, and something of it was imperfect: pages without text, text left out, ...
  rejected,
  gone,  // accepted once, and no longer there when it was last looked for
};
std::string_view name(Acceptance state);  // "accepted-with-warnings"

struct InputState {
  std::string path;
  Acceptance state = Acceptance::accepted;
  std::string code, reason;           // rejected
  std::vector<std::string> warnings;  // with_warnings
  std::string sha256;                 // of the file's bytes, if they were read
  std::int64_t run = 0;               // rejected: that refused it
};

// Ordered by path, each path once. A file that was accepted once and refused when it was last tried is
// rejected.
std::vector<InputState> input_states(const store::Store& store);

}  // namespace proviso::app
