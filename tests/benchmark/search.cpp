// How fast a search is in a store grown to many provisions, against a bare FTS5 query over the same rows, and
// what the store takes for it.
//
//   search STORE [PROVISIONS] [FOLDER]
//
// STORE is one that `proviso ingest` filled; its documents are put again and again under other hashes, each
// time with other countries and years in their provisions, until there are PROVISIONS (1,000,000 if not
// said), in FOLDER (default: the temporary folder); if a run before has left both stores there, they are only
// measured. Read forms are left out.
//
// The yardstick is FTS5 as it comes: its tokenizer unicode61, its default options, a row for each provision
// with quote, context and heading, put in the same transactions. Passages, which ours also answers with, lie
// in a table of their own: the bare query need not go through them. It asks MATCH for the same three words
// and steps through all rows that match, which a search must do that counts facets; it ranks nothing, filters
// nothing and reads no text, so it does less than any search that answers the question. Beside it: the same
// after FTS5's own `optimize`; with kind and country looked up in a table; and with FTS5's bm25 and ten rows.
//
// `search --exact` finds the words that bare FTS5 finds. `search` finds all their forms, and what names the
// same concepts: more rows.
//
// Queries are three words of one provision with its kind and country as filters; and likewise three of the
// commonest words. All answer each query in turns, several times, of which the least time counts: processor
// time, so that a busy machine does not matter. Prints one line for each thing measured.
#include <malloc.h>
#include <sqlite3.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "extract/packed.h"
#include "nlp/find.h"
#include "nlp/thesaurus.h"
#include "store/store.h"

namespace {

using namespace proviso;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

constexpr std::size_t kQueries = 300;

struct Query {
  std::string words, kind, country;
};

// FTS5 as it comes.
class Bare {
 public:
  explicit Bare(const std::string& path) {
    sqlite3_open(path.c_str(), &db_);
    run("PRAGMA page_size = 16384");
    run("PRAGMA journal_mode = WAL");
    run("CREATE TABLE queries (words TEXT, kind TEXT, country TEXT)");
    run("CREATE VIRTUAL TABLE provisions USING fts5 (quote, context, about, tokenize = unicode61)");
    run("CREATE VIRTUAL TABLE passages USING fts5 (text, about, tokenize = unicode61)");
    run("CREATE TABLE filters (id INTEGER PRIMARY KEY, kind TEXT, countries TEXT)");
    provision_ = prepared("INSERT INTO provisions VALUES (?, ?, ?)");
    passage_ = prepared("INSERT INTO passages VALUES (?, ?)");
    filter_ = prepared("INSERT INTO filters VALUES (NULL, ?, ?)");
  }
  ~Bare() {
    for (sqlite3_stmt* statement : {provision_, passage_, filter_, plain_, filtered_, ranked_}) {
      sqlite3_finalize(statement);
    }
    sqlite3_close(db_);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void put(const store::DocumentRows& rows) {
    run("BEGIN");
    const auto about = [&](std::uint32_t section) {
      return section == extract::none ? std::string_view() : rows.sections[section].heading;
    };
    for (const store::ProvisionRow& row : rows.provisions) {
      insert(provision_,
             {rows.text_of(row.where), rows.text_of(row.context), about(rows.passages[row.passage].section)});
      insert(filter_, {row.kind, row.countries});
    }
    for (const store::PassageRow& row : rows.passages) {
      insert(passage_, {rows.text_of(row.where), about(row.section)});
    }
    run("COMMIT");
  }

  // Keeps the queries for another run.
  void put(const std::vector<Query>& queries) {
    sqlite3_stmt* query = prepared("INSERT INTO queries VALUES (?, ?, ?)");
    for (const Query& asked : queries) insert(query, {asked.words, asked.kind, asked.country});
    sqlite3_finalize(query);
  }

  std::vector<Query> queries() {
    std::vector<Query> all;
    sqlite3_stmt* query = prepared("SELECT * FROM queries");
    const auto text = [&](int column) {
      return std::string(reinterpret_cast<const char*>(sqlite3_column_text(query, column)));
    };
    while (sqlite3_step(query) == SQLITE_ROW) all.push_back({text(0), text(1), text(2)});
    sqlite3_finalize(query);
    return all;
  }

  void ready() {
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    plain_ = prepared("SELECT rowid FROM provisions WHERE provisions MATCH ?1");
    filtered_ = prepared(
        "SELECT p.rowid FROM provisions p CROSS JOIN filters f ON f.id = p.rowid WHERE provisions MATCH ?1 "
        "AND f.kind = ?2 AND instr(f.countries, ?3) > 0");
    ranked_ = prepared(
        "SELECT p.rowid FROM provisions p CROSS JOIN filters f ON f.id = p.rowid WHERE provisions MATCH ?1 "
        "AND f.kind = ?2 AND instr(f.countries, ?3) > 0 ORDER BY rank LIMIT 10");
  }

  void optimize() { run("INSERT INTO provisions (provisions) VALUES ('optimize')"); }

  // The words of five or more letters that most rows have.
  std::vector<std::string> common_words(int count) {
    run("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, provisions, row)");
    sqlite3_stmt* word = prepared(
        "SELECT term FROM temp.vocabulary WHERE length(term) >= 5 AND term GLOB '[a-z]*' ORDER BY doc DESC "
        "LIMIT ?");
    sqlite3_bind_int(word, 1, count);
    std::vector<std::string> words;
    while (sqlite3_step(word) == SQLITE_ROW) {
      words.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(word, 0)));
    }
    sqlite3_finalize(word);
    return words;
  }

  std::size_t plain(const Query& query) { return rows(plain_, query, 1); }
  std::size_t filtered(const Query& query) { return rows(filtered_, query, 3); }
  std::size_t ranked(const Query& query) { return rows(ranked_, query, 3); }

 private:
  void run(const char* sql) { sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }

  sqlite3_stmt* prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) != SQLITE_OK) {
      std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
      std::exit(1);
    }
    return statement;
  }

  static void bind(sqlite3_stmt* statement, int at, std::string_view text) {
    sqlite3_bind_text(statement, at, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
  }

  static void insert(sqlite3_stmt* statement, std::initializer_list<std::string_view> values) {
    int at = 0;
    for (const std::string_view value : values) bind(statement, ++at, value);
    sqlite3_step(statement);
    sqlite3_reset(statement);
  }

  static std::size_t rows(sqlite3_stmt* statement, const Query& query, int parameters) {
    bind(statement, 1, query.words);
    if (parameters > 1) bind(statement, 2, query.kind);
    if (parameters > 2) bind(statement, 3, query.country);
    std::size_t count = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) ++count;
    sqlite3_reset(statement);
    return count;
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt *provision_ = nullptr, *passage_ = nullptr, *filter_ = nullptr, *plain_ = nullptr,
               *filtered_ = nullptr, *ranked_ = nullptr;
};

// A document and what was found in it.
struct Read {
  extract::Document document;
  nlp::Findings findings;
};

std::vector<Read> documents_of(const std::string& path, const nlp::RuleSet& rules) {
  const store::Store source = store::Store::open_to_read(path);
  std::vector<Read> all;
  for (const store::DocumentRecord& record : source.documents()) {
    Read read = {extract::unpack(*source.packed(record.name.sha256)), {}};
    read.findings = nlp::find(read.document, rules);
    all.push_back(std::move(read));
  }
  return all;
}

// Three words of five or more letters of a provision's context, with its kind and first country.
void add_query(const store::DocumentRows& rows, std::mt19937& random, std::vector<Query>& queries) {
  if (rows.provisions.empty()) return;
  const store::ProvisionRow& row = rows.provisions[random() % rows.provisions.size()];
  if (row.countries.empty()) return;
  std::vector<std::string> words;
  std::string word;
  std::size_t letters = 0;
  for (const char c : std::string(rows.text_of(row.context)) + " ") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0xC0) == 0x80 ||
                        c == '\xD0' || c == '\xD1';  // ASCII and Cyrillic
    if (letter) {
      word += c;
      letters += (c & 0xC0) != 0x80 ? 1 : 0;
      continue;
    }
    if (letters >= 5 && (c == ' ' || c == ',' || c == '.') && (word[0] & 0xC0) != 0x80) words.push_back(word);
    word.clear();
    letters = 0;
  }
  if (words.size() < 3) return;
  std::shuffle(words.begin(), words.end(), random);
  queries.push_back({words[0] + " " + words[1] + " " + words[2], std::string(row.kind),
                     std::string(row.countries.substr(0, row.countries.find(' ')))});
}

// The findings of the `round`-th copy of a document: countries and years change places among themselves.
nlp::Findings varied(nlp::Findings findings, std::size_t round) {
  static const std::vector<std::string> kCountries = {"RU", "KZ", "KG", "TJ", "UZ", "TM", "BY", "UA",
                                                      "MD", "AM", "AZ", "GE", "PL", "TR", "CN", "DE"};
  const auto change = [&](std::string& country) {
    const auto at = std::find(kCountries.begin(), kCountries.end(), country);
    if (at == kCountries.end()) return;
    country = kCountries[(static_cast<std::size_t>(at - kCountries.begin()) + round) % kCountries.size()];
  };
  for (nlp::Provision& provision : findings.provisions) {
    if (auto* figure = std::get_if<nlp::Figure>(&provision.what)) {
      for (std::string& country : figure->place) change(country);
      if (figure->time.size() == 4)
        figure->time = std::to_string(std::stoi(figure->time) + static_cast<int>(round % 7));
    } else if (auto* urged = std::get_if<nlp::Recommendation>(&provision.what)) {
      for (std::string& country : urged->country) change(country);
    } else {
      change(std::get<nlp::Article>(provision.what).country);
    }
  }
  return findings;
}

// That is in use, in megabytes.
double memory() {
  const struct mallinfo2 used = mallinfo2();
  return static_cast<double>(used.uordblks + used.hblkhd) / 1e6;
}

// Processor time of this thread, in milliseconds.
double processor_time() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// The least times of queries, by query.
class Times {
 public:
  explicit Times(std::size_t queries) : least_(queries, 1e9) {}

  template <class Ask>
  void take(std::size_t query, Ask ask) {
    const double begin = processor_time();
    ask();
    least_[query] = std::min(least_[query], processor_time() - begin);
  }

  double at(double share) const {
    std::vector<double> sorted = least_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  }

  void print(const char* what, const Times& bare) const {
    std::printf("  %-42s median %7.2f ms (%5.2f)   95%% %7.2f ms (%5.2f)   most %7.2f ms\n", what, at(0.5),
                at(0.5) / bare.at(0.5), at(0.95), at(0.95) / bare.at(0.95), at(1));
  }

 private:
  std::vector<double> least_;
};

double megabytes(const std::string& path) { return static_cast<double>(fs::file_size(path)) / 1e6; }

// Puts copies of the documents into both until there are enough provisions; gathers queries on the way.
std::vector<Query> grow(std::vector<Read>& documents, const nlp::RuleSet& rules, std::size_t wanted,
                        const std::string& path, Bare& bare) {
  store::Store grown = store::Store::create_or_open(path);
  grown.put_thesaurus(rules.thesaurus());
  const std::int64_t run = grown.begin_run({.program = "benchmark", .fingerprint = rules.fingerprint()});
  store::IndexedWords words;
  store::add_terms(rules.thesaurus(), words.concepts());
  std::vector<Query> queries;
  std::mt19937 random(7);
  double of_store = 0, of_bare = 0, last = 0;
  std::size_t provisions = 0, before = 0;
  for (std::size_t number = 0, tenth = 1; provisions < wanted; ++number) {
    Read& read = documents[number % documents.size()];
    char hash[65];
    std::snprintf(hash, sizeof hash, "%08zx%056zx", number * 2654435761U % 0xFFFFFFFFU, number);
    read.document.sha256 = hash;
    const nlp::Findings findings = varied(read.findings, number / documents.size());
    const store::DocumentRows rows = store::rows_of(read.document, findings, words);
    const store::FileState file = {"/grown/" + std::to_string(number) + ".pdf", 1, 1, hash};
    auto begin = Clock::now();
    grown.put({.file = file, .packed = "", .rows = rows, .run = run});
    of_store += seconds_since(begin);
    begin = Clock::now();
    bare.put(rows);
    of_bare += seconds_since(begin);
    provisions += rows.provisions.size();
    if (queries.size() < kQueries) add_query(rows, random, queries);
    if (provisions < wanted * tenth / 10) continue;
    std::printf("%9zu provisions, %zu documents: %.0f provisions a second\n", provisions, number + 1,
                static_cast<double>(provisions - before) / (of_store - last));
    std::fflush(stdout);
    last = of_store;
    before = provisions;
    ++tenth;
  }
  const auto begin = Clock::now();
  grown.settle_index();
  of_store += seconds_since(begin);
  std::printf("written in %.1f s, bare FTS5 in %.1f s: %.2f times\n", of_store, of_bare, of_store / of_bare);
  return queries;
}

// Three of the commonest words, with the filters of the other queries.
std::vector<Query> common_queries(Bare& bare, const std::vector<Query>& others) {
  const std::vector<std::string> words = bare.common_words(60);
  std::vector<Query> queries;
  std::mt19937 random(11);
  if (words.size() < 3) return queries;
  for (std::size_t i = 0; i < kQueries; ++i) {
    std::vector<std::string> three;
    std::sample(words.begin(), words.end(), std::back_inserter(three), 3, random);
    queries.push_back({three[0] + " " + three[1] + " " + three[2], others[i % others.size()].kind,
                       others[i % others.size()].country});
  }
  return queries;
}

void measure(const char* what, const store::Store& grown, Bare& bare, Bare& optimized,
             const std::vector<Query>& queries) {
  constexpr int rounds = 5;
  Times plain(queries.size()), merged(queries.size()), filtered(queries.size()), ranked(queries.size()),
      ours(queries.size()), exact(queries.size());
  std::size_t found = 0, found_exactly = 0, matched = 0;
  const auto ask = [&](const Query& query, bool as_written) {
    store::Question question = {.query = query.words, .exact = as_written, .limit = 10};
    question.filters.kinds = {query.kind};
    question.filters.countries = {query.country};
    return grown.search(question).total;
  };
  for (int round = 0; round < rounds; ++round) {
    found = found_exactly = matched = 0;
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const Query& query = queries[i];
      plain.take(i, [&] { matched += bare.plain(query); });
      merged.take(i, [&] { optimized.plain(query); });
      filtered.take(i, [&] { bare.filtered(query); });
      ours.take(i, [&] { found += ask(query, false); });
      exact.take(i, [&] { found_exactly += ask(query, true); });
      if (round < 2) ranked.take(i, [&] { bare.ranked(query); });
    }
  }
  std::printf(
      "%s: %zu queries; bare FTS5 matches %zu rows without filters, search finds %zu with them, exactly "
      "%zu\n",
      what, queries.size(), matched, found, found_exactly);
  plain.print("bare FTS5, all matches", plain);
  merged.print("the same after its own optimize", plain);
  filtered.print("bare FTS5, filtered by a join", plain);
  ranked.print("the same with its bm25, ten rows", plain);
  ours.print("search: ranked, snippets, facets", plain);
  exact.print("search --exact", plain);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "search STORE [PROVISIONS] [FOLDER]\n");
    return 2;
  }
  const std::size_t wanted = argc > 2 ? std::stoul(argv[2]) : 1'000'000;
  const fs::path folder = argc > 3 ? fs::path(argv[3]) : fs::temp_directory_path();
  const std::string path = folder / "search-benchmark.db", bare_path = folder / "search-benchmark-bare.db";
  Bare bare(bare_path);
  std::vector<Query> queries = bare.queries();
  if (queries.empty()) {
    for (const char* part : {"", "-wal", "-shm"}) fs::remove(path + part);
    const nlp::RuleSet rules = nlp::RuleSet::load(PROVISO_SOURCE_DIR "/rules");
    std::vector<Read> documents = documents_of(argv[1], rules);
    queries = grow(documents, rules, wanted, path, bare);
    bare.put(queries);
  }
  bare.ready();
  std::printf("file %.1f MB, bare FTS5 %.1f MB: %.2f times\n", megabytes(path), megabytes(bare_path),
              megabytes(path) / megabytes(bare_path));
  const std::string optimized_path = folder / "search-benchmark-optimized.db";
  fs::copy_file(bare_path, optimized_path, fs::copy_options::overwrite_existing);
  {
    Bare optimized(optimized_path);
    optimized.optimize();
    optimized.ready();
    const store::Store grown = store::Store::open_to_read(path);
    const double without = memory();
    grown.search({.query = "the"});  // reads what is kept in memory
    std::printf("memory for searches: %.0f MB\n", memory() - without);
    measure("three words of a provision", grown, bare, optimized, queries);
    measure("three common words", grown, bare, optimized, common_queries(bare, queries));
  }
  for (const char* part : {"", "-wal", "-shm"}) fs::remove(optimized_path + part);
  return 0;
}
