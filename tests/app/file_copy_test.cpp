#include "app/workers/file_copy.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "app/workers/intake.h"
#include "extract/sha256.h"
#include "program.h"

namespace proviso::app {
namespace {

// "ok", or the code and reason of the refusal.
std::string tried(const std::string& path, Links links = Links::follow) {
  try {
    const FileCopy copy(path, links);
    return "ok";
  } catch (const Refused& refused) {
    return std::string(name(refused.code())) + ": " + refused.what();
  }
}

TEST(FileCopy, HoldsAndHashesTheBytesAndNobodyCanChangeThem) {
  const Folder folder;
  const std::string bytes = "%PDF-1.7 " + std::string(3'000'000, 'q');
  const FileCopy copy(folder.write("big", bytes), Links::follow);
  EXPECT_EQ(copy.size(), bytes.size());
  EXPECT_EQ(copy.sha256(), extract::sha256_hex(bytes));
  EXPECT_EQ(::write(copy.descriptor(), "x", 1), -1);
  EXPECT_EQ(::ftruncate(copy.descriptor(), 5), -1);
  const MappedCopy mapped(::dup(copy.descriptor()));
  EXPECT_EQ(mapped.bytes(), bytes);
}

TEST(FileCopy, StaysWhenTheFileIsOverwrittenOrGone) {
  const Folder folder;
  const std::string path = folder.write("a.pdf", "%PDF-1.7 before");
  const FileCopy copy(path, Links::follow);
  folder.write("a.pdf", "%PDF-1.7 after!");
  std::filesystem::remove(path);
  EXPECT_EQ(MappedCopy(::dup(copy.descriptor())).bytes(), "%PDF-1.7 before");
}

TEST(FileCopy, RefusesWhatIsNoFile) {
  const Folder folder;
  EXPECT_EQ(tried(folder / "absent"), "missing: no such file or folder");
  EXPECT_EQ(tried(folder.path()), "not-a-file: is a folder, not a file");
  ::mkfifo((folder / "pipe").c_str(), 0600);
  EXPECT_EQ(tried(folder / "pipe"), "not-a-file: is a named pipe, not a file")
      << "and does not wait for a writer";
  EXPECT_EQ(tried("/dev/null"), "not-a-file: is a device, not a file");
}

TEST(FileCopy, FollowsALinkWhenAskedOnly) {
  const Folder folder;
  folder.write("real.pdf", "%PDF-1.7");
  std::filesystem::create_symlink("real.pdf", folder / "link.pdf");
  EXPECT_EQ(tried(folder / "link.pdf"), "ok");
  EXPECT_THAT(tried(folder / "link.pdf", Links::refuse), ::testing::StartsWith("link: "));
}

TEST(FileCopy, NamesWhatIsNoPdf) {
  const Folder folder;
  const auto as = [&](std::string_view bytes) { return tried(folder.write("x.pdf", bytes)); };
  EXPECT_EQ(as(""), "empty: the file is empty");
  EXPECT_EQ(as("\x89PNG\r\n\x1a\n"), "not-a-pdf: not a PDF but a PNG picture");
  EXPECT_EQ(as("  <!DocType HTML><title>404"), "not-a-pdf: not a PDF but an HTML page");
  EXPECT_EQ(as("PK\x03\x04 stored inside: %PDF-1.7"),
            "not-a-pdf: not a PDF but a ZIP archive (or a DOCX, XLSX, ODT, EPUB file)");
  EXPECT_EQ(as(std::string(100, '\0')),
            "not-a-pdf: not a PDF: it begins with nothing but zero bytes; fetch the file again");
  EXPECT_EQ(as("Plain words."), "not-a-pdf: not a PDF: no %PDF- header in its first 1024 bytes");
  EXPECT_EQ(as(std::string(1019, ' ') + "%PDF-1.7"), "ok");
  EXPECT_EQ(as(std::string(1020, ' ') + "%PDF-1.7").substr(0, 9), "not-a-pdf");
}

TEST(FileCopy, AFileTooLargeIsRefusedBeforeItIsRead) {
  const Folder folder;
  const std::string path = folder.write("sparse.pdf", "%PDF-1.7");
  std::filesystem::resize_file(path, largest_file + 1);  // takes no room
  EXPECT_EQ(tried(path), "too-big: is larger than 1024 MB, the most that is read");
}

TEST(FileCopy, AFileThatGoesOnGrowingIsRefused) {
  const Folder folder;
  const std::string path = folder.write("growing.pdf", "%PDF-1.7" + std::string(1 << 20, ' '));
  std::atomic<bool> enough = false;
  std::thread writer([&] {
    std::FILE* file = std::fopen(path.c_str(), "ab");
    while (!enough) {
      std::fputs("more", file);
      std::fflush(file);
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    std::fclose(file);
  });
  // The writer may have to wait for a processor: then the file stands still, and is taken.
  std::string outcome = "ok";
  for (int attempt = 0; outcome == "ok" && attempt < 200; ++attempt) outcome = tried(path);
  enough = true;
  writer.join();
  EXPECT_EQ(outcome, "changing: is being written to; try again when it is finished");
}

}  // namespace
}  // namespace proviso::app
