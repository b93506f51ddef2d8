// What people hand in by mistake: one clear line each, the right exit status, nothing half stored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "program.h"

namespace proviso::app {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class BadInput : public ::testing::Test {
 protected:
  Folder folder_;
  std::string db_ = folder_ / "store.db";

  // Ingests `path` beside a good file; the one line that names it on stderr, without "proviso: PATH: ".
  std::string refusal(const std::string& path) {
    const std::string good =
        folder_.write("good.pdf", pdf_with({"# Title\nIn 2018 some 20 shelters were open."}));
    const Said said = proviso({"ingest", "--db", db_, path, good});
    EXPECT_EQ(said.status, 1) << said.err;
    EXPECT_EQ(std::count(said.err.begin(), said.err.end(), '\n'), 1) << said.err;
    EXPECT_THAT(said.out, HasSubstr("1 document read")) << "the others go in";
    EXPECT_THAT(said.out, HasSubstr("1 refused"));
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
  EXPECT_THAT(refusal(folder_.write("half.pdf", whole.substr(0, 60))), HasSubstr("truncated"));
}

TEST_F(BadInput, PasswordPdf) {
  // No password opens this one: O and U fit none.
  const std::string key(64, 'A');
  const std::string trailer =
      "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + key + "> /U <" + key + "> >>";
  EXPECT_THAT(refusal(folder_.write("secret.pdf", pdf_with({"Hidden."}, trailer))), HasSubstr("password"));
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
  folder_.write("rules/mine.yaml", "- rule: my-rule\n  finds: figure\n  saays: A mistake.\n");
  const std::string pdf = folder_.write("a.pdf", pdf_with({"Words."}));
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"rules", "test", "--rules", rules},
        std::vector<std::string>{"ingest", "--db", db_, "--rules", rules, pdf}}) {
    const Said said = proviso(arguments);
    EXPECT_EQ(said.status, 2);
    EXPECT_THAT(said.err, StartsWith("proviso: rules/mine.yaml:3: "));
    EXPECT_THAT(said.err, HasSubstr("saays"));
    EXPECT_THAT(said.err, HasSubstr("did you mean"));
  }
  EXPECT_EQ(proviso({"rules", "list", "--rules", folder_ / "nowhere"}).status, 2);
}

TEST_F(BadInput, DatabaseOfAnotherProgram) {
  const std::string text =
      folder_.write("notes.db", "This is a shopping list, not a database. " + std::string(4000, 'x'));
  const std::string before = bytes_of(text);
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"search", "x", "--db", text},
        std::vector<std::string>{"verify", "--db", text},
        std::vector<std::string>{"ingest", "--db", text, folder_.write("a.pdf", pdf_with({"Words."}))}}) {
    const Said said = proviso(arguments);
    EXPECT_EQ(said.status, 3) << said.err;
    EXPECT_THAT(said.err, StartsWith("proviso: "));
    EXPECT_THAT(said.err, HasSubstr(text));
    EXPECT_EQ(std::count(said.err.begin(), said.err.end(), '\n'), 1) << said.err;
  }
  EXPECT_EQ(bytes_of(text), before) << "it is left alone";
}

TEST_F(BadInput, NoStoreYet) {
  const Said said = proviso({"search", "anything", "--db", folder_ / "absent.db"});
  EXPECT_EQ(said.status, 3);
  EXPECT_THAT(said.err, HasSubstr("absent.db"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "absent.db"));
}

TEST_F(BadInput, FullDisk) {
  std::vector<std::string> pages(60);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (int line = 0; line < 40; ++line)
      pages[i] += "Page " + std::to_string(i) + " line " + std::to_string(line) + " of many words.\n";
  }
  const std::string good = folder_.write("good.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  const std::string big = folder_.write("more.pdf", pdf_with(pages));
  Surroundings small_disk;
  ASSERT_EQ(proviso({"ingest", "--db", db_, good}).status, 0);
  const std::string before = proviso({"export", "--db", db_}).out;
  small_disk.largest_file = std::filesystem::file_size(db_) + 8192;
  const Said said = proviso({"ingest", "--db", db_, big}, small_disk);
  EXPECT_EQ(said.status, 3) << said.err;
  EXPECT_EQ(std::count(said.err.begin(), said.err.end(), '\n'), 1) << said.err;
  EXPECT_EQ(proviso({"export", "--db", db_}).out, before) << "nothing half stored";
  EXPECT_EQ(proviso({"ingest", "--db", db_, big}).status, 0) << "and it goes in when there is room";

  const Said full = proviso({"export", "--db", db_, "-o", "/dev/full"});
  EXPECT_EQ(full.status, 3);
  EXPECT_THAT(full.err, HasSubstr("No space left on device"));
}

TEST_F(BadInput, MalformedQuery) {
  ASSERT_EQ(proviso({"ingest", "--db", db_, folder_.write("a.pdf", pdf_with({"Some words."}))}).status, 0);
  const Said said = proviso({"search", "--db", db_, "shelter AND \"open"});
  EXPECT_EQ(said.status, 2);
  EXPECT_EQ(said.out, "");
  EXPECT_THAT(said.err, StartsWith("proviso: "));
  EXPECT_THAT(said.err, HasSubstr("\n  shelter AND \"open\n              ^"));
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
