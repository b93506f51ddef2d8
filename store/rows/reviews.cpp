#include "store/rows/reviews.h"

#include "store/rows/columns.h"
#include "store/rows/rows.h"
#include "store/rows/state.h"

namespace proviso::store {

void attach_reviews(const Connection& connection, std::int64_t document, const std::string& sha256,
                    const std::string& path) {
  // The same words may stand in several places (numbers of a table's row): the nearest counts. An ORDER BY
  // cannot name the row that is updated, so a query below it does.
  Statement(
      connection,
      "UPDATE reviews SET provision = (SELECT text_id FROM (SELECT p.text_id, "
      "p.text_id = reviews.made_of AS same, abs(p.\"begin\" - reviews.\"begin\") AS far "
      "FROM provisions p WHERE p.document = ?1 AND p.kind = reviews.kind AND p.quote = reviews.quote AND "
      "p.context = reviews.context) ORDER BY same DESC, far LIMIT 1) "
      "WHERE sha256 = ?2 OR path = ?3 AND NOT EXISTS (SELECT 1 FROM documents d WHERE "
      "d.sha256 = reviews.sha256)")
      .run(document, sha256, path);
}

void detach_reviews(const Connection& connection, const std::string& sha256) {
  Statement(connection, "UPDATE reviews SET provision = NULL WHERE sha256 = ?").run(sha256);
}

void Store::put_review(const std::string& id, const Review& review, const std::string& fields) {
  state_->check_may_write();
  const Connection& connection = state_->connection;
  Transaction transaction(connection, Transaction::write);
  Statement find(connection, "SELECT 1 FROM provisions WHERE text_id = ?");
  if (!find.first(id)) throw BadQuery("there is no provision " + id);
  find.reset();
  Statement(
      connection,
      "INSERT INTO reviews (provision, made_of, sha256, path, kind, \"begin\", quote, context, fields, "
      "verdict, field, value, \"by\", note, at) "
      "SELECT p.text_id, p.text_id, d.sha256, d.path, p.kind, p.\"begin\", p.quote, p.context, ?2, ?3, ?4, "
      "?5, ?6, ?7, ?8 FROM provisions p JOIN documents d ON d.id = p.document WHERE p.text_id = ?1")
      .run(id, fields, review.verdict, review.field, review.value, review.by, review.note, utc_now());
  transaction.commit();
}

std::vector<ReviewRecord> Store::reviews() const {
  Statement row(state_->connection, "SELECT " + std::string(review_columns) + " FROM reviews ORDER BY id");
  std::vector<ReviewRecord> all;
  while (row.next()) all.push_back(review_at(row));
  return all;
}

}  // namespace proviso::store
