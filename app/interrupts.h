// Ctrl-C and its kin, for commands that have something to finish or to take back first.
#pragma once

#include <stdexcept>
#include <string>

namespace proviso::app {

// The user, or the system, asked the program to end: exit status 128 + signal, as shells count.
class Interrupted : public std::runtime_error {
 public:
  explicit Interrupted(int signal, const std::string& what = "interrupted")
      : std::runtime_error(what), signal_(signal) {}
  int signal() const { return signal_; }

 private:
  int signal_;
};

// While one is there SIGINT, SIGTERM and SIGHUP only leave a note, unless they were ignored before; a second
// one ends the program at once. At most one at a time.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  void check() const;  // throws Interrupted if there is a note
};

}  // namespace proviso::app
