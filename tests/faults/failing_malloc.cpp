#include "tests/faults/failing_malloc.h"

#include <cerrno>
#include <cstdlib>

namespace proviso::store {

namespace {

thread_local bool counting = false;
thread_local std::size_t count = 0, failing_nth = 0;

[[maybe_unused]] bool fails() {
  if (!counting || ++count != failing_nth) return false;
  errno = ENOMEM;
  return true;
}

}  // namespace

void fail_allocation(std::size_t nth) {
  count = 0;
  failing_nth = nth;
  counting = true;
}

std::size_t allocations_counted() { return count; }

void stop_counting_allocations() { counting = false; }

}  // namespace proviso::store

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// In place of glibc's for the whole program and its libraries; these are glibc's own under other names.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);

void* malloc(std::size_t size) { return proviso::store::fails() ? nullptr : __libc_malloc(size); }
void* calloc(std::size_t count, std::size_t size) {
  return proviso::store::fails() ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
  return proviso::store::fails() ? nullptr : __libc_realloc(old, size);
}
}

#endif
