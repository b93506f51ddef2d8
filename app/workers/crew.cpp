#include "app/workers/crew.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <stdexcept>

#include "app/output/console.h"

namespace proviso::app {

using store::RefusalCode;

namespace {

// Sends all of `bytes`; false if the other end is gone.
bool send_all(int channel, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

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

// "while reading page 7", "while looking for provisions"
std::string doing(const Progress& progress) {
  switch (progress.stage) {
    case Progress::Stage::opening:
      return "while opening the file";
    case Progress::Stage::finding:
      return "while looking for provisions";
    case Progress::Stage::drawing:
      return "while drawing a page";
    case Progress::Stage::reading:
      break;
  }
  if (progress.pages == 0) return "while reading";
  return "while reading page " + std::to_string(std::min(progress.page + 1, progress.pages));
}

std::string seconds_in_words(double seconds) {
  std::string text = std::to_string(seconds);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + " s";
}

Outcome refused(RefusalCode code, std::string reason) {
  Outcome outcome;
  outcome.code = code;
  outcome.reason = std::move(reason);
  return outcome;
}

}  // namespace

Crew::Crew(CrewOptions options, std::vector<Task> tasks)
    : options_(std::move(options)), tasks_(std::move(tasks)), begun_(tasks_.size(), false) {
  if (tasks_.empty()) return;
  workers_.resize(std::min<std::size_t>(std::max(1U, options_.jobs), tasks_.size()));
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_ < 0) throw std::runtime_error("workers cannot be started: " + std::string(std::strerror(errno)));
  thread_ = std::thread([this] { work(); });
}

Crew::~Crew() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake();
  thread_.join();
  ::close(wake_);
}

void Crew::wake() const {
  const std::uint64_t one = 1;
  if (::write(wake_, &one, sizeof one) < 0) return;  // full: it is awake anyway
}

std::optional<Outcome> Crew::next(const std::function<void()>& tick) {
  std::unique_lock lock(mutex_);
  if (given_ == tasks_.size()) return std::nullopt;
  const auto there = [&] { return !broken_.empty() || outcomes_.contains(given_); };
  while (!finished_.wait_for(lock, std::chrono::milliseconds(100), there)) {
    if (!tick) continue;
    lock.unlock();
    tick();
    lock.lock();
  }
  if (!outcomes_.contains(given_)) throw std::runtime_error(broken_);
  Outcome outcome = std::move(outcomes_.at(given_));
  outcomes_.erase(given_++);
  lock.unlock();
  wake();
  return outcome;
}

void Crew::work() {
  try {
    for (Worker& worker : workers_) start(worker);
    for (;;) {
      {
        const std::lock_guard lock(mutex_);
        if (ending_) break;
      }
      hand_out();
      listen();
    }
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    broken_ = error.what();
  }
  finished_.notify_all();
  for (Worker& worker : workers_) stop(worker, true);
}

void Crew::start(Worker& worker) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw std::runtime_error("a worker cannot be started: " + std::string(std::strerror(errno)));
  }
  worker = Worker{};
  worker.channel = ends[0];
  try {
    worker.process = spawn_worker(options_.program, ends[1]);
  } catch (...) {
    ::close(ends[1]);
    throw;
  }
  ::close(ends[1]);
  send_all(worker.channel,
           framed(MessageKind::setup, pack(Setup{options_.rules, options_.limits.memory, options_.known,
                                                 options_.read, options_.tell_rules})));
}

// Closes the channel, which ends a worker that listens; `kill` ends one that does not.
void Crew::stop(Worker& worker, bool kill) {
  if (worker.channel >= 0) ::close(worker.channel);
  worker.channel = -1;
  if (worker.process <= 0) return;
  if (kill) ::kill(worker.process, SIGKILL);
  ::waitpid(worker.process, nullptr, 0);
  worker.process = 0;
}

// The task to begin next: the first of those in the window, which bounds what waits in memory, that nobody
// has begun. In order, so that outcomes can be taken and stored while later files are read; an end by force
// then costs only what is under way.
std::optional<std::size_t> Crew::choose() const {
  const std::size_t last = std::min(tasks_.size(), given_ + window);
  for (std::size_t i = given_; i < last; ++i) {
    if (!begun_[i]) return i;
  }
  return std::nullopt;
}

void Crew::hand_out() {
  for (Worker& worker : workers_) {
    if (worker.task || worker.channel < 0) continue;
    std::optional<std::size_t> task;
    {
      const std::lock_guard lock(mutex_);
      task = choose();
    }
    if (!task) return;
    begun_[*task] = true;
    worker.task = task;
    worker.since = Clock::now();
    worker.progress = {};
    send_all(worker.channel, framed(MessageKind::task, pack(tasks_[*task])));
  }
}

// Milliseconds until a worker's time is up; -1 if none is at work.
int Crew::patience() const {
  double shortest = -1;
  for (const Worker& worker : workers_) {
    if (!worker.task) continue;
    const double used = std::chrono::duration<double>(Clock::now() - worker.since).count();
    const double left = std::max(0.0, allowed(worker) - used);
    if (shortest < 0 || left < shortest) shortest = left;
  }
  return shortest < 0 ? -1 : static_cast<int>(std::min(std::ceil(shortest * 1000) + 1, 1e6));
}

void Crew::listen() {
  std::vector<pollfd> channels;
  for (const Worker& worker : workers_) channels.push_back({worker.channel, POLLIN, 0});
  channels.push_back({wake_, POLLIN, 0});
  if (::poll(channels.data(), channels.size(), patience()) < 0 && errno != EINTR) {
    throw std::runtime_error("workers cannot be heard: " + std::string(std::strerror(errno)));
  }
  std::uint64_t taken = 0;
  if ((channels.back().revents & POLLIN) != 0 && ::read(wake_, &taken, sizeof taken) < 0) taken = 0;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if ((channels[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
      receive(workers_[i]);
    } else {
      check_time(workers_[i]);
    }
  }
}

void Crew::receive(Worker& worker) {
  std::array<char, 1 << 16> buffer{};
  const ssize_t count = ::recv(worker.channel, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return lose(worker, std::nullopt, "");
  worker.received.append(buffer.data(), static_cast<std::size_t>(count));
  try {
    while (const std::optional<Message> message = take_message(worker.received)) obey(worker, *message);
  } catch (const BadMessage& error) {
    lose(worker, RefusalCode::bad_message, std::string("its worker sent nonsense: ") + error.what());
  }
}

void Crew::obey(Worker& worker, const Message& message) {
  if (message.kind == MessageKind::ready) {
    worker.ready = true;
    worker.since = Clock::now();  // starting is not the document's time
  } else if (!worker.task) {
    throw BadMessage("it spoke without being asked");
  } else if (message.kind == MessageKind::progress) {
    const Progress progress = unpack_progress(message.payload);
    pages_read_ += std::max(0, progress.page - worker.progress.page);
    worker.progress = progress;
  } else if (message.kind == MessageKind::form_wanted) {
    if (std::find(options_.read.begin(), options_.read.end(), message.payload) == options_.read.end()) {
      throw BadMessage("it asked for what is not its own");
    }
    send_all(worker.channel, framed(MessageKind::form, options_.read_form(message.payload)));
  } else if (message.kind == MessageKind::outcome) {
    Outcome outcome = unpack_outcome(message.payload);
    const std::size_t task = *worker.task;
    worker.task.reset();
    const bool spent =
        outcome.code == RefusalCode::too_much_memory;  // it ends now and must not be given another task
    finish(task, std::move(outcome));
    if (!spent) return;
    stop(worker, true);
    start(worker);
  } else {
    throw BadMessage("it gave orders");
  }
}

double Crew::allowed(const Worker& worker) const {
  constexpr double to_begin = 60;  // seconds for starting, which is not the document's doing
  if (!worker.ready) return to_begin;
  return options_.limits.seconds + options_.limits.seconds_a_page * worker.progress.pages;
}

void Crew::check_time(Worker& worker) {
  if (!worker.task) return;
  const double used = std::chrono::duration<double>(Clock::now() - worker.since).count();
  if (used < allowed(worker)) return;
  lose(worker, RefusalCode::too_slow,
       "took longer than " + seconds_in_words(allowed(worker)) + " " + doing(worker.progress));
}

// Ends a worker that died (no `code`) or must be ended, blames the document it had, starts another.
void Crew::lose(Worker& worker, std::optional<RefusalCode> code, const std::string& reason) {
  const bool died = !code;
  if (!died) ::kill(worker.process, SIGKILL);
  int status = 0;
  ::waitpid(worker.process, &status, 0);
  worker.process = 0;
  stop(worker, false);
  if (!worker.ready && died) {
    throw std::runtime_error(
        "a worker ended before it could begin (memory limit too small, or a damaged installation?)");
  }
  if (const std::optional<std::size_t> task = worker.task; task && died) {
    const std::string how = WIFSIGNALED(status)
                                ? "crashed (signal " + std::to_string(WTERMSIG(status)) + ")"
                                : "ended (status " + std::to_string(WEXITSTATUS(status)) + ")";
    finish(*task, refused(RefusalCode::crashed, "its reader " + how + " " + doing(worker.progress)));
  } else if (task) {
    finish(*task, refused(*code, reason));
  }
  start(worker);
}

void Crew::finish(std::size_t task, Outcome outcome) {
  {
    const std::lock_guard lock(mutex_);
    outcomes_.emplace(task, std::move(outcome));
  }
  finished_.notify_all();
}

Outcome carried_out(Task task) {
  Crew crew({}, {std::move(task)});
  return *crew.next();
}

extract::OcrMode ocr_mode(const std::string& name) {
  if (name == "never") return extract::OcrMode::never;
  return name == "always" ? extract::OcrMode::always : extract::OcrMode::automatic;
}

}  // namespace proviso::app
