#include "store/store.h"

#include <gtest/gtest.h>

#include "tests/store/samples.h"

namespace proviso::store {
namespace {

RunStart start_of(const std::string& program = "1", const std::string& fingerprint = "f") {
  return {.program = program,
          .fingerprint = fingerprint,
          .reading = program,
          .finding = program,
          .versions = {"sqlite 3", "icu 72"},
          .command = "ingest x"};
}

// Provisions in the order of export, a line each: "file page label: quote".
std::string exported(const Store& store, const Filters& filters = {}) {
  std::string out;
  store.each_provision(filters, [&](const ProvisionRecord& record) {
    out += record.document.file + " " + std::to_string(record.page) + ": " + record.quote + "\n";
  });
  return out;
}

std::string files_of(const Store& store) {
  std::string out;
  for (const DocumentRecord& document : store.documents()) {
    out += document.name.sha256.substr(0, 1) + " " + document.name.file + ":";
    for (const FileState& file : document.files) out += " " + file.path;
    out += "\n";
  }
  return out;
}

TEST(Store, ProvisionComesBackWhole) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of());
  Sample report =
      sample('e', "whole.pdf", "# One\n## Two\nSome 2,500 boys left.\nSee note 7.\nRef 9.\n", "en");
  const auto at = [&](const std::string& text) {
    const auto begin = static_cast<std::uint32_t>(report.document.text.find(text));
    return extract::Span{begin, begin + static_cast<std::uint32_t>(text.size())};
  };
  add(report, "2,500 boys",
      nlp::Figure{.value = 2500,
                  .value_to = 3000.5,
                  .measure = nlp::Measure::money,
                  .currency = "RUB",
                  .qualifier = nlp::Qualifier::about,
                  .time = "2014/2017",
                  .place = {"TJ", "RU"},
                  .counted = "boys",
                  .unsure = nlp::Doubt::decimal_mark},
      {{.marker = "7",
        .call = at("left"),
        .note = at("See note 7."),
        .reference = at("Ref 9."),
        .url = "https://x"}});
  put(store, report, run);

  const std::string id = nlp::provision_id(report.document, report.findings.provisions[0]);
  const auto record = store.provision(id);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->id, id);
  EXPECT_EQ(record->kind, "figure");
  EXPECT_EQ(record->quote, "2,500 boys");
  EXPECT_EQ(record->context, "Some 2,500 boys left.");
  EXPECT_EQ(record->where, at("2,500 boys"));
  EXPECT_EQ(record->section, (std::vector<std::string>{"One", "Two"}));
  EXPECT_EQ(record->page, 1);
  EXPECT_EQ(record->page_label, "1");
  EXPECT_EQ(record->rule, "test-rule");
  EXPECT_EQ(record->run, run);
  EXPECT_EQ(record->document.path, "/reports/whole.pdf");
  ASSERT_EQ(record->boxes.size(), 1u);
  const auto computed = extract::boxes_of(report.document, record->where);
  EXPECT_NEAR(record->boxes[0].box.x0, computed[0].box.x0, 0.006);
  EXPECT_NEAR(record->boxes[0].box.bottom, computed[0].box.bottom, 0.006);
  const auto& figure = std::get<nlp::Figure>(record->what);
  EXPECT_EQ(figure.value, 2500);
  EXPECT_EQ(figure.value_to, 3000.5);
  EXPECT_EQ(figure.measure, nlp::Measure::money);
  EXPECT_EQ(figure.currency, "RUB");
  EXPECT_EQ(figure.qualifier, nlp::Qualifier::about);
  EXPECT_EQ(figure.time, "2014/2017");
  EXPECT_EQ(figure.place, (std::vector<std::string>{"TJ", "RU"}));
  EXPECT_EQ(figure.counted, "boys");
  EXPECT_EQ(figure.unsure, nlp::Doubt::decimal_mark);
  ASSERT_EQ(record->cites.size(), 1u);
  EXPECT_EQ(record->cites[0].marker, "7");
  EXPECT_EQ(record->cites[0].text, "See note 7.");
  EXPECT_EQ(record->cites[0].reference, "Ref 9.");
  EXPECT_EQ(record->cites[0].url, "https://x");
  EXPECT_EQ(record->cites[0].page, 1);

  EXPECT_TRUE(store.provision(id.substr(0, 8)));
  EXPECT_FALSE(store.provision("f-0000000000000000"));
  const auto passage = store.passage(record->passage);
  ASSERT_TRUE(passage);
  EXPECT_EQ(passage->text, "Some 2,500 boys left.");
  EXPECT_EQ(passage->block, "paragraph");
  EXPECT_EQ(store.packed(report.document.sha256), "packed");
}

TEST(Store, OtherKindsComeBack) {
  Store store = Store::create_or_open(":memory:");
  put(store, english(), store.begin_run(start_of()));
  std::vector<ProvisionRecord> records;
  store.each_provision({}, [&](const ProvisionRecord& record) { records.push_back(record); });
  ASSERT_EQ(records.size(), 3u);
  const auto& article = std::get<nlp::Article>(records[1].what);
  EXPECT_EQ(nlp::canonical(article), "KZ/criminal_code/128");
  EXPECT_EQ(article.part, "");
  const auto& recommendation = std::get<nlp::Recommendation>(records[2].what);
  EXPECT_EQ(recommendation.country, (std::vector<std::string>{"KZ", "RU"}));
  EXPECT_EQ(recommendation.modality, nlp::Modality::imperative);
  EXPECT_EQ(recommendation.source, (std::vector<std::string>{"NO", "CR"}));
}

TEST(Store, ExportIsOrderedByHashWhateverCameFirst) {
  const std::string expected =
      "patrol-en.pdf 1: 412 traffickers\n"
      "patrol-en.pdf 1: Article 128\n"
      "patrol-en.pdf 1: Open three more shelters for victims of forced labour.\n"
      "obzor-ru.pdf 1: ст. 127.1 УК РФ\n"
      "obzor-ru.pdf 1: 30 человек\n"
      "table-en.pdf 1: 44\n";
  for (const std::vector<Sample>& order :
       {std::vector{english(), russian(), tabular()}, std::vector{tabular(), english(), russian()}}) {
    Store store = Store::create_or_open(":memory:");
    const std::int64_t run = store.begin_run(start_of());
    for (const Sample& sample : order) put(store, sample, run);
    EXPECT_EQ(exported(store), expected);
    EXPECT_EQ(exported(store, {.countries = {"UA"}}), "table-en.pdf 1: 44\n");
  }
}

TEST(Store, PutReplacesWhatWasKnownOfTheBytes) {
  Store store = Store::create_or_open(":memory:");
  put(store, english(), store.begin_run(start_of()));
  Sample again = english();
  again.findings.provisions.resize(1);
  put(store, again, store.begin_run(start_of("2")));
  EXPECT_EQ(exported(store), "patrol-en.pdf 1: 412 traffickers\n");
  EXPECT_EQ(store.search({.query = "shelters", .filters = {.kinds = {"recommendation"}}}).total, 0u);
  EXPECT_EQ(store.search({.query = "shelters"}).total, 1u);  // the passage, once
  EXPECT_EQ(store.documents()[0].run, 2);
}

TEST(Store, ChangedFileGivesItsOldDocumentUp) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of());
  put(store, english(), run);
  Sample changed = russian();
  changed.file.path = english().file.path;
  put(store, changed, run);
  EXPECT_EQ(files_of(store), "b patrol-en.pdf: /reports/patrol-en.pdf\n");
  EXPECT_EQ(store.search({.query = "traffickers"}).total, 0u);
}

TEST(Store, SameBytesAreOneDocumentWithTwoFiles) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of());
  put(store, english(), run);
  FileState copy = english().file;
  copy.path = "/copies/other.pdf";
  EXPECT_TRUE(store.put_unchanged(copy, run));
  EXPECT_EQ(files_of(store), "a other.pdf: /copies/other.pdf /reports/patrol-en.pdf\n");
  store.put_refused(
      {.file = {.path = "/copies/other.pdf"}, .code = RefusalCode::empty, .reason = "is empty", .run = run});
  EXPECT_EQ(files_of(store), "a patrol-en.pdf: /reports/patrol-en.pdf\n");
  copy.sha256 = std::string(64, 'f');
  EXPECT_FALSE(store.put_unchanged(copy, run));
}

TEST(Store, RefusedFilesAreKeptWithTheirReason) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of());
  put(store, english(), run);
  store.put_refused(
      {.file = english().file, .code = RefusalCode::password, .reason = "needs a password", .run = run});
  EXPECT_EQ(files_of(store), "");
  EXPECT_EQ(exported(store), "");
  EXPECT_EQ(store.search({.query = "traffickers"}).total, 0u);
  const std::vector<Refusal> refusals = store.refusals();
  ASSERT_EQ(refusals.size(), 1u);
  EXPECT_EQ(refusals[0].code, RefusalCode::password);
  EXPECT_EQ(refusals[0].reason, "needs a password");
  put(store, english(), run);
  EXPECT_TRUE(store.refusals().empty());
}

TEST(Store, CodesOfRefusalsHaveWords) {
  for (int i = 0; i <= static_cast<int>(RefusalCode::failed); ++i) {
    const auto code = static_cast<RefusalCode>(i);
    EXPECT_EQ(refusal_code_named(name(code)), code) << name(code);
  }
  EXPECT_EQ(name(RefusalCode::too_much_memory), "too-much-memory");
  EXPECT_EQ(name(RefusalCode::not_a_pdf), "not-a-pdf");
  for (const char* unreadable : {"not-a-pdf", "empty", "truncated", "password", "damaged", "no-pages"}) {
    EXPECT_TRUE(refusal_code_named(unreadable)) << unreadable << " is a code of extract::UnreadableFile";
  }
  EXPECT_FALSE(refusal_code_named("worker-died"));
}

TEST(Store, ARunThatStopsEarlySaysWhy) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of());
  store.end_run(run, {.files = 5, .read = 2}, "interrupted");
  EXPECT_EQ(store.run(run)->stopped, "interrupted");
  EXPECT_NE(store.run(run)->ended, "");
  EXPECT_EQ(store.run(store.begin_run(start_of()))->stopped, "");
}

TEST(Store, ADocumentStaysWhenItsFileIsOnlyMissingOrSlow) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of());
  put(store, english(), run);
  for (const RefusalCode code : {RefusalCode::missing, RefusalCode::too_slow, RefusalCode::crashed}) {
    store.put_refused({.file = {.path = english().file.path}, .code = code, .reason = "for now", .run = run});
    EXPECT_EQ(files_of(store), "a patrol-en.pdf: /reports/patrol-en.pdf\n") << name(code);
  }
}

TEST(Store, CurrentMeansSameBytesProgramAndRules) {
  constexpr auto automatic = extract::OcrMode::automatic;
  Store store = Store::create_or_open(":memory:");
  put(store, english(), store.begin_run(start_of("1", "f")));
  const std::vector<std::string> all{english().document.sha256}, nothing;
  EXPECT_EQ(store.known(start_of("1", "f"), automatic).unchanged, all);
  EXPECT_EQ(store.known(start_of("2", "f"), automatic).unchanged, nothing);
  EXPECT_EQ(store.known(start_of("1", "g"), automatic).unchanged, nothing);
}

TEST(Store, TheOcrModeCountsForDocumentsThatItChanges) {
  using extract::OcrMode;
  Sample bad = russian();
  bad.document.pages.front().grade = extract::Grade::bad;
  Sample recognised = tabular();
  recognised.document.pages.front().source = extract::Source::ocr;
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of("1", "f"));
  put(store, english(), run, OcrMode::never);
  put(store, bad, run, OcrMode::never);
  put(store, recognised, run, OcrMode::automatic);
  const std::string a = english().document.sha256, b = bad.document.sha256, c = recognised.document.sha256;
  EXPECT_EQ(store.known(start_of("1", "f"), OcrMode::never).unchanged, (std::vector<std::string>{a, b}));
  EXPECT_EQ(store.known(start_of("1", "f"), OcrMode::automatic).unchanged, (std::vector<std::string>{a, c}));
  EXPECT_EQ(store.known(start_of("1", "f"), OcrMode::always).unchanged, std::vector<std::string>{});
  put(store, english(), run, OcrMode::always);
  EXPECT_EQ(store.known(start_of("1", "f"), OcrMode::always).unchanged, std::vector<std::string>{a});
  EXPECT_EQ(store.known(start_of("1", "f"), OcrMode::automatic).unchanged, std::vector<std::string>{c});
  EXPECT_EQ(store.documents().front().ocr, OcrMode::always);
}

TEST(Store, Runs) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t first = store.begin_run(start_of("1", "f"));
  store.end_run(first, {.files = 5, .read = 3, .unchanged = 1, .refused = 1, .pages = 40, .provisions = 7});
  store.begin_run(start_of("2", "g"));
  const std::vector<RunRecord> runs = store.runs();
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].counts.unchanged, 1);
  EXPECT_EQ(runs[0].counts.provisions, 7);
  EXPECT_EQ(runs[0].start.versions, (std::vector<std::string>{"sqlite 3", "icu 72"}));
  EXPECT_EQ(runs[0].ended.size(), std::string("2020-11-30T09:15:02Z").size());
  EXPECT_EQ(runs[1].ended, "");
  EXPECT_EQ(store.run(2)->start.program, "2");
  EXPECT_FALSE(store.run(3));
}

TEST(Store, StatementFoundTwiceIsKeptOnce) {
  Store store = Store::create_or_open(":memory:");
  Sample twice = russian();
  twice.findings.provisions.insert(twice.findings.provisions.begin(), twice.findings.provisions[0]);
  put(store, twice, store.begin_run(start_of()));
  EXPECT_EQ(exported(store), "obzor-ru.pdf 1: ст. 127.1 УК РФ\nobzor-ru.pdf 1: 30 человек\n");
}

TEST(Store, NoRowWithoutARun) {
  Store store = Store::create_or_open(":memory:");
  EXPECT_THROW(put(store, english(), 1), StoreError);
  EXPECT_EQ(files_of(store), "");
}

TEST(Store, FurnitureAndBadPagesAreNotSearched) {
  Store store = Store::create_or_open(":memory:");
  Sample report = sample('e', "bad.pdf", "Running head\nReadable text\n", "en");
  report.document.blocks[0].kind = extract::BlockKind::running;
  put(store, report, store.begin_run(start_of()));
  EXPECT_EQ(store.search({.query = "head"}).total, 0u);
  EXPECT_EQ(store.search({.query = "readable"}).total, 1u);
  report.document.pages[0].grade = extract::Grade::bad;
  put(store, report, 1);
  EXPECT_EQ(store.search({.query = "readable"}).total, 0u);
}

}  // namespace
}  // namespace proviso::store
