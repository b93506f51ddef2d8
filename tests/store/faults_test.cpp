// What happens when the file is not ours, the disk is full, or others are at it.
#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "store/rows/connection.h"
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

// A store's file on which `pragma` was run.
void make_store_with(const std::string& file, const char* pragma) {
  { Store::create_or_open(file); }
  Connection(file, SQLITE_OPEN_READWRITE, file).run(pragma);
}

TEST(Faults, DatabaseOfAnotherProgramIsLeftAlone) {
  const Folder folder;
  const std::string file = folder.file("other.db");
  make_store_with(file, "PRAGMA application_id = 12345");
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
  make_store_with(file, "PRAGMA user_version = 99");
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
  for (int i = 0; i < 60'000; ++i) text += "word" + std::to_string(i * 7919) + " ";
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

// What is wrong with the store at `file`: documents that are not whole, rows that hang on nothing, an index
// that does not hold the words of its rows; empty if nothing is.
std::string wrong_with(const std::string& file) {
  std::string wrong;
  {
    const Store store = Store::open_to_read(file);
    for (const std::string& damage : store.damages()) wrong += damage + "\n";
    for (const DocumentRecord& document : store.documents()) {
      const std::int64_t provisions = document.figures + document.articles + document.recommendations;
      if (provisions != 3 || document.passages != 5 || document.files.size() != 1)
        wrong += "half a document\n";
      if (store.packed(document.name.sha256) != "packed") wrong += "no read form\n";
      if (!store.run(document.run)) wrong += "no run\n";
    }
    const std::size_t found = store.search({.query = "traffickers", .filters = {.kinds = {"figure"}}}).total;
    if (found != store.documents().size()) wrong += "words that are not found\n";
  }
  const Connection connection(file, SQLITE_OPEN_READONLY, file);
  for (const char* sql :
       {"SELECT count(*) FROM pragma_foreign_key_check",
        "SELECT count(*) FROM past_provisions WHERE state NOT IN (SELECT id FROM states)"}) {
    if (connection.number(sql) != 0) wrong += std::string("not 0: ") + sql + "\n";
  }
  return wrong;
}

// The English sample as the document `number`.
Sample numbered(int number) {
  Sample made = english();
  const std::string digits = std::to_string(1000 + number);
  made.document.sha256.replace(0, digits.size(), digits);
  made.file.sha256 = made.document.sha256;
  made.file.path = "/reports/" + digits + ".pdf";
  return made;
}

// Stores documents, finds again in them and begins anew, until it is ended. A byte goes to `told` for each.
[[noreturn]] void write_on(const std::string& file, int told) {
  Store store = Store::create_or_open(file);
  for (int round = 0;; ++round) {
    const std::int64_t run = store.begin_run({.program = "1", .fingerprint = std::to_string(round)});
    for (int number = 0; number < 3; ++number) {
      Sample made = numbered(number);
      std::get<nlp::Figure>(made.findings.provisions[0].what).value = round;
      IndexedWords words;
      const DocumentRows rows = rows_of(made.document, made.findings, words);
      if (number % 2 == 0 || round == 0) {
        put(store, made, run);
      } else {
        store.put_found({.file = made.file, .rows = rows, .run = run});
      }
      if (write(told, "x", 1) != 1) _exit(1);
    }
    store.end_run(run, {.files = 3, .read = 3});
    if (round % 2 == 1) store.prune({run - 1});
  }
}

// Ends a writer by force after so many documents and some more time. False if it ended by itself.
bool kill_writer(const std::string& file, int documents, useconds_t more) {
  int ends[2];
  if (pipe(ends) != 0) return false;
  const pid_t child = fork();
  if (child == 0) write_on(file, ends[1]);
  close(ends[1]);
  char byte = 0;
  while (documents > 0 && read(ends[0], &byte, 1) == 1) --documents;
  usleep(more);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[0]);
  return WIFSIGNALED(status);
}

TEST(Faults, KilledAtAnyMomentTheStoreIsWhole) {
  const Folder folder;
  std::size_t most = 0;
  for (int i = 0; i < 120; ++i) {
    const std::string file = folder.file("killed" + std::to_string(i / 12) + ".db");  // a dozen deaths each
    ASSERT_TRUE(kill_writer(file, i % 9, i * 919 % 4000));
    const std::string opened = failure([&] { Store::open_to_read(file); });
    if (opened.starts_with("missing: ")) continue;  // killed before or while it was made
    ASSERT_EQ(wrong_with(file), "") << "killed " << i;
    most = std::max(most, Store::open_to_read(file).documents().size());
  }
  EXPECT_EQ(most, 3u) << "some lived long enough to write";
}

TEST(Faults, TwoWritersTakeTurns) {
  const Folder folder;
  const std::string file = folder.file("two.db");
  { Store::create_or_open(file); }
  const auto write = [&](int first) {
    Store store = Store::create_or_open(file);
    const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
    for (int number = first; number < first + 20; ++number) put(store, numbered(number), run);
    store.end_run(run, {.files = 20, .read = 20});
  };
  const pid_t child = fork();
  if (child == 0) {
    write(10);
    _exit(0);
  }
  write(0);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(wrong_with(file), "");
  EXPECT_EQ(Store::open_to_read(file).documents().size(), 30u) << "ten of them were written by both";
}

// A reader that waits for nobody: it is refused where it would have to. 0 if it saw whole documents only,
// while the writer went on.
int read_on(const std::string& file) {
  const Connection impatient(file, SQLITE_OPEN_READWRITE, file);
  impatient.run("PRAGMA busy_timeout = 0");
  const auto newest_run = [&] { return impatient.number("SELECT coalesce(max(id), 0) FROM runs"); };
  const std::int64_t before = newest_run();
  for (int i = 0; i < 100 || newest_run() < before + 3; ++i) {
    const std::int64_t torn = impatient.number(
        "SELECT count(*) FROM documents d LEFT JOIN search_columns c ON c.document = d.id WHERE "
        "c.document IS NULL OR "
        "(SELECT count(*) FROM provisions p WHERE p.document = d.id) <> 3 OR "
        "(SELECT count(*) FROM passages p WHERE p.document = d.id) <> 5");
    if (torn != 0) return 1;
  }
  const Store store = Store::open_to_read(file);
  for (int i = 0; i < 20; ++i) {
    const Answer answer =
        store.search({.query = "traffickers", .filters = {.kinds = {"figure"}}, .limit = 10000});
    if (answer.total != answer.hits.size()) return 2;
  }
  return 0;
}

TEST(Faults, EightReadersSeeWholeDocumentsAndNeverWait) {
  const Folder folder;
  const std::string file = folder.file("read.db");
  { Store::create_or_open(file); }
  const pid_t writer = fork();
  if (writer == 0) write_on(file, open("/dev/null", O_WRONLY | O_CLOEXEC));
  std::vector<pid_t> readers;
  for (int i = 0; i < 8; ++i) {
    readers.push_back(fork());
    if (readers.back() != 0) continue;
    try {
      _exit(read_on(file));
    } catch (const StoreError&) {
      _exit(3);
    }
  }
  for (const pid_t reader : readers) {
    int status = 0;
    waitpid(reader, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0)
        << "1: half a document; 2: a search contradicts itself; 3: it had to wait";
  }
  EXPECT_EQ(waitpid(writer, nullptr, WNOHANG), 0) << "the writer ended by itself";
  kill(writer, SIGKILL);
  waitpid(writer, nullptr, 0);
}

// Where the system lets everybody have a name space of his own, this one's user is its root.
bool become_root_of_a_namespace() {
  const std::string map = "0 " + std::to_string(geteuid()) + " 1";
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  const int file = open("/proc/self/uid_map", O_WRONLY | O_CLOEXEC);
  const bool done = file >= 0 && write(file, map.data(), map.size()) == static_cast<ssize_t>(map.size());
  if (file >= 0) close(file);
  return done;
}

// Runs `work` in a process with a file system of its own of `kilobytes` at `folder`; its exit status, -1
// where the system does not permit it.
int on_small_disk(const std::string& folder, int kilobytes, const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    const std::string size = "size=" + std::to_string(kilobytes) + "k";
    if (unshare(CLONE_NEWNS) != 0 && !become_root_of_a_namespace()) _exit(255);
    if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) _exit(255);
    if (mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) != 0) _exit(255);
    _exit(work());
  }
  int status = 0;
  waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 254;
  return code == 255 ? -1 : code;
}

TEST(Faults, DiskWithoutSpaceKeepsWhatWasWhole) {
  const Folder folder;
  const std::string file = folder.file("small.db");
  const int status = on_small_disk(folder.file(""), 3000, [&] {
    Store store = Store::create_or_open(file);
    const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
    put(store, english(), run);
    std::string said;
    for (int number = 0; number < 400 && said.empty(); ++number) {
      Sample made = big();
      made.document.sha256 = made.file.sha256 = numbered(number).file.sha256;
      made.file.path += std::to_string(number);
      said = failure([&] { put(store, made, run); });
      if (said == "no failure") said.clear();
    }
    if (said !=
        "full: cannot write " + file + ": no space left; free some and run again, what is stored is whole") {
      return 1;
    }
    const std::size_t there = store.documents().size();
    if (store.damages() != std::vector<std::string>()) return 2;
    if (store.search({.query = "traffickers", .filters = {.kinds = {"figure"}}}).total != 1) return 3;
    return Store::open_to_read(file).documents().size() == there ? 0 : 4;
  });
  if (status == -1) GTEST_SKIP() << "no file system of one's own may be mounted here";
  EXPECT_EQ(status, 0);
}

TEST(Faults, StoreThatMayNotBeWrittenCanBeRead) {
  const Folder folder;
  const std::string file = folder.file("kept.db");
  {
    Store store = Store::create_or_open(file);
    put(store, english(), store.begin_run({.program = "1", .fingerprint = "f"}));
  }
  using std::filesystem::perms;
  std::filesystem::permissions(file, perms::owner_read | perms::others_read);
  std::filesystem::permissions(folder.file(""), perms::owner_all | perms::others_read | perms::others_exec);
  const pid_t child = fork();
  if (child == 0) {
    constexpr unsigned nobody = 65534;
    if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(nobody) != 0 || setuid(nobody) != 0)) {
      _exit(255);  // root may write everything
    }
    const std::string expected =
        "read-only: cannot write " + file +
        ": it is read-only; change its permissions, or those of its folder, or choose another file";
    if (failure([&] { Store::create_or_open(file); }) != expected) _exit(1);
    _exit(Store::open_to_read(file).documents().size() == 1 ? 0 : 2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 255) GTEST_SKIP() << "no other user may be become here";
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace proviso::store
