#include "store/query/matches.h"

#include <algorithm>
#include <exception>

#include "store/query/score.h"

namespace proviso::store {

namespace {

constexpr int kRowsBetweenLooks = 256;  // at the clock

[[noreturn]] void fail_late() {
  throw BadQuery("the search took too long and was given up; narrow it with more words or filters");
}

bool better(const Match& a, const Match& b) {
  if (a.own != b.own) return a.own;
  if (a.score != b.score) return a.score > b.score;
  if (a.document != b.document) return a.document < b.document;
  const bool a_passage = a.kind == RowKind::passage, b_passage = b.kind == RowKind::passage;
  if (a_passage != b_passage) return b_passage;
  return a.row < b.row;  // rows of a document are numbered in the order of its text
}

// Takes the rows that FTS5 finds, one after another.
class Gatherer : public RowTaker {
 public:
  Gatherer(const Gathering& gathering, const Plan& plan, Table table, std::vector<Match>& matches)
      : gathering_(gathering),
        table_(table),
        by_row_(gathering.catalogue.by_row(table)),
        matches_(matches),
        scorer_(plan, table, gathering.catalogue) {}

  void take(const RowInIndex& found) override {
    if (++taken_ % kRowsBetweenLooks == 0 && std::chrono::steady_clock::now() > gathering_.deadline)
      fail_late();
    if (!find(found.row())) return;
    const SearchRow& row = rows_->rows[static_cast<std::size_t>(found.row() - rows_->first)];
    if (!document_passes_ || !gathering_.tests.pass(*document_, *rows_, row)) return;
    const Scored scored = scorer_.score(found, row);
    if (gathering_.facets != nullptr) gathering_.facets->add(*document_, row);
    matches_.push_back({found.row(), document_->order, row.kind, scored.own && table_ == Table::provisions,
                        scored.through, scored.score});
  }

 private:
  // The document of the row; rows come in ascending order.
  bool find(std::int64_t row) {
    if (rows_ != nullptr && row >= rows_->first && row < rows_->first + rows_->count) return true;
    auto& documents = gathering_.catalogue.documents();
    const auto table = static_cast<int>(table_);
    const auto behind = std::upper_bound(
        by_row_.begin(), by_row_.end(), row,
        [&](std::int64_t at, std::uint32_t order) { return at < documents[order].tables[table].first; });
    if (behind == by_row_.begin()) return false;
    CatalogueDocument& document = documents[*(behind - 1)];
    const CatalogueRows& rows = document.tables[table];
    if (row >= rows.first + rows.count) return false;
    document_ = &document;
    document_passes_ = gathering_.tests.may_pass(document);
    if (document_passes_) gathering_.catalogue.rows(gathering_.connection, document, table_);
    rows_ = document_passes_ ? &rows : nullptr;
    return document_passes_;
  }

  const Gathering& gathering_;
  const Table table_;
  const std::vector<std::uint32_t>& by_row_;
  std::vector<Match>& matches_;
  Scorer scorer_;
  CatalogueDocument* document_ = nullptr;
  const CatalogueRows* rows_ = nullptr;
  bool document_passes_ = false;
  int taken_ = 0;
};

}  // namespace

void gather(const Gathering& gathering, const Plan& plan, Table table, std::vector<Match>& matches) {
  Gatherer gatherer(gathering, plan, table, matches);
  each_row(gathering.connection, table, plan.expression, gatherer);
}

void gather_all(const Gathering& gathering, Table table, std::vector<Match>& matches) {
  for (CatalogueDocument& document : gathering.catalogue.documents()) {
    if (std::chrono::steady_clock::now() > gathering.deadline) fail_late();
    if (!gathering.tests.may_pass(document)) continue;
    const CatalogueRows& rows = gathering.catalogue.rows(gathering.connection, document, table);
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
      const SearchRow& row = rows.rows[i];
      if (!gathering.tests.pass(document, rows, row)) continue;
      if (gathering.facets != nullptr) gathering.facets->add(document, row);
      matches.push_back({rows.first + static_cast<std::int64_t>(i), document.order, row.kind, false, 0, 0});
    }
  }
}

void rank(std::vector<Match>& matches, std::size_t count) {
  const auto middle = matches.begin() + static_cast<std::ptrdiff_t>(std::min(count, matches.size()));
  std::partial_sort(matches.begin(), middle, matches.end(), better);
}

}  // namespace proviso::store
