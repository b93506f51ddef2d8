#include "app/workers/confinement.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>

#include "program.h"

namespace proviso::app {
namespace {

// How `act` ends in a process of its own that is shut in, with `readable` open: "0" for success, else the
// error, or "signal 31" if it was ended for it. "not offered" if the machine cannot shut it in.
std::string shut_in(const std::vector<std::string>& readable, const std::function<bool()>& act) {
  constexpr int not_offered = 200;
  const pid_t child = ::fork();
  if (child == 0) {
    if (!confine(readable).whole()) ::_exit(not_offered);
    errno = 0;
    ::_exit(act() ? 0 : errno);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return WEXITSTATUS(status) == not_offered ? "not offered" : std::to_string(WEXITSTATUS(status));
}

bool opens(const std::string& path, int flags = O_RDONLY) { return ::open(path.c_str(), flags, 0600) >= 0; }

class Confined : public ::testing::Test {
 protected:
  void SetUp() override {
    if (shut_in({}, [] { return true; }) != "0") {
      GTEST_SKIP() << "this build or machine does not shut processes in";
    }
  }
  static std::string number(int error) { return std::to_string(error); }
};

TEST_F(Confined, FilesOpenToReadWhereTheyMayAndNowhereElse) {
  const Folder folder;
  const std::string inside = folder.write("data/a", "x");
  const std::string outside = folder.write("b", "x");
  const std::vector<std::string> readable{folder / "data", folder / "not there"};
  EXPECT_EQ(shut_in(readable, [&] { return opens(inside); }), "0");
  EXPECT_EQ(shut_in(readable, [&] { return opens(outside); }), number(EACCES));
  EXPECT_EQ(shut_in(readable, [] { return opens("/etc/passwd"); }), number(EACCES));
}

TEST_F(Confined, NothingIsWritten) {
  const Folder folder;
  const std::string file = folder.write("a", "x");
  EXPECT_EQ(shut_in({folder.path()}, [&] { return opens(file, O_WRONLY); }), number(EPERM));
  EXPECT_EQ(shut_in({folder.path()}, [&] { return opens(folder / "new", O_RDWR | O_CREAT); }), number(EPERM));
  EXPECT_EQ(shut_in({folder.path()}, [&] { return ::unlink(file.c_str()) == 0; }), number(EPERM));
  EXPECT_EQ(bytes_of(file), "x");
}

TEST_F(Confined, NoNetworkNoProcessNoProgram) {
  EXPECT_EQ(shut_in({}, [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }), number(EPERM));
  EXPECT_EQ(shut_in({}, [] { return ::fork() >= 0; }), number(EPERM));
  EXPECT_EQ(shut_in({}, [] { return ::kill(::getppid(), 0) == 0; }), number(EPERM));
  EXPECT_EQ(shut_in({"/bin"}, [] { return ::execl("/bin/true", "true", nullptr) == 0; }), "signal 31");
}

TEST_F(Confined, NoCodeIsMade) {
  EXPECT_EQ(shut_in({},
                    [] {
                      return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
                    }),
            number(EPERM));
}

TEST(Confinement, IsSaidPlainly) {
  EXPECT_EQ(what_is_missing({.no_new_privileges = true, .system_calls = true, .files = true}), "");
  const Confinement half{.no_new_privileges = true, .system_calls = true, .files = false};
  EXPECT_EQ(what_is_missing(half).find("this machine does not offer Landlock to shut in"), 0u);
  EXPECT_EQ(confinement_text(half), "no new privileges, system calls filtered (seccomp), files not shut off");
}

}  // namespace
}  // namespace proviso::app
