#include "app/output/console.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

// Writes all of `bytes`; returns false and leaves errno where the system refuses.
bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// A terminal that moves no cursor and knows no colours, or one of which nothing is known.
bool is_dumb_terminal() {
  const char* terminal = std::getenv("TERM");
  return terminal == nullptr || *terminal == '\0' || std::string_view(terminal) == "dumb";
}

bool is_regular_or_new(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

}  // namespace

void keep_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (::fcntl(stream, F_GETFD) < 0) ::open("/dev/null", O_RDONLY);  // takes the lowest free place, this one
  }
}

Console this_console(bool json, bool quiet) {
  Console console;
  console.json = json;
  console.quiet = quiet;
  const char* no_colour = std::getenv("NO_COLOR");  // https://no-color.org: any non-empty value
  console.colour =
      ::isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0') && !is_dumb_terminal();
  console.live = ::isatty(STDERR_FILENO) == 1 && !quiet && !is_dumb_terminal();
  winsize size{};
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    if (::ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) {
      console.width = size.ws_col;
      break;
    }
  }
  return console;
}

void print(std::string_view text) {
  if (!write_all(STDOUT_FILENO, text)) {
    throw DiskFailure(std::string("the output cannot be written: ") + std::strerror(errno));
  }
}

void say(std::string_view line) { write_all(STDERR_FILENO, for_message(line) + '\n'); }

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (is_regular_or_new(path_)) {
    beside_ = path_ + ".part-" + std::to_string(::getpid());
    file_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } else {
    file_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  }
  if (file_ < 0) fail();
}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  if (!write_all(file_, bytes)) fail();
}

void OutputFile::commit() {
  const int closed = ::close(file_);
  file_ = -1;
  if (closed != 0) fail();
  if (beside_.empty()) return;
  if (::rename(beside_.c_str(), path_.c_str()) != 0) fail();
  beside_.clear();
}

void OutputFile::fail() const { throw DiskFailure(path_ + ": cannot be written: " + std::strerror(errno)); }

std::string grouped(long long number) {
  std::string digits = std::to_string(number);
  const std::size_t start = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > start + 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(long long number, std::string_view singular) {
  return counted(number, singular, std::string(singular) + "s");
}

std::string counted(long long number, std::string_view singular, std::string_view plural) {
  return grouped(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string bold(const Console& console, std::string_view text) {
  return console.colour ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

std::string dim(const Console& console, std::string_view text) {
  return console.colour ? "\x1b[2m" + std::string(text) + "\x1b[0m" : std::string(text);
}

}  // namespace proviso::app
