#include "tests/faults/failing_vfs.h"

#include <sqlite3.h>

#include <map>

namespace proviso::store {

namespace {

std::size_t counts[4] = {};
Call failing = Call::read;
std::size_t failing_nth = 0;

bool fails(Call kind) { return ++counts[static_cast<int>(kind)] == failing_nth && kind == failing; }

sqlite3_vfs* system_vfs = nullptr;
const sqlite3_io_methods* system_methods = nullptr;

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  return fails(Call::read) ? SQLITE_IOERR_READ : system_methods->xRead(file, bytes, size, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  return fails(Call::write) ? SQLITE_IOERR_WRITE : system_methods->xWrite(file, bytes, size, offset);
}

// The machine goes on running, so nothing need go to the disk really.
int sync_file(sqlite3_file*, int) { return fails(Call::sync) ? SQLITE_IOERR_FSYNC : SQLITE_OK; }

// The system's methods with ours among them. It has several tables of them: databases are locked, a WAL is
// not.
const sqlite3_io_methods* failing_methods(const sqlite3_io_methods* of_system) {
  static std::map<const sqlite3_io_methods*, sqlite3_io_methods> made;
  const auto [found, is_new] = made.try_emplace(of_system, *of_system);
  if (is_new) {
    system_methods = of_system;  // reading and writing are the same in all
    found->second.xRead = read_file;
    found->second.xWrite = write_file;
    found->second.xSync = sync_file;
  }
  return &found->second;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  file->pMethods = nullptr;
  if (fails(Call::open)) return SQLITE_CANTOPEN;
  const int code = system_vfs->xOpen(system_vfs, name, file, flags, out);
  if (code != SQLITE_OK || file->pMethods == nullptr) return code;
  file->pMethods = failing_methods(file->pMethods);
  return code;
}

}  // namespace

void install_failing_vfs() {
  system_vfs = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs failing_vfs = *system_vfs;
  failing_vfs.pNext = nullptr;
  failing_vfs.zName = "failing";
  failing_vfs.xOpen = open_file;
  sqlite3_vfs_register(&failing_vfs, 1);
}

void fail_call(Call kind, std::size_t nth) {
  failing = kind;
  failing_nth = nth;
  for (std::size_t& count : counts) count = 0;
}

std::size_t calls_counted(Call kind) { return counts[static_cast<int>(kind)]; }

}  // namespace proviso::store
