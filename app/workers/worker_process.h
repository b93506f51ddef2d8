// A worker as its parent holds it: a process of this same program, and the channel to it.
#pragma once

#include <string>
#include <string_view>

namespace proviso::app {

class WorkerProcess {
 public:
  WorkerProcess() = default;  // none
  // Starts `program` with the one argument "worker" and the channel as its standard input. Throws
  // std::runtime_error.
  explicit WorkerProcess(const std::string& program);
  ~WorkerProcess();  // ends it by force
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&& other) noexcept;

  bool runs() const { return process_ > 0; }
  int channel() const { return channel_; }  // to be polled and received from; -1: none

  // Sends all of `bytes`, and with the first of them `descriptor` if there is one. False if it is gone.
  bool send(std::string_view bytes, int descriptor = -1) const;

  // Processor time that it has used so far, in seconds.
  double processor_seconds() const;

  // Closes the channel, which ends a worker that listens, or ends it by force. Gives its status as waitpid(2)
  // does; 0 if there is none.
  enum class End { when_idle, by_force };
  int end(End how);

 private:
  int process_ = 0;
  int channel_ = -1;
};

}  // namespace proviso::app
