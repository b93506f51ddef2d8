#include "app/workers/worker_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <utility>
#include <vector>

namespace proviso::app {

namespace {

// The present environment, and one thread for Tesseract: more of them fight over the processors that the
// other workers have, and take longer together than one takes alone.
std::vector<char*> workers_environment() {
  static std::string one_thread = "OMP_THREAD_LIMIT=1";
  std::vector<char*> all{one_thread.data()};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!std::string_view(*entry).starts_with("OMP_THREAD_LIMIT=")) all.push_back(*entry);
  }
  all.push_back(nullptr);
  return all;
}

// What libraries print goes nowhere, but under a sanitizer its report must be seen.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool worker_speaks = true;
#else
constexpr bool worker_speaks = false;
#endif

// Ctrl-C reaches every process of the terminal; the crew ends its workers itself, when it wants to.
void leave_signals_to_crew(posix_spawnattr_t& attributes) {
  sigset_t blocked;
  sigemptyset(&blocked);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&blocked, signal);
  posix_spawnattr_setsigmask(&attributes, &blocked);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
}

// Starts `program worker` with `channel` as its standard input. Gives its process id.
int spawn_worker(const std::string& program, int channel) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, channel, STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!worker_speaks) posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  leave_signals_to_crew(attributes);
  std::string name = "proviso";
  std::string argument = "worker";
  std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
  std::vector<char*> environment = workers_environment();
  int process = 0;
  const int error =
      ::posix_spawn(&process, program.c_str(), &actions, &attributes, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0)
    throw std::runtime_error("a worker cannot be started: " + std::string(std::strerror(error)));
  return process;
}

// Sends the beginning of `bytes` and the descriptor with it; what sendmsg(2) gives.
ssize_t send_with(int channel, std::string_view bytes, int descriptor) {
  iovec part{const_cast<char*>(bytes.data()), bytes.size()};  // it is only read
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  return ::sendmsg(channel, &message, MSG_NOSIGNAL);
}

}  // namespace

WorkerProcess::WorkerProcess(const std::string& program) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw std::runtime_error("a worker cannot be started: " + std::string(std::strerror(errno)));
  }
  channel_ = ends[0];
  try {
    process_ = spawn_worker(program, ends[1]);
  } catch (...) {
    ::close(ends[0]);
    ::close(ends[1]);
    throw;
  }
  ::close(ends[1]);
}

WorkerProcess::~WorkerProcess() { end(End::by_force); }

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept { *this = std::move(other); }

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(channel_, other.channel_);
  return *this;
}

bool WorkerProcess::send(std::string_view bytes, int descriptor) const {
  while (!bytes.empty()) {
    const ssize_t count = descriptor >= 0 ? send_with(channel_, bytes, descriptor)
                                          : ::send(channel_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    descriptor = -1;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

double WorkerProcess::processor_seconds() const {
  clockid_t clock{};
  timespec used{};
  if (!runs() || ::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

int WorkerProcess::end(End how) {
  if (channel_ >= 0) ::close(channel_);
  channel_ = -1;
  if (process_ <= 0) return 0;
  if (how == End::by_force) ::kill(process_, SIGKILL);
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = 0;
  return status;
}

}  // namespace proviso::app
