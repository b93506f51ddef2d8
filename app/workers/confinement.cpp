#include "app/workers/confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>

namespace proviso::app {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// --- Landlock: glibc has no functions for it (landlock(7)) ------------------------------------------------

// Reading, of what Landlock's first version knows; everything else that it knows is refused everywhere.
constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t all_of_first_version = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

void allow_reading(int ruleset, const std::string& place) {
  const int opened = ::open(place.c_str(), O_PATH | O_CLOEXEC);
  if (opened < 0) return;  // it is not there
  struct stat status {};
  landlock_path_beneath_attr below{};
  below.parent_fd = opened;
  const bool folder = ::fstat(opened, &status) == 0 && S_ISDIR(status.st_mode);
  below.allowed_access = folder ? reading : std::uint64_t{LANDLOCK_ACCESS_FS_READ_FILE};
  ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
  ::close(opened);
}

bool shut_off_files(const std::vector<std::string>& readable) {
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = all_of_first_version;
  if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 1) {
    handled.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
  }
  const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
  if (ruleset < 0) return false;
  for (const std::string& place : readable) allow_reading(ruleset, place);
  const bool done = ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  ::close(ruleset);
  return done;
}

// --- seccomp ----------------------------------------------------------------------------------------------

// What computing, memory, the channel, reading files, ending and asking for the time take.
constexpr std::array harmless = {
    // memory
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    // the channel, and files that are open
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(fstat),
    SCMP_SYS(fadvise64), SCMP_SYS(poll), SCMP_SYS(ppoll),
    // looking for files
    SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
    SCMP_SYS(getcwd), SCMP_SYS(statfs), SCMP_SYS(fstatfs),
    // who and when
    SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
    SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrusage), SCMP_SYS(getrandom),
    SCMP_SYS(sched_getaffinity),
    // locks, waiting, signals of its own
    SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall),
    // the end
    SCMP_SYS(exit), SCMP_SYS(exit_group)};

// Nothing that reads a PDF does these, not even by mistake.
constexpr std::array deadly = {SCMP_SYS(execve),
                               SCMP_SYS(execveat),
                               SCMP_SYS(ptrace),
                               SCMP_SYS(process_vm_readv),
                               SCMP_SYS(process_vm_writev),
                               SCMP_SYS(bpf),
                               SCMP_SYS(mount),
                               SCMP_SYS(pivot_root),
                               SCMP_SYS(init_module)};

// Calls that are harmless with some arguments only.
bool allow_with_care(scmp_filter_ctx filter) {
  const auto allow = [&](int call, unsigned count, std::array<scmp_arg_cmp, 2> when) {
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, count, when.data()) == 0;
  };
  constexpr std::uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  constexpr std::uint64_t code = PROT_EXEC;
  return allow(SCMP_SYS(openat), 1, {SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY)}) &&
         allow(SCMP_SYS(open), 1, {SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY)}) &&
         allow(SCMP_SYS(mmap), 1, {SCMP_A2(SCMP_CMP_MASKED_EQ, code, 0)}) &&
         allow(SCMP_SYS(mprotect), 1, {SCMP_A2(SCMP_CMP_MASKED_EQ, code, 0)}) &&
         allow(SCMP_SYS(fcntl), 1, {SCMP_A1(SCMP_CMP_LE, F_SETFL)}) &&  // F_DUPFD to F_SETFL
         allow(SCMP_SYS(prlimit64), 2, {SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0)}) &&  // to ask
         allow(SCMP_SYS(tgkill), 1, {SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))});
}

bool filter_system_calls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool good = true;
  for (const int call : harmless) good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  for (const int call : deadly) good = good && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) == 0;
  // glibc asks for a thread by clone3, is told that there is no such call, and then by clone: no.
  good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  good = good && allow_with_care(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return good;
}

void add_home(std::vector<std::string>& places) {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  for (const char* name : {"FONTCONFIG_FILE", "FONTCONFIG_PATH", "TESSDATA_PREFIX"}) {
    if (const std::string value = variable(name); !value.empty()) places.push_back(value);
  }
  const std::string home = variable("HOME");
  if (home.empty()) return;
  for (const char* folder : {"/.fonts", "/.local/share/fonts", "/.cache/fontconfig", "/.config/fontconfig"}) {
    places.push_back(home + folder);
  }
}

}  // namespace

std::vector<std::string> readable_places(const std::string& rules) {
  std::vector<std::string> places = {rules,
                                     "/etc/fonts",
                                     "/usr/share/fontconfig",
                                     "/var/cache/fontconfig",
                                     "/usr/share/fonts",
                                     "/usr/local/share/fonts",
                                     "/usr/share/poppler",
                                     "/usr/share/tesseract-ocr",
                                     "/usr/share/tessdata",
                                     "/usr/local/share/tessdata",
                                     "/usr/share/icu",
                                     "/usr/lib/locale",
                                     "/proc/sys/vm/overcommit_memory",
                                     "/sys/devices/system/cpu",
                                     "/dev/null",
                                     "/dev/urandom"};
  add_home(places);
  return places;
}

Confinement confine(const std::vector<std::string>& readable) {
  Confinement held;
  held.no_new_privileges = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  held.sanitized = sanitized;
  if (sanitized || !held.no_new_privileges) return held;
  held.files = shut_off_files(readable);
  held.system_calls = filter_system_calls();
  return held;
}

std::string confinement_text(const Confinement& confinement) {
  const auto part = [](bool held, const char* yes, const char* no) { return std::string(held ? yes : no); };
  return part(confinement.no_new_privileges, "no new privileges", "new privileges not ruled out") + ", " +
         part(confinement.system_calls, "system calls filtered (seccomp)", "system calls not filtered") +
         ", " + part(confinement.files, "files shut off (Landlock)", "files not shut off");
}

std::string what_is_missing(const Confinement& confinement) {
  if (confinement.whole() || confinement.sanitized) return "";
  std::string missing;
  const auto name = [&](bool held, const char* what) {
    if (!held) missing += (missing.empty() ? "" : ", ") + std::string(what);
  };
  name(confinement.no_new_privileges, "no-new-privileges");
  name(confinement.system_calls, "seccomp");
  name(confinement.files, "Landlock");
  return "this machine does not offer " + missing +
         " to shut in the processes that read PDFs; memory and time are limited all the same, but read files "
         "of strangers elsewhere";
}

}  // namespace proviso::app
