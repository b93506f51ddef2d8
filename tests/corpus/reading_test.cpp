// Every quote that corpus/expected names is read from its report as a reader would copy it: whole, without
// note calls and line-end hyphens, on the page where it stands.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/read.h"

namespace {

namespace fs = std::filesystem;
using proviso::extract::Document;

const fs::path kCorpus = fs::path(PROVISO_SOURCE_DIR) / "corpus";

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Expected {
  std::uint32_t page = 0;  // from 1
  std::string quote;
};

std::vector<Expected> expected_of(const fs::path& file) {
  std::vector<Expected> all;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    all.push_back({json.at("page").get<std::uint32_t>(), json.at("quote").get<std::string>()});
  }
  return all;
}

// Whether one of the places where the document says `quote` begins on `page` (from 1).
bool says(const Document& document, const std::string& quote, std::uint32_t page) {
  for (std::size_t at = document.text.find(quote); at != std::string::npos;
       at = document.text.find(quote, at + 1)) {
    const proviso::extract::Span span{static_cast<std::uint32_t>(at),
                                      static_cast<std::uint32_t>(at + quote.size())};
    if (page_of(document, span) + 1 == page) return true;
  }
  return false;
}

class CorpusReading : public testing::TestWithParam<std::string> {};

TEST_P(CorpusReading, QuotesStandOnTheirPages) {
  const fs::path pdf = kCorpus / (GetParam() + ".pdf");
  const std::string bytes = bytes_of(pdf);
  const Document document = proviso::extract::read_pdf(bytes);
  const std::vector<Expected> all = expected_of(kCorpus / "expected" / (GetParam() + ".jsonl"));
  ASSERT_FALSE(all.empty());
  for (const Expected& one : all) {
    EXPECT_TRUE(says(document, one.quote, one.page)) << "page " << one.page << ": " << one.quote;
  }
}

std::vector<std::string> reports() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kCorpus)) {
    if (entry.path().extension() == ".pdf") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Reports, CorpusReading, testing::ValuesIn(reports()), [](const auto& report) {
  std::string name = report.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Corpus, EveryReportHasExpectedFindingsAndASource) {
  ASSERT_GE(reports().size(), 5u);
  for (const std::string& name : reports()) {
    EXPECT_TRUE(fs::exists(kCorpus / "expected" / (name + ".jsonl"))) << name;
    EXPECT_TRUE(fs::exists(kCorpus / "source" / (name + ".tex")) ||
                fs::exists(kCorpus / "source" / (name + ".html")))
        << name;
    EXPECT_LT(fs::file_size(kCorpus / (name + ".pdf")), 200'000u) << name;
  }
}

}  // namespace
