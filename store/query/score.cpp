#include "store/query/score.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "store/query/matches.h"

namespace proviso::store {

namespace {

constexpr double k1 = 1.2, b = 0.75;  // as FTS5's

// Weights of where a word stands. A passage is longer and says less precisely what was asked for, so its
// score counts less beside a provision's.
constexpr double kQuote = 8, kContext = 2, kAbout = 1;
constexpr double kText = 4, kPassage = 0.5;
// The concept is there, the words are not; the words are there, but not as the concept ("labour force" for
// forced labour).
constexpr double kTopic = 0.8, kScattered = 0.4;
// The words stand together, in the order of the query.
constexpr double kTogether = 0.5;

constexpr int kRowsCounted = 1000;  // of a phrase; more are estimated
constexpr int kPlacesKept = 64;     // of a phrase in a row
constexpr int kColumnShift = 24;

struct Asked {
  RowTaker* taker = nullptr;
  std::exception_ptr thrown = {};
};

// proviso_take(table, pointer): gives the row to the taker that the pointer means.
void take_row(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int count,
              sqlite3_value** values) {
  auto* asked = count == 1 ? static_cast<Asked*>(sqlite3_value_pointer(values[0], "proviso-taker")) : nullptr;
  if (asked == nullptr) return sqlite3_result_error(result, "for the program only", -1);
  try {
    asked->taker->take(RowInIndex(api, context));
  } catch (...) {
    asked->thrown = std::current_exception();
    sqlite3_result_error(result, "given up", -1);
  }
}

struct Counting {
  int rows = 0;
  std::int64_t last = 0;
};

int count_row(const Fts5ExtensionApi* api, Fts5Context* context, void* data) {
  auto* counting = static_cast<Counting*>(data);
  counting->last = api->xRowid(context);
  return ++counting->rows < kRowsCounted ? SQLITE_OK : SQLITE_DONE;
}

}  // namespace

std::int64_t RowInIndex::row() const { return api_->xRowid(context_); }

int RowInIndex::words_of(int phrase) const { return api_->xPhraseSize(context_, phrase); }

template <class Take>
void RowInIndex::each_place(int phrase, Take take) const {
  Fts5PhraseIter iterator = {};
  Place place;
  if (api_->xPhraseFirst(context_, phrase, &iterator, &place.column, &place.word) != SQLITE_OK) return;
  while (place.column >= 0) {
    take(place);
    api_->xPhraseNext(context_, &iterator, &place.column, &place.word);
  }
}

double RowInIndex::rows_with(int phrase, std::int64_t last_row) const {
  Counting counting;
  api_->xQueryPhrase(context_, phrase, &counting, count_row);
  if (counting.rows < kRowsCounted || counting.last <= 0) return counting.rows;
  return counting.rows * std::max(1.0, static_cast<double>(last_row) / static_cast<double>(counting.last));
}

void register_gathering(const Connection& connection) {
  fts5_api* api = nullptr;
  Statement find(connection, "SELECT fts5(?1)");
  sqlite3_bind_pointer(find.handle(), 1, &api, "fts5_api_ptr", nullptr);
  find.next();
  if (api == nullptr) throw StoreError("failed", "this SQLite has no FTS5; use the one of the distribution");
  const int code = api->xCreateFunction(api, "proviso_take", nullptr, take_row, nullptr);
  if (code != SQLITE_OK) connection.fail(code);
}

void each_row(const Connection& connection, Table table, const std::string& expression, RowTaker& taker) {
  Statement row(connection, table == Table::provisions
                                ? "SELECT proviso_take(provisions_text, ?1) FROM provisions_text "
                                  "WHERE provisions_text MATCH ?2"
                                : "SELECT proviso_take(passages_text, ?1) FROM passages_text "
                                  "WHERE passages_text MATCH ?2");
  Asked asked = {.taker = &taker};
  sqlite3_bind_pointer(row.handle(), 1, &asked, "proviso-taker", nullptr);
  row.bind(2, expression);
  try {
    while (row.next()) {
    }
  } catch (const StoreError&) {
    if (asked.thrown) std::rethrow_exception(asked.thrown);
    throw;
  }
}

Scorer::Scorer(const Plan& plan, Table table, const Catalogue& catalogue)
    : plan_(plan),
      table_(table),
      rows_(static_cast<double>(catalogue.count(table))),
      mean_words_(std::max(1.0, catalogue.mean_words(table))),
      hits_(static_cast<std::size_t>(plan.phrases)) {
  last_row_ = catalogue.last_row(table);
}

// How rare each phrase is, once a query.
void Scorer::weigh(const RowInIndex& found) {
  for (int phrase = 0; phrase < plan_.phrases; ++phrase) {
    const double with = std::min(rows_, found.rows_with(phrase, last_row_));
    rarity_.push_back(std::max(1e-6, std::log((rows_ - with + 0.5) / (with + 0.5))));
    words_.push_back(found.words_of(phrase));
  }
}

void Scorer::look(const RowInIndex& found, const SearchRow& row) {
  const bool provisions = table_ == Table::provisions;
  const double weights[] = {provisions ? kQuote : kText, provisions ? kContext : kAbout, kAbout, 0};
  for (int phrase = 0; phrase < plan_.phrases; ++phrase) {
    Hits& hits = hits_[static_cast<std::size_t>(phrase)];
    hits.weighted = 0;
    hits.own = false;
    hits.places.clear();
    const bool is_topic = plan_.is_topic[static_cast<std::size_t>(phrase)];
    found.each_place(phrase, [&](const RowInIndex::Place& place) {
      if (is_topic) {  // its words count up the concepts: first those of the quote
        hits.own = hits.own || place.word < row.quote_concepts;
        const double weight = place.word < row.quote_concepts ? weights[0]
                              : place.word < row.own_concepts ? kContext
                                                              : kAbout;
        hits.weighted = std::max(hits.weighted, weight);
        return;
      }
      hits.weighted += weights[std::min(place.column, 3)];
      hits.own = hits.own || place.column == 0;
      if (!plan_.together.empty() && hits.places.size() < kPlacesKept) {
        hits.places.push_back(place.column << kColumnShift | place.word);
      }
    });
  }
  length_ = row.places / mean_words_;
}

// What a phrase with this weight of occurrences adds.
double Scorer::part(std::size_t phrase, double weighted) const {
  if (weighted <= 0) return 0;
  return rarity_[phrase] * (weighted * (k1 + 1)) / (weighted + k1 * (1 - b + b * length_));
}

// What the row earns where the phrases that are better together are.
double Scorer::together_score() const {
  if (plan_.together.empty()) return 0;
  const auto phrase_at = [&](std::size_t i) { return static_cast<std::size_t>(plan_.together[i]); };
  int times = 0;
  for (const int first : hits_[phrase_at(0)].places) {
    int place = first;
    bool all = true;
    for (std::size_t i = 1; i < plan_.together.size() && all; ++i) {
      place += words_[phrase_at(i - 1)];
      const std::vector<int>& places = hits_[phrase_at(i)].places;
      all = std::binary_search(places.begin(), places.end(), place);
    }
    times += all ? 1 : 0;
  }
  double sum = 0;
  for (std::size_t i = 0; i < plan_.together.size() && times > 0; ++i) sum += part(phrase_at(i), times);
  return kTogether * sum;
}

bool Scorer::own(const PlanNode& node) const {
  const auto part = [this](const PlanNode& part) { return own(part); };
  if (node.kind == PlanNode::Kind::phrase) return hits_[static_cast<std::size_t>(node.phrase)].own;
  if (node.kind == PlanNode::Kind::all) return std::all_of(node.parts.begin(), node.parts.end(), part);
  return std::any_of(node.parts.begin(), node.parts.end(), part);
}

Scored Scorer::score(const RowInIndex& found, const SearchRow& row) {
  if (rarity_.empty()) weigh(found);
  look(found, row);
  double sum = together_score();
  Scored scored;
  for (const PlanUnit& unit : plan_.units) {
    double words = 0;
    bool all = !unit.words.empty();
    for (const int phrase : unit.words) {
      const auto at = static_cast<std::size_t>(phrase);
      words += part(at, hits_[at].weighted);
      all = all && hits_[at].weighted > 0;
    }
    double topic = 0;
    if (unit.topic >= 0) {
      const auto at = static_cast<std::size_t>(unit.topic);
      topic = part(at, hits_[at].weighted) * kTopic *
              static_cast<double>(std::max<std::size_t>(1, unit.words.size()));
      if (unit.meant >= 0 && hits_[at].weighted <= 0) words *= kScattered;
      const bool only_topic = !all && hits_[at].weighted > 0;
      if (only_topic && unit.meant >= 0 && unit.meant < 32) scored.through |= std::uint32_t{1} << unit.meant;
    }
    sum += std::max(words, topic);
  }
  scored.score = static_cast<float>(table_ == Table::passages ? kPassage * sum : sum);
  scored.own = own(plan_.own);
  return scored;
}

}  // namespace proviso::store
