// Every page of the corpus, and of the shared reports where they are, is the same for both interpreters of
// content streams.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "../extract/same_page.h"

namespace proviso::extract {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

int check_folder(const fs::path& folder) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    const std::string bytes = bytes_of(entry.path());
    const auto ours = open_poppler(bytes, ContentInterpreter::ours);
    const auto theirs = open_poppler(bytes, ContentInterpreter::poppler);
    for (int number = 1; number <= ours->page_count(); ++number)
      EXPECT_EQ(difference(*ours, *theirs, number), "") << entry.path() << " p. " << number;
    ++files;
  }
  return files;
}

TEST(Interpreters, SeeTheSamePagesInTheCorpus) {
  EXPECT_GE(check_folder(fs::path(PROVISO_SOURCE_DIR) / "corpus"), 4);
}

TEST(Interpreters, SeeTheSamePagesInTheSharedReports) {
  const fs::path shared = fs::path(PROVISO_SOURCE_DIR) / ".." / "shared";
  if (!fs::exists(shared / "reports")) GTEST_SKIP() << "no ../shared";
  EXPECT_GE(check_folder(shared / "reports") + check_folder(shared / "reports-real"), 1);
}

}  // namespace
}  // namespace proviso::extract
