// The heap, in which the n-th allocation fails once. Not under a sanitizer, which has a heap of its own.
#pragma once

#include <cstddef>

namespace proviso::store {

inline constexpr bool has_failing_malloc =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    false;
#else
    true;
#endif

// From now on this thread's allocations are counted, and the `nth` fails; 0: none.
void fail_allocation(std::size_t nth);
std::size_t allocations_counted();  // since then
// Counts no more.
void stop_counting_allocations();

}  // namespace proviso::store
