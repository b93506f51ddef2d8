// An independent witness: the boxes of words are held against those that pdftotext gives for the same page.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "extract/read.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso::extract;

struct Witness {
  Box box;
  std::string text;
};

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

float number_after(std::string_view line, std::string_view attribute) {
  const std::size_t at = line.find(attribute);
  return at == line.npos ? 0 : std::stof(std::string(line.substr(at + attribute.size())));
}

// pdftotext leaves the ligatures that Proviso spells out.
std::string without_ligatures(std::string text) {
  for (const auto& [ligature, letters] :
       {std::pair{"ﬀ", "ff"}, {"ﬁ", "fi"}, {"ﬂ", "fl"}, {"ﬃ", "ffi"}, {"ﬄ", "ffl"}}) {
    for (std::size_t at = text.find(ligature); at != text.npos; at = text.find(ligature, at))
      text.replace(at, 3, letters);
  }
  return text;
}

// Lower-case letters and digits of ASCII; bytes of other scripts as they are. Marks fall away.
std::string bare(std::string_view marked) {
  const std::string text = without_ligatures(std::string(marked));
  std::string kept;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (letter) kept += c;
    if (c >= 'A' && c <= 'Z') kept += static_cast<char>(c - 'A' + 'a');
  }
  return kept;
}

// The words of each page as `pdftotext -bbox -cropbox` sees them; empty if pdftotext cannot be run.
std::vector<std::vector<Witness>> witnesses(const fs::path& pdf) {
  std::vector<std::vector<Witness>> pages;
  const std::string command = "pdftotext -bbox -cropbox " + quoted(pdf) + " - 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) {
    const std::string_view line(buffer);
    if (line.find("<page ") != line.npos) pages.emplace_back();
    const std::size_t begin = line.find("\">"), end = line.find("</word>");
    if (line.find("<word ") == line.npos || begin == line.npos || end == line.npos || pages.empty()) continue;
    pages.back().push_back({{number_after(line, "xMin=\""), number_after(line, "yMin=\""),
                             number_after(line, "xMax=\""), number_after(line, "yMax=\"")},
                            bare(line.substr(begin + 2, end - begin - 2))});
  }
  return pages;
}

bool overlap(const Box& a, const Box& b) {
  const float width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const float height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return width > 0.3F * std::min(a.width(), b.width()) && height > 0.4F * std::min(a.height(), b.height());
}

// Does what pdftotext sees under the word's box hold the word?
bool confirmed(const Document& document, const Word& word, const std::vector<Witness>& page) {
  const std::string text = bare(text_of(document, word.span));
  std::string seen;
  for (const Witness& witness : page) {
    if (overlap(witness.box, word.box)) seen += witness.text;
  }
  return seen.find(text) != seen.npos;
}

// The share of the words of `pdf` that are confirmed; -1 if pdftotext cannot be run.
double confirmed_share(const fs::path& pdf) {
  std::ifstream in(pdf, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string file = bytes.str();
  const Document document = read_pdf(file, {.ocr = OcrMode::never});
  const auto pages = witnesses(pdf);
  if (pages.size() != document.pages.size()) return -1;
  std::size_t words = 0, good = 0;
  for (const Word& word : document.words) {
    ++words;
    if (confirmed(document, word, pages[word.page])) ++good;
  }
  return words == 0 ? 1 : static_cast<double>(good) / static_cast<double>(words);
}

void expect_confirmed(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    const double share = confirmed_share(entry.path());
    if (share < 0) GTEST_SKIP() << "pdftotext (package poppler-utils) cannot be run";
    EXPECT_GT(share, 0.99) << entry.path().filename();
  }
}

TEST(Boxes, OfTheCorpusAreWherePdftotextSeesTheWords) {
  expect_confirmed(fs::path(PROVISO_SOURCE_DIR) / "corpus");
}

TEST(Boxes, OfSharedReportsAreWherePdftotextSeesTheWords) {
  const fs::path folder = fs::path(PROVISO_SOURCE_DIR) / "../shared/reports";
  if (!fs::exists(folder)) GTEST_SKIP() << "../shared is not there";
  expect_confirmed(folder);
}

}  // namespace
