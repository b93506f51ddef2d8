// The order of blocks on pages of reports, each compared with the page's picture. What a page
// says is held as the kind of each block with its first and last word on that page; a table as its size.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "extract/document.h"
#include "tests/corpus/corpus_sequences.h"
#include "tests/corpus/shared_documents.h"
#include "tests/corpus/shared_sequences.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso::extract;
using proviso::document_at;
using proviso::ExpectedSequence;
using proviso::kCorpusPages;
using proviso::kShared;
using proviso::kSharedPages;

// Furniture and notes have tests of their own.
bool is_shown(const Block& block) {
  return block.kind != BlockKind::running && block.kind != BlockKind::note;
}

// "P The … report.", "A …" for each block with words on `page` (an index), "C 14x5" for a table.
std::string sequence(const Document& document, std::uint32_t page) {
  constexpr std::string_view letters = "HPICNTRALG";
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

class Sequence : public testing::TestWithParam<ExpectedSequence> {};

TEST_P(Sequence, OfBlocksIsThatOfThePage) {
  const ExpectedSequence& expected = GetParam();
  const bool ours = expected.file.starts_with("corpus/");
  const fs::path path = (ours ? fs::path(PROVISO_SOURCE_DIR) : kShared) / expected.file;
  if (!ours && !fs::exists(path)) GTEST_SKIP() << "../shared is not there";
  EXPECT_EQ(sequence(document_at(path), expected.page - 1), expected.blocks);
}

std::string name_of(const testing::TestParamInfo<ExpectedSequence>& info) {
  std::string name = fs::path(info.param.file).stem().string() + "_" + std::to_string(info.param.page);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Reports, Sequence, testing::ValuesIn(kSharedPages), name_of);
INSTANTIATE_TEST_SUITE_P(Corpus, Sequence, testing::ValuesIn(kCorpusPages), name_of);

}  // namespace
