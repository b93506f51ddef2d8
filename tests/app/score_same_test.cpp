// The score is the one that the annotators' own script counts.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "program.h"

namespace proviso::app {
namespace {

TEST(ScoreSame, AsTheAnnotatorsScript) {
  const std::string shared = PROVISO_SOURCE_DIR "/../shared";
  if (!std::filesystem::exists(shared + "/gold/score.py"))
    GTEST_SKIP() << "no annotated reports beside the sources (../shared)";
  const Folder folder;
  const std::string db = folder / "store.db";
  const std::string report = shared + "/reports/cis-trafficking-2020.pdf";
  const std::string gold = shared + "/gold/cis-trafficking-2020.jsonl";
  ASSERT_EQ(proviso({"ingest", "--db", db, "--ocr", "never", report}).status, 0);
  ASSERT_EQ(proviso({"export", "--db", db, "-o", folder / "out.jsonl"}).status, 0);
  const std::string command = "python3 '" + shared + "/gold/score.py' --by-doc --gold '" + gold +
                              "' --pred '" + (folder / "out.jsonl") + "' > '" + (folder / "score.txt") + "'";
  if (std::system(command.c_str()) != 0) GTEST_SKIP() << "the script does not run here (no python3?)";
  EXPECT_EQ(proviso({"score", "--db", db, "--by-doc", gold}).out, bytes_of(folder / "score.txt"));
}

}  // namespace
}  // namespace proviso::app
