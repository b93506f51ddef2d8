// A store whose bytes were changed by something else: it is said, or what was changed matters to nobody.
// Never a silent wrong answer.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <random>
#include <sstream>

#include "extract/packed.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

// What a store says when everything in it is read: its answers, or what is wrong with it.
struct Said {
  std::string answers;
  std::string wrong;  // the code of the error, or "doctor"
};

std::string everything_in(const Store& store) {
  std::string said;
  store.each_provision({}, [&](const ProvisionRecord& record) {
    said += record.id + " " + record.document.title + " " + record.quote + " " + record.context + " " +
            std::to_string(record.boxes.size()) + "\n";
    if (const auto* figure = std::get_if<nlp::Figure>(&record.what)) said += std::to_string(figure->value);
    for (const CitationRecord& cite : record.cites) said += cite.text;
  });
  for (const DocumentRecord& document : store.documents()) {
    said += document.name.path + document.text_digest + store.packed(document.name.sha256).value_or("none");
  }
  for (const char* query : {"shelters", "труд", "\"entry bans\"", "value>1", "concept:shelter"}) {
    const Answer answer = store.search({.query = query});
    said += "\n" + std::to_string(answer.total);
    for (const Hit& hit : answer.hits) said += " " + hit.id + " " + hit.text + " " + hit.context;
    for (const Count& count : answer.facets.concepts) said += " " + count.value;
  }
  return said;
}

class DamagedStore : public ::testing::Test {
 protected:
  DamagedStore() : file_(folder_.file("a.db")) {
    Store store = Store::create_or_open(file_);
    const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
    store.put_thesaurus(small_thesaurus());
    for (const Sample& made : {english(), russian(), tabular()}) {
      IndexedWords words;
      add_terms(small_thesaurus(), words.concepts());
      const DocumentRows rows = rows_of(made.document, made.findings, words);
      const std::string packed = extract::pack(made.document);
      store.put({.file = made.file, .packed = packed, .rows = rows, .run = run});
    }
    store.end_run(run, {.files = 3, .read = 3});
  }

  void SetUp() override {
    std::ostringstream out;
    out << std::ifstream(file_, std::ios::binary).rdbuf();
    whole_ = out.str();
    const Said said = asked(whole_);
    ASSERT_EQ(said.wrong, "");
    answers_ = said.answers;
  }

  // The same of a store of these bytes.
  Said asked(const std::string& bytes) const {
    const std::string file = folder_.file("damaged.db");
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(file + part);
    std::ofstream(file, std::ios::binary) << bytes;
    Said said;
    try {
      said.answers = everything_in(Store::open_to_read(file));
      if (!Store::create_or_open(file).examine().empty()) said.wrong = "doctor";
    } catch (const StoreError& error) {
      said.wrong = error.code();
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    }
    return said;
  }

  // True if it was said; else the damage must not have mattered.
  bool is_said(const std::string& bytes, const std::string& how) const {
    const Said said = asked(bytes);
    if (said.wrong.empty()) {
      EXPECT_EQ(said.answers, answers_) << "a silent wrong answer: " << how;
    }
    EXPECT_TRUE(said.wrong.empty() || said.wrong == "damaged" || said.wrong == "not-a-store" ||
                said.wrong == "missing" || said.wrong == "doctor")
        << how << ": " << said.wrong;
    return !said.wrong.empty();
  }

  Folder folder_;
  std::string file_, whole_, answers_;
};

TEST_F(DamagedStore, BitsThatTurn) {
  std::mt19937 random(5);
  int said = 0;
  constexpr int times = 300;
  for (int i = 0; i < times; ++i) {
    std::string bytes = whole_;
    // A third of them in the first page, where SQLite and the schema tell what the file is.
    const std::size_t at = random() % (i % 3 == 0 ? 4096 : bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ 1 << random() % 8);
    said += is_said(bytes, "bit of byte " + std::to_string(at)) ? 1 : 0;
  }
  EXPECT_GT(said, times * 9 / 10) << "pages that nothing stands in are few";
  std::printf("PASS  bits that turn: %d times, %d said, the others are not asked for\n", times, said);
}

TEST_F(DamagedStore, FilesThatEndTooSoon) {
  std::mt19937 random(6);
  int said = 0;
  constexpr int times = 60;
  for (int i = 0; i < times; ++i) {
    // Half of them where a page ends.
    std::size_t size = random() % whole_.size();
    if (i % 2 == 0) size -= size % 16384;
    said += is_said(whole_.substr(0, size), "cut off at " + std::to_string(size)) ? 1 : 0;
  }
  EXPECT_EQ(said, times);
  std::printf("PASS  files that end too soon: %d of %d said\n", said, times);
}

TEST_F(DamagedStore, PagesThatChangePlaces) {
  std::mt19937 random(7);
  constexpr std::size_t page = 16384;
  const std::size_t pages = whole_.size() / page;
  for (int i = 0; i < 30; ++i) {
    const std::size_t one = 1 + random() % (pages - 1), other = 1 + random() % (pages - 1);
    if (one == other) continue;
    std::string bytes = whole_;
    std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(one * page),
                     bytes.begin() + static_cast<std::ptrdiff_t>((one + 1) * page),
                     bytes.begin() + static_cast<std::ptrdiff_t>(other * page));
    is_said(bytes, "pages " + std::to_string(one) + " and " + std::to_string(other));
  }
}

// Who looks into the store of a writer that died moves pages from its WAL into the file.
TEST_F(DamagedStore, AnotherProgramsEyes) {
  Store writer = Store::create_or_open(file_);  // lives on, so that the WAL stays
  const std::int64_t run = writer.begin_run({.program = "1", .fingerprint = "g"});
  Sample more = english();
  more.document.sha256 = more.file.sha256 = std::string(64, 'e');
  more.file.path = "/reports/more.pdf";
  put(writer, more, run);
  const std::string file = folder_.file("left.db");
  std::filesystem::copy(file_, file);
  std::filesystem::copy(file_ + "-wal", file + "-wal");
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &other), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(other, "SELECT count(*) FROM documents", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(other);
  ASSERT_FALSE(std::filesystem::exists(file + "-wal"));
  EXPECT_EQ(Store::open_to_read(file).documents().size(), 4u);
  EXPECT_EQ(everything_in(Store::open_to_read(file)), everything_in(writer));
}

TEST_F(DamagedStore, AnotherProgramsHand) {
  const std::string file = folder_.file("other.db");
  std::ofstream(file, std::ios::binary) << whole_;
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &other), SQLITE_OK);
  EXPECT_EQ(
      sqlite3_exec(other, "UPDATE provisions SET value = 5 WHERE kind = 'figure'", nullptr, nullptr, nullptr),
      SQLITE_OK);
  sqlite3_close(other);
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  EXPECT_EQ(asked(out.str()).wrong, "damaged");
}

}  // namespace
}  // namespace proviso::store
