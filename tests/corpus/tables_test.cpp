// Tables of real reports, cell by cell. What they say is held as numbers, counts and a hash, not as text.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <sstream>
#include <string>

#include "extract/document.h"
#include "extract/table_headers.h"
#include "tests/corpus/shared_documents.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso::extract;
using proviso::document_at;
using proviso::kShared;

std::string text_in(const Document& document, const Cell* cell) {
  if (cell == nullptr || cell->block == none) return {};
  return std::string(text_of(document, document.blocks[cell->block].span));
}

// The text without what hyphens at line ends, note calls and spaces do to it: those have tests of their own.
std::string bare(const std::string& text) {
  std::string kept;
  for (const char c : text) {
    if (std::string_view(" -*").find(c) == std::string_view::npos) kept += c;
  }
  return kept;
}

// "row,column rows×columns header|text", a line each: all that is known of a table's cells.
std::string dump(const Document& document, const Table& table) {
  std::ostringstream out;
  for (const Cell& cell : table.cells) {
    out << cell.row << ',' << cell.column << ' ' << cell.row_span << 'x' << cell.column_span << ' '
        << cell.header << '|' << bare(text_in(document, &cell)) << '\n';
  }
  return out.str();
}

// FNV-1a, 64 bits.
std::uint64_t hash(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

struct Expected {
  std::string file;
  std::uint32_t page;  // from 1
  int rows, columns;
  std::uint64_t cells;  // hash(dump())
};

void PrintTo(const Expected& one, std::ostream* out) { *out << one.file << " p. " << one.page; }

class SharedTable : public testing::TestWithParam<Expected> {};

TEST_P(SharedTable, HasTheseCells) {
  const Expected& expected = GetParam();
  if (!fs::exists(kShared / expected.file)) GTEST_SKIP() << "../shared is not there";
  const Document& document = document_at(kShared / expected.file);
  const Table* table = nullptr;
  for (const Table& one : document.tables) {
    if (one.page + 1 == expected.page) table = &one;
  }
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->rows, expected.rows);
  EXPECT_EQ(table->columns, expected.columns);
  const std::string cells = dump(document, *table);
  EXPECT_EQ(hash(cells), expected.cells) << std::hex << hash(cells) << '\n' << cells;
}

// Each compared with the page's picture.
INSTANTIATE_TEST_SUITE_P(
    Reports, SharedTable,
    testing::Values(Expected{"reports/cis-trafficking-2020.pdf", 25, 16, 7, 0x588e5d2053bfbe65},
                    Expected{"reports/cis-trafficking-2020.pdf", 26, 14, 5, 0x41f50c007d3ba35},
                    Expected{"reports/cis-trafficking-2020.pdf", 28, 18, 4, 0x40983fbacb288ee5},
                    Expected{"reports-real/kg-youth-sdg-ru.pdf", 10, 12, 11, 0xae68fe546d086295},
                    Expected{"reports-real/kg-youth-sdg-ru.pdf", 52, 44, 7, 0x1b5acac65e98d856},
                    Expected{"reports-real/border-patrol-us.pdf", 1, 25, 10, 0xb11b464d7811c0c8},
                    Expected{"reports-real/border-patrol-us.pdf", 2, 25, 6, 0xab6520b1b21f114e},
                    Expected{"reports-real/border-patrol-us.pdf", 3, 25, 4, 0xadbc20dc7dfbeaf8},
                    Expected{"reports-real/border-patrol-us.pdf", 4, 19, 5, 0xb5b44bf309621110},
                    Expected{"reports-real/ice-investigations-us.pdf", 2, 11, 6, 0x47cf22d98a1a9448},
                    Expected{"reports-real/lfs-nepal-en.pdf", 37, 15, 10, 0x6f1b6a4524b44390},
                    Expected{"reports-real/lfs-nepal-en.pdf", 69, 18, 11, 0x3c6104859a7c0cc6},
                    Expected{"reports-real/lfs-nepal-en.pdf", 73, 28, 6, 0xab277ee1ff8d2bb5},
                    Expected{"reports-real/lfs-nepal-en.pdf", 133, 21, 10, 0xce7ac5679303565},
                    Expected{"reports-real/rapporteur-figures-2.pdf", 57, 15, 17, 0x9d762e2a9c717ecd},
                    Expected{"reports-real/rapporteur-third-report.pdf", 226, 55, 8, 0x79003374543a4bda},
                    Expected{"reports-real/rapporteur-third-report.pdf", 70, 28, 13, 0xdbd3b291048e27f3},
                    Expected{"reports-real/lfs-nepal-en.pdf", 56, 14, 10, 0xe24300c248dc7810},
                    Expected{"reports-real/lfs-nepal-en.pdf", 76, 14, 10, 0xb27c335e1fbf0481},
                    Expected{"reports-real/lfs-romania-en.pdf", 43, 11, 6, 0x13bc90effb27eace},
                    Expected{"reports-real/lfs-romania-en.pdf", 45, 16, 5, 0xd9d675ad000b2be0},
                    Expected{"reports-real/cameroon-survey-fr.pdf", 66, 10, 10, 0x55919efd16d8e068},
                    Expected{"reports-real/lfs-armenia-hy.pdf", 12, 12, 2, 0x2bdbb4918d59722},
                    Expected{"reports-real/rapporteur-third-report.pdf", 71, 10, 7, 0xdcba32bb0e7e9c4c},
                    Expected{"reports-real/rapporteur-third-report.pdf", 127, 11, 13, 0x6498d1f296fddf92},
                    Expected{"reports-real/rapporteur-third-report.pdf", 158, 6, 13, 0x31007d8fbb06ee94},
                    Expected{"reports-real/rapporteur-third-report.pdf", 128, 11, 13, 0xefad0177f8568e49},
                    Expected{"reports-real/rapporteur-third-report.pdf", 134, 11, 13, 0x234e59e8f9dd45c4},
                    Expected{"reports-real/rapporteur-third-report.pdf", 167, 6, 13, 0xae41acffee37b46f},
                    Expected{"reports-real/un-jiu-2025-2.pdf", 11, 6, 6, 0xcc90966c519fb4b2}),
    [](const auto& info) {
      std::string name = fs::path(info.param.file).stem().string() + "_" + std::to_string(info.param.page);
      for (char& c : name) {
        if (c == '-') c = '_';
      }
      return name;
    });

}  // namespace
