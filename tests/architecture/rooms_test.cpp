// The house rules that a compiler does not check: includes point left only, each library stays in its
// room, each file says the namespace of its folder, and the project's own words are its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

// From left to right: a room may include itself and the rooms left of it.
const std::vector<std::string> kRooms = {"extract", "nlp", "store", "app"};

struct Library {
  std::string name;
  std::vector<std::string> headers;  // beginnings of what stands between < > or " "
  std::vector<std::string> files;    // beginnings of the paths that may include them
};

const std::vector<Library> kLibraries = {
    {"Poppler",
     {"poppler", "goo/", "PDFDoc", "OutputDev", "GfxState", "SplashOutputDev", "splash/", "TextOutputDev"},
     {"extract/page/poppler_", "extract/content/poppler_"}},
    {"Tesseract", {"tesseract/", "leptonica/", "allheaders.h"}, {"extract/page/ocr_"}},
    {"libpng", {"png.h"}, {"extract/"}},
    {"OpenSSL", {"openssl/"}, {"extract/"}},
    {"RE2", {"re2/"}, {"nlp/"}},
    {"yaml-cpp", {"yaml-cpp/"}, {"nlp/"}},
    {"CLD2", {"cld2/"}, {"nlp/"}},
    {"SQLite", {"sqlite3.h", "sqlite3ext.h"}, {"store/"}},
    {"Snowball", {"libstemmer"}, {"store/"}},
    {"CLI11", {"CLI/", "CLI11"}, {"app/"}},
    {"nlohmann-json", {"nlohmann/"}, {"app/"}},
    {"libxlsxwriter", {"xlsxwriter"}, {"app/exports/xlsx_"}},
    {"seccomp", {"seccomp.h", "linux/seccomp.h"}, {"app/"}},
};

struct Include {
  int line = 0;
  std::string header;
};

fs::path top() { return PROVISO_SOURCE_DIR; }

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// All C++ files of a room, by their path from the top, sorted.
std::vector<std::string> sources_of(const std::string& room) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(top() / room)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".cpp" || extension == ".h") {
      files.push_back(fs::relative(entry.path(), top()).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Include> includes_in(std::string_view text) {
  std::vector<Include> includes;
  std::istringstream in{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::size_t at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line[at] != '#') continue;
    at = line.find_first_not_of(" \t", at + 1);
    if (at == std::string::npos || line.compare(at, 7, "include") != 0) continue;
    const std::size_t open = line.find_first_of("<\"", at + 7);
    if (open == std::string::npos) continue;
    const std::size_t close = line.find_first_of(">\"", open + 1);
    if (close == std::string::npos) continue;
    includes.push_back({number, line.substr(open + 1, close - open - 1)});
  }
  return includes;
}

// Position of the room that `path` belongs to ("nlp/find.h" -> 1), or -1.
int room_of(std::string_view path) {
  for (std::size_t i = 0; i < kRooms.size(); ++i) {
    if (path.starts_with(kRooms[i] + "/")) return static_cast<int>(i);
  }
  return -1;
}

bool begins_with_one_of(std::string_view text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& beginning) { return text.starts_with(beginning); });
}

// What is wrong with `text` as the file `path`: one line for each breach of the rules on includes.
std::vector<std::string> breaches(const std::string& path, std::string_view text) {
  std::vector<std::string> found;
  const int here = room_of(path);
  for (const Include& include : includes_in(text)) {
    const std::string where = path + ":" + std::to_string(include.line) + ": ";
    if (const int there = room_of(include.header); there > here) {
      found.push_back(where + kRooms[here] + " may not include " + include.header);
    }
    for (const Library& library : kLibraries) {
      if (begins_with_one_of(include.header, library.headers) && !begins_with_one_of(path, library.files)) {
        found.push_back(where + library.name + " stays in " + library.files.front() + "*");
      }
    }
  }
  return found;
}

TEST(Rooms, ABreachIsSeen) {
  EXPECT_EQ(breaches("nlp/find.cpp", "#include \"store/store.h\"\n"),
            std::vector<std::string>{"nlp/find.cpp:1: nlp may not include store/store.h"});
  EXPECT_EQ(breaches("app/main.cpp", "\n#  include <sqlite3.h>\n"),
            std::vector<std::string>{"app/main.cpp:2: SQLite stays in store/*"});
  EXPECT_EQ(breaches("extract/layout/lines.cpp", "#include <poppler/PDFDoc.h>\n").size(), 1u);
  EXPECT_TRUE(breaches("extract/page/poppler_glyphs.cpp", "#include <poppler/PDFDoc.h>\n").empty());
  EXPECT_TRUE(breaches("app/main.cpp", "#include \"extract/document.h\"\n#include <CLI/CLI.hpp>\n").empty());
}

TEST(Rooms, EveryRoomHasSources) {
  for (const std::string& room : kRooms) EXPECT_FALSE(sources_of(room).empty()) << room;
}

TEST(Rooms, IncludesPointLeftAndLibrariesStayInTheirRooms) {
  for (const std::string& room : kRooms) {
    for (const std::string& file : sources_of(room)) {
      for (const std::string& breach : breaches(file, contents(top() / file))) ADD_FAILURE() << breach;
    }
  }
}

TEST(Rooms, FolderIsNamespace) {
  for (const std::string& room : kRooms) {
    for (const std::string& file : sources_of(room)) {
      if (!file.ends_with(".h")) continue;
      EXPECT_NE(contents(top() / file).find("namespace proviso::" + room), std::string::npos) << file;
    }
  }
}

// A PDF is parsed in a worker and nowhere else: the program that owns store and command line never runs
// Poppler.
TEST(Rooms, OnlyWorkersReadPdfs) {
  for (const std::string& file : sources_of("app")) {
    if (file == "app/workers/worker.cpp") continue;
    const std::string text = contents(top() / file);
    for (const char* call : {"read_pdf(", "render_page(", "open_pdf(", "open_poppler("}) {
      EXPECT_EQ(text.find(call), std::string::npos) << file << " calls " << call;
    }
  }
}

// The words of `text`: runs of letters and digits (bytes above 127 count as letters), ASCII lower case.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte)) {
      word.push_back(static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte));
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

constexpr std::size_t kShingle = 9;  // that many words in a row are no accident

std::set<std::string> shingles_of(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  std::set<std::string> shingles;
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::string shingle;
    for (std::size_t k = 0; k < kShingle; ++k) shingle += words[i + k] + " ";
    shingles.insert(shingle);
  }
  return shingles;
}

// The value of "quote" in a line of JSON Lines; escapes are left as they are.
std::string quote_in(std::string_view line) {
  constexpr std::string_view key = "\"quote\": \"";
  const std::size_t at = line.find(key);
  if (at == std::string_view::npos) return {};
  std::size_t end = at + key.size();
  while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
  return std::string(line.substr(at + key.size(), end - at - key.size()));
}

TEST(Rooms, QuoteOfALineOfJson) {
  EXPECT_EQ(quote_in(R"({"page": 2, "quote": "the \"big\" one", "value": 1})"), R"(the \"big\" one)");
  EXPECT_EQ(shingles_of("a b c d e f g h i j").size(), 2u);
}

// Measured reports are not to be found in the rules, the corpus or the tests: not one sentence.
TEST(Rooms, OwnWordsOnly) {
  const fs::path gold = top() / ".." / "shared" / "gold";
  if (!fs::exists(gold)) GTEST_SKIP() << "no annotated reports beside the sources (../shared/gold)";
  std::set<std::string> theirs;
  for (const auto& entry : fs::recursive_directory_iterator(gold)) {
    if (entry.path().extension() != ".jsonl") continue;
    std::istringstream lines(contents(entry.path()));
    for (std::string line; std::getline(lines, line);) theirs.merge(shingles_of(quote_in(line)));
  }
  ASSERT_GT(theirs.size(), 1000u);
  const std::set<std::string> kinds = {".cpp",  ".h",     ".yaml", ".yml", ".tex",
                                       ".html", ".jsonl", ".md",   ".tsv"};
  for (const char* folder : {"extract", "nlp", "store", "app", "rules", "corpus", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top() / folder)) {
      if (!kinds.contains(entry.path().extension().string())) continue;
      for (const std::string& shingle : shingles_of(contents(entry.path()))) {
        EXPECT_FALSE(theirs.contains(shingle)) << entry.path() << " has the words: " << shingle;
      }
    }
  }
}

}  // namespace
