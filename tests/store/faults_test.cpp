// What happens when the file is not ours, the disk is full, or others are at it.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "store/rows/schema.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

// "code: message" of what `work` throws, the folder's name left out.
std::string failure(const std::function<void()>& work) {
  try {
    work();
  } catch (const StoreError& error) {
    return error.code() + ": " + error.what();
  }
  return "no failure";
}

std::string bytes_of(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

void write_bytes(const std::string& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

// A store's file with the 4 bytes at `offset` of SQLite's header changed to `value`.
void make_store_with(const std::string& file, std::size_t offset, std::uint32_t value) {
  { Store::create_or_open(file); }
  std::string bytes = bytes_of(file);
  for (std::size_t i = 0; i < 4; ++i) bytes[offset + i] = static_cast<char>(value >> (24 - 8 * i));
  write_bytes(file, bytes);
}

constexpr std::size_t kUserVersion = 60, kApplicationId = 68;  // offsets in SQLite's header

TEST(Faults, DatabaseOfAnotherProgramIsLeftAlone) {
  const Folder folder;
  const std::string file = folder.file("other.db");
  make_store_with(file, kApplicationId, 12345);
  const std::string before = bytes_of(file);
  const std::string expected =
      "not-a-store: " + file + " is a database of another program, not a Proviso store; choose another file";
  EXPECT_EQ(failure([&] { Store::create_or_open(file); }), expected);
  EXPECT_EQ(failure([&] { Store::open_to_read(file); }), expected);
  EXPECT_EQ(bytes_of(file), before);
}

TEST(Faults, FileThatIsNoDatabaseIsLeftAlone) {
  const Folder folder;
  const std::string file = folder.file("notes.txt");
  write_bytes(file, std::string(2000, 'x'));
  EXPECT_EQ(failure([&] { Store::create_or_open(file); }),
            "not-a-store: " + file + " is not a Proviso store (no database at all); choose another file");
  EXPECT_EQ(bytes_of(file), std::string(2000, 'x'));
}

TEST(Faults, StoreOfANewerVersionIsLeftAlone) {
  const Folder folder;
  const std::string file = folder.file("new.db");
  make_store_with(file, kUserVersion, 99);
  const std::string before = bytes_of(file);
  EXPECT_EQ(failure([&] { Store::create_or_open(file); }),
            "newer: " + file +
                " was written by a newer version of Proviso (its tables are of version 99, this is " +
                std::to_string(schema_version) + "); use that version, or choose another file");
  EXPECT_EQ(bytes_of(file), before);
}

TEST(Faults, MissingStoreFolderAndPath) {
  const Folder folder;
  const std::string file = folder.file("none.db");
  EXPECT_EQ(failure([&] { Store::open_to_read(file); }),
            "missing: there is no store " + file + "; ingest some files first, or name another");
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_EQ(failure([&] { Store::create_or_open(folder.file("")); }),
            "cannot-open: " + folder.file("") + " is a folder, not a store; name a file in it");
  EXPECT_TRUE(
      failure([&] { Store::create_or_open(folder.file("no/such/x.db")); }).starts_with("cannot-open: "));
}

TEST(Faults, ReadersDoNotWrite) {
  const Folder folder;
  { Store::create_or_open(folder.file("a.db")); }
  Store store = Store::open_to_read(folder.file("a.db"));
  EXPECT_TRUE(
      failure([&] { store.begin_run({.program = "1", .fingerprint = "f"}); }).starts_with("read-only: "));
}

// Runs `work` in a process of its own whose files may not grow beyond `bytes`; its exit status.
int with_file_limit(rlim_t bytes, const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);  // writes fail with EFBIG instead
    const rlimit limit = {bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(work());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Sample big() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "word" + std::to_string(i * 7919) + " ";
  return sample('d', "big.pdf", text + "\n", "en");
}

TEST(Faults, FullDiskStoresNothingOfTheDocument) {
  const Folder folder;
  const std::string file = folder.file("full.db");
  {
    Store store = Store::create_or_open(file);
    put(store, english(), store.begin_run({.program = "1", .fingerprint = "f"}));
  }
  const rlim_t room = std::filesystem::file_size(file) + 200'000;
  const int status = with_file_limit(room, [&] {
    Store store = Store::create_or_open(file);
    const std::string said = failure([&] { put(store, big(), 1); });
    if (!said.starts_with("full: ") && !said.starts_with("io: ")) return 1;
    if (said.find('\n') != std::string::npos || said.find(file) == std::string::npos) return 2;
    return store.documents().size() == 1 ? 0 : 3;
  });
  EXPECT_EQ(status, 0);
  Store store = Store::create_or_open(file);
  EXPECT_EQ(store.documents().size(), 1u);
  EXPECT_EQ(store.search({.query = "word*"}).total, 0u);
  put(store, big(), 1);
  EXPECT_EQ(store.search({.query = "word7919"}).total, 1u);
}

TEST(Faults, NewStoreOnAFullDiskIsNoHalfStore) {
  const Folder folder;
  const std::string file = folder.file("new.db");
  EXPECT_EQ(with_file_limit(20'000,
                            [&] {
                              const std::string said = failure([&] { Store::create_or_open(file); });
                              return said.starts_with("full: ") || said.starts_with("io: ") ? 0 : 1;
                            }),
            0);
  EXPECT_TRUE(std::filesystem::is_empty(folder.file(""))) << "what was begun is taken away again";
  Store store = Store::create_or_open(file);
  EXPECT_EQ(store.begin_run({.program = "1", .fingerprint = "f"}), 1);
}

TEST(Faults, DamagedStoreIsSaid) {
  const Folder folder;
  const std::string file = folder.file("damaged.db");
  {
    Store store = Store::create_or_open(file);
    put(store, english(), store.begin_run({.program = "1", .fingerprint = "f"}));
  }
  std::string bytes = bytes_of(file);
  for (std::size_t i = 4096; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 37);
  write_bytes(file, bytes);
  EXPECT_TRUE(failure([&] { Store::open_to_read(file).documents(); }).starts_with("damaged: " + file));
}

TEST(Faults, WriterThatDiesLeavesWholeDocuments) {
  const Folder folder;
  const std::string file = folder.file("killed.db");
  const pid_t child = fork();
  if (child == 0) {
    Store store = Store::create_or_open(file);
    const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
    put(store, english(), run);
    Sample broken = russian();
    broken.document.pages.push_back(broken.document.pages[0]);  // a page number twice: fails midway
    failure([&] { put(store, broken, run); });
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  const Store store = Store::open_to_read(file);
  ASSERT_EQ(store.documents().size(), 1u);
  EXPECT_EQ(store.documents()[0].name.file, "patrol-en.pdf");
  EXPECT_EQ(store.search({.query = "127.1"}).total, 0u);
}

TEST(Faults, ReadersSeeTheLastWholeDocument) {
  const Folder folder;
  const std::string file = folder.file("shared.db");
  Store writer = Store::create_or_open(file);
  const std::int64_t run = writer.begin_run({.program = "1", .fingerprint = "f"});
  put(writer, english(), run);
  const Store reader = Store::open_to_read(file);
  std::size_t seen = 0;
  reader.each_provision({}, [&](const ProvisionRecord&) {
    if (seen++ == 0) put(writer, russian(), run);  // while the reader is at work
  });
  EXPECT_EQ(seen, 3u);
  EXPECT_EQ(reader.documents().size(), 2u);
}

}  // namespace
}  // namespace proviso::store
