// The bar of a long command, on a terminal: what is done, what was found, how long it will take.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/output/console.h"

namespace proviso::app {

// How far a command is.
struct Standing {
  std::size_t documents = 0, all_documents = 0;
  std::uintmax_t bytes = 0, all_bytes = 0;  // of the files; the measure of time left
  long long pages = 0;
  long long provisions = -1;  // -1: this command has none to count
};

// The bar's line for `standing` after `seconds`, at most `width` columns.
std::string bar_line(const Standing& standing, double seconds, std::size_t width);

// Draws on stderr if the console is live, else does nothing; with blanks over what was drawn before, not with
// escape sequences. The line is wiped at the end.
class ProgressBar {
 public:
  explicit ProgressBar(const Console& console) : console_(console) {}
  ~ProgressBar() { wipe(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(const Standing& standing);
  void wipe();             // before something else is written
  double seconds() const;  // since the bar was made

 private:
  const Console& console_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::string drawn_;
};

}  // namespace proviso::app
