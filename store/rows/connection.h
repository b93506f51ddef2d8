// SQLite behind RAII: a connection, its statements and transactions. Every failure is a StoreError.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "store/errors.h"

struct sqlite3;
struct sqlite3_stmt;

namespace proviso::store {

// For one thread at a time: SQLite's own locks are off.
class Connection {
 public:
  // `flags` and `path` as for sqlite3_open_v2; `shown` is the file's name in messages.
  Connection(const std::string& path, int flags, std::string shown);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  sqlite3* handle() const { return handle_; }
  const std::string& shown() const { return shown_; }

  // Runs statements that give no rows, or whose rows do not matter.
  void run(const char* sql) const;
  std::int64_t last_row() const;
  std::int64_t number(const char* sql) const;  // the first column of the only row

  // Throws what `code`, an SQLite result, means for the user.
  [[noreturn]] void fail(int code) const;

 private:
  friend class Statement;
  // A prepared statement for `sql`: one that was given back, or a new one. To be given back, reset, or
  // finalized before the connection is closed.
  sqlite3_stmt* take(std::string_view sql) const;
  void give_back(sqlite3_stmt* statement) const;

  sqlite3* handle_ = nullptr;
  std::string shown_;
  mutable std::unordered_multimap<std::string, sqlite3_stmt*> idle_;  // by their SQL
};

// A prepared statement; to prepare one costs as much as reading several rows, so the connection keeps it for
// the next that has the same SQL. Bound texts are borrowed until the next reset.
class Statement {
 public:
  Statement(const Connection& connection, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  sqlite3_stmt* handle() const { return handle_; }

  void bind(int index, std::int64_t value);
  void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, std::uint32_t value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, double value);
  void bind(int index, std::string_view value);
  void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
  void bind(int index, const char* value) { bind(index, std::string_view(value)); }
  void bind_bytes(int index, std::string_view value);
  void bind(int index, std::nullptr_t);
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    value ? bind(index, *value) : bind(index, nullptr);
  }

  // Binds the parameters 1, 2, ... and runs the statement from its start: true if there is a row.
  template <class... Values>
  bool first(const Values&... values) {
    reset();
    int index = 0;
    (bind(++index, values), ...);
    return next();
  }
  // The same for a statement that gives no rows.
  template <class... Values>
  void run(const Values&... values) {
    first(values...);
    reset();
  }

  bool next();  // true if there is a row
  void reset();

  bool null(int column) const;
  std::int64_t integer(int column) const;  // columns from 0
  double real(int column) const;
  std::string_view text(int column) const;  // valid until the next step
  std::string string(int column) const { return std::string(text(column)); }

 private:
  const Connection& connection_;
  sqlite3_stmt* handle_ = nullptr;
};

// All or nothing: rolled back unless committed. `write` takes the write lock at once; a transaction to read
// sees one state of the store throughout. Within another transaction it does nothing.
class Transaction {
 public:
  enum Kind { read, write };
  Transaction(const Connection& connection, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  const Connection& connection_;
  bool open_ = false;
};

}  // namespace proviso::store
