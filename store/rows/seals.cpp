#include "store/rows/seals.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>

namespace proviso::store {

namespace {

constexpr int kIsSubpageRead =
    0x8000;  // SQLITE_IOCAP_SUBPAGE_READ of newer SQLites: parts of pages unchecked
constexpr std::size_t kSealed = sealed_page - seal_size;
constexpr std::size_t kPageSizeAt = 16, kReservedAt = 20;  // in SQLite's header

using Byte = unsigned char;

std::uint64_t word_at(const Byte* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// Of the bytes before the seal. Four lanes, so that a processor can work on all at once.
std::uint64_t seal_of(const Byte* page, std::uint64_t number) {
  constexpr std::uint64_t prime = 0x9E3779B185EBCA87U;
  std::uint64_t lanes[4] = {number + 1, number ^ prime, ~number, prime};
  std::size_t at = 0;
  for (; at + 32 <= kSealed; at += 32) {
    for (std::size_t i = 0; i < 4; ++i) {
      lanes[i] = std::rotl(lanes[i] ^ word_at(page + at + 8 * i), 29) * prime;
    }
  }
  std::uint64_t hash = 0;
  for (; at < kSealed; at += 8) hash = std::rotl(hash ^ word_at(page + at), 29) * prime;
  for (const std::uint64_t lane : lanes) hash = std::rotl(hash ^ lane, 31) * prime;
  return hash ^ hash >> 32;
}

bool reserves_seals(const Byte* header) {
  return std::memcmp(header, "SQLite format 3", 16) == 0 &&
         (header[kPageSizeAt] << 8 | header[kPageSizeAt + 1]) == sealed_page &&
         header[kReservedAt] == seal_size;
}

// The file of a database; `base` must come first, SQLite knows no more of it. The system's file lies behind
// it.
struct SealedFile {
  sqlite3_file base;
  bool sealed;
  Byte* page;  // sealed on its way out
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

SealedFile* own(sqlite3_file* file) { return reinterpret_cast<SealedFile*>(file); }

// A method that does what the system's does.
template <auto Method, class... Arguments>
int as_real(sqlite3_file* file, Arguments... arguments) {
  sqlite3_file* real = own(file)->real();
  return (real->pMethods->*Method)(real, arguments...);
}

int close_file(sqlite3_file* file) {
  sqlite3_free(own(file)->page);
  return as_real<&sqlite3_io_methods::xClose>(file);
}

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  SealedFile* mine = own(file);
  const int code = as_real<&sqlite3_io_methods::xRead>(file, bytes, size, offset);
  if (code != SQLITE_OK) return code;
  const Byte* page = static_cast<const Byte*>(bytes);
  if (offset == 0 && size >= 100) mine->sealed = reserves_seals(page);
  if (!mine->sealed || size != sealed_page || offset % sealed_page != 0) return SQLITE_OK;
  const std::uint64_t seal = word_at(page + kSealed);
  if (seal == 0) return SQLITE_OK;
  if (seal != seal_of(page, static_cast<std::uint64_t>(offset / sealed_page))) return SQLITE_IOERR_DATA;
  std::memset(static_cast<Byte*>(bytes) + kSealed, 0, seal_size);
  return SQLITE_OK;
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  SealedFile* mine = own(file);
  const Byte* page = static_cast<const Byte*>(bytes);
  if (offset == 0 && size >= 100) mine->sealed = reserves_seals(page);
  if (mine->sealed && size == sealed_page && offset % sealed_page == 0) {
    const std::uint64_t seal = seal_of(page, static_cast<std::uint64_t>(offset / sealed_page));
    std::memcpy(mine->page, page, kSealed);
    std::memcpy(mine->page + kSealed, &seal, sizeof seal);
    bytes = mine->page;
  }
  return as_real<&sqlite3_io_methods::xWrite>(file, bytes, size, offset);
}

int device(sqlite3_file* file) {
  return as_real<&sqlite3_io_methods::xDeviceCharacteristics>(file) & ~kIsSubpageRead;
}

void shared_memory_barrier(sqlite3_file* file) {
  sqlite3_file* real = own(file)->real();
  real->pMethods->xShmBarrier(real);
}

// Of version 2: pages mapped into memory would pass us by.
const sqlite3_io_methods kMethods = {.iVersion = 2,
                                     .xClose = close_file,
                                     .xRead = read_file,
                                     .xWrite = write_file,
                                     .xTruncate = as_real<&sqlite3_io_methods::xTruncate>,
                                     .xSync = as_real<&sqlite3_io_methods::xSync>,
                                     .xFileSize = as_real<&sqlite3_io_methods::xFileSize>,
                                     .xLock = as_real<&sqlite3_io_methods::xLock>,
                                     .xUnlock = as_real<&sqlite3_io_methods::xUnlock>,
                                     .xCheckReservedLock = as_real<&sqlite3_io_methods::xCheckReservedLock>,
                                     .xFileControl = as_real<&sqlite3_io_methods::xFileControl>,
                                     .xSectorSize = as_real<&sqlite3_io_methods::xSectorSize>,
                                     .xDeviceCharacteristics = device,
                                     .xShmMap = as_real<&sqlite3_io_methods::xShmMap>,
                                     .xShmLock = as_real<&sqlite3_io_methods::xShmLock>,
                                     .xShmBarrier = shared_memory_barrier,
                                     .xShmUnmap = as_real<&sqlite3_io_methods::xShmUnmap>,
                                     .xFetch = nullptr,
                                     .xUnfetch = nullptr};

sqlite3_vfs* system_of(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
  sqlite3_vfs* system = system_of(vfs);
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return system->xOpen(system, name, file, flags, out);
  SealedFile* mine = own(file);
  *mine = {};
  mine->page = static_cast<Byte*>(sqlite3_malloc(sealed_page));
  if (mine->page == nullptr) return SQLITE_NOMEM;
  mine->real()->pMethods = nullptr;
  const int code = system->xOpen(system, name, mine->real(), flags, out);
  if (mine->real()->pMethods == nullptr) {  // not open: SQLite will not close it
    sqlite3_free(mine->page);
    return code;
  }
  mine->base.pMethods = &kMethods;
  return code;
}

// Methods of the system's VFS get that one.
template <auto Method, class Result, class... Arguments>
Result as_system(sqlite3_vfs* vfs, Arguments... arguments) {
  return (system_of(vfs)->*Method)(system_of(vfs), arguments...);
}

sqlite3_vfs made_over(sqlite3_vfs* system) {
  sqlite3_vfs made = *system;
  made.iVersion = std::min(system->iVersion, 2);
  made.szOsFile = static_cast<int>(sizeof(SealedFile)) + system->szOsFile;
  made.pNext = nullptr;
  made.zName = "proviso";
  made.pAppData = system;
  made.xOpen = open_file;
  made.xDelete = as_system<&sqlite3_vfs::xDelete, int, const char*, int>;
  made.xAccess = as_system<&sqlite3_vfs::xAccess, int, const char*, int, int*>;
  made.xFullPathname = as_system<&sqlite3_vfs::xFullPathname, int, const char*, int, char*>;
  made.xDlOpen = as_system<&sqlite3_vfs::xDlOpen, void*, const char*>;
  made.xRandomness = as_system<&sqlite3_vfs::xRandomness, int, int, char*>;
  made.xSleep = as_system<&sqlite3_vfs::xSleep, int, int>;
  made.xCurrentTime = as_system<&sqlite3_vfs::xCurrentTime, int, double*>;
  made.xGetLastError = as_system<&sqlite3_vfs::xGetLastError, int, int, char*>;
  made.xCurrentTimeInt64 = as_system<&sqlite3_vfs::xCurrentTimeInt64, int, sqlite3_int64*>;
  return made;
}

bool is_in_memory(const Connection& connection) {
  const char* file = sqlite3_db_filename(connection.handle(), "main");
  return file == nullptr || *file == '\0';
}

// Bytes that the database reserves in each page; `bytes` of at least 0 are asked for in a new one.
int reserved(const Connection& connection, int bytes) {
  const int code = sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
  if (code != SQLITE_OK) connection.fail(code);
  return bytes;
}

}  // namespace

const char* sealing_vfs() {
  static sqlite3_vfs vfs = made_over(sqlite3_vfs_find(nullptr));
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? vfs.zName : throw std::bad_alloc();
}

void seal_new(const Connection& connection) {
  connection.run(("PRAGMA page_size = " + std::to_string(sealed_page)).c_str());
  if (!is_in_memory(connection)) reserved(connection, seal_size);
}

bool is_sealed(const Connection& connection) {
  return is_in_memory(connection) ||
         (connection.number("PRAGMA page_size") == sealed_page && reserved(connection, -1) == seal_size);
}

}  // namespace proviso::store
