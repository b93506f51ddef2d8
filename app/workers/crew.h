// The workers of one command: processes of this same program that read hostile files, one at a time each,
// shut in and under limits. A worker that dies or hangs costs the document it had, nothing else.
//
// The files themselves stay with the crew: it copies each once (FileCopy), knows its hash, settles what that
// alone settles, and gives a worker the copy.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/workers/confinement.h"
#include "app/workers/file_copy.h"
#include "app/workers/messages.h"
#include "app/workers/worker_process.h"

namespace proviso::app {

// Processor time is the worker's own: a busy machine does not make a document slow.
struct Limits {
  double seconds = 60;          // of processor time for a document, and beside it
  double seconds_a_page = 12;   // for each page that was read; OCR takes about five
  double seconds_still = 30;    // of processor time without a page read, while pages are read
  double seconds_silent = 120;  // by the clock without a word, beside the processor time that is allowed
  std::uint64_t memory = std::uint64_t{2} << 30;  // bytes a worker may allocate; 0: no limit
};

struct CrewOptions {
  std::string program = "/proc/self/exe";  // started with the one argument "worker"
  unsigned jobs = 1;                       // workers at a time, at least 1
  int documents = 200;                     // that a worker reads before a fresh one takes its place
  Limits limits;
  std::string rules;               // folder of rules, for tasks that find
  std::vector<std::string> known;  // SHA-256 of documents to pass over as unchanged; sorted
  std::vector<std::string>
      read;  // of documents whose provisions are to be found in what was read before; sorted
  // The read form of one of these, empty if there is none. Called by the crew's own thread.
  std::function<std::string(const std::string& sha256)> read_form;
  // Why a document need not be tried again, by its hash: a refusal that still holds. May be empty.
  std::map<std::string, std::pair<store::RefusalCode, std::string>> refused;
  bool tell_rules = false;  // the first outcomes name the rules
};

// Gives the outcomes of `tasks` in their order, whatever the number of workers. A thread of its own copies
// files, hands out tasks and listens; at most `window` outcomes, and not many bytes of them, wait for the
// caller, who may take his time over one.
class Crew {
 public:
  static constexpr std::size_t window = 64;
  static constexpr std::size_t waiting_bytes = 16U << 20;

  Crew(CrewOptions options, std::vector<Task> tasks);
  ~Crew();  // ends every worker
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  // Waits for the outcome of the next task; nullopt after the last. Calls `tick`, if set, about ten times
  // a second meanwhile. Throws std::runtime_error if workers cannot be started at all.
  std::optional<Outcome> next(const std::function<void()>& tick = nullptr);

  int pages_read() const { return pages_read_; }  // so far, by all workers

  // How the workers are shut in; nullopt as long as none has begun.
  std::optional<Confinement> confinement();

 private:
  using Clock = std::chrono::steady_clock;
  // A task that needs a worker, with the file's copy.
  struct Prepared {
    std::size_t index = 0;
    Task task;
    FileCopy copy;
    bool again = false;  // its first worker was killed by somebody else
  };
  struct Worker {
    WorkerProcess process;
    bool ready = false;
    int documents = 0;  // that it was given
    std::string received;
    std::optional<Prepared> work;  // what it has to do
    double begun = 0, moved = 0;   // its processor time when it got that, and when it last read a page
    double said = 0;               // its processor time when it last said a word
    double silence = 0;            // seconds by the clock since then
    Progress progress;
  };

  void work();  // the thread
  void start(Worker& worker);
  bool prepare();
  std::optional<Outcome> settled(const Task& task, const std::string& sha256) const;
  void hand_out();
  void give(Worker& worker);
  std::optional<std::size_t> choose();
  void listen(bool wait);
  int patience() const;
  struct Overdue {
    double seconds = 0;  // that were allowed
    double left = 0;     // of them; not above 0: the time is up
    std::string what;    // "took longer than 60 s"
  };
  Overdue soonest_end(const Worker& worker) const;
  void receive(Worker& worker);
  std::uint32_t longest_from(const Worker& worker) const;
  void obey(Worker& worker, Message message);
  void check_time(Worker& worker);
  void lose(Worker& worker, std::optional<store::RefusalCode> code, const std::string& reason);
  void finish(std::size_t task, Outcome outcome);
  void wake() const;

  const CrewOptions options_;
  const std::vector<Task> tasks_;
  std::vector<Worker> workers_;  // of the thread alone, as are the next three
  std::vector<bool> begun_;
  Clock::time_point looked_;          // when it last looked at the workers
  std::optional<Prepared> prepared_;  // waits for a worker
  std::vector<Prepared> again_;       // to be tried again, before others are begun
  int wake_ = -1;                     // eventfd: the caller took an outcome, or wants to end
  std::mutex mutex_;
  std::condition_variable finished_;
  std::map<std::size_t, Outcome> outcomes_;  // guarded by mutex_, as are the next five
  std::size_t waiting_ = 0;                  // bytes of them
  std::size_t given_ = 0;
  bool ending_ = false;
  std::string broken_;  // why no worker can be started
  std::optional<Confinement> confinement_;
  std::atomic<int> pages_read_ = 0;
  std::thread thread_;
};

// The outcome of one task, by a crew of one.
Outcome carried_out(Task task);

// How this machine shuts workers in: starts one to see.
Confinement probed_confinement();

// The mode that --ocr names: "auto", "never" or "always".
extract::OcrMode ocr_mode(const std::string& name);

}  // namespace proviso::app
