#include "store/document_rows.h"

#include <gtest/gtest.h>

#include "tests/store/samples.h"

namespace proviso::store {
namespace {

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
  EXPECT_EQ(figure.years, std::pair(2017, 2017));
  EXPECT_EQ(figure.passage, 1U);
  EXPECT_EQ(figure.section, 0U);
  EXPECT_EQ(rows.words.at(figure.quote_words), words.of("412 traffickers").words);
  EXPECT_EQ(rows.words.at(figure.about_words),
            words.of("Scale of the crime").words);  // the quote says what is counted
  EXPECT_EQ(rows.provisions[1].canonical, "KZ/criminal_code/128");
  EXPECT_EQ(rows.provisions[2].modality, "imperative");
  EXPECT_EQ(rows.provisions[2].source, "NO CR");
  EXPECT_EQ(rows.words.at(rows.provisions[2].context_words), "");  // it is the quote
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
  EXPECT_EQ(rows.words.at(row.context_words), words.of("Ukraine").words);
  EXPECT_EQ(rows.words.at(row.about_words), words.of("Numbers by country returned migrants").words);
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
