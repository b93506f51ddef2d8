// Every file ends in one state, which the store keeps and `status` shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "program.h"
#include "tests/extract/tiny_pdf.h"

namespace proviso::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Status : public ::testing::Test {
 protected:
  std::string write(const std::string& name, std::string_view bytes) const {
    return folder_.write("in/" + name, bytes);
  }
  Said ingest(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"ingest", "--db", db_, folder_ / "in"});
    return proviso(more);
  }
  Said ask(const std::string& command, const std::string& flag = "--json") const {
    return proviso({command, flag, "--db", db_});
  }

  Folder folder_;
  std::string db_ = folder_ / "store.db";
};

TEST_F(Status, EveryInputHasOneStateAndTheySumUp) {
  write("good.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  write("copy.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  write("empty.pdf", "");
  write("page.pdf", "<!DOCTYPE html><title>Not found</title>");
  write("half.pdf", pdf_with({"One page."}).substr(0, 60));
  ::mkfifo((folder_ / "in/pipe.pdf").c_str(), 0600);
  std::filesystem::create_symlink("good.pdf", folder_ / "in/link.pdf");
  EXPECT_EQ(ingest().status, 1);
  const Said said = ask("status");
  EXPECT_EQ(said.status, 0) << said.err;
  EXPECT_THAT(said.out,
              StartsWith(R"({"inputs":7,"accepted":2,"accepted_with_warnings":0,"rejected":5,"gone":0,)"));
  for (const char* code : {"empty", "not-a-pdf", "truncated", "not-a-file", "link"}) {
    EXPECT_THAT(said.out, HasSubstr(std::string(R"("code":")") + code + '"'));
  }
  const Said text = ask("status", "--quiet");
  EXPECT_EQ(text.out, "7 files: 2 accepted, 0 accepted with warnings, 5 rejected, 0 no longer there.\n");
}

TEST_F(Status, WhatWasImperfectIsCountedAndNamed) {
  extract::TinyPage page{.width = 595, .height = 842};
  page.text(50, 100, 12, "In 2018 some 20 shelters were open.");
  page.text(50, 200, 0.3, "Nobody can read this.");
  write("tiny.pdf", extract::TinyPdf{.pages = {page}}.bytes());
  const Said said = proviso({"ingest", folder_ / "in", "--db", db_});
  EXPECT_THAT(said.out + said.err, HasSubstr("1 document has warnings: `proviso status` names them.\n"));
  EXPECT_THAT(ask("status").out,
              StartsWith(R"({"inputs":1,"accepted":0,"accepted_with_warnings":1,"rejected":0,"gone":0,)"));
  EXPECT_THAT(ask("status").out, HasSubstr("text too small to be read was left out (page 1)"));
}

TEST_F(Status, AFileThatWasMendedOrRemovedChangesItsState) {
  const std::string path = write("a.pdf", pdf_with({"Words."}).substr(0, 60));
  write("b.pdf", pdf_with({"Other words."}));
  ingest();
  write("a.pdf", pdf_with({"Words."}));
  std::filesystem::remove(folder_ / "in/b.pdf");
  ingest();
  EXPECT_THAT(ask("status").out,
              StartsWith(R"({"inputs":2,"accepted":1,"accepted_with_warnings":0,"rejected":0,"gone":1,)"));
}

TEST_F(Status, WhatWasRefusedIsSaidAgainAndStartsNoRun) {
  write("half.pdf", pdf_with({"One page."}).substr(0, 60));
  const Said first = ingest();
  const std::string runs = ask("runs").out;
  const Said again = ingest();
  EXPECT_EQ(first.err, again.err);
  EXPECT_EQ(again.status, 1);
  EXPECT_EQ(ask("runs").out, runs);
}

TEST_F(Status, NamesOfAnyBytesStayOnTheirLine) {
  write("new\nline \x1b[31m\xff \u202e.pdf", "");
  const Said said = ingest();
  EXPECT_THAT(said.err, HasSubstr("new\\u000aline \\u001b[31m\\xff \\u202e.pdf: the file is empty\n"));
  EXPECT_THAT(ask("status").out, Not(HasSubstr("\x1b")));
  const std::string text = proviso({"status", "--db", db_}).out;
  EXPECT_THAT(text, HasSubstr("\\u001b[31m\\xff \\u202e.pdf: empty, the file is empty\n"));
}

TEST_F(Status, DoctorFindsAWholeStoreWhole) {
  write("good.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  ingest();
  EXPECT_EQ(ask("doctor", "--quiet").status, 0);
  const Said rebuilt = proviso({"doctor", "--rebuild", "--db", db_});
  EXPECT_EQ(rebuilt.out, "The index was made anew. The store is whole.\n") << rebuilt.err;
  EXPECT_EQ(proviso({"doctor", "--db", folder_ / "none.db"}).status, 3);
}

TEST_F(Status, DoctorFindsADamagedFile) {
  write("good.pdf", pdf_with({"In 2018 some 20 shelters were open."}));
  ingest();
  std::string bytes = bytes_of(db_);
  ASSERT_GT(bytes.size(), 100'000u);
  for (std::size_t at = bytes.size() / 2; at < bytes.size(); at += 64) bytes[at] = '\x55';
  folder_.write("store.db", bytes);
  const Said said = ask("doctor");
  EXPECT_EQ(said.status, 3);
  EXPECT_THAT(said.err, HasSubstr("store.db"));
}

}  // namespace
}  // namespace proviso::app
