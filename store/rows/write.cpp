#include "store/rows/columns.h"
#include "store/rows/history.h"
#include "store/rows/put.h"
#include "store/rows/reviews.h"
#include "store/rows/state.h"
#include "store/words/concept_tags.h"

namespace proviso::store {

namespace {

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
void settle(const Connection& connection, std::int64_t document, std::int64_t run) {
  Statement first(connection,
                  "SELECT path FROM files WHERE document = ? ORDER BY vanished IS NOT NULL, path LIMIT 1");
  if (!first.first(document)) {
    end_state(connection, document, run);
    erase_contents(connection, document);
    Statement(connection, "DELETE FROM read_forms WHERE document = ?").run(document);
    Statement hash(connection, "DELETE FROM documents WHERE id = ? RETURNING sha256");
    hash.first(document);
    const std::string sha256 = hash.string(0);
    hash.reset();
    detach_reviews(connection, sha256);
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
  if (before && before != document) settle(connection, *before, run);
  if (document) settle(connection, *document, run);
}

// Puts `rows` in place of what was found before in the document of `file`, and gives its row. `packed`: its
// read form; null to keep the one that is there.
std::int64_t put_rows(const Connection& connection, const FileState& file, const DocumentRows& rows,
                      DocumentState state, const std::string_view* packed) {
  const std::optional<std::int64_t> known = document_with(connection, file.sha256);
  DocumentState before;
  if (known) {
    end_state(connection, *known, state.run);
    before = present_state(connection, *known);
    erase_contents(connection, *known);
  }
  if (packed == nullptr) state.read_in = before.read_in, state.ocr = before.ocr;
  begin_state(connection, state, file.sha256, file.path, rows.provisions.size());
  Statement(
      connection,
      "INSERT INTO documents (sha256, file, path, title, language, text_digest, run, state) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (sha256) DO UPDATE SET title = ?4, language = ?5, "
      "text_digest = ?6, run = ?7, state = ?8")
      .run(file.sha256, base_name(file.path), file.path, rows.title, rows.language, rows.text_digest,
           state.run, state.id);
  const std::int64_t document = known ? *known : connection.last_row();
  if (packed != nullptr) put_read_form(connection, document, *packed);
  put_contents(connection, document, rows, state.since);
  if (known) take_back(connection, document, before);
  return document;
}

}  // namespace

std::int64_t Store::begin_run(const RunStart& start) {
  state_->check_may_write();
  Statement(state_->connection,
            "INSERT INTO runs (program, fingerprint, reading, finding, versions, command, began) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(start.program, start.fingerprint, start.reading, start.finding, joined(start.versions, '\n'),
           start.command, utc_now());
  return state_->connection.last_row();
}

void Store::put_thesaurus(const nlp::Thesaurus& thesaurus) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  connection.run("DELETE FROM concepts");
  Statement insert(connection, "INSERT INTO concepts VALUES (?, ?, ?, ?, ?)");
  for (const nlp::Concept& topic : thesaurus.concepts) {
    for (std::size_t i = 0; i < topic.terms.size(); ++i) {
      const nlp::ConceptTerm& term = topic.terms[i];
      const std::string begins = ConceptTags::first_key(term.text, state_->words, state_->stems);
      if (begins.empty()) continue;
      insert.run(topic.name, static_cast<std::int64_t>(i), term.language, term.text, begins);
    }
  }
  transaction.commit();
}

void Store::end_run(std::int64_t run, const RunCounts& counts, const std::string& stopped) {
  state_->check_may_write();
  Statement(state_->connection,
            "UPDATE runs SET ended = ?, stopped = ?, files = ?, files_read = ?, files_unchanged = ?, "
            "files_refused = ?, pages = ?, provisions = ?, files_found = ? WHERE id = ?")
      .run(utc_now(), stopped, counts.files, counts.read, counts.unchanged, counts.refused, counts.pages,
           counts.provisions, counts.found, run);
}

void Store::settle_index(std::int64_t small) {
  constexpr std::int64_t part = 4;  // of the whole that may be in other pieces than the largest
  state_->check_may_write();
  const Connection& connection = state_->connection;
  // FTS5 writes what it was given in segments, and has a row here for each page of one.
  Statement pages(connection,
                  "SELECT sum(pages), max(pages) FROM (SELECT count(*) AS pages FROM "
                  "passages_text_idx GROUP BY segid)");
  pages.first();
  const std::int64_t all = pages.integer(0), largest = pages.integer(1);
  if (all < small || (all - largest) * part < all) return;
  try {
    Transaction transaction(connection, Transaction::write);
    connection.run("INSERT INTO passages_text (passages_text) VALUES ('optimize')");
    transaction.commit();
  } catch (const StoreError& error) {
    if (error.code() != "full" && error.code() != "busy") throw;  // it works as well as before
  }
}

void Store::put(const NewDocument& contents) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  check_has_begun(connection, contents.run);
  const DocumentState state = {.run = contents.run, .read_in = contents.run, .ocr = contents.ocr};
  const std::int64_t document = put_rows(connection, contents.file, contents.rows, state, &contents.packed);
  put_file(connection, contents.file, document, nullptr, contents.run);
  attach_reviews(connection, document, contents.file.sha256, contents.file.path);
  transaction.commit();
}

void Store::put_found(const FoundAgain& contents) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  check_has_begun(connection, contents.run);
  if (!document_with(connection, contents.file.sha256)) {
    throw StoreError("contradiction", connection.shown() + " has lost the document of " + contents.file.path +
                                          " meanwhile; run again");
  }
  const std::int64_t document =
      put_rows(connection, contents.file, contents.rows, {.run = contents.run}, nullptr);
  put_file(connection, contents.file, document, nullptr, contents.run);
  attach_reviews(connection, document, contents.file.sha256, contents.file.path);
  transaction.commit();
}

bool Store::put_unchanged(const FileState& file, std::int64_t run, const std::string& moved_from) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  const std::optional<std::int64_t> document = document_with(connection, file.sha256);
  if (!document) return false;
  if (!moved_from.empty()) {
    Statement(connection, "DELETE FROM files WHERE path = ? AND document = ?").run(moved_from, *document);
  }
  put_file(connection, file, document, nullptr, run);
  transaction.commit();
  return true;
}

void Store::put_vanished(const std::string& path, std::int64_t run) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  check_has_begun(connection, run);
  const std::optional<std::int64_t> document = document_at(connection, path);
  if (!document) return;
  Statement(connection, "UPDATE files SET vanished = ? WHERE path = ? AND vanished IS NULL").run(run, path);
  settle(connection, *document, run);
  transaction.commit();
}

void Store::put_rules(const std::string& fingerprint, const std::vector<RuleVersion>& rules) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  Statement insert(connection, "INSERT OR IGNORE INTO rules VALUES (?, ?, ?, ?)");
  for (const RuleVersion& rule : rules) insert.run(fingerprint, rule.name, rule.version, rule.place);
  transaction.commit();
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
