// The workers of one command: processes of this same program that read hostile files, one at a time each,
// under a memory and a time limit. A worker that dies or hangs costs the document it had, nothing else.
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

#include "app/workers/messages.h"

namespace proviso::app {

struct Limits {
  double seconds = 60;                            // for a document, and beside it
  double seconds_a_page = 12;                     // for each of its pages; OCR takes about five
  std::uint64_t memory = std::uint64_t{2} << 30;  // bytes a worker may allocate; 0: no limit
};

struct CrewOptions {
  std::string program = "/proc/self/exe";  // started with the one argument "worker"
  unsigned jobs = 1;                       // workers at a time, at least 1
  Limits limits;
  std::string rules;               // folder of rules, for tasks that find
  std::vector<std::string> known;  // SHA-256 of documents to pass over as unchanged
  std::vector<std::string> read;   // of documents whose provisions are to be found in what was read before
  // The read form of one of these, empty if there is none. Called by the crew's own thread.
  std::function<std::string(const std::string& sha256)> read_form;
  bool tell_rules = false;  // the first outcomes name the rules
};

// Gives the outcomes of `tasks` in their order, whatever the number of workers. A thread of its own hands
// out tasks and listens; at most `window` outcomes wait for the caller, who may take his time over one.
class Crew {
 public:
  static constexpr std::size_t window = 64;

  Crew(CrewOptions options, std::vector<Task> tasks);
  ~Crew();  // ends every worker
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  // Waits for the outcome of the next task; nullopt after the last. Calls `tick`, if set, about ten times
  // a second meanwhile. Throws std::runtime_error if workers cannot be started at all.
  std::optional<Outcome> next(const std::function<void()>& tick = nullptr);

  int pages_read() const { return pages_read_; }  // so far, by all workers

 private:
  using Clock = std::chrono::steady_clock;
  struct Worker {
    int process = 0;
    int channel = -1;
    bool ready = false;
    std::string received;
    std::optional<std::size_t> task;  // index of what it works on
    Clock::time_point since;          // when it got it
    Progress progress;
  };

  void work();  // the thread
  void start(Worker& worker);
  static void stop(Worker& worker, bool kill);
  void hand_out();
  std::optional<std::size_t> choose() const;
  void listen();
  int patience() const;
  void receive(Worker& worker);
  void obey(Worker& worker, const Message& message);
  void check_time(Worker& worker);
  double allowed(const Worker& worker) const;
  void lose(Worker& worker, std::optional<store::RefusalCode> code, const std::string& reason);
  void finish(std::size_t task, Outcome outcome);
  void wake() const;

  const CrewOptions options_;
  const std::vector<Task> tasks_;
  std::vector<Worker> workers_;  // of the thread alone
  std::vector<bool> begun_;      // of the thread alone
  int wake_ = -1;                // eventfd: the caller took an outcome, or wants to end
  std::mutex mutex_;
  std::condition_variable finished_;
  std::map<std::size_t, Outcome> outcomes_;  // guarded by mutex_, as are the next three
  std::size_t given_ = 0;
  bool ending_ = false;
  std::string broken_;  // why no worker can be started
  std::atomic<int> pages_read_ = 0;
  std::thread thread_;
};

// The outcome of one task, by a crew of one.
Outcome carried_out(Task task);

// The mode that --ocr names: "auto", "never" or "always".
extract::OcrMode ocr_mode(const std::string& name);

}  // namespace proviso::app
