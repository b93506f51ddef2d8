#include "store/query/score.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "store/query/matches.h"
#include "store/words/tokenizer.h"

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

constexpr int kRowsCounted = 20;         // of a phrase, from each end of the index
constexpr std::size_t kPlacesKept = 64;  // of a phrase in a row, for those that are better together
constexpr int kColumnShift = 24;
constexpr int kTextColumn = 0, kHeadingColumn = 1, kCountedColumn = 2,
              kConceptsColumn = 3;  // columns of passages_text

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

}  // namespace

std::int64_t RowInIndex::row() const { return api_->xRowid(context_); }

int RowInIndex::words_of(int phrase) const { return api_->xPhraseSize(context_, phrase); }

void RowInIndex::places(int phrase, std::vector<Place>& places) const {
  places.clear();
  Fts5PhraseIter iterator = {};
  Place place;
  if (api_->xPhraseFirst(context_, phrase, &iterator, &place.column, &place.word) != SQLITE_OK) return;
  while (place.column >= 0) {
    places.push_back(place);
    api_->xPhraseNext(context_, &iterator, &place.column, &place.word);
  }
}

namespace {

// The first rows of a statement, kRowsCounted at most, and the last of them.
struct Counted {
  int rows = 0;
  std::int64_t last = 0;
};

Counted first_rows(Statement& row, const std::string& expression) {
  Counted counted;
  for (bool more = row.first(expression); more && counted.rows < kRowsCounted; more = row.next()) {
    ++counted.rows;
    counted.last = row.integer(0);
  }
  row.reset();
  return counted;
}

}  // namespace

RowCounter::RowCounter(const Connection& connection, std::int64_t last_row)
    : ascending_(connection, "SELECT rowid FROM passages_text WHERE passages_text MATCH ? ORDER BY rowid"),
      descending_(connection,
                  "SELECT rowid FROM passages_text WHERE passages_text MATCH ? ORDER BY rowid DESC"),
      last_row_(last_row) {}

double RowCounter::rows_with(const std::string& expression) {
  const Counted first = first_rows(ascending_, expression);
  if (first.rows < kRowsCounted) return first.rows;
  const Counted last = first_rows(descending_, expression);
  const auto looked_at = static_cast<double>(first.last + last_row_ - last.last + 1);
  const auto all = static_cast<double>(last_row_);
  return std::max<double>(first.rows, (first.rows + last.rows) * std::max(1.0, all / looked_at));
}

void register_gathering(const Connection& connection) {
  fts5_api& api = fts5_of(connection);
  const int code = api.xCreateFunction(&api, "proviso_take", nullptr, take_row, nullptr);
  if (code != SQLITE_OK) connection.fail(code);
}

void each_row(const Connection& connection, const std::string& expression, RowTaker& taker) {
  Statement row(connection,
                "SELECT proviso_take(passages_text, ?1) FROM passages_text WHERE passages_text MATCH ?2");
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

Scorer::Scorer(const Connection& connection, const Plan& plan, const Catalogue& catalogue)
    : plan_(plan),
      catalogue_(catalogue),
      mean_words_{std::max(1.0, catalogue.mean_words(Table::provisions)),
                  std::max(1.0, catalogue.mean_words(Table::passages))},
      places_(plan.phrases.size()),
      positions_(plan.phrases.size()),
      hits_(plan.phrases.size()) {
  const auto rows = static_cast<double>(catalogue.count(Table::passages));
  RowCounter counter(connection, catalogue.last_row(Table::passages));
  for (const std::string& phrase : plan.phrases) {
    if (phrase.empty()) {
      rarity_.push_back(0);
      continue;
    }
    const double with = std::min(rows, counter.rows_with(phrase));
    rarity_.push_back(std::max(1e-6, std::log((rows - with + 0.5) / (with + 0.5))));
  }
}

void Scorer::look(const RowInIndex& found, const SearchRow& passage) {
  const auto phrases = static_cast<int>(plan_.phrases.size());
  for (int phrase = 0; phrase < phrases; ++phrase) {
    if (passage_ == nullptr) words_.push_back(found.words_of(phrase));
    const auto at = static_cast<std::size_t>(phrase);
    if (plan_.phrases[at].empty()) continue;
    found.places(phrase, places_[at]);
    if (plan_.pairs[at] >= 0) add_places(found, plan_.pairs[at], places_[at]);
  }
  passage_ = &passage;
}

void Scorer::add_places(const RowInIndex& found, int phrase, std::vector<Place>& places) {
  found.places(phrase, others_);
  if (others_.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(places.size());
  places.insert(places.end(), others_.begin(), others_.end());
  std::inplace_merge(places.begin(), places.begin() + middle, places.end());
}

std::optional<Scored> Scorer::passage(const SearchRow& row) {
  constexpr WordRange all = {0, behind};
  regions_ = {{kTextColumn, all, kText, true}, {kHeadingColumn, all, kAbout, false}};
  return scored(row, Table::passages);
}

std::optional<Scored> Scorer::provision(const SearchRow& row, const SearchPlaces& places) {
  regions_ = {{kTextColumn, places.quote, kQuote, true},
              {kTextColumn, places.context, kContext, false},
              {kHeadingColumn, {0, behind}, kAbout, false},
              {kCountedColumn, places.counted, kAbout, false}};
  return scored(row, Table::provisions);
}

void Scorer::count(std::size_t phrase, Hits& hits) const {
  for (const Place& place : places_[phrase]) {
    bool here = false;
    for (const Region& region : regions_) {
      if (region.column != place.column || !region.words.contains(place.word, place.word + words_[phrase]))
        continue;
      here = true;
      hits.weighted += region.weight;
      hits.own = hits.own || region.own;
    }
    if (here && !plan_.together.empty() && hits.places.size() < kPlacesKept) {
      hits.places.push_back(place.column << kColumnShift | place.word);
    }
  }
}

// The words of the column of concepts count up those of the passage, then those of the heading above it.
void Scorer::count_topic(std::size_t phrase, const SearchRow& row, Table table, Hits& hits) {
  for (const Place& place : places_[phrase]) {
    if (place.column != kConceptsColumn) continue;
    double weight = kAbout;
    if (place.word < passage_->own_concepts) {
      const int at = table == Table::passages ? place.word : position(phrase, row.concepts);
      if (at < 0 || (table == Table::passages && at >= row.quote_concepts)) continue;
      const bool own = at < row.quote_concepts;
      weight = !own ? kContext : table == Table::passages ? kText : kQuote;
      hits.own = hits.own || own;
    }
    hits.weighted = std::max(hits.weighted, weight);
  }
}

// Where the concept of a phrase stands among those of a text of the catalogue; -1 if it does not.
int Scorer::position(std::size_t phrase, std::uint32_t concepts) {
  constexpr std::int16_t unknown = -2;
  std::vector<std::int16_t>& positions = positions_[phrase];
  if (concepts >= positions.size()) positions.resize(catalogue_.texts(), unknown);
  if (positions[concepts] != unknown) return positions[concepts];
  std::int16_t at = 0;
  for (std::string_view rest = catalogue_.text(concepts);; ++at) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == plan_.topics[phrase]) break;
    if (end == rest.size()) {
      at = -1;
      break;
    }
    rest.remove_prefix(end + 1);
  }
  return positions[concepts] = at;
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

bool Scorer::holds(const PlanNode& node) const {
  const auto part = [this](const PlanNode& part) { return holds(part); };
  switch (node.kind) {
    case PlanNode::Kind::phrase:
      return hits_[static_cast<std::size_t>(node.phrase)].weighted > 0;
    case PlanNode::Kind::near:
      return std::any_of(regions_.begin(), regions_.end(),
                         [&](const Region& region) { return near(node, region); });
    case PlanNode::Kind::all:
      return std::all_of(node.parts.begin(), node.parts.end(), part) &&
             std::none_of(node.without.begin(), node.without.end(), part);
    case PlanNode::Kind::any:
    case PlanNode::Kind::meant:
      break;
  }
  return std::any_of(node.parts.begin(), node.parts.end(), part);
}

// Whether the phrases stand so close in the region. As FTS5 does it: a place of each, none of which ends
// further before the last that begins than is allowed.
bool Scorer::near(const PlanNode& node, const Region& region) const {
  std::vector<std::vector<int>> all;
  int last = 0;
  for (const PlanNode& part : node.parts) {
    const auto phrase = static_cast<std::size_t>(part.phrase);
    std::vector<int>& places = all.emplace_back();
    for (const Place& place : places_[phrase]) {
      if (place.column == region.column && region.words.contains(place.word, place.word + words_[phrase])) {
        places.push_back(place.word);
      }
    }
    if (places.empty()) return false;
    last = std::max(last, places.front());
  }
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto phrase = static_cast<std::size_t>(node.parts[i].phrase);
      const int first = last - words_[phrase] - node.distance;
      const auto at = std::lower_bound(all[i].begin(), all[i].end(), first);
      if (at == all[i].end()) return false;
      if (*at > last) {
        last = *at;
        moved = true;
      }
    }
  }
  return true;
}

// Whether the row's own words answer. Where words name a concept they do only by the concept: of the words
// alone each may mean something else.
bool Scorer::own(const PlanNode& node) const {
  const auto part = [this](const PlanNode& part) { return own(part); };
  switch (node.kind) {
    case PlanNode::Kind::phrase:
      return hits_[static_cast<std::size_t>(node.phrase)].own;
    case PlanNode::Kind::meant:
      return own(node.parts.back());
    case PlanNode::Kind::any:
      return std::any_of(node.parts.begin(), node.parts.end(), part);
    case PlanNode::Kind::all:
    case PlanNode::Kind::near:
      break;
  }
  return std::all_of(node.parts.begin(), node.parts.end(), part);
}

std::optional<Scored> Scorer::scored(const SearchRow& row, Table table) {
  for (std::size_t phrase = 0; phrase < hits_.size(); ++phrase) {
    Hits& hits = hits_[phrase];
    hits.weighted = 0;
    hits.own = false;
    hits.places.clear();
    plan_.topics[phrase].empty() ? count(phrase, hits) : count_topic(phrase, row, table, hits);
  }
  if (!holds(plan_.root)) return std::nullopt;
  length_ = row.places / mean_words_[static_cast<int>(table)];
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
  scored.score = static_cast<float>(table == Table::passages ? kPassage * sum : sum);
  scored.own = table == Table::provisions && own(plan_.root);
  return scored;
}

}  // namespace proviso::store
