// The order of blocks on difficult pages of real reports, each compared with the page's picture. What a page
// says is held as the kind of each block with its first and last word on that page; a table as its size.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <sstream>
#include <string>

#include "extract/document.h"
#include "extract/read.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso::extract;

const fs::path kShared = fs::path(PROVISO_SOURCE_DIR) / "../shared";

const Document& document_of(const std::string& name) {
  static std::map<std::string, Document> read;
  const auto known = read.find(name);
  if (known != read.end()) return known->second;
  std::ifstream in(kShared / name, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string file = bytes.str();
  return read.emplace(name, read_pdf(file, {.ocr = OcrMode::never})).first->second;
}

// Furniture and notes have tests of their own.
bool is_shown(const Block& block) {
  return block.kind != BlockKind::running && block.kind != BlockKind::note;
}

// "P The … report.", "A …" for each block with words on `page` (an index), "C 14x5" for a table.
std::string sequence(const Document& document, std::uint32_t page) {
  constexpr std::string_view letters = "HPICNTRAL";
  std::string lines;
  std::uint32_t table = none;
  for (const Block& block : document.blocks) {
    const WordRange range = words_in(document, block.span);
    std::size_t first = range.last, last = range.last;
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (document.words[i].page != page) continue;
      first = std::min(first, i), last = i;
    }
    if (first == range.last || !is_shown(block)) continue;
    if (block.kind == BlockKind::cell) {
      if (block.table == table) continue;
      table = block.table;
      lines += "C " + std::to_string(document.tables[table].rows) + "x" +
               std::to_string(document.tables[table].columns) + "\n";
      continue;
    }
    lines += letters[static_cast<std::size_t>(block.kind)];
    for (const std::size_t word : {first, last}) {
      lines += ' ';
      lines += text_of(document, document.words[word].span);
    }
    lines += '\n';
  }
  return lines;
}

struct Expected {
  std::string file;
  std::uint32_t page;  // from 1
  std::string blocks;
};

void PrintTo(const Expected& one, std::ostream* out) { *out << one.file << " p. " << one.page; }

class Sequence : public testing::TestWithParam<Expected> {};

TEST_P(Sequence, OfBlocksIsThatOfThePage) {
  const Expected& expected = GetParam();
  if (!fs::exists(kShared / expected.file)) GTEST_SKIP() << "../shared is not there";
  EXPECT_EQ(sequence(document_of(expected.file), expected.page - 1), expected.blocks);
}

const Expected kPages[] = {
    {"reports/pp2018-01-armenia-strategy.pdf", 1,
     "P Prague Observatory\n"
     "H POLICY BRIEF\n"
     "H Assessing 2017-2021\n"
     "H Haykanush Chobanyan\n"
     "H BACKGROUND BACKGROUND\n"
     "A The approach.\n"
     "P This brief.\n"
     "P The development.\n"
     "P Taking thereof.\n"},
    {"reports/pp2018-01-armenia-strategy.pdf", 3,
     "P Overall, Strategy.\n"
     "P The timeframes.\n"
     "P The 4).\n"
     "P It .\n"
     "H NEW ACTIONS\n"
     "H 1. development\n"
     "P Featuring organizations.\n"
     "P Among following:\n"
     "I development abroad;\n"
     "A New Strategy.\n"
     "I increase Armenia;\n"
     "I widening schemes;\n"
     "I involving programmes\n"},
    {"reports/pp2018-06-eaeu-labour.pdf", 3,
     "P the .\n"
     "H 1.3. Training\n"
     "P The .\n"
     "A Rights States\n"
     "A Labour contract.\n"
     "A Migrant permit.\n"
     "A Social development.\n"
     "A Taxation: workers.\n"
     "A Education: footing.\n"
     "A Health status.\n"
     "P Under year.\n"
     "H 2. EAEU\n"
     "H 2.1. out?\n"
     "P The EAEU.\n"
     "P To Inter\n"},
    {"reports/pp2018-06-eaeu-labour.pdf", 6,
     "P terrent integration.\n"
     "P While exception.\n"
     "P The approval.\n"
     "H 2.5. parents\n"
     "P Adequate insignificant.\n"
     "P According own.\n"
     "P Even studies.\n"
     "P In humanities.\n"
     "H 2.6. Kazakhstan\n"
     "P To trade\n"},
    {"reports/pp2018-03-azerbaijan-nap.pdf", 5,
     "P Building years.\n"
     "P Each principles.\n"
     "P Each assigned:\n"
     "I Outputs: outcomes.\n"
     "I Specific activity.\n"
     "I Assigned defined.\n"
     "I The achieving.\n"
     "I Resource .\n"
     "P In structure.\n"
     "P The :\n"},
    {"reports/cis-trafficking-2020.pdf", 25,
     "H ANNEX ANNEX\n"
     "T Table (2009-2017)\n"
     "C 16x7\n"
     "T Sources: (2013).\n"},
    {"reports/cis-trafficking-2020.pdf", 29, "C 18x4\n"},
    {"reports-real/kg-youth-sdg-ru.pdf", 10,
     "T Таблица процентах)\n"
     "C 12x11\n"
     "P В Бишкек.\n"},
    {"reports-real/kg-youth-sdg-ru.pdf", 53,
     "T Продолжение 7.1\n"
     "C 44x7\n"
     "P Большинство процента).\n"},
    {"reports-real/kg-sdg-short-2022-ru.pdf", 4,
     "P данные ограничения).\n"
     "P Данный года.\n"
     "P Представленные .\n"
     "P Данные год.\n"
     "P Источником https://www.un.org/sustainabledevelopment/ru/sustainable-development-goals/.\n"
     "P Данная 2014-2020.\n"
     "P Для развития.\n"},
    {"reports/pp2018-06-eaeu-labour.pdf", 5,
     "P cism .\n"
     "P In independently.\n"
     "P The field.\n"
     "P Another education.\n"
     "P Russia approach.\n"
     "P Finally, pursued.\n"
     "H 2.4. EAEU\n"
     "P The de\n"},
    {"reports/pp2018-03-azerbaijan-nap.pdf", 3,
     "P framework, evaluation.\n"
     "I SPTF, 2000\n"
     "P The plans.\n"
     "I ICAT, 2016.\n"
     "P The (UNODC).\n"
     "I ICMPD, 2006\n"
     "P The framework.\n"
     "I ICMPD, 2010\n"
     "P The beings.\n"
     "P A policy.\n"
     "P The levels:\n"
     "P Strategic objectives.\n"
     "P Operational term.\n"
     "P Thematically components:\n"
     "I 1. framework\n"
     "I 2. Prevention\n"
     "I 3. victim–witnesses\n"
     "I 4. beings.\n"
     "P While :\n"},
    {"reports/pp2018-01-armenia-strategy.pdf", 4,
     "P The .\n"
     "H 2. migration\n"
     "P The fingerprints.\n"
     "H 3. Union\n"
     "P The EAEU.\n"
     "P Since steps:\n"
     "I a) team;\n"
     "I b) EU;\n"
     "I c) States;\n"
     "I d) concept;\n"
     "I e) etc.;\n"
     "I f) respective\n"},
    {"reports/cis-trafficking-2020.pdf", 7,
     "P As .\n"
     "P The .\n"
     "P Overall, .\n"
     "P The .\n"
     "P The the\n"},
    {"reports-real/border-patrol-us.pdf", 1,
     "H Sector 30th)\n"
     "C 25x10\n"},
};

INSTANTIATE_TEST_SUITE_P(Reports, Sequence, testing::ValuesIn(kPages), [](const auto& info) {
  std::string name = fs::path(info.param.file).stem().string() + "_" + std::to_string(info.param.page);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
