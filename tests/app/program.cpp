#include "program.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace proviso::app {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void become_program(const std::vector<std::string>& arguments, const Surroundings& surroundings,
                                 const std::string& out, const std::string& err, int terminal) {
  ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
  const auto file = [](const std::string& path) {
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  };
  ::dup2(terminal >= 0 ? terminal : file(err), STDERR_FILENO);
  if (surroundings.out == "-") {
    ::close(STDOUT_FILENO);
  } else {
    ::dup2(terminal >= 0 ? terminal : file(surroundings.out.empty() ? out : surroundings.out), STDOUT_FILENO);
  }
  for (const auto& [name, value] : surroundings.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (surroundings.largest_file > 0) {
    const rlimit limit{surroundings.largest_file, surroundings.largest_file};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);  // the write fails with EFBIG, as on a full disk with ENOSPC
  }
  std::vector<char*> argv;
  std::string name = "proviso";
  argv.push_back(name.data());
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  ::execv(PROVISO_BINARY_DIR "/proviso", argv.data());
  ::_exit(127);
}

// All that comes from `file` until its other end is closed.
std::string drained(int file) {
  std::string text;
  std::array<char, 4096> buffer;
  for (ssize_t count = 0; (count = ::read(file, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return text;
}

int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Waits until the file has so many bytes, or the child has ended.
void interrupt_at_size(pid_t child, const std::string& file, std::uintmax_t size, int signal) {
  siginfo_t ended{};
  std::error_code absent;
  while ((!fs::exists(file, absent) || fs::file_size(file, absent) < size) && ended.si_pid == 0) {
    ::usleep(1000);
    ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT);
  }
  ::kill(child, signal);
}

// The two ends of a terminal, or nothing where the machine gives none.
struct Terminal {
  int ours = -1;
  int theirs = -1;
};

std::optional<Terminal> open_terminal() {
  Terminal ends;
  if (::openpty(&ends.ours, &ends.theirs, nullptr, nullptr, nullptr) != 0) return std::nullopt;
  return ends;
}

Said proviso_on_terminal(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  const std::optional<Terminal> terminal = open_terminal();
  if (!terminal) throw std::runtime_error("no terminal");
  const pid_t child = ::fork();
  if (child == 0) become_program(arguments, surroundings, "", "", terminal->theirs);
  ::close(terminal->theirs);
  const std::string shown = drained(terminal->ours);
  ::close(terminal->ours);
  return {status_of(child), shown, ""};
}

}  // namespace

Said proviso(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  if (surroundings.terminal) return proviso_on_terminal(arguments, surroundings);
  const Folder folder;
  const std::string out = folder / "out";
  const std::string err = folder / "err";
  const pid_t child = ::fork();
  if (child == 0) become_program(arguments, surroundings, out, err, -1);
  if (!surroundings.interrupt_at.empty())
    interrupt_at_size(child, surroundings.interrupt_at, surroundings.interrupt_size, surroundings.signal);
  const int status = status_of(child);
  return {status, bytes_of(out), bytes_of(err)};
}

bool has_terminals() {
  const std::optional<Terminal> terminal = open_terminal();
  if (!terminal) return false;
  ::close(terminal->ours);
  ::close(terminal->theirs);
  return true;
}

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "proviso-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Folder::write(std::string_view name, std::string_view bytes) const {
  const fs::path path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return path.string();
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

namespace {

std::string content_of(const std::string& page) {
  std::string content = "BT 1 0 0 1 72 780 Tm\n";
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    const bool heading = line.starts_with("# ");
    std::string escaped;
    for (const char c : heading ? line.substr(2) : line) {
      if (c == '(' || c == ')' || c == '\\') escaped += '\\';
      escaped += c;
    }
    content += heading ? "/F1 18 Tf 0 -30 Td (" : "/F1 11 Tf 0 -14 Td (";
    content += escaped + ") Tj\n";
  }
  return content + "ET\n";
}

}  // namespace

std::string pdf_with(const std::vector<std::string>& pages, std::string_view trailer) {
  std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"};
  std::string kids;
  for (const std::string& page : pages) {
    const std::string content = content_of(page);
    const auto number = objects.size() + 1;
    kids += std::to_string(number) + " 0 R ";
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        "/Contents " +
        std::to_string(number + 1) + " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                      "endstream");
  }
  objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
  std::string pdf = "%PDF-1.4\n";
  std::string table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(pdf.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string start = std::to_string(pdf.size());
  return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size +
         " /Root 1 0 R " + std::string(trailer) + " >>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace proviso::app
