#include "store/rows/reviews.h"

#include "store/rows/columns.h"
#include "store/rows/rows.h"
#include "store/rows/search_columns.h"
#include "store/rows/state.h"

namespace proviso::store {

void attach_reviews(const Connection& connection, std::int64_t document, const std::string& sha256,
                    const std::string& path) {
  Statement review(connection,
                   "SELECT id, made_of, kind, \"begin\", quote, context FROM reviews WHERE sha256 = ?1 OR "
                   "path = ?2 AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.sha256 = reviews.sha256)");
  bool more = review.first(sha256, path);
  if (!more) return;
  // The same words may stand in several places (numbers of a table's row): the nearest counts.
  Statement nearest(connection,
                    "SELECT p.text_id FROM provisions p JOIN provision_texts t ON t.id = p.id WHERE " +
                        rows_of_document("p.id", Table::provisions) +
                        " AND p.kind = ?2 AND t.quote = ?3 AND t.context = ?4 "
                        "ORDER BY p.text_id = ?5 DESC, abs(p.\"begin\" - ?6) LIMIT 1");
  std::vector<std::pair<std::int64_t, std::optional<std::string>>> attached;
  for (; more; more = review.next()) {
    const bool found = nearest.first(document, review.text(2), review.text(4), review.text(5), review.text(1),
                                     review.integer(3));
    attached.emplace_back(review.integer(0), found ? std::optional(nearest.string(0)) : std::nullopt);
    nearest.reset();
  }
  review.reset();
  Statement attach(connection, "UPDATE reviews SET provision = ?2 WHERE id = ?1");
  for (const auto& [id, provision] : attached) attach.run(id, provision);
}

void detach_reviews(const Connection& connection, const std::string& sha256) {
  Statement(connection, "UPDATE reviews SET provision = NULL WHERE sha256 = ?").run(sha256);
}

void Store::put_review(const std::string& id, const Review& review, const std::string& fields) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  Statement find(connection, "SELECT 1 FROM provisions WHERE hash = ? AND text_id = ?");
  if (!is_provision_id(id) || !find.first(hash_of(id), id)) throw BadQuery("there is no provision " + id);
  find.reset();
  Statement(
      connection,
      "INSERT INTO reviews (provision, made_of, sha256, path, kind, \"begin\", quote, context, fields, "
      "verdict, field, value, \"by\", note, at) "
      "SELECT p.text_id, p.text_id, d.sha256, d.path, p.kind, p.\"begin\", t.quote, t.context, ?2, ?3, ?4, "
      "?5, ?6, ?7, ?8 FROM provisions p JOIN provision_texts t ON t.id = p.id JOIN documents d ON "
      "d.id = p.document WHERE p.hash = ?1")
      .run(hash_of(id), fields, review.verdict, review.field, review.value, review.by, review.note,
           utc_now());
  transaction.commit();
}

std::vector<ReviewRecord> Store::reviews() const {
  Statement row(state_->connection, "SELECT " + std::string(review_columns) + " FROM reviews ORDER BY id");
  std::vector<ReviewRecord> all;
  while (row.next()) all.push_back(review_at(row));
  return all;
}

}  // namespace proviso::store
