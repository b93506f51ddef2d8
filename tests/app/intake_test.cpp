#include "app/workers/intake.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "program.h"

namespace proviso::app {
namespace {

std::vector<std::string> found(const std::vector<std::string>& paths, const Folder& folder) {
  std::vector<std::string> lines;
  for (const Input& input : find_inputs(paths)) {
    lines.push_back(input.path.substr(folder.path().size() + 1) +
                    (input.code ? " [" + std::string(name(*input.code)) + "]" : ""));
  }
  return lines;
}

TEST(Intake, WalksFoldersInTheOrderOfBytesAndTakesPdfsAlone) {
  const Folder folder;
  folder.write("b/two.pdf", "x");
  folder.write("b/note.txt", "x");
  folder.write("a.pdf", "x");
  folder.write("Z.PDF", "x");
  folder.write("b.pdf/inside.pdf", "x");
  const std::vector<std::string> expected{"Z.PDF", "a.pdf", "b.pdf/inside.pdf", "b/two.pdf"};
  EXPECT_EQ(found({folder.path()}, folder), expected);
}

TEST(Intake, TakesAnyFileThatIsNamedAndEachPathOnce) {
  const Folder folder;
  const std::string named = folder.write("report.bin", "x");
  const std::string pdf = folder.write("c.pdf", "x");
  const std::vector<std::string> expected{"c.pdf", "report.bin"};
  EXPECT_EQ(found({pdf, named, folder.path(), pdf}, folder), expected);
}

TEST(Intake, SaysWhyAPathIsNotTaken) {
  const Folder folder;
  std::filesystem::create_directories(folder / "empty");
  ::mkfifo((folder / "pipe.pdf").c_str(), 0600);
  folder.write("walked/real.pdf", "x");
  std::filesystem::create_symlink("real.pdf", folder / "walked/link.pdf");
  const std::vector<std::string> expected{"missing.pdf [missing]", "empty [no-pdfs]", "pipe.pdf [not-a-file]",
                                          "walked/link.pdf [link]", "walked/real.pdf"};
  EXPECT_EQ(found({folder / "missing.pdf", folder / "empty", folder / "pipe.pdf", folder / "walked"}, folder),
            expected);
}

}  // namespace
}  // namespace proviso::app
