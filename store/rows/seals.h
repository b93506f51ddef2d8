// Pages of a store that carry a seal: a hash of their bytes and their number, in the last bytes of each. A
// page that was changed by anything but SQLite - a disk, a copy cut short, another program's hand - is found
// when it is read, so that a damaged store is said to be damaged and never answers wrongly.
//
// SQLite leaves the bytes alone that a database reserves at the end of its pages; other programs read the
// file as any. One that changes pages breaks their seals. In memory and in the WAL, whose frames SQLite
// checks itself, a page has no seal but zeros, and gets one on its way into the file. So another program that
// only looked, and at its end moved pages there which a writer that died had left in the WAL, leaves pages
// without seals: they are taken as they are.
#pragma once

#include "store/rows/connection.h"

namespace proviso::store {

inline constexpr int sealed_page = 16384;  // bytes; of every store: fewer to balance, log and copy
inline constexpr int seal_size = 8;        // of these, at the end

// The VFS that seals and checks, over the system's; made known to SQLite when it is asked for. A page with a
// broken seal is SQLITE_IOERR_DATA. Databases that reserve no room for seals are left as they are.
const char* sealing_vfs();

// Makes the pages of a database sealed ones. Precondition: nothing has been written to it.
void seal_new(const Connection& connection);

// Are the pages of the database sealed? True of one in memory.
bool is_sealed(const Connection& connection);

}  // namespace proviso::store
