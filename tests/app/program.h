// Runs the built program as a person would, and says what it said.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso::app {

struct Said {
  int status = -1;  // exit status; 128 + signal if it was killed
  std::string out, err;
};

struct Surroundings {
  std::vector<std::pair<std::string, std::string>> environment = {};  // beside the present one
  std::uint64_t largest_file = 0;                                     // RLIMIT_FSIZE in bytes; 0: no limit
  std::string out = {};  // where stdout goes, a file or device; empty: into Said; "-": closed
  std::string interrupt_at =
      {};  // a file: when it has `interrupt_size` bytes the program gets SIGINT; empty: never
  std::uintmax_t interrupt_size = 1;
  int signal = 2;  // SIGINT; another for the interruption
  bool terminal = false;  // stdout and stderr are one terminal, and what it shows is Said::out
};

// `proviso ARGUMENTS...` of this build, in a folder of its own if the arguments name whole paths.
Said proviso(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});

// False in places without pseudo-terminals, such as a bare change of root.
bool has_terminals();

// A fresh folder, gone with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }
  // Writes the file, makes the folders above it; gives its path.
  std::string write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

std::string bytes_of(const std::string& path);

// A PDF that prints `pages`, each a text whose lines stand one under the other in 11-point Helvetica; lines
// beginning with "# " are larger. `trailer` is put into the trailer dictionary.
std::string pdf_with(const std::vector<std::string>& pages, std::string_view trailer = "");

}  // namespace proviso::app
