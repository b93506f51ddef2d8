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

// Takes the passages that FTS5 finds, one after another, and the provisions in them.
class Gatherer : public RowTaker {
 public:
  Gatherer(const Gathering& gathering, const Plan& plan, std::vector<Match>& matches)
      : gathering_(gathering),
        by_row_(gathering.catalogue.by_row(Table::passages)),
        wants_provisions_(gathering.tests.may_pass(Table::provisions)),
        wants_passages_(gathering.tests.may_pass(Table::passages)),
        matches_(matches),
        scorer_(gathering.connection, plan, gathering.catalogue) {}

  void take(const RowInIndex& found) override {
    if (++taken_ % kRowsBetweenLooks == 0 && std::chrono::steady_clock::now() > gathering_.deadline)
      fail_late();
    const std::int64_t row = found.row();
    if (!find(row)) return;
    const CatalogueRows& passages = document_->tables[static_cast<int>(Table::passages)];
    const auto at = static_cast<std::size_t>(row - passages.first);
    const SearchRow& passage = passages.rows[at];
    bool looked = false;
    const auto look = [&] {
      if (!looked) scorer_.look(found, passage);
      looked = true;
    };
    if (wants_provisions_) {
      const CatalogueRows& provisions = document_->tables[static_cast<int>(Table::provisions)];
      for (std::uint32_t i = passages.first_provisions[at]; i < passages.first_provisions[at + 1]; ++i) {
        const SearchRow& provision = provisions.rows[i];
        if (!gathering_.tests.pass(*document_, provisions, provision)) continue;
        look();
        add(provisions.first + i, provision, scorer_.provision(provision, provisions.places[i]));
      }
    }
    if (wants_passages_ && gathering_.tests.pass(*document_, passages, passage)) {
      look();
      add(row, passage, scorer_.passage(passage));
    }
  }

 private:
  void add(std::int64_t number, const SearchRow& row, const std::optional<Scored>& scored) {
    if (!scored) return;
    if (gathering_.facets != nullptr) gathering_.facets->add(*document_, row);
    matches_.push_back({number, document_->order, row.kind, scored->own, scored->through, scored->score});
  }

  // The document of the passage; they come in ascending order. False if it cannot pass.
  bool find(std::int64_t row) {
    constexpr int passages = static_cast<int>(Table::passages);
    const auto is_in = [&](const CatalogueDocument& document) {
      const CatalogueRows& rows = document.tables[passages];
      return row >= rows.first && row < rows.first + rows.count;
    };
    if (document_ != nullptr && is_in(*document_)) return document_passes_;
    auto& documents = gathering_.catalogue.documents();
    const auto after = std::upper_bound(
        by_row_.begin(), by_row_.end(), row,
        [&](std::int64_t at, std::uint32_t order) { return at < documents[order].tables[passages].first; });
    if (after == by_row_.begin() || !is_in(documents[*(after - 1)])) return false;
    document_ = &documents[*(after - 1)];
    document_passes_ = gathering_.tests.may_pass(*document_);
    if (!document_passes_) return false;
    gathering_.catalogue.rows(gathering_.connection, *document_, Table::passages);
    if (wants_provisions_) gathering_.catalogue.rows(gathering_.connection, *document_, Table::provisions);
    return true;
  }

  const Gathering& gathering_;
  const std::vector<std::uint32_t>& by_row_;
  const bool wants_provisions_, wants_passages_;
  std::vector<Match>& matches_;
  Scorer scorer_;
  CatalogueDocument* document_ = nullptr;
  bool document_passes_ = false;
  int taken_ = 0;
};

}  // namespace

void gather(const Gathering& gathering, const Plan& plan, std::vector<Match>& matches) {
  Gatherer gatherer(gathering, plan, matches);
  each_row(gathering.connection, plan.expression, gatherer);
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
