// How fast a search is in a store grown to many provisions, against a bare FTS5 query over the same rows, and
// what the store takes for it.
//
//   search STORE [PROVISIONS] [FOLDER]
//
// STORE is one that `proviso ingest` filled; its documents are put again and again under other hashes, each
// time with other countries and years in their provisions, until there are PROVISIONS (1,000,000 if not
// said), in FOLDER (default: the temporary folder); if a run before has left both stores there, they are only
// measured. Read forms are left out. The yardstick
// holds the same rows in tables of FTS5 with its tokenizer unicode61 and the columns of the filters in a
// table beside them. Queries are three words of one provision, with its kind and country as filters; both
// answer each query one after the other, in turns. Prints one line for each thing measured.
#include <malloc.h>
#include <sqlite3.h>

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

struct Times {
  std::vector<double> milliseconds;
  void add(Clock::time_point begin) { milliseconds.push_back(seconds_since(begin) * 1000); }
  double at(double share) {
    std::sort(milliseconds.begin(), milliseconds.end());
    return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
  }
  void print(const char* what) {
    std::printf("%-44s median %8.2f ms   95%% %8.2f ms   most %8.2f ms\n", what, at(0.5), at(0.95), at(1));
  }
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
  std::printf("written in %.1f s, bare FTS5 in %.1f s: %.2f times\n", of_store, of_bare, of_store / of_bare);
  return queries;
}

void measure(const store::Store& grown, Bare& bare, const std::vector<Query>& queries) {
  Times plain, filtered, ranked, ours, exact;
  std::size_t found = 0, matched = 0;
  const auto ask = [&](const Query& query, bool as_written) {
    store::Question question = {.query = query.words, .exact = as_written, .limit = 10};
    question.filters.kinds = {query.kind};
    question.filters.countries = {query.country};
    return grown.search(question).total;
  };
  const double without = memory();
  for (const Query& query : queries) {  // reads what is kept in memory
    ask(query, false);
    bare.ranked(query);
  }
  std::printf("memory for searches: %.0f MB\n", memory() - without);
  for (const Query& query : queries) {
    auto begin = Clock::now();
    matched += bare.plain(query);
    plain.add(begin);
    begin = Clock::now();
    bare.filtered(query);
    filtered.add(begin);
    begin = Clock::now();
    found += ask(query, false);
    ours.add(begin);
    begin = Clock::now();
    ask(query, true);
    exact.add(begin);
    begin = Clock::now();
    bare.ranked(query);
    ranked.add(begin);
  }
  std::printf("%zu queries, %zu rows match the words, %zu results\n", queries.size(), matched, found);
  plain.print("bare FTS5, all matches");
  filtered.print("bare FTS5, all matches, filtered by a join");
  ranked.print("FTS5, filtered by a join, its own bm25, ten");
  ours.print("search: ranked, snippets, facets");
  exact.print("search --exact");
  std::printf("95%%: search over bare FTS5 %.2f, over bare with filters %.2f; exact %.2f and %.2f\n",
              ours.at(0.95) / plain.at(0.95), ours.at(0.95) / filtered.at(0.95),
              exact.at(0.95) / plain.at(0.95), exact.at(0.95) / filtered.at(0.95));
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
  measure(store::Store::open_to_read(path), bare, queries);
  return 0;
}
