// Which files an ingest is about: what is looked at before any of them is opened.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/refusal.h"

namespace proviso::app {

using store::RefusalCode;

// A file that is not taken in. what() is one line for people, without the file's name.
class Refused : public std::runtime_error {
 public:
  Refused(RefusalCode code, const std::string& reason) : std::runtime_error(reason), code_(code) {}
  RefusalCode code() const { return code_; }

 private:
  RefusalCode code_;
};

// One thing the user named, or one file of a folder that the user named.
struct Input {
  std::string path;           // as named, or folder/below/file.pdf
  bool named = true;          // by the user himself; else found in a folder, where links are not followed
  std::uintmax_t size = 0;    // bytes, when it was looked at; 0 if it was refused
  std::int64_t modified = 0;  // seconds since 1970, UTC; 0 if it was refused
  std::optional<RefusalCode> code;  // why it was refused already; none if it is to be read
  std::string reason;               // likewise; empty
};

// The inputs in a fixed order: as named, and within a folder (walked to the bottom, links not followed)
// by the bytes of their paths. Of a folder only files called *.pdf (any case) are taken; a file that is
// named itself may be called anything. A path that comes twice counts once. Never throws for a path:
// what cannot be taken in is an Input with a reason.
std::vector<Input> find_inputs(const std::vector<std::string>& paths);

// The largest file that is read, in bytes.
inline constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 30;

// Why what stands at a path of this mode (st_mode) is no file that can be read, "is a named pipe, not a
// file"; empty for a regular file.
std::string why_no_file(unsigned mode);

// A Refused for the system's `error` (errno) at a path.
Refused refused_by_system(int error);

}  // namespace proviso::app
