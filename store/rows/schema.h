// The tables of a store, and whether a file is one.
#pragma once

#include "store/rows/connection.h"

namespace proviso::store {

inline constexpr int application_id = 0x50525653;  // "PRVS", in SQLite's header
inline constexpr int schema_version = 9;  // SQLite's user_version; raised with every change of tables

// What a file that could be opened is. Throws StoreError if it is a database of another program
// ("not-a-store") or of another version of this one ("newer"). Changes nothing.
enum class Contents { empty, store };
Contents inspect(const Connection& connection);

// Makes the tables, all or none. Precondition: a write transaction is open and the database is empty.
void create_schema(const Connection& connection);

}  // namespace proviso::store
