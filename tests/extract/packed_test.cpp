#include "extract/packed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace proviso::extract {
namespace {

// A small document that uses every field.
Document sample() {
  Document document = plain_document(
      "# Миграция 2019\n"
      "Over 143,000 people — «трудовые мигранты» — left.[^1] Երևան\n"
      "- first item\n"
      "Table 1. Entry bans\n"
      "| Country | 2018 |\n"
      "| Armenia | 12.5 |\n"
      "| Таджикистан | 7 |\n"
      "[^1]: Sizov Yu. (2018).\n");
  document.sha256 = std::string(64, 'a');
  document.title = "Миграция";
  document.warnings = {"page 3 has no text", ""};
  document.pages.push_back({.number = 2,
                            .label = "iv",
                            .width = 841.89F,
                            .height = 595.28F,
                            .grade = Grade::bad,
                            .reason = "scan",
                            .source = Source::ocr,
                            .warnings = {"a word was left out", ""}});
  document.words.back().page = 1;
  document.words.back().box = {-3.5F, 12.25F, 4000.05F, 24};
  document.notes.push_back({.marker = "*", .page = 1, .block = none, .calls = {{.at = 4, .page = 1}}});
  return document;
}

bool near(const Box& a, const Box& b) {
  const auto close = [](float x, float y) { return std::abs(x - y) <= 0.0255F; };
  return close(a.x0, b.x0) && close(a.top, b.top) && close(a.x1, b.x1) && close(a.bottom, b.bottom);
}

void expect_same(const Document& a, const Document& b) {
  EXPECT_EQ(a.sha256, b.sha256);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.warnings, b.warnings);
  ASSERT_EQ(a.pages.size(), b.pages.size());
  for (std::size_t i = 0; i < a.pages.size(); ++i) {
    const Page &x = a.pages[i], &y = b.pages[i];
    EXPECT_EQ(std::tie(x.number, x.label, x.width, x.height, x.grade, x.reason, x.source, x.warnings),
              std::tie(y.number, y.label, y.width, y.height, y.grade, y.reason, y.source, y.warnings));
  }
  ASSERT_EQ(a.words.size(), b.words.size());
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    const Word &x = a.words[i], &y = b.words[i];
    EXPECT_EQ(x.span, y.span);
    EXPECT_EQ(x.page, y.page);
    EXPECT_NEAR(x.size, y.size, 0.0051);
    EXPECT_TRUE(near(x.box, y.box)) << i;
  }
  ASSERT_EQ(a.blocks.size(), b.blocks.size());
  for (std::size_t i = 0; i < a.blocks.size(); ++i) {
    const Block &x = a.blocks[i], &y = b.blocks[i];
    EXPECT_EQ(x.span, y.span);
    EXPECT_EQ(std::tie(x.kind, x.page, x.level, x.heading, x.table),
              std::tie(y.kind, y.page, y.level, y.heading, y.table));
  }
  ASSERT_EQ(a.tables.size(), b.tables.size());
  for (std::size_t i = 0; i < a.tables.size(); ++i) {
    const Table &x = a.tables[i], &y = b.tables[i];
    EXPECT_EQ(std::tie(x.page, x.caption, x.source, x.rows, x.columns),
              std::tie(y.page, y.caption, y.source, y.rows, y.columns));
    ASSERT_EQ(x.cells.size(), y.cells.size());
    for (std::size_t j = 0; j < x.cells.size(); ++j) {
      const Cell &c = x.cells[j], &d = y.cells[j];
      EXPECT_EQ(std::tie(c.row, c.column, c.row_span, c.column_span, c.header, c.block),
                std::tie(d.row, d.column, d.row_span, d.column_span, d.header, d.block));
    }
  }
  ASSERT_EQ(a.notes.size(), b.notes.size());
  for (std::size_t i = 0; i < a.notes.size(); ++i) {
    const Note &x = a.notes[i], &y = b.notes[i];
    EXPECT_EQ(std::tie(x.marker, x.page, x.block), std::tie(y.marker, y.page, y.block));
    ASSERT_EQ(x.calls.size(), y.calls.size());
    for (std::size_t j = 0; j < x.calls.size(); ++j) {
      EXPECT_EQ(x.calls[j].at, y.calls[j].at);
      EXPECT_EQ(x.calls[j].page, y.calls[j].page);
      EXPECT_TRUE(near(x.calls[j].box, y.calls[j].box));
    }
  }
}

// Everything that readers of a Document rely on without looking.
bool is_valid(const Document& document) {
  const auto index = [](std::uint32_t i, std::size_t size) { return i == none || i < size; };
  std::uint32_t end = 0;
  for (const Word& word : document.words) {
    if (word.span.begin < end || word.span.end < word.span.begin || word.page >= document.pages.size()) {
      return false;
    }
    end = word.span.end;
  }
  if (end > document.text.size()) return false;
  end = 0;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.span.begin < end || block.span.end < block.span.begin) return false;
    if (block.page >= document.pages.size() || !index(block.heading, i)) return false;
    if (!index(block.table, document.tables.size())) return false;
    end = block.span.end;
    heading_path(document, static_cast<std::uint32_t>(i));
  }
  if (end > document.text.size()) return false;
  for (const Table& table : document.tables) {
    for (const Cell& cell : table.cells) {
      if (!index(cell.block, document.blocks.size()) || cell.row + cell.row_span > table.rows) return false;
    }
  }
  for (const Note& note : document.notes) {
    if (!index(note.block, document.blocks.size())) return false;
    for (const Call& call : note.calls) {
      if (call.at > document.text.size() || call.page >= document.pages.size()) return false;
    }
  }
  boxes_of(document, {0, static_cast<std::uint32_t>(document.text.size())});
  return true;
}

// Whether `bytes` are refused, or give a document that readers can rely on.
bool is_refused_or_valid(const std::string& bytes) {
  try {
    return is_valid(unpack(bytes));
  } catch (const BadPackedDocument&) {
    return true;
  }
}

TEST(Packed, ComesBackAsItWas) {
  const Document document = sample();
  const std::string bytes = pack(document);
  const Document back = unpack(bytes);
  expect_same(document, back);
  EXPECT_EQ(pack(back), bytes) << "rounding happens once";
}

TEST(Packed, AnEmptyDocumentComesBack) { expect_same(Document{}, unpack(pack(Document{}))); }

TEST(Packed, OddCoordinatesAreCutToThePage) {
  Document document = plain_document("One word");
  document.words[0].box = {NAN, -INFINITY, INFINITY, 1e30F};
  const Box box = unpack(pack(document)).words[0].box;
  EXPECT_EQ(box.x0, 0);
  EXPECT_LT(box.top, -800000);
  EXPECT_GT(box.x1, 800000);
  EXPECT_GT(box.bottom, 800000);
}

TEST(Packed, AWordTakesTenBytesAtMost) {
  std::string text;
  for (int i = 0; i < 500; ++i)
    text += "Every line of this has about a dozen words of many lengths in running text\n";
  const Document document = plain_document(text);
  EXPECT_LE(pack(document).size() - document.text.size(), document.words.size() * 10);
}

TEST(Packed, TruncationIsRefusedAtEveryByte) {
  const std::string bytes = pack(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(unpack(bytes.substr(0, size)), BadPackedDocument) << size;
  }
  EXPECT_THROW(unpack(bytes + '\0'), BadPackedDocument);
}

TEST(Packed, EveryByteMayBeAnything) {
  const std::string bytes = pack(sample());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(value);
      ASSERT_TRUE(is_refused_or_valid(changed)) << "byte " << at << " = " << value;
    }
  }
}

TEST(Packed, RandomDamageIsRefusedOrHarmless) {
  const std::string bytes = pack(sample());
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string changed = bytes;
    for (int i = 0; i < 4; ++i) changed[random() % changed.size()] = static_cast<char>(random());
    ASSERT_TRUE(is_refused_or_valid(changed)) << round;
  }
}

TEST(Packed, SaysWhatIsWrong) {
  const auto message = [](const std::string& bytes) -> std::string {
    try {
      unpack(bytes);
    } catch (const BadPackedDocument& bad) {
      return bad.what();
    }
    return "";
  };
  EXPECT_EQ(message(""), "no packed document: it ends too early (byte 0 of 0)");
  EXPECT_EQ(message("\x07"), "no packed document: written by another version of the program (byte 1 of 1)");
  EXPECT_EQ(message("\x02\x05"
                    "ab"),
            "no packed document: a text is cut off (byte 2 of 4)");
  EXPECT_EQ(message("\x02\x02\xC3("), "no packed document: a text is no UTF-8 (byte 2 of 4)");
}

TEST(Packed, ASpanThatCutsACharacterIsRefused) {
  Document document = plain_document("жук");
  document.words[0].span = {0, 3};
  EXPECT_THROW(unpack(pack(document)), BadPackedDocument);
}

TEST(Packed, ACircleOfHeadingsIsRefused) {
  Document document = plain_document("# One\n## Two\ntext");
  document.blocks[0].heading = 1;
  EXPECT_THROW(unpack(pack(document)), BadPackedDocument);
}

}  // namespace
}  // namespace proviso::extract
