#include "app/interrupts.h"

#include <array>
#include <csignal>

namespace proviso::app {

namespace {

constexpr std::array<int, 3> asking{SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t noted = 0;
std::array<struct sigaction, asking.size()> before;

void note(int signal) { noted = signal; }

}  // namespace

Interrupts::Interrupts() {
  noted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  for (std::size_t i = 0; i < asking.size(); ++i) {
    ::sigaction(asking[i], nullptr, &before[i]);
    if (before[i].sa_handler != SIG_IGN) ::sigaction(asking[i], &action, nullptr);  // nohup stays nohup
  }
}

Interrupts::~Interrupts() {
  for (std::size_t i = 0; i < asking.size(); ++i) ::sigaction(asking[i], &before[i], nullptr);
}

void Interrupts::check() const {
  if (noted != 0) throw Interrupted(noted);
}

}  // namespace proviso::app
