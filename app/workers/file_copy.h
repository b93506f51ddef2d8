// The bytes of a file as they were at one moment. They are copied once, hashed while they are copied, and
// never change again; what is read, drawn and hashed of a document is this copy and nothing else, whatever
// happens to the file meanwhile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace proviso::app {

// Whether a symbolic link at the path itself is followed.
enum class Links : std::uint8_t { follow, refuse };

// Owns an anonymous file in memory that holds the copy, sealed: nobody who has a descriptor of it can write.
class FileCopy {
 public:
  // Copies the regular file at `path`. Throws Refused (app/workers/intake.h): for what is no regular file (a
  // named pipe is not waited for), is larger than largest_file, has no PDF's header, or goes on changing
  // while it is copied. A file that was written to within the last moments is waited for, briefly.
  FileCopy(const std::string& path, Links links);
  ~FileCopy();
  FileCopy(FileCopy&& other) noexcept;
  FileCopy& operator=(FileCopy&& other) noexcept;

  int descriptor() const { return memory_; }  // stays the copy's
  std::uint64_t size() const { return size_; }
  const std::string& sha256() const { return sha256_; }
  std::int64_t modified() const { return modified_; }  // seconds since 1970, UTC: of the file

 private:
  bool copied_whole(int file);

  int memory_ = -1;
  std::uint64_t size_ = 0;
  std::string sha256_;
  std::int64_t modified_ = 0;
};

// A sealed copy as it comes to a worker: its bytes, read-only, without another copy of them.
class MappedCopy {
 public:
  // Takes the descriptor over. Throws std::runtime_error if it cannot be mapped.
  explicit MappedCopy(int descriptor);
  ~MappedCopy();
  MappedCopy(const MappedCopy&) = delete;
  MappedCopy& operator=(const MappedCopy&) = delete;

  std::string_view bytes() const { return {static_cast<const char*>(begin_), size_}; }

 private:
  void* begin_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace proviso::app
