#include <ctime>

#include "store/rows/columns.h"
#include "store/rows/put.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm parts = {};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::optional<std::int64_t> document_with(const Connection& connection, const std::string& sha256) {
  Statement find(connection, "SELECT id FROM documents WHERE sha256 = ?");
  if (!find.first(sha256)) return std::nullopt;
  return find.integer(0);
}

std::optional<std::int64_t> document_at(const Connection& connection, const std::string& path) {
  Statement find(connection, "SELECT document FROM files WHERE path = ? AND document IS NOT NULL");
  if (!find.first(path)) return std::nullopt;
  return find.integer(0);
}

// After a file came to a document or left it: the document is called by its first file, and goes with its
// last.
void settle(const Connection& connection, std::int64_t document) {
  Statement first(connection, "SELECT min(path) FROM files WHERE document = ?");
  first.first(document);
  if (first.null(0)) {
    erase_contents(connection, document);
    Statement(connection, "DELETE FROM documents WHERE id = ?").run(document);
    return;
  }
  const std::string path = first.string(0);
  Statement(connection, "UPDATE documents SET path = ?, file = ? WHERE id = ?")
      .run(path, base_name(path), document);
}

// No row without a run.
void check_has_begun(const Connection& connection, std::int64_t run) {
  Statement find(connection, "SELECT 1 FROM runs WHERE id = ?");
  find.bind(1, run);
  if (find.next()) return;
  throw StoreError("contradiction", connection.shown() + " knows no run " + std::to_string(run) +
                                        "; report this as a fault of the program");
}

// The row of a file, in place of what was known of its path.
void put_file(const Connection& connection, const FileState& file, std::optional<std::int64_t> document,
              const Refusal* refusal, std::int64_t run) {
  check_has_begun(connection, run);
  const std::optional<std::int64_t> before = document_at(connection, file.path);
  std::optional<std::string_view> code, reason;
  if (refusal != nullptr) {
    code = name(refusal->code);
    reason = refusal->reason;
  }
  Statement(connection,
            "INSERT OR REPLACE INTO files (path, state, sha256, size, modified, document, code, reason, run) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(file.path, document ? "accepted" : "refused", file.sha256, static_cast<std::int64_t>(file.size),
           file.modified, document, code, reason, run);
  if (before && before != document) settle(connection, *before);
  if (document) settle(connection, *document);
}

// A new or emptied row for the document.
std::int64_t document_row(const Connection& connection, const NewDocument& contents) {
  const DocumentRows& rows = contents.rows;
  if (const auto known = document_with(connection, contents.file.sha256)) {
    erase_contents(connection, *known);
    Statement(connection, "UPDATE documents SET title = ?, language = ?, run = ?, ocr = ? WHERE id = ?")
        .run(rows.title, rows.language, contents.run, ocr_name(contents.ocr), *known);
    return *known;
  }
  Statement(
      connection,
      "INSERT INTO documents (sha256, file, path, title, language, run, ocr) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(contents.file.sha256, base_name(contents.file.path), contents.file.path, rows.title, rows.language,
           contents.run, ocr_name(contents.ocr));
  return connection.last_row();
}

}  // namespace

std::int64_t Store::begin_run(const RunStart& start) {
  state_->check_may_write();
  Statement(state_->connection,
            "INSERT INTO runs (program, fingerprint, versions, command, began) VALUES (?, ?, ?, ?, ?)")
      .run(start.program, start.fingerprint, joined(start.versions, '\n'), start.command, now());
  return state_->connection.last_row();
}

void Store::end_run(std::int64_t run, const RunCounts& counts, const std::string& stopped) {
  state_->check_may_write();
  Statement(state_->connection,
            "UPDATE runs SET ended = ?, stopped = ?, files = ?, files_read = ?, files_unchanged = ?, "
            "files_refused = ?, "
            "pages = ?, provisions = ? WHERE id = ?")
      .run(now(), stopped, counts.files, counts.read, counts.unchanged, counts.refused, counts.pages,
           counts.provisions, run);
}

void Store::put(const NewDocument& contents) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  const std::int64_t document = document_row(connection, contents);
  put_contents(connection, document, contents.packed, contents.rows);
  put_file(connection, contents.file, document, nullptr, contents.run);
  transaction.commit();
}

bool Store::put_unchanged(const FileState& file, std::int64_t run) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  const std::optional<std::int64_t> document = document_with(connection, file.sha256);
  if (!document) return false;
  put_file(connection, file, document, nullptr, run);
  transaction.commit();
  return true;
}

void Store::put_refused(const Refusal& refusal) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  if (says_nothing_of_bytes(refusal.code) && document_at(connection, refusal.file.path)) return;
  put_file(connection, refusal.file, std::nullopt, &refusal, refusal.run);
  transaction.commit();
}

}  // namespace proviso::store
