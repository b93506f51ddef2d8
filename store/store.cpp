#include "store/store.h"

#include <sqlite3.h>

#include <filesystem>
#include <system_error>

#include "store/query/matches.h"
#include "store/rows/schema.h"
#include "store/rows/seals.h"
#include "store/rows/state.h"
#include "store/words/tokenizer.h"

namespace proviso::store {

namespace {

namespace fs = std::filesystem;

constexpr int kPatience = 10'000;  // milliseconds to wait for another writer

// Before anything is read: a store may come from a stranger, so its schema is not trusted.
void guard(const Connection& connection) {
  sqlite3_extended_result_codes(connection.handle(), 1);
  sqlite3_busy_timeout(connection.handle(), kPatience);
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  connection.run("PRAGMA cell_size_check = ON");
  connection.run("PRAGMA temp_store = MEMORY");
  connection.run("PRAGMA cache_size = -16384");  // 16 MiB
  register_tokenizer(connection);
  register_gathering(connection);
}

void check_is_file(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    throw StoreError("cannot-open", path + " is a folder, not a store; name a file in it");
  }
}

void make_if_empty(const Connection& connection) {
  if (inspect(connection) == Contents::store) return;
  Transaction transaction(connection, Transaction::write);
  if (inspect(connection) == Contents::empty) create_schema(connection);  // nobody else made it meanwhile
  transaction.commit();
}

void make_store(const Connection& connection) {
  guard(connection);
  const Contents contents = inspect(connection);  // refuses what is not ours before a byte of it changes
  if (sqlite3_db_readonly(connection.handle(), "main") == 1) connection.fail(SQLITE_READONLY);
  if (contents == Contents::empty) seal_new(connection);
  connection.run("PRAGMA journal_mode = WAL");
  connection.run("PRAGMA synchronous = FULL");
  make_if_empty(connection);
}

// Whether nothing was written of a store that could not be made: no table, or nothing behind the first page
// of a file that cannot be read.
bool is_empty(const Connection& connection, const std::string& path) {
  try {
    return inspect(connection) == Contents::empty;
  } catch (const StoreError&) {
    std::error_code unknown;
    return fs::file_size(path, unknown) <= std::uintmax_t{sealed_page};
  }
}

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

const std::string& Store::path() const { return state_->path; }

Store Store::create_or_open(const std::string& path) {
  check_is_file(path);
  std::error_code ignored;
  const bool was_there = fs::exists(path, ignored);
  auto state = std::make_unique<State>(path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  try {
    make_store(state->connection);
  } catch (const StoreError&) {
    const bool ours =
        !was_there && is_empty(state->connection, path);  // nobody else made it a store meanwhile
    state.reset();
    for (const char* part : {"", "-wal", "-shm"}) {
      if (ours) fs::remove(path + part, ignored);
    }
    throw;
  }
  state->may_write = true;
  return Store(std::move(state));
}

namespace {

// Can pages of the store be read? In a folder that may not be written, SQLite cannot make the shared memory
// that readers of a WAL file need.
bool can_read(const Connection& connection) {
  return sqlite3_exec(connection.handle(), "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) !=
             SQLITE_CANTOPEN &&
         sqlite3_errcode(connection.handle()) != SQLITE_READONLY;
}

std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (c == '?' || c == '#' || c == '%') {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', digits[byte >> 4], digits[byte & 15]};
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Store Store::open_to_read(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw StoreError("missing", "there is no store " + path + "; ingest some files first, or name another");
  }
  check_is_file(path);
  // Readers of a WAL file need to write its shared memory, so the file is opened to write where that is
  // allowed.
  auto state = std::make_unique<State>(path, path, SQLITE_OPEN_READWRITE);
  if (!can_read(state->connection)) {
    // Neither file nor folder may be written, so nobody else writes it either: read it as it lies there.
    state = std::make_unique<State>(path, immutable_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  }
  guard(state->connection);
  if (inspect(state->connection) == Contents::empty) {
    throw StoreError("missing", path + " is empty; ingest some files first, or name another store");
  }
  state->connection.run(
      "PRAGMA cache_size = -65536");  // 64 MiB: of a large store a search reads here and there
  state->connection.run("PRAGMA query_only = ON");
  return Store(std::move(state));
}

void Store::State::check_may_write() {
  if (!may_write) throw StoreError("read-only", path + " was opened to read only");
  catalogue.forget();
}

}  // namespace proviso::store
