// Where the program speaks: results on stdout, messages on stderr.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace proviso::app {

// Exit statuses of the program; README.md documents them.
enum Status : int { done = 0, look = 1, wrong_use = 2, failed = 3 };

// The user asked for something that cannot be (a bad flag, value or folder): exit status 2.
class WrongUse : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A file, pipe or disk that could not be written or read, with the system's reason: exit status 3.
class DiskFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Console {
  bool json = false;       // stdout is for machines
  bool quiet = false;      // no summaries, no progress; refusals and errors stay
  bool colour = false;     // stdout is a terminal that is not TERM=dumb, and NO_COLOR is not set
  bool live = false;       // stderr is such a terminal: a progress bar may be drawn
  std::size_t width = 80;  // columns of the terminal, 80 if there is none
};

// Fills the places of standard streams that are closed, so that no file opened later is taken for one. What
// is written to a closed stdout is a DiskFailure all the same. Call it before anything is opened.
void keep_standard_streams();

// The console of this process: asks the two streams and the environment.
Console this_console(bool json, bool quiet);

// Writes to stdout. Throws DiskFailure where the system refuses (full disk, closed pipe).
void print(std::string_view text);

// Writes `line` and '\n' to stderr as exactly one line, made harmless for a terminal. Never fails.
void say(std::string_view line);

// A file being written, whole or not at all: beside its place first, renamed over it by commit(). A device or
// pipe is written directly. All functions throw DiskFailure; without commit() nothing is left behind.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  void commit();

 private:
  [[noreturn]] void fail() const;

  std::string path_, beside_;  // beside_ is empty for a device
  int file_ = -1;
};

// "1,234,567"
std::string grouped(long long number);

// "1 document", "2 documents"
std::string counted(long long number, std::string_view singular);
std::string counted(long long number, std::string_view singular, std::string_view plural);

// `text` in bold if the console shows colours.
std::string bold(const Console& console, std::string_view text);
std::string dim(const Console& console, std::string_view text);

}  // namespace proviso::app
