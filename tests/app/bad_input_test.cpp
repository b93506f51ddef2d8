// What people hand in by mistake: one clear line each, the right exit status, nothing half stored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <set>

#include "program.h"

namespace proviso::app {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

class BadInput : public ::testing::Test {
 protected:
  Folder folder_;
  std::string db_ = folder_ / "store.db";

  // What the store says of itself.
  std::string everything() const {
    return proviso({"export", "--db", db_}).out + proviso({"runs", "--json", "--db", db_}).out;
  }

  // The names in the test's folder, a line each.
  std::string files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      names.insert(entry.path().filename().string());
    }
    std::string lines;
    for (const std::string& name : names) lines += name + "\n";
    return lines;
  }

  // Ingests `path` beside a good file; the one line that names it on stderr, without "proviso: PATH: ".
  std::string refusal(const std::string& path) {
    const std::string good =
        folder_.write("good.pdf", pdf_with({"# Title\nIn 2018 some 20 shelters were open."}));
    const Said said = proviso({"ingest", "--db", db_, path, good});
    EXPECT_EQ(said.status, 1) << said.err;
    EXPECT_EQ(std::count(said.err.begin(), said.err.end(), '\n'), 1) << said.err;
    EXPECT_THAT(said.out, HasSubstr("1 document read")) << "the others go in";
    EXPECT_THAT(said.out, HasSubstr("1 refused"));
    EXPECT_EQ(proviso({"export", "--db", db_}).out.find(std::filesystem::path(path).filename().string()),
              std::string::npos)
        << "nothing of it is stored";
    const std::string start = "proviso: " + path + ": ";
    EXPECT_THAT(said.err, StartsWith(start));
    return said.err.size() > start.size() ? said.err.substr(start.size(), said.err.size() - start.size() - 1)
                                          : "";
  }
};

TEST_F(BadInput, MissingFile) { EXPECT_EQ(refusal(folder_ / "missing.pdf"), "no such file or folder"); }

TEST_F(BadInput, EmptyFile) { EXPECT_EQ(refusal(folder_.write("empty.pdf", "")), "the file is empty"); }

TEST_F(BadInput, PngCalledPdf) {
  EXPECT_EQ(refusal(folder_.write("chart.pdf", "\x89PNG\r\n\x1a\n.......")), "not a PDF but a PNG picture");
}

TEST_F(BadInput, WebPageCalledPdf) {
  EXPECT_EQ(refusal(folder_.write("page.pdf", "<html><title>Not found</title></html>")),
            "not a PDF but an HTML page");
}

TEST_F(BadInput, TruncatedPdf) {
  const std::string whole = pdf_with({"One page.", "Another page."});
  EXPECT_EQ(refusal(folder_.write("half.pdf", whole.substr(0, 60))),
            "truncated: the end of the PDF is missing; fetch the file again");
}

TEST_F(BadInput, PasswordPdf) {
  // No password opens this one: O and U fit none.
  const std::string key(64, 'A');
  const std::string trailer =
      "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + key + "> /U <" + key + "> >>";
  EXPECT_EQ(refusal(folder_.write("secret.pdf", pdf_with({"Hidden."}, trailer))),
            "protected by a password; remove the protection and try again");
}

TEST_F(BadInput, EncryptedInAWayNobodyKnows) {
  // Poppler reads the ciphertext of such a file as if it were text.
  const std::string trailer =
      "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /O (x) /U (y) /P -1 >>";
  EXPECT_EQ(refusal(folder_.write("secret.pdf", pdf_with({"Hidden."}, trailer))),
            "damaged: it is encrypted in a way that cannot be undone; fetch the file again");
}

TEST_F(BadInput, LinkInAFolder) {
  folder_.write("good.pdf", pdf_with({"Words."}));
  std::filesystem::create_directories(folder_ / "links");
  std::filesystem::create_symlink("../good.pdf", folder_ / "links/link.pdf");
  const Said said = proviso({"ingest", "--db", db_, folder_ / "links"});
  EXPECT_EQ(said.status, 1);
  EXPECT_EQ(said.err, "proviso: " + folder_.path() +
                          "/links/link.pdf: is a link; links inside folders are not followed, name it itself "
                          "to read it\n");
  EXPECT_EQ(proviso({"ingest", "--db", db_, folder_ / "links/link.pdf"}).status, 0) << "as it says";
}

TEST_F(BadInput, FolderCalledPdfIsWalkedAsAFolder) {
  folder_.write("x.pdf/inside.pdf", pdf_with({"# Title\nIn 2018 some 20 shelters were open."}));
  const Said said = proviso({"ingest", "--db", db_, folder_ / "x.pdf"});
  EXPECT_EQ(said.status, 0) << said.err;
  EXPECT_EQ(said.err, "");
  EXPECT_THAT(said.out, HasSubstr("1 document read"));
  const Said read = proviso({"read", folder_ / "x.pdf"});
  EXPECT_EQ(read.status, 1);
  EXPECT_THAT(read.err, EndsWith("x.pdf: is a folder, not a file\n"));
}

TEST_F(BadInput, FolderWithoutPdfs) {
  folder_.write("texts/a.txt", "words");
  const Said said = proviso({"ingest", "--db", db_, folder_ / "texts"});
  EXPECT_EQ(said.status, 1);
  EXPECT_THAT(said.err, EndsWith("texts: this folder holds no files called .pdf\n"));
}

TEST_F(BadInput, UnreadableRuleFile) {
  const std::string rules = folder_ / "rules";
  const std::string missing = folder_ / "missing.pdf";
  const std::string pdf = folder_.write("a.pdf", pdf_with({"Words."}));
  const std::string rule = "- rule: my-rule\n  finds: figure\n";
  const std::vector<std::pair<std::string, std::string>> mistakes{
      {rule + "  saays: A mistake.\n",
       "rules/mine.yaml:3: unknown key 'saays' (did you mean 'says'?)\n    saays: A mistake.\n"},
      {rule + "  says: 'M\xE4nner'\n",
       "rules/mine.yaml:3: not UTF-8 (byte 228); save the file as UTF-8\n    says: 'M\\xe4nner'\n"},
      {rule + "  says: [\n", "rules/mine.yaml:4: not readable as YAML: end of sequence flow not found\n"},
      {"- just words\n",
       "rules/mine.yaml:1: expected a rule (rule: ...) or a word (word: ...)\n  - just words\n"},
      {"", "no rule in the files of " + rules + "; one begins with '- rule: NAME'\n"}};
  for (const auto& [text, says] : mistakes) {
    folder_.write("rules/mine.yaml", text);
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"rules", "test"},
                                                      {"ingest", "--db", db_, missing},
                                                      {"ingest", "--db", db_, missing, pdf}}) {
      std::vector<std::string> all = arguments;
      all.insert(all.end(), {"--rules", rules});
      const Said said = proviso(all);
      EXPECT_EQ(said.status, 2);
      EXPECT_EQ(said.out, "");
      EXPECT_EQ(said.err, "proviso: " + says);
      EXPECT_FALSE(std::filesystem::exists(db_)) << "no new store";
    }
  }
}

TEST_F(BadInput, UnreadableRuleFileAndAStore) {
  const std::string pdf = folder_.write("a.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  ASSERT_EQ(proviso({"ingest", "--db", db_, pdf}).status, 0);
  const std::string before = everything();
  folder_.write("rules/mine.yaml", "- rule: my-rule\n  finds: figur\n");
  const Said said = proviso({"ingest", "--db", db_, "--rules", folder_ / "rules", pdf});
  EXPECT_EQ(said.status, 2);
  EXPECT_EQ(said.err,
            "proviso: rules/mine.yaml:2: unknown kind 'figur' (did you mean 'figure'?)\n"
            "    finds: figur\n");
  EXPECT_EQ(everything(), before) << "the store is as it was";
}

TEST_F(BadInput, NoFolderOfRules) {
  const std::string nowhere = folder_ / "nowhere";
  const Said missing = proviso({"rules", "list", "--rules", nowhere});
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(missing.err, "proviso: " + nowhere + ": no folder of rules (--rules)\n");
  folder_.write("empty/README", "No rules.");
  const Said empty = proviso({"rules", "list", "--rules", folder_ / "empty"});
  EXPECT_EQ(empty.status, 2);
  EXPECT_EQ(empty.err, "proviso: no rule files (*.yaml) in " + folder_.path() + "/empty\n");
}

TEST_F(BadInput, DatabaseOfAnotherProgram) {
  const std::string text =
      folder_.write("notes.db", "This is a shopping list, not a database. " + std::string(4000, 'x'));
  const std::string other = folder_ / "other.db";
  sqlite3* recipes = nullptr;
  ASSERT_EQ(sqlite3_open(other.c_str(), &recipes), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(recipes, "CREATE TABLE recipes (text)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(recipes);
  const std::string pdf = folder_.write("a.pdf", pdf_with({"Words."}));
  for (const auto& [db, says] :
       {std::pair{text, " is not a Proviso store (no database at all)"},
        std::pair{other, " is a database of another program, not a Proviso store"}}) {
    const std::string before = bytes_of(db);
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"search", "x"}, {"verify"}, {"runs"}, {"ingest", pdf}}) {
      std::vector<std::string> all = arguments;
      all.insert(all.end(), {"--db", db});
      const Said said = proviso(all);
      EXPECT_EQ(said.status, 3);
      EXPECT_EQ(said.out, "");
      EXPECT_EQ(said.err, "proviso: " + db + says + "; choose another file\n");
    }
    EXPECT_EQ(bytes_of(db), before) << "it is left alone";
  }
}

TEST_F(BadInput, NoStoreYet) {
  const std::string absent = folder_ / "absent.db";
  const Said said = proviso({"search", "anything", "--db", absent});
  EXPECT_EQ(said.status, 3);
  EXPECT_EQ(said.err,
            "proviso: there is no store " + absent + "; ingest some files first, or name another\n");
  EXPECT_FALSE(std::filesystem::exists(absent));
}

// A limit of the process stands in for the full disk; SQLite tells it from one, and from a defect, by nothing
// but what it says.
std::string may_not_grow(const std::string& file) {
  return "cannot read or write " + file +
         " (disk I/O error); check the disk and its free space, then run again";
}

// A report of so many words that a store grows by more than it is large when it is new.
std::string big_pdf() {
  std::vector<std::string> pages(120);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (int line = 0; line < 40; ++line)
      pages[i] += "Page " + std::to_string(i) + " line " + std::to_string(line) + " of many words.\n";
  }
  return pdf_with(pages);
}

TEST_F(BadInput, FullDisk) {
  const std::string good = folder_.write("good.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  const std::string big = folder_.write("more.pdf", big_pdf());
  Surroundings small_disk;
  ASSERT_EQ(proviso({"ingest", "--db", db_, good}).status, 0);
  const std::string before = proviso({"export", "--db", db_}).out;
  small_disk.largest_file = std::filesystem::file_size(db_) + 8192;
  const std::string problem = may_not_grow(db_);
  const Said said = proviso({"ingest", "--db", db_, big}, small_disk);
  EXPECT_EQ(said.status, 3);
  EXPECT_EQ(said.out, "");
  EXPECT_EQ(said.err, "proviso: " + problem + "\n");
  EXPECT_EQ(proviso({"export", "--db", db_}).out, before) << "nothing half stored";
  EXPECT_THAT(proviso({"runs", "--db", db_}).out,
              HasSubstr("0 documents read, 0 searched again (0 pages, 0 provisions), 0 unchanged, 0 "
                        "refused\n  stopped early, of 1 file: " +
                        problem + "\n"));
  EXPECT_EQ(proviso({"ingest", "--db", db_, big}).status, 0) << "and it goes in when there is room";
}

TEST_F(BadInput, FullDiskAndNoStore) {
  const std::string good = folder_.write("good.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  Surroundings small_disk;
  small_disk.largest_file = 20'000;
  const Said said = proviso({"ingest", "--db", db_, good}, small_disk);
  EXPECT_EQ(said.status, 3);
  EXPECT_EQ(said.err, "proviso: " + may_not_grow(db_) + "\n");
  EXPECT_EQ(files(), "good.pdf\n") << "no new store is left";
}

TEST_F(BadInput, FullDiskForAnExport) {
  std::vector<std::string> pages(10);
  for (std::size_t i = 0; i < 400; ++i)
    pages[i / 40] += "In 2018 some " + std::to_string(100 + i) + " shelters were open.\n";
  ASSERT_EQ(proviso({"ingest", "--db", db_, folder_.write("a.pdf", pdf_with(pages))}).status, 0);
  const std::string there = files();
  const Said full = proviso({"export", "--db", db_, "-o", "/dev/full"});
  EXPECT_EQ(full.status, 3);
  EXPECT_EQ(full.err, "proviso: /dev/full: cannot be written: No space left on device\n");
  Surroundings small_disk;
  small_disk.largest_file = 48'000;  // more than SQLite needs to read
  const Said small = proviso({"export", "--db", db_, "-o", folder_ / "out.jsonl"}, small_disk);
  EXPECT_EQ(small.status, 3);
  EXPECT_EQ(small.err, "proviso: " + folder_.path() + "/out.jsonl: cannot be written: File too large\n");
  EXPECT_EQ(files(), there) << "no half of a file";
}

TEST_F(BadInput, AnInterruptKeepsWhatIsStored) {
  for (int i = 0; i < 12; ++i)
    folder_.write("reports/" + std::to_string(i) + ".pdf", big_pdf() + "% " + std::to_string(i));
  Surroundings impatient;
  impatient.interrupt_at = db_ + "-wal";
  impatient.interrupt_size = 1'000'000;  // bytes: the first document, and not the last
  const Said said = proviso({"ingest", "--jobs", "1", "--db", db_, folder_ / "reports"}, impatient);
  EXPECT_EQ(said.status, 130);
  EXPECT_EQ(said.out, "");
  EXPECT_THAT(
      said.err,
      MatchesRegex("proviso: interrupted after [0-9]+ of 12 files; what was stored of them stays, run "
                   "again for the others\n"));
  EXPECT_THAT(proviso({"runs", "--db", db_}).out, HasSubstr("\n  stopped early, of 12 files: interrupted\n"));
  EXPECT_EQ(proviso({"verify", "--db", db_}).status, 0);
  const Said again = proviso({"ingest", "--db", db_, folder_ / "reports"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.err, "");
}

TEST_F(BadInput, MalformedQuery) {
  ASSERT_EQ(proviso({"ingest", "--db", db_, folder_.write("a.pdf", pdf_with({"Some words."}))}).status, 0);
  const Said said = proviso({"search", "--db", db_, "shelter AND \"open"});
  EXPECT_EQ(said.status, 2);
  EXPECT_EQ(said.out, "");
  EXPECT_EQ(said.err,
            "proviso: query, column 13: the phrase that begins here is not closed; add \"\n"
            "  shelter AND \"open\n"
            "              ^\n");
}

TEST_F(BadInput, UnknownId) {
  ASSERT_EQ(proviso({"ingest", "--db", db_, folder_.write("a.pdf", pdf_with({"Some words."}))}).status, 0);
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"show", "--db", db_, "f-0123456789abcdef"},
        std::vector<std::string>{"trace", "--db", db_, "f-0123456789abcdef", "-o", folder_ / "out.png"}}) {
    const Said said = proviso(arguments);
    EXPECT_EQ(said.status, 1);
    EXPECT_THAT(said.err, HasSubstr("f-0123456789abcdef"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out.png"));
}

TEST_F(BadInput, ADocumentThatTakesTooLongOrTooMuch) {
  std::string page;
  for (int line = 0; line < 50; ++line)
    page += "Some words that stand on this page and take their time to be read.\n";
  const std::string slow = folder_.write("slow.pdf", pdf_with(std::vector<std::string>(400, page)));
  const std::string good = folder_.write("good.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  const Said said = proviso({"ingest", "--db", db_, "--jobs", "1", "--time-limit", "0.000001", slow});
  EXPECT_EQ(said.status, 1);
  EXPECT_THAT(said.err, HasSubstr("slow.pdf: took longer than "));
  EXPECT_THAT(proviso({"export", "--db", db_}).out, "") << "nothing of it is stored";
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // no memory limit under these
  const std::string huge = folder_.write("huge.pdf", pdf_with(std::vector<std::string>(4000, page)));
  const Said big = proviso({"ingest", "--db", db_, "--jobs", "1", "--memory-limit", "64", huge, good});
  EXPECT_EQ(big.status, 1);
  EXPECT_EQ(big.err, "proviso: " + huge + ": needed more than 64 MB of memory\n");
  EXPECT_THAT(big.out, StartsWith("1 document read, 1 refused: ")) << "the next one has a fresh worker";
#endif
}

}  // namespace
}  // namespace proviso::app
