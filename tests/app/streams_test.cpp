// Where the program speaks: a full or closed stdout is a failure, a plain terminal gets no escape sequences.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace proviso::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Streams : public ::testing::Test {
 protected:
  Folder folder_;
  std::string db_ = folder_ / "store.db";
  std::string pdf_ = folder_.write("a.pdf", pdf_with({"# Title\nIn 2018 some 20 shelters were open."}));

  void SetUp() override { ASSERT_EQ(proviso({"ingest", "--db", db_, pdf_}).status, 0); }

  std::vector<std::vector<std::string>> commands() const {
    return {{"--help"},
            {"search", "--help"},
            {"--version"},
            {"ingest", "--db", db_, pdf_},
            {"search", "--db", db_, "shelters"},
            {"search", "--db", db_, "--json", "zebra"},
            {"export", "--db", db_},
            {"verify", "--db", db_},
            {"runs", "--db", db_},
            {"read", pdf_},
            {"rules", "list"}};
  }
};

TEST_F(Streams, AFullOrClosedStdoutIsAFailure) {
  const std::string start = "proviso: the output cannot be written: ";
  for (const std::vector<std::string>& command : commands()) {
    const Said full = proviso(command, {.out = "/dev/full"});
    EXPECT_EQ(full.status, 3) << command.front();
    EXPECT_EQ(full.err, start + "No space left on device\n") << command.front();
    const Said closed = proviso(command, {.out = "-"});
    EXPECT_EQ(closed.status, 3) << command.front();
    EXPECT_EQ(closed.err, start + "Bad file descriptor\n") << command.front();
  }
}

TEST_F(Streams, EscapeSequencesOnlyWhereTheyAreUnderstood) {
  if (!has_terminals()) GTEST_SKIP() << "no pseudo-terminals here (/dev/pts is not mounted)";
  const auto shown = [&](const std::string& terminal, const std::string& no_colour) {
    const Surroundings there{.environment = {{"TERM", terminal}, {"NO_COLOR", no_colour}}, .terminal = true};
    return proviso({"search", "--db", db_, "shelters"}, there).out +
           proviso({"ingest", "--force", "--db", db_, pdf_}, there).out;
  };
  EXPECT_THAT(shown("xterm", ""), HasSubstr("\x1b[1m"));
  EXPECT_THAT(shown("xterm", "1"), AllOf(Not(HasSubstr("\x1b")), HasSubstr("\r["))) << "but a bar";
  EXPECT_THAT(shown("dumb", ""), AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\r[")))) << "nor a bar";
}

TEST_F(Streams, AnEmptyStoreSaysSo) {
  const std::string db = folder_ / "empty.db";
  ASSERT_EQ(proviso({"ingest", "--db", db, folder_ / "missing.pdf"}).status, 1);
  const Said verified = proviso({"verify", "--db", db});
  EXPECT_EQ(verified.status, 1);
  EXPECT_EQ(verified.err, "proviso: " + db + " holds no documents, so there is nothing to verify\n");
  const Said exported = proviso({"export", "--db", db});
  EXPECT_EQ(exported.status, 1);
  EXPECT_EQ(exported.err, "proviso: " + db + " holds no provisions that these filters let through\n");
  const Said searched = proviso({"search", "--db", db, "zebra"});
  EXPECT_EQ(searched.status, 1);
  EXPECT_EQ(searched.err, "Nothing found for zebra\n");
  const std::string gold =
      folder_.write("gold.jsonl", R"({"doc":"b.pdf","kind":"figure","quote":"x","page":1,"value":2})");
  const Said scored = proviso({"score", "--db", db, gold});
  EXPECT_EQ(scored.status, 1);
  EXPECT_EQ(scored.err,
            "proviso: b.pdf: is annotated, but " + db + " has no such document; ingest it first\n");
}

TEST_F(Streams, NamesOfFilesStayOnOneLine) {
  const std::string path = folder_.write("two\nlines \x1b[31m\xFF.pdf", "");
  const Said said = proviso({"ingest", "--db", db_, path});
  EXPECT_EQ(said.status, 1);
  EXPECT_EQ(said.err,
            "proviso: " + folder_.path() + "/two\\u000alines \\u001b[31m\\xff.pdf: the file is empty\n");
}

}  // namespace
}  // namespace proviso::app
