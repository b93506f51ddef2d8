// Shutting a worker in: what a process that parses hostile files may do of the many things it need not.
//
// It may compute, talk over the channel that it has, and open files to read. System calls beside these fail,
// and those that would start a program or look into another process end it (seccomp, an allow-list). Files
// can be opened only below the few folders of `readable_places`: fonts, Poppler's and Tesseract's data, the
// rules (Landlock). It writes no file, leaves no core, and gains no privileges by any program it might start.
#pragma once

#include <string>
#include <vector>

namespace proviso::app {

// What is in force in a process.
struct Confinement {
  bool no_new_privileges = false;  // prctl(2), PR_SET_NO_NEW_PRIVS
  bool system_calls = false;       // seccomp(2)
  bool files = false;              // landlock(7)
  bool sanitized = false;          // a build with a sanitizer, which needs too much to be shut in

  bool whole() const { return no_new_privileges && system_calls && files; }
  bool operator==(const Confinement&) const = default;
};

// What a reader may have to open, as far as it exists: data of fontconfig, fonts (also the user's own),
// Poppler, Tesseract, ICU and the C library; and `rules`.
std::vector<std::string> readable_places(const std::string& rules);

// Shuts this process in for good. Whatever the machine does not offer is left out and shows in the result.
// Threads that exist already stay outside: call it before any is started.
Confinement confine(const std::vector<std::string>& readable);

// "no new privileges, system calls filtered (seccomp), files shut off (Landlock)"
std::string confinement_text(const Confinement& confinement);

// One line that says what this machine does not offer and what follows; empty if nothing is amiss.
std::string what_is_missing(const Confinement& confinement);

}  // namespace proviso::app
