#include <charconv>

#include "store/rows/columns.h"
#include "store/rows/rows.h"
#include "store/rows/search_columns.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

constexpr std::size_t kShortestId = 6, kWholeId = 18;

FileState file_at(const Statement& row, int column) {
  return {row.string(column), static_cast<std::uint64_t>(row.integer(column + 1)), row.integer(column + 2),
          row.string(column + 3)};
}

RunRecord run_at(const Statement& row) {
  RunRecord run;
  run.id = row.integer(0);
  run.start = {.program = row.string(1),
               .fingerprint = row.string(2),
               .reading = row.string(3),
               .finding = row.string(4),
               .versions = split(row.text(5), '\n'),
               .command = row.string(6)};
  run.began = row.string(7);
  run.ended = row.string(8);
  run.stopped = row.string(9);
  run.counts = {.files = row.integer(10),
                .read = row.integer(11),
                .unchanged = row.integer(12),
                .refused = row.integer(13),
                .pages = row.integer(14),
                .provisions = row.integer(15),
                .found = row.integer(16)};
  run.pruned = row.integer(17) != 0;
  return run;
}

constexpr const char* kRuns =
    "SELECT id, program, fingerprint, reading, finding, versions, command, began, ended, stopped, files, "
    "files_read, files_unchanged, files_refused, pages, provisions, files_found, pruned FROM runs ";

constexpr const char* kDocuments =
    "SELECT d.id, d.run, s.ocr, s.read_in, d.text_digest FROM documents d JOIN states s ON s.id = d.state ";

// `row` holds the columns of kDocuments.
DocumentRecord document_at(RowReader& rows, const Connection& connection, const Statement& row) {
  const std::int64_t id = row.integer(0);
  DocumentRecord record;
  record.name = rows.document(id);
  record.run = row.integer(1);
  record.ocr = ocr_mode(row.text(2));
  record.read_in = row.integer(3);
  record.text_digest = row.string(4);
  Statement files(connection,
                  "SELECT path, size, modified, sha256, coalesce(vanished, 0) FROM files WHERE document = ? "
                  "ORDER BY path");
  for (bool more = files.first(id); more; more = files.next()) {
    record.files.push_back(file_at(files, 0));
    record.files.back().vanished = files.integer(4);
  }
  Statement warnings(connection, "SELECT text FROM warnings WHERE document = ? ORDER BY position");
  for (bool more = warnings.first(id); more; more = warnings.next())
    record.warnings.push_back(warnings.string(0));
  Statement counts(connection,
                   "SELECT (SELECT count(*) FROM pages WHERE document = ?1), "
                   "(SELECT passages FROM search_columns WHERE document = ?1), "
                   "coalesce(sum(kind = 'figure'), 0), "
                   "coalesce(sum(kind = 'article'), 0), coalesce(sum(kind = 'recommendation'), 0) "
                   "FROM provisions WHERE " +
                       rows_of_document("id", Table::provisions));
  counts.first(id);
  record.pages = static_cast<int>(counts.integer(0));
  record.passages = counts.integer(1);
  record.figures = counts.integer(2);
  record.articles = counts.integer(3);
  record.recommendations = counts.integer(4);
  return record;
}

}  // namespace

KnownDocuments Store::known(const RunStart& start, extract::OcrMode ocr) const {
  Statement row(state_->connection,
                "SELECT d.sha256, f.finding = ?2 AND f.fingerprint = ?3 FROM documents d "
                "JOIN states s ON s.id = d.state JOIN runs r ON r.id = s.read_in JOIN runs f ON f.id = s.run "
                "WHERE r.reading = ?1 AND (s.ocr = ?4 OR "
                "'always' NOT IN (s.ocr, ?4) AND NOT EXISTS (SELECT 1 FROM pages p WHERE p.document = d.id "
                "AND (p.grade = 'bad' OR p.source = 'ocr'))) ORDER BY d.sha256");
  KnownDocuments known;
  for (bool more = row.first(start.reading, start.finding, start.fingerprint, ocr_name(ocr)); more;
       more = row.next()) {
    (row.integer(1) != 0 ? known.unchanged : known.read).push_back(row.string(0));
  }
  return known;
}

std::vector<KnownFile> Store::files() const {
  Statement row(state_->connection,
                "SELECT f.path, f.size, f.modified, f.sha256, coalesce(f.vanished, 0), d.text_digest "
                "FROM files f JOIN documents d ON d.id = f.document ORDER BY f.path");
  std::vector<KnownFile> all;
  while (row.next()) {
    all.push_back({file_at(row, 0), row.string(5)});
    all.back().file.vanished = row.integer(4);
  }
  return all;
}

std::vector<RuleVersion> Store::rules(const std::string& fingerprint) const {
  Statement row(state_->connection,
                "SELECT name, version, place FROM rules WHERE fingerprint = ? ORDER BY name");
  std::vector<RuleVersion> all;
  for (bool more = row.first(fingerprint); more; more = row.next()) {
    all.push_back({row.string(0), row.string(1), row.string(2)});
  }
  return all;
}

std::vector<DocumentRecord> Store::documents() const {
  const Connection& connection = state_->connection;
  Transaction snapshot(connection, Transaction::read);
  RowReader rows(connection);
  std::vector<DocumentRecord> all;
  Statement row(connection, std::string(kDocuments) + "ORDER BY d.sha256");
  while (row.next()) all.push_back(document_at(rows, connection, row));
  return all;
}

std::optional<DocumentRecord> Store::document(const std::string& sha256) const {
  const Connection& connection = state_->connection;
  Transaction snapshot(connection, Transaction::read);
  RowReader rows(connection);
  Statement row(connection, std::string(kDocuments) + "WHERE d.sha256 = ?");
  if (!row.first(sha256)) return std::nullopt;
  return document_at(rows, connection, row);
}

std::vector<std::string> Store::damages() const {
  Statement row(state_->connection, "PRAGMA quick_check");
  std::vector<std::string> all;
  while (row.next()) {
    if (row.text(0) != "ok") all.push_back(row.string(0));
  }
  return all;
}

std::vector<std::string> Store::find_documents(const std::string& name) const {
  std::vector<std::string> hashes;
  Transaction snapshot(state_->connection, Transaction::read);
  RowReader rows(state_->connection);
  try {
    for (const std::int64_t id : documents_named(state_->connection, {name})) {
      hashes.push_back(rows.document(id).sha256);
    }
  } catch (const BadQuery&) {
    return {};
  }
  return hashes;
}

std::vector<Refusal> Store::refusals() const {
  Statement row(state_->connection,
                "SELECT path, size, modified, sha256, code, reason, run FROM files "
                "WHERE state = 'refused' ORDER BY path");
  std::vector<Refusal> all;
  while (row.next()) {
    all.push_back({file_at(row, 0), refusal_code_named(row.text(4)).value_or(RefusalCode::failed),
                   row.string(5), row.integer(6)});
  }
  return all;
}

std::vector<RunRecord> Store::runs() const {
  Statement row(state_->connection, std::string(kRuns) + "ORDER BY id");
  std::vector<RunRecord> all;
  while (row.next()) all.push_back(run_at(row));
  return all;
}

std::optional<RunRecord> Store::run(std::int64_t id) const {
  Statement row(state_->connection, std::string(kRuns) + "WHERE id = ?");
  if (!row.first(id)) return std::nullopt;
  return run_at(row);
}

std::optional<std::string> Store::packed(const std::string& sha256) const {
  Statement row(state_->connection,
                "SELECT bytes FROM read_forms WHERE document = (SELECT id FROM documents WHERE sha256 = ?)");
  if (!row.first(sha256)) return std::nullopt;
  return row.string(0);
}

std::optional<ProvisionRecord> Store::provision(const std::string& id) const {
  const Connection& connection = state_->connection;
  if (id.size() < kShortestId || id.size() > kWholeId) return std::nullopt;
  const std::string first = id + std::string(kWholeId - id.size(), '0');
  const std::string last = id + std::string(kWholeId - id.size(), 'f');
  if (!is_provision_id(first)) return std::nullopt;
  Transaction snapshot(connection, Transaction::read);
  Statement find(connection,
                 "SELECT id FROM provisions WHERE hash BETWEEN ? AND ? AND substr(kind, 1, 1) = ? LIMIT 2");
  if (!find.first(hash_of(first), hash_of(last), std::string_view(id).substr(0, 1))) return std::nullopt;
  const std::int64_t row = find.integer(0);
  if (find.next()) {
    throw BadQuery("several provisions have an id that begins with \"" + id + "\"; give more of it");
  }
  find.reset();
  return RowReader(connection).provision(row);
}

std::optional<PassageRecord> Store::passage(const std::string& id) const {
  const Connection& connection = state_->connection;
  const std::size_t dash = id.rfind('-');
  std::int64_t begin = 0;
  if (!id.starts_with("p-") || dash != 14) return std::nullopt;
  const auto [end, error] = std::from_chars(id.data() + dash + 1, id.data() + id.size(), begin);
  if (error != std::errc() || end != id.data() + id.size()) return std::nullopt;
  Transaction snapshot(connection, Transaction::read);
  Statement find(connection,
                 "SELECT p.id FROM documents d JOIN search_columns c ON c.document = d.id "
                 "JOIN passages p ON p.id >= c.first_passage AND p.id < c.first_passage + c.passages "
                 "WHERE substr(d.sha256, 1, 12) = ? AND p.\"begin\" = ?");
  if (!find.first(std::string_view(id).substr(2, 12), begin)) return std::nullopt;
  const std::int64_t row = find.integer(0);
  return RowReader(connection).passage(row);
}

void Store::each_provision(const Filters& filters,
                           const std::function<void(const ProvisionRecord&)>& take) const {
  const Connection& connection = state_->connection;
  Transaction snapshot(connection, Transaction::read);
  const RowFilter filter(connection, filters);
  RowReader rows(connection);
  Statement document(connection, "SELECT id FROM documents ORDER BY sha256");
  Statement row(connection, "SELECT id, kind, language, countries, time FROM provisions WHERE " +
                                rows_of_document("id", Table::provisions) +
                                " ORDER BY page, \"begin\", \"end\", id");
  while (document.next()) {
    if (!filter.wants_document(document.integer(0))) continue;
    for (bool more = row.first(document.integer(0)); more; more = row.next()) {
      const auto [first_year, last_year] = years_of(row.text(4)).value_or(std::pair(0, 0));
      if (!filter.wants_kind(row.text(1)) || !filter.wants_language(row.text(2)) ||
          !filter.wants_countries(row.text(3)) || !filter.wants_years(first_year, last_year)) {
        continue;
      }
      take(rows.provision(row.integer(0)));
    }
  }
}

}  // namespace proviso::store
