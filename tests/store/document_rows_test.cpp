#include "store/document_rows.h"

#include <gtest/gtest.h>

#include "store/rows/search_columns.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

std::string drawn(WordRange range) { return std::to_string(range.first) + "-" + std::to_string(range.last); }

TEST(DocumentRows, SayWhatTheTablesGet) {
  const Sample made = english();
  IndexedWords words;
  const DocumentRows rows = rows_of(made.document, made.findings, words);
  EXPECT_EQ(rows.title, "Report patrol-en.pdf");
  EXPECT_EQ(rows.pages.size(), 1U);
  ASSERT_EQ(rows.sections.size(), 2U);
  EXPECT_EQ(rows.sections[1].heading, "What to do");
  EXPECT_EQ(rows.sections[1].path, "Scale of the crime\nWhat to do");
  ASSERT_EQ(rows.passages.size(), 5U);
  EXPECT_EQ(rows.passages[0].section, extract::none);
  EXPECT_EQ(rows.passages[1].countries, "KZ");
  EXPECT_EQ(rows.passages[3].countries, "KZ RU");
  EXPECT_EQ(rows.passages[3].block, "item");
  ASSERT_EQ(rows.provisions.size(), 3U);
  const ProvisionRow& figure = rows.provisions[0];
  EXPECT_EQ(figure.kind, "figure");
  EXPECT_EQ(rows.text_of(figure.where), "412 traffickers");
  EXPECT_EQ(figure.passage, 1U);
  EXPECT_EQ(rows.passages[1].section, 0U);
  EXPECT_EQ(rows.passages[1].words, words.of(rows.text_of(rows.passages[1].where)).words);
  EXPECT_EQ(rows.passages[1].counted, "");  // the quote says it
  EXPECT_EQ(rows.sections[0].words, words.of("Scale of the crime").words);
  EXPECT_EQ(rows.provisions[1].canonical, "KZ/criminal_code/128");
  EXPECT_EQ(rows.provisions[2].modality, "imperative");
  EXPECT_EQ(rows.provisions[2].source, "NO CR");
  const SearchColumns columns = unpack_columns(rows.provision_columns);
  ASSERT_EQ(columns.places.size(), 3U);
  EXPECT_EQ(columns.rows[0].year_first, 2017);
  EXPECT_EQ(drawn(columns.places[0].quote), "2-4");  // Courts convicted [412 traffickers] in ...
  EXPECT_EQ(drawn(columns.places[0].context), "0-14");
  EXPECT_EQ(drawn(columns.places[2].quote), "0-9");
  EXPECT_EQ(drawn(columns.places[2].context), "0-0");  // it is the quote
  EXPECT_EQ(unpack_columns(rows.passage_columns).provisions, (std::vector<std::uint32_t>{0, 2, 0, 1, 0}));
}

// What runs through two items, and what stands in a running head.
TEST(DocumentRows, EachProvisionHasAPassageOfItsOwn) {
  Sample made = english();
  const auto at = [&](const char* text) { return static_cast<std::uint32_t>(made.document.text.find(text)); };
  made.document.blocks[4].kind = extract::BlockKind::running;
  nlp::Provision& urged = made.findings.provisions.back();
  urged.where.end = at("register of");
  add(made, "entry bans", nlp::Figure{.value = 1});
  IndexedWords words;
  const DocumentRows rows = rows_of(made.document, made.findings, words);
  ASSERT_EQ(rows.passages.size(), 4U);
  EXPECT_EQ(rows.passages[3].block, "item");
  EXPECT_EQ(rows.passages[3].where.end, made.document.blocks[4].span.end);
  EXPECT_EQ(rows.provisions.at(2).passage, 3U);
  EXPECT_EQ(rows.provisions.at(3).passage, 3U);
}

TEST(DocumentRows, OfATableSayTheRowsLabelAndWhatIsCounted) {
  Sample made = tabular();
  nlp::Provision& provision = made.findings.provisions.front();
  provision.context.begin = static_cast<std::uint32_t>(made.document.text.find("Ukraine"));
  std::get<nlp::Figure>(provision.what).counted = "returned migrants";
  IndexedWords words;
  const DocumentRows rows = rows_of(made.document, made.findings, words);
  const ProvisionRow& row = rows.provisions.at(0);
  EXPECT_EQ(rows.text_of(row.context), "Ukraine\n31\n44");
  const PassageRow& passage = rows.passages.at(row.passage);
  EXPECT_EQ(passage.counted, "returned migrants");
  EXPECT_EQ(passage.counted_words, words.of("returned migrants").words);
  const SearchPlaces places = unpack_columns(rows.provision_columns).places.at(0);
  EXPECT_EQ(drawn(places.context), "0-1");  // the label
  EXPECT_EQ(drawn(places.counted), "0-2");
}

TEST(DocumentRows, TheSameStatementIsOneRow) {
  Sample made = english();
  made.findings.provisions.insert(made.findings.provisions.begin() + 1, made.findings.provisions.front());
  made.findings.provisions[1].rule = "another-rule";
  IndexedWords words;
  const DocumentRows rows = rows_of(made.document, made.findings, words);
  ASSERT_EQ(rows.provisions.size(), 3U);
  EXPECT_EQ(rows.provisions[0].rule, "test-rule");
}

TEST(Store, TakesNoRowsThatContradictWhatItHas) {
  const Folder folder;
  Store store = Store::create_or_open(folder.file("rows.db"));
  const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
  const Sample first = english(), second = russian();
  put(store, first, run);
  IndexedWords words;
  DocumentRows rows = rows_of(second.document, second.findings, words);
  const std::string taken = nlp::provision_id(first.document, first.findings.provisions[0]);
  rows.provisions[1].id = taken;
  try {
    store.put({.file = second.file, .packed = "packed", .rows = rows, .run = run});
    FAIL() << "two provisions have one id";
  } catch (const StoreError& error) {
    EXPECT_EQ(error.code(), "contradiction");
  }
  EXPECT_EQ(store.documents().size(), 1U);
  EXPECT_EQ(store.provision(taken)->quote, "412 traffickers");
  put(store, second, run);  // and goes on
  EXPECT_EQ(store.documents().size(), 2U);
}

}  // namespace
}  // namespace proviso::store
