#include "store/rows/connection.h"

#include <sqlite3.h>

#include <new>

#include "store/rows/seals.h"

namespace proviso::store {

namespace {

constexpr std::size_t kIdleStatements = 100;  // kept of a connection

// SQLite's counts of memory in use cost a lock at each allocation, and nobody asks for them. Must come before
// the first connection.
void stop_counting_memory() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);
}

}  // namespace

Connection::Connection(const std::string& path, int flags, std::string shown) : shown_(std::move(shown)) {
  stop_counting_memory();
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, sealing_vfs());
  if (code == SQLITE_OK) return;
  try {
    fail(code);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Connection::~Connection() {
  for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

sqlite3_stmt* Connection::take(std::string_view sql) const {
  if (const auto found = idle_.find(std::string(sql)); found != idle_.end()) {
    sqlite3_stmt* statement = found->second;
    idle_.erase(found);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  return statement;
}

void Connection::give_back(sqlite3_stmt* statement) const {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  try {
    if (idle_.size() < kIdleStatements) {
      idle_.emplace(sqlite3_sql(statement), statement);
      return;
    }
  } catch (const std::bad_alloc&) {  // NOLINT(bugprone-empty-catch): then it is not kept
  }
  sqlite3_finalize(statement);
}

void Connection::run(const char* sql) const {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Connection::last_row() const { return sqlite3_last_insert_rowid(handle_); }

std::int64_t Connection::number(const char* sql) const {
  Statement statement(*this, sql);
  return statement.first() ? statement.integer(0) : 0;
}

void Connection::fail(int code) const {
  const std::string& file = shown_;
  const std::string said = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  if (code == SQLITE_IOERR_DATA) {
    throw StoreError("damaged",
                     file +
                         " is damaged (a page of it is not as this program wrote it); restore it from "
                         "a copy, or move it away and ingest the files again");
  }
  switch (code & 0xFF) {
    case SQLITE_FULL:
      throw StoreError("full", "cannot write " + file +
                                   ": no space left; free some and run again, what is stored is whole");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw StoreError("busy",
                       file + " is being written by another process; wait for it to end and run again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw StoreError("read-only", "cannot write " + file +
                                        ": it is read-only; change its permissions, or those "
                                        "of its folder, or choose another file");
    case SQLITE_CORRUPT:
      throw StoreError("damaged",
                       file + " is damaged (" + said +
                           "); restore it from a copy, or move it away and ingest the files again");
    case SQLITE_NOTADB:
      throw StoreError("not-a-store",
                       file + " is not a Proviso store (no database at all); choose another file");
    case SQLITE_CANTOPEN:
      throw StoreError("cannot-open", "cannot open " + file + " (" + said +
                                          "); check that its folder exists and may be written");
    case SQLITE_IOERR:
      throw StoreError("io", "cannot read or write " + file + " (" + said +
                                 "); check the disk and its free space, then run again");
    case SQLITE_CONSTRAINT:
      throw StoreError("contradiction", file + " does not admit what was to be written (" + said +
                                            "); report this as a fault of the program");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      throw StoreError("failed", file + ": the store failed (" + said + ", SQLite code " +
                                     std::to_string(code) + "); report this as a fault of the program");
  }
}

Statement::Statement(const Connection& connection, std::string_view sql)
    : connection_(connection), handle_(connection.take(sql)) {}

Statement::~Statement() { connection_.give_back(handle_); }

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(handle_, index, value); }

void Statement::bind(int index, double value) { sqlite3_bind_double(handle_, index, value); }

void Statement::bind(int index, std::string_view value) {
  const char* start = value.data() != nullptr ? value.data() : "";  // a null pointer would bind NULL
  const int code = sqlite3_bind_text64(handle_, index, start, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) connection_.fail(code);
}

void Statement::bind_bytes(int index, std::string_view value) {
  const char* start = value.data() != nullptr ? value.data() : "";
  const int code = sqlite3_bind_blob64(handle_, index, start, value.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) connection_.fail(code);
}

void Statement::bind(int index, std::nullptr_t) { sqlite3_bind_null(handle_, index); }

bool Statement::next() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  connection_.fail(sqlite3_extended_errcode(connection_.handle()));
}

void Statement::reset() { sqlite3_reset(handle_); }

bool Statement::null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

double Statement::real(int column) const { return sqlite3_column_double(handle_, column); }

std::string_view Statement::text(int column) const {
  // As a blob: a text or blob column gives its bytes as they are, NULL an empty view.
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(size));
}

Transaction::Transaction(const Connection& connection, Kind kind) : connection_(connection) {
  if (sqlite3_get_autocommit(connection.handle()) == 0) return;
  connection.run(kind == write ? "BEGIN IMMEDIATE" : "BEGIN");
  open_ = true;
}

Transaction::~Transaction() {
  // After some failures (a full disk) SQLite has rolled back by itself.
  if (open_ && sqlite3_get_autocommit(connection_.handle()) == 0) {
    sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void Transaction::commit() {
  if (!open_) return;
  connection_.run("COMMIT");
  open_ = false;
}

}  // namespace proviso::store
