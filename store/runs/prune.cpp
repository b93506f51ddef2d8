// Giving up what older runs knew, and saying what the rest takes.
#include <algorithm>
#include <array>
#include <string_view>

#include "store/rows/state.h"
#include "store/size.h"

namespace proviso::store {

namespace {

struct Share {
  std::string_view begins;  // of the names of its tables and indexes
  std::string_view what, why;
};

// The first that fits counts.
constexpr std::array kShares = {
    Share{"read_forms", "read forms", "so that rules can change without reading PDFs again"},
    Share{"passages_text", "search index", "words of passages"},
    Share{"search_columns", "search index", "words of passages"},
    Share{"passages", "passages", "the text that is searched and shown"},
    Share{"sections", "passages", "the text that is searched and shown"},
    Share{"past_provisions", "older runs", "for `proviso diff`; `proviso runs prune` gives them up"},
    Share{"states", "older runs", "for `proviso diff`; `proviso runs prune` gives them up"},
    Share{"provision", "provisions", "with their citations"},
    Share{"sqlite_autoindex_provisions", "provisions", "with their citations"},
    Share{"citations", "provisions", "with their citations"},
    Share{"reviews", "reviews", "what people said of provisions"},
};

Share share_of(std::string_view name) {
  for (const Share& share : kShares) {
    if (name.starts_with(share.begins)) return share;
  }
  return {"", "other tables", "documents, files, pages, runs, rules"};
}

void add(StoreSize& size, const Share& share, std::int64_t bytes) {
  for (SizePart& part : size.parts) {
    if (part.what != share.what) continue;
    part.bytes += bytes;
    return;
  }
  size.parts.push_back({std::string(share.what), std::string(share.why), bytes});
}

}  // namespace

void Store::prune(const std::vector<std::int64_t>& runs) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  const std::int64_t last = connection.number("SELECT coalesce(max(id), 0) FROM runs");
  Statement mark(connection, "UPDATE runs SET pruned = 1 WHERE id = ?");
  for (const std::int64_t id : runs) {
    if (!run(id)) throw BadQuery("there is no run " + std::to_string(id) + "; `proviso runs` lists them");
    if (id == last) {
      throw BadQuery("run " + std::to_string(id) +
                     " is the last: what was there at its end is what is there now");
    }
    mark.run(id);
  }
  connection.run(
      "DELETE FROM past_provisions WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r.pruned = 0 AND "
      "r.id >= past_provisions.since AND r.id < (SELECT until FROM states s WHERE s.id = "
      "past_provisions.state))");
  connection.run(
      "DELETE FROM states WHERE until IS NOT NULL AND id NOT IN (SELECT state FROM past_provisions) AND "
      "NOT EXISTS (SELECT 1 FROM runs r WHERE r.pruned = 0 AND r.id >= states.since AND r.id < "
      "states.until)");
  transaction.commit();
  connection.run("VACUUM");
}

StoreSize Store::size() const {
  const Connection& connection = state_->connection;
  Transaction snapshot(connection, Transaction::read);
  StoreSize size;
  const std::int64_t page = connection.number("PRAGMA page_size");
  size.bytes = page * connection.number("PRAGMA page_count");
  std::int64_t left = size.bytes;
  Statement row(connection, "SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE");
  while (row.next()) {
    add(size, share_of(row.text(0)), row.integer(1));
    left -= row.integer(1);
  }
  if (left > 0) add(size, {"", "free", "left by what was removed; used again before the file grows"}, left);
  std::stable_sort(size.parts.begin(), size.parts.end(),
                   [](const SizePart& a, const SizePart& b) { return a.bytes > b.bytes; });
  return size;
}

}  // namespace proviso::store
