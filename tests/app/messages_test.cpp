#include "app/workers/messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "app/workers/bytes.h"
#include "app/workers/packed_rows.h"

namespace proviso::app {
namespace {

TEST(Messages, ComeOutAsTheyWentIn) {
  Task task;
  task.kind = Task::Kind::picture;
  task.form = "\xFF any bytes";
  task.page = 7;
  task.frames = {{{1, 2, 3.5F, 4}, Frame::Role::note}};
  const Task back = unpack_task(pack(task));
  EXPECT_EQ(back.kind, task.kind);
  EXPECT_EQ(back.form, task.form);
  EXPECT_EQ(back.page, 7);
  ASSERT_EQ(back.frames.size(), 1u);
  EXPECT_EQ(back.frames[0].box, task.frames[0].box);
  EXPECT_EQ(back.frames[0].role, Frame::Role::note);

  Outcome outcome;
  outcome.state = Outcome::State::done;
  outcome.sha256 = std::string(64, 'a');
  outcome.document = std::string("\0\xFF", 2);
  EXPECT_EQ(unpack_outcome(pack(outcome)).document, outcome.document);
  EXPECT_EQ(unpack_setup(pack(app::Setup{"rules", 5, false})).memory_limit, 5u);
  const Confinement held{.no_new_privileges = true, .system_calls = false, .files = true};
  EXPECT_EQ(unpack_confinement(pack(held)), held);
}

TEST(Messages, AreTakenOutOfTheStreamWhole) {
  const std::string stream = framed(MessageKind::ready, "") + framed(MessageKind::progress, "abc");
  std::string buffer;
  std::vector<std::string> payloads;
  for (const char byte : stream) {
    buffer += byte;
    while (const auto message = take_message(buffer, 3)) payloads.push_back(message->payload);
  }
  EXPECT_EQ(payloads, (std::vector<std::string>{"", "abc"}));
  EXPECT_TRUE(buffer.empty());
}

TEST(Messages, NonsenseIsRefused) {
  std::string unknown_kind("\x09\0\0\0\0", 5);
  EXPECT_THROW(take_message(unknown_kind, 100), BadMessage);
  std::string just_too_long("\x04\x04\0\0\0four", 9);
  EXPECT_THROW(take_message(just_too_long, 3), BadMessage);
  std::string too_long("\x04\xFF\xFF\xFF\xFF", 5);
  EXPECT_THROW(take_message(too_long, longest_order), BadMessage);
  EXPECT_THROW(unpack_outcome(""), BadMessage);
  Outcome outcome;
  outcome.state = Outcome::State::unchanged;  // not for a worker to say
  EXPECT_THROW(unpack_outcome(pack(outcome)), BadMessage);
  outcome.state = Outcome::State::refused;
  outcome.reason = std::string(5000, 'a');
  EXPECT_THROW(unpack_outcome(pack(outcome)), BadMessage);
  outcome.reason = "\xFF";
  EXPECT_THROW(unpack_outcome(pack(outcome)), BadMessage);
  outcome.reason = "";
  outcome.state = Outcome::State::done;  // of what?
  EXPECT_THROW(unpack_outcome(pack(outcome)), BadMessage);
  EXPECT_THROW(unpack_progress(pack(Progress{}) + "x"), BadMessage);
}

// Rows about "# Heading", "Some 20 people came." made by hand.
struct Sample {
  extract::Document document = extract::plain_document("# Heading\nSome 20 people came.\n");
  nlp::Findings findings;
  store::IndexedWords words;

  Sample() {
    document.sha256 = std::string(64, 'a');
    document.warnings = {"a page is upside down"};
    findings.language = "en";
    findings.languages = {"en", "en"};
    const extract::Span where = document.blocks.at(1).span;
    nlp::Provision figure;
    figure.what =
        nlp::Figure{20, 30, nlp::Measure::money, "USD", nlp::Qualifier::about, "2018", {"KZ"}, "people"};
    figure.where = {where.begin, where.begin + 7};
    figure.context = where;
    figure.block = 1;
    figure.rule = "figure-count";
    figure.cites.push_back({"27", {where.end, where.end}, {}, {}, "https://example.org"});
    nlp::Provision article;
    article.what = nlp::Article{nlp::Act::law, "the Law", "RU", "127.1", "2", "a"};
    article.where = figure.where;
    article.block = 1;
    nlp::Provision advice;
    advice.what = nlp::Recommendation{"states", {"RU", "KZ"}, nlp::Modality::must};
    advice.where = where;
    advice.block = 1;
    findings.provisions = {figure, article, advice};
  }

  store::DocumentRows rows() { return store::rows_of(document, findings, words); }
};

TEST(PackedRows, ComeOutAsTheyWentIn) {
  Sample sample;
  const std::string bytes = pack_rows(sample.rows());
  const store::DocumentRows back = unpack_rows(bytes);
  EXPECT_EQ(pack_rows(back), bytes);
  EXPECT_EQ(back.text, sample.document.text);
  EXPECT_EQ(back.warnings.at(0), "a page is upside down");
  EXPECT_EQ(back.passages.at(1).countries, "KZ RU");
  EXPECT_EQ(back.passages.at(1).section, 0U);
  const store::ProvisionRow& figure = back.provisions.at(0);
  EXPECT_EQ(figure.value_to, 30);
  EXPECT_EQ(back.text_of(figure.where), "Some 20");
  EXPECT_EQ(back.passages.at(1).words, sample.words.of("Some 20 people came.").words);
  EXPECT_EQ(back.passage_words, sample.rows().passage_words);
  EXPECT_EQ(figure.cites.at(0).url, "https://example.org");
  EXPECT_EQ(back.provisions.at(1).canonical, "RU/law/127.1");
  EXPECT_EQ(back.provisions.at(2).modality, "must");
}

TEST(ByteReader, ACountIsOfTheBytesBehindIt) {
  EXPECT_EQ(ByteReader(std::string_view("\2ab")).bytes(), "ab");
  EXPECT_THROW(ByteReader(std::string_view("\3ab")).bytes(), BadMessage);
  EXPECT_THROW(ByteReader(std::string_view("\1")).count(), BadMessage);
}

TEST(PackedRows, EveryTruncationIsRefused) {
  Sample sample;
  const std::string bytes = pack_rows(sample.rows());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THROW(unpack_rows(std::string_view(bytes).substr(0, length)), BadMessage) << length;
  }
}

TEST(PackedRows, NoChangedByteGetsPastTheChecks) {
  Sample sample;
  const std::string bytes = pack_rows(sample.rows());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int bit : {0, 3, 6, 7}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      try {
        const store::DocumentRows rows = unpack_rows(changed);
        for (const store::PassageRow& row : rows.passages) {
          ASSERT_LE(row.where.end, rows.text.size());
          ASSERT_TRUE(row.section == extract::none || row.section < rows.sections.size());
          ASSERT_TRUE(store::are_indexed_words(row.words) && store::are_indexed_words(row.counted_words));
        }
        for (const store::ProvisionRow& row : rows.provisions) {
          ASSERT_LT(row.passage, rows.passages.size());
          const extract::Span passage = rows.passages[row.passage].where;
          ASSERT_TRUE(passage.begin <= std::min(row.where.begin, row.context.begin) &&
                      std::max(row.where.end, row.context.end) <= passage.end);
          ASSERT_TRUE(store::is_provision_id(row.id));
        }
      } catch (const BadMessage&) {
      }
    }
  }
}

TEST(PackedRows, SayNothingImpossible) {
  const auto refused = [](auto change) {
    Sample sample;
    store::DocumentRows rows = sample.rows();
    change(rows);
    const std::string bytes = pack_rows(rows);
    EXPECT_THROW(unpack_rows(bytes), BadMessage);
  };
  using store::DocumentRows;
  refused([](DocumentRows& r) { r.provisions[0].where.end = 100000; });
  refused([](DocumentRows& r) { r.provisions[0].where.end = r.provisions[0].where.begin; });
  refused([](DocumentRows& r) { r.text = "\xD0\xB6\xD0\xB6\xD0\xB6\xD0\xB6\xD0\xB6 ................."; });
  refused([](DocumentRows& r) { r.provisions[0].passage = 2; });
  refused([](DocumentRows& r) { r.passages[0].section = 1; });
  refused([](DocumentRows& r) { r.passages[0].words = "heading"; });
  refused([](DocumentRows& r) { r.provisions[0].passage = 0; });
  refused([](DocumentRows& r) { r.provisions[0].id = "f-9C0A46F79B975FB5"; });
  refused([](DocumentRows& r) { std::swap(r.passage_columns, r.provision_columns); });
  refused([](DocumentRows& r) { std::swap(r.passages[0], r.passages[1]); });
  refused([](DocumentRows& r) { r.provisions[0].page = 2; });
  refused([](DocumentRows& r) { r.provisions[0].page = 0; });
  refused([](DocumentRows& r) { r.provisions[0].value = std::numeric_limits<double>::quiet_NaN(); });
  refused([](DocumentRows& r) { r.provisions[0].rule = "\xFF"; });
  refused([](DocumentRows& r) { r.provisions[0].rule = "seven letters\xD0"; });
  refused([](DocumentRows& r) { r.provisions[0].boxes = "1 nan 2 3 4"; });
}

}  // namespace
}  // namespace proviso::app
