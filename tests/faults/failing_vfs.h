// SQLite's way to the disk, on which the n-th call of a kind fails once.
#pragma once

#include <cstddef>

namespace proviso::store {

enum class Call { read, write, sync, open };
inline constexpr const char* call_names[] = {"read", "write", "sync", "open"};

// Makes the failing file system SQLite's default. To be called before the first store is opened.
void install_failing_vfs();

// From now on calls are counted, and the `nth` of `kind` fails; 0: none.
void fail_call(Call kind, std::size_t nth);
std::size_t calls_counted(Call kind);  // since then

}  // namespace proviso::store
