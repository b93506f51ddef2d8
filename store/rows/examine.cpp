// What is wrong with a store, found by reading all of it; and its full-text index made anew.
#include <map>

#include "extract/packed.h"
#include "store/rows/search_columns.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

class Examination {
 public:
  explicit Examination(const Connection& connection) : connection_(connection) {}

  std::vector<Damage> all() {
    attempt("the file", [this] { pages(); });
    attempt("references between tables", [this] { references(); });
    attempt("search columns", [this] { columns(); });
    attempt("read forms", [this] { read_forms(); });
    index();
    return std::move(damages_);
  }

 private:
  template <class Look>
  void attempt(const std::string& what, Look look) {
    try {
      look();
    } catch (const StoreError& error) {
      if (error.code() == "busy") throw;
      damages_.push_back({what + ": " + error.what(), false});
    }
  }

  // SQLite's own check: every page, every row against every index, constraints.
  void pages() {
    Statement row(connection_, "PRAGMA integrity_check(50)");
    while (row.next()) {
      if (row.text(0) != "ok") damages_.push_back({"the file: " + row.string(0), false});
    }
  }

  void references() {
    Statement row(
        connection_,
        "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2");
    while (row.next()) {
      damages_.push_back({std::to_string(row.integer(2)) + " rows of " + row.string(0) +
                              " refer to rows of " + row.string(1) + " that are not there",
                          false});
    }
  }

  // Each document has its search columns, and they speak of the rows that it has.
  void columns() {
    Statement row(
        connection_,
        "SELECT d.sha256, c.document IS NULL, "
        "(SELECT count(*) FROM provisions p WHERE p.document = d.id), c.provisions, "
        "(SELECT count(*) FROM passages p WHERE p.document = d.id), c.passages, "
        "coalesce((SELECT min(id) FROM provisions p WHERE p.document = d.id), 0), c.first_provision, "
        "coalesce((SELECT min(id) FROM passages p WHERE p.document = d.id), 0), c.first_passage, "
        "c.provision_columns, c.passage_columns "
        "FROM documents d LEFT JOIN search_columns c ON c.document = d.id ORDER BY d.sha256");
    while (row.next()) {
      const std::string name = "document " + row.string(0).substr(0, 12) + ": ";
      if (row.integer(1) != 0) {
        damages_.push_back({name + "it has no search columns", false});
        continue;
      }
      bool fits = true;
      for (int column = 2; column < 10; column += 2)
        fits = fits && row.integer(column) == row.integer(column + 1);
      fits = fits && rows_in(row.text(10)) == row.integer(2) && rows_in(row.text(11)) == row.integer(4);
      if (!fits) damages_.push_back({name + "its search columns do not fit its rows", false});
    }
  }

  static std::int64_t rows_in(std::string_view bytes) {
    try {
      return static_cast<std::int64_t>(unpack_columns(bytes).rows.size());
    } catch (const std::runtime_error&) {
      return -1;
    }
  }

  void read_forms() {
    Statement row(connection_,
                  "SELECT d.sha256, f.bytes FROM documents d LEFT JOIN read_forms f ON f.document = d.id "
                  "ORDER BY d.sha256");
    while (row.next()) {
      if (const std::string why = wrong_with(row.text(1), row.string(0)); !why.empty()) {
        damages_.push_back({"document " + row.string(0).substr(0, 12) + ": its read form " + why, false});
      }
    }
  }

  static std::string wrong_with(std::string_view bytes, const std::string& sha256) {
    try {
      return extract::unpack(bytes).sha256 == sha256 ? "" : "is that of another document";
    } catch (const extract::BadPackedDocument& error) {
      return std::string("is damaged (") + error.what() + ")";
    }
  }

  // FTS5's own check, with the rows that the index was made of ("external content").
  void index() {
    try {
      Transaction transaction(connection_, Transaction::write);  // rolled back: nothing is written
      connection_.run("INSERT INTO passages_text (passages_text, rank) VALUES ('integrity-check', 1)");
    } catch (const StoreError& error) {
      if (error.code() == "busy") throw;
      if (error.code() == "read-only") {
        damages_.push_back({"the index cannot be checked where the store cannot be written", false});
      } else {
        damages_.push_back({"the index does not fit the rows that it was made of", true});
      }
    }
  }

  const Connection& connection_;
  std::vector<Damage> damages_;
};

}  // namespace

std::vector<Damage> Store::examine() const { return Examination(state_->connection).all(); }

void Store::rebuild_index() {
  state_->check_may_write();
  Transaction transaction(state_->connection, Transaction::write);
  state_->connection.run("INSERT INTO passages_text (passages_text) VALUES ('rebuild')");
  transaction.commit();
}

}  // namespace proviso::store
