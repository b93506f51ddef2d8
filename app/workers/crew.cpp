#include "app/workers/crew.h"

#include <malloc.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "app/workers/intake.h"

namespace proviso::app {

using store::RefusalCode;

namespace {

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

// What a copy says of its file.
Outcome with_file(Outcome outcome, const FileCopy& copy) {
  outcome.sha256 = copy.sha256();
  outcome.size = copy.size();
  outcome.modified = copy.modified();
  return outcome;
}

bool is_in(const std::vector<std::string>& sorted, const std::string& text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

std::size_t bytes_of(const Outcome& outcome) {
  return outcome.document.size() + outcome.rows.size() + outcome.picture.size();
}

// A channel's next bytes, added to `received`. False if the other end is gone.
bool receive_more(int channel, std::string& received) {
  std::array<char, 1 << 16> buffer{};
  const ssize_t count = ::recv(channel, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  if (count <= 0) return false;
  received.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

// Seconds between two looks at workers that are at work. A longer time means that this process was stopped
// (Ctrl-Z) or the machine stood still, and says nothing of a worker, which was stopped with it.
constexpr double longest_wait = 1;

constexpr std::uint32_t longest_remark = 64;  // bytes of what is neither a reading nor a picture

}  // namespace

Crew::Crew(CrewOptions options, std::vector<Task> tasks)
    : options_(std::move(options)), tasks_(std::move(tasks)), begun_(tasks_.size(), false) {
  if (tasks_.empty()) return;
  ::mallopt(M_ARENA_MAX, 1);  // what the thread allocates the caller frees
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
  waiting_ -= bytes_of(outcome);
  lock.unlock();
  wake();
  return outcome;
}

std::optional<Confinement> Crew::confinement() {
  const std::lock_guard lock(mutex_);
  return confinement_;
}

void Crew::work() {
  looked_ = Clock::now();
  try {
    for (;;) {
      {
        const std::lock_guard lock(mutex_);
        if (ending_) break;
      }
      const bool more = prepare();
      hand_out();
      listen(!more || prepared_);
    }
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    broken_ = error.what();
  }
  finished_.notify_all();
  for (Worker& worker : workers_) worker.process.end(WorkerProcess::End::by_force);
}

void Crew::start(Worker& worker) {
  worker.process.end(WorkerProcess::End::by_force);
  worker = Worker{};
  worker.process = WorkerProcess(options_.program);
  worker.process.send(
      framed(MessageKind::setup, pack(Setup{options_.rules, options_.limits.memory, options_.tell_rules})));
}

// The task to begin next: the first of those in the window, which bounds what waits in memory, that nobody
// has begun. In order, so that outcomes can be taken and stored while later files are read; an end by force
// then costs only what is under way.
std::optional<std::size_t> Crew::choose() {
  const std::lock_guard lock(mutex_);
  const std::size_t last = std::min(tasks_.size(), given_ + (waiting_ > waiting_bytes ? 1 : window));
  for (std::size_t i = given_; i < last; ++i) {
    if (!begun_[i]) return i;
  }
  return std::nullopt;
}

// Copies the next file, while workers read those before it; settles its task if that needs no worker. False
// if there is nothing to do but wait.
bool Crew::prepare() {
  if (prepared_) return false;
  if (!again_.empty()) {
    prepared_ = std::move(again_.back());
    again_.pop_back();
    return true;
  }
  const std::optional<std::size_t> index = choose();
  if (!index) return false;
  begun_[*index] = true;
  Task task = tasks_[*index];
  try {
    FileCopy copy(task.path, task.links);
    if (std::optional<Outcome> outcome = settled(task, copy.sha256())) {
      finish(*index, with_file(std::move(*outcome), copy));
      return true;
    }
    task.sha256 = copy.sha256();
    if (task.kind == Task::Kind::find && is_in(options_.read, task.sha256)) {
      task.form = options_.read_form(task.sha256);
    }
    prepared_ = Prepared{*index, std::move(task), std::move(copy)};
  } catch (const Refused& error) {
    finish(*index, refused(error.code(), error.what()));
  }
  return true;
}

// The outcome, where the file's hash is enough to know it.
std::optional<Outcome> Crew::settled(const Task& task, const std::string& sha256) const {
  if (!task.sha256.empty() && sha256 != task.sha256) {
    return refused(RefusalCode::changed,
                   "has changed since it was read into the store (its SHA-256 differs)");
  }
  Outcome outcome;
  outcome.state = Outcome::State::done;
  if (task.kind == Task::Kind::look) return outcome;
  if (task.kind != Task::Kind::find) return std::nullopt;
  outcome.state = Outcome::State::unchanged;
  if (is_in(options_.known, sha256)) return outcome;
  const auto known = options_.refused.find(sha256);
  if (known == options_.refused.end()) return std::nullopt;
  return refused(known->second.first, known->second.second);
}

void Crew::hand_out() {
  for (Worker& worker : workers_) {
    if (!prepared_) return;
    if (worker.work) continue;
    if (!worker.process.runs() || worker.documents >= options_.documents) start(worker);
    give(worker);
  }
}

void Crew::give(Worker& worker) {
  const std::string order = framed(MessageKind::task, pack(prepared_->task));
  const int copy = prepared_->copy.descriptor();
  if (!worker.process.send(order, copy)) {  // it died while it had nothing to do
    start(worker);
    worker.process.send(order, copy);
  }
  ++worker.documents;
  worker.work = std::move(prepared_);
  prepared_.reset();
  worker.begun = worker.moved = worker.said = worker.process.processor_seconds();
  worker.silence = 0;
  worker.progress = {};
}

// Of the limits on a worker's time the one that comes first.
Crew::Overdue Crew::soonest_end(const Worker& worker) const {
  const Limits& limits = options_.limits;
  const double now = worker.process.processor_seconds();
  const Progress& progress = worker.progress;
  std::vector<Overdue> ends;
  const auto end = [&](double allowed, double used, const std::string& what) {
    ends.push_back({allowed, allowed - used, what + seconds_in_words(allowed)});
  };
  if (worker.ready) {
    end(limits.seconds + limits.seconds_a_page * progress.page, now - worker.begun, "took longer than ");
    if (progress.stage != Progress::Stage::finding) {
      end(limits.seconds_still, now - worker.moved, "did not get on for ");
    }
  }
  // A worker that waits for a processor is not silent: it works as much as it may.
  if (now - worker.said < worker.silence / 20) end(limits.seconds_silent, worker.silence, "did nothing for ");
  if (ends.empty()) return {0, limits.seconds_silent, ""};
  return *std::min_element(ends.begin(), ends.end(),
                           [](const Overdue& a, const Overdue& b) { return a.left < b.left; });
}

// Milliseconds until a worker's time may be up; -1 if none is at work.
int Crew::patience() const {
  double shortest = -1;
  for (const Worker& worker : workers_) {
    if (!worker.work) continue;
    const double left = std::clamp(soonest_end(worker).left, 0.01, longest_wait);
    if (shortest < 0 || left < shortest) shortest = left;
  }
  return shortest < 0 ? -1 : static_cast<int>(std::ceil(shortest * 1000));
}

void Crew::listen(bool wait) {
  std::vector<pollfd> channels;
  for (const Worker& worker : workers_) channels.push_back({worker.process.channel(), POLLIN, 0});
  channels.push_back({wake_, POLLIN, 0});
  if (::poll(channels.data(), channels.size(), wait ? patience() : 0) < 0 && errno != EINTR) {
    throw std::runtime_error("workers cannot be heard: " + std::string(std::strerror(errno)));
  }
  const Clock::time_point now = Clock::now();
  const double passed = std::chrono::duration<double>(now - std::exchange(looked_, now)).count();
  for (Worker& worker : workers_) worker.silence += std::min(passed, 2 * longest_wait);
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

// What a worker may say next is no longer than what it was asked for.
std::uint32_t Crew::longest_from(const Worker& worker) const {
  if (!worker.work) return longest_remark;
  const Task::Kind kind = worker.work->task.kind;
  return kind == Task::Kind::picture || kind == Task::Kind::reading_picture ? longest_picture
                                                                            : longest_reading;
}

void Crew::receive(Worker& worker) {
  if (!receive_more(worker.process.channel(), worker.received)) return lose(worker, std::nullopt, "");
  try {
    while (std::optional<Message> message = take_message(worker.received, longest_from(worker))) {
      obey(worker, std::move(*message));
    }
  } catch (const BadMessage& error) {
    lose(worker, RefusalCode::bad_message, std::string("its worker sent nonsense: ") + error.what());
  }
}

void Crew::obey(Worker& worker, Message message) {
  worker.silence = 0;
  worker.said = worker.process.processor_seconds();
  if (message.kind == MessageKind::ready && !worker.ready) {
    worker.ready = true;
    worker.begun = worker.moved = worker.said;  // starting is not the document's time
    const std::lock_guard lock(mutex_);
    confinement_ = unpack_confinement(message.payload);
  } else if (!worker.work || !worker.ready) {
    throw BadMessage("it spoke without being asked");
  } else if (message.kind == MessageKind::progress) {
    const Progress progress = unpack_progress(message.payload);
    const bool same_stage = progress.stage == worker.progress.stage;
    if (same_stage && progress.page < worker.progress.page) throw BadMessage("it unread a page");
    if (!same_stage || progress.page > worker.progress.page) worker.moved = worker.said;
    pages_read_ += std::max(0, progress.page - worker.progress.page);
    worker.progress = progress;
  } else if (message.kind == MessageKind::outcome) {
    Outcome outcome = unpack_outcome(message.payload);
    message.payload = std::string();
    const bool spent = outcome.code == RefusalCode::too_much_memory;  // it ends now
    const Prepared done = std::move(*worker.work);
    worker.work.reset();
    if (spent) worker.process.end(WorkerProcess::End::by_force);
    finish(done.index, with_file(std::move(outcome), done.copy));
  } else {
    throw BadMessage("it gave orders");
  }
}

void Crew::check_time(Worker& worker) {
  if (!worker.work) return;
  const Overdue end = soonest_end(worker);
  if (end.left <= 0) lose(worker, RefusalCode::too_slow, end.what + " " + doing(worker.progress));
}

// Ends a worker that died (no `code`) or must be ended, and blames the document it had, unless somebody else
// killed it: the system where memory is short, or a person. No limit of ours ends one in that way without a
// code.
void Crew::lose(Worker& worker, std::optional<RefusalCode> code, const std::string& reason) {
  const int status = worker.process.end(code ? WorkerProcess::End::by_force : WorkerProcess::End::when_idle);
  const bool from_outside = !code && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (!worker.ready && !code && !from_outside) {
    throw std::runtime_error(
        "a worker ended before it could begin (memory limit too small, or a damaged installation?)");
  }
  Worker lost = std::exchange(worker, Worker{});
  if (!lost.work) return;
  if (from_outside && !lost.work->again) {
    lost.work->again = true;
    again_.push_back(std::move(*lost.work));
    return;
  }
  if (code) return finish(lost.work->index, with_file(refused(*code, reason), lost.work->copy));
  const std::string how = WIFSIGNALED(status) ? "crashed (signal " + std::to_string(WTERMSIG(status)) + ")"
                                              : "ended (status " + std::to_string(WEXITSTATUS(status)) + ")";
  finish(lost.work->index,
         with_file(refused(RefusalCode::crashed, "its reader " + how + " " + doing(lost.progress)),
                   lost.work->copy));
}

void Crew::finish(std::size_t task, Outcome outcome) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ += bytes_of(outcome);
    outcomes_.emplace(task, std::move(outcome));
  }
  finished_.notify_all();
}

Outcome carried_out(Task task) {
  Crew crew({}, {std::move(task)});
  return *crew.next();
}

Confinement probed_confinement() {
  const WorkerProcess worker(CrewOptions{}.program);
  worker.send(framed(MessageKind::setup, pack(Setup{})));
  std::string received;
  pollfd channel{worker.channel(), POLLIN, 0};
  while (::poll(&channel, 1, 60'000) > 0 && receive_more(worker.channel(), received)) {
    if (const std::optional<Message> message = take_message(received, longest_remark)) {
      return unpack_confinement(message->payload);
    }
  }
  throw std::runtime_error("a worker ended before it could begin (a damaged installation?)");
}

extract::OcrMode ocr_mode(const std::string& name) {
  if (name == "never") return extract::OcrMode::never;
  return name == "always" ? extract::OcrMode::always : extract::OcrMode::automatic;
}

}  // namespace proviso::app
