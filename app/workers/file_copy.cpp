#include "app/workers/file_copy.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <thread>
#include <utility>

#include "app/workers/intake.h"
#include "extract/file_kind.h"
#include "extract/read.h"
#include "extract/sha256.h"

namespace proviso::app {

namespace {

// How often a file that changes is copied anew before it is refused.
constexpr int attempts = 4;

// File systems keep times in steps of up to this: a file written to twice within one step looks the same.
constexpr std::chrono::milliseconds step_of_time{20};

// Closes a descriptor at the end of its scope.
class Opened {
 public:
  explicit Opened(int file) : file_(file) {}
  ~Opened() { ::close(file_); }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  int file() const { return file_; }

 private:
  int file_;
};

struct stat status_of(int file) {
  struct stat status {};
  if (::fstat(file, &status) != 0) throw refused_by_system(errno);
  return status;
}

bool same(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

bool just_written(const struct stat& status) {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const auto age = std::chrono::seconds(now.tv_sec - status.st_mtim.tv_sec) +
                   std::chrono::nanoseconds(now.tv_nsec - status.st_mtim.tv_nsec);
  return age >= std::chrono::nanoseconds(0) && age < step_of_time;
}

void check_file(const struct stat& status) {
  if (std::string why = why_no_file(status.st_mode); !why.empty()) {
    throw Refused(RefusalCode::not_a_file, why);
  }
  if (static_cast<std::uintmax_t>(status.st_size) > largest_file) {
    throw Refused(RefusalCode::too_big,
                  "is larger than " + std::to_string(largest_file >> 20) + " MB, the most that is read");
  }
}

void check_kind(std::string_view head) {
  try {
    extract::check_header(head);
  } catch (const extract::UnreadableFile& error) {
    throw Refused(store::refusal_code_named(error.code()).value_or(RefusalCode::not_a_pdf), error.what());
  }
}

void write_all(int memory, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(memory, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      throw Refused(RefusalCode::too_much_memory,
                    std::string("cannot be copied into memory: ") + std::strerror(errno));
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

// Up to a buffer full, less only at the end of the file.
std::size_t read_some(int file, std::string& buffer) {
  std::size_t used = 0;
  while (used < buffer.size()) {
    const ssize_t count = ::read(file, buffer.data() + used, buffer.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw Refused(RefusalCode::unreadable, std::string("cannot be read: ") + std::strerror(errno));
    if (count == 0) break;
    used += static_cast<std::size_t>(count);
  }
  return used;
}

int open_to_read(const std::string& path, Links links) {
  // O_NONBLOCK: a named pipe must not make the program wait before it is seen to be one.
  const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (links == Links::refuse ? O_NOFOLLOW : 0);
  const int file = ::open(path.c_str(), flags);
  if (file >= 0) return file;
  if (errno == ELOOP && links == Links::refuse) {
    throw Refused(RefusalCode::link, "has become a link; links inside folders are not followed");
  }
  throw refused_by_system(errno);
}

}  // namespace

FileCopy::FileCopy(const std::string& path, Links links) {
  const Opened opened(open_to_read(path, links));
  check_file(status_of(opened.file()));
  memory_ = ::memfd_create("pdf", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (memory_ < 0)
    throw std::runtime_error("no memory file can be made: " + std::string(std::strerror(errno)));
  try {
    int attempt = 0;
    while (!copied_whole(opened.file())) {
      if (++attempt == attempts) {
        throw Refused(RefusalCode::changing, "is being written to; try again when it is finished");
      }
    }
  } catch (...) {
    ::close(memory_);
    throw;
  }
  ::fcntl(memory_, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}

// False if the file changed meanwhile.
bool FileCopy::copied_whole(int file) {
  const struct stat before = status_of(file);
  if (just_written(before)) {
    std::this_thread::sleep_for(step_of_time);
    if (!same(before, status_of(file))) return false;  // and is being written to still
  }
  check_file(before);
  if (::lseek(file, 0, SEEK_SET) != 0 || ::lseek(memory_, 0, SEEK_SET) != 0 || ::ftruncate(memory_, 0) != 0) {
    throw refused_by_system(errno);
  }
  extract::Sha256 hash;
  std::string buffer(std::size_t{1} << 18, '\0');
  size_ = 0;
  while (const std::size_t count = read_some(file, buffer)) {
    const std::string_view part = std::string_view(buffer).substr(0, count);
    if (size_ == 0) check_kind(part);
    hash.add(part);
    write_all(memory_, part);
    size_ += count;
    if (size_ > static_cast<std::uint64_t>(before.st_size)) return false;  // it grows
  }
  if (!same(before, status_of(file)) || size_ != static_cast<std::uint64_t>(before.st_size)) return false;
  if (size_ == 0) check_kind("");
  sha256_ = hash.hex();
  modified_ = before.st_mtim.tv_sec;
  return true;
}

FileCopy::~FileCopy() {
  if (memory_ >= 0) ::close(memory_);
}

FileCopy::FileCopy(FileCopy&& other) noexcept { *this = std::move(other); }

FileCopy& FileCopy::operator=(FileCopy&& other) noexcept {
  std::swap(memory_, other.memory_);
  std::swap(size_, other.size_);
  std::swap(sha256_, other.sha256_);
  std::swap(modified_, other.modified_);
  return *this;
}

MappedCopy::MappedCopy(int descriptor) {
  const Opened opened(descriptor);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || status.st_size <= 0) {
    throw std::runtime_error("no file came with the task");
  }
  size_ = static_cast<std::size_t>(status.st_size);
  begin_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (begin_ == MAP_FAILED) throw std::runtime_error("the file cannot be mapped");
}

MappedCopy::~MappedCopy() { ::munmap(begin_, size_); }

}  // namespace proviso::app
