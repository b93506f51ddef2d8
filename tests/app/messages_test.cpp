#include "app/workers/messages.h"

#include <gtest/gtest.h>

#include <limits>

#include "app/workers/bytes.h"
#include "app/workers/packed_findings.h"

namespace proviso::app {
namespace {

TEST(Messages, ComeOutAsTheyWentIn) {
  Task task;
  task.kind = Task::Kind::picture;
  task.path = "folder/\xFFname.pdf";  // file names are bytes
  task.page = 7;
  task.boxes = {{1, 2, 3.5F, 4}};
  const Task back = unpack_task(pack(task));
  EXPECT_EQ(back.kind, task.kind);
  EXPECT_EQ(back.path, task.path);
  EXPECT_EQ(back.page, 7);
  EXPECT_EQ(back.boxes, task.boxes);

  Outcome outcome;
  outcome.state = Outcome::State::done;
  outcome.sha256 = std::string(64, 'a');
  outcome.document = std::string("\0\xFF", 2);
  EXPECT_EQ(unpack_outcome(pack(outcome)).document, outcome.document);
  EXPECT_EQ(unpack_setup(pack(app::Setup{"rules", 5, {"x", "y"}})).known.at(1), "y");
}

TEST(Messages, AreTakenOutOfTheStreamWhole) {
  const std::string stream = framed(MessageKind::ready, "") + framed(MessageKind::progress, "abc");
  std::string buffer;
  std::vector<std::string> payloads;
  for (const char byte : stream) {
    buffer += byte;
    while (const auto message = take_message(buffer)) payloads.push_back(message->payload);
  }
  EXPECT_EQ(payloads, (std::vector<std::string>{"", "abc"}));
  EXPECT_TRUE(buffer.empty());
}

TEST(Messages, NonsenseIsRefused) {
  std::string unknown_kind("\x09\0\0\0\0", 5);
  EXPECT_THROW(take_message(unknown_kind), BadMessage);
  std::string too_long("\x04\xFF\xFF\xFF\xFF", 5);
  EXPECT_THROW(take_message(too_long), BadMessage);
  EXPECT_THROW(unpack_outcome(""), BadMessage);
  Outcome outcome;
  outcome.sha256 = "not a hash";
  EXPECT_THROW(unpack_outcome(pack(outcome)), BadMessage);
  outcome.sha256 = "";
  outcome.reason = "\xFF";
  EXPECT_THROW(unpack_outcome(pack(outcome)), BadMessage);
  EXPECT_THROW(unpack_progress(pack(Progress{}) + "x"), BadMessage);
}

// Findings about "# Heading", "Some 20 people came." made by hand.
struct Sample {
  extract::Document document = extract::plain_document("# Heading\nSome 20 people came.\n");
  nlp::Findings findings;

  Sample() {
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
    advice.what = nlp::Recommendation{"states", {"RU"}, nlp::Modality::must};
    advice.where = where;
    advice.block = 1;
    findings.provisions = {figure, article, advice};
  }
};

TEST(PackedFindings, ComeOutAsTheyWentIn) {
  const Sample sample;
  const std::string bytes = pack_findings(sample.findings);
  const nlp::Findings back = unpack_findings(bytes, sample.document);
  EXPECT_EQ(pack_findings(back), bytes);
  const auto& figure = std::get<nlp::Figure>(back.provisions.at(0).what);
  EXPECT_EQ(figure.value_to, 30);
  EXPECT_EQ(figure.place, std::vector<std::string>{"KZ"});
  EXPECT_EQ(std::get<nlp::Article>(back.provisions.at(1).what).point, "a");
  EXPECT_EQ(std::get<nlp::Recommendation>(back.provisions.at(2).what).modality, nlp::Modality::must);
  EXPECT_EQ(back.provisions.at(0).cites.at(0).url, "https://example.org");
}

TEST(ByteReader, ACountIsOfTheBytesBehindIt) {
  EXPECT_EQ(ByteReader(std::string_view("\2ab")).bytes(), "ab");
  EXPECT_THROW(ByteReader(std::string_view("\3ab")).bytes(), BadMessage);
  EXPECT_THROW(ByteReader(std::string_view("\1")).count(), BadMessage);
}

TEST(PackedFindings, EveryTruncationIsRefused) {
  const Sample sample;
  const std::string bytes = pack_findings(sample.findings);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THROW(unpack_findings(bytes.substr(0, length), sample.document), BadMessage) << length;
  }
}

TEST(PackedFindings, NoChangedByteGetsPastTheChecks) {
  const Sample sample;
  const std::string bytes = pack_findings(sample.findings);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int bit : {0, 3, 6, 7}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      try {
        for (const nlp::Provision& provision : unpack_findings(changed, sample.document).provisions) {
          ASSERT_LE(provision.where.end, sample.document.text.size());
          ASSERT_LT(provision.block, sample.document.blocks.size());
        }
      } catch (const BadMessage&) {
      }
    }
  }
}

TEST(PackedFindings, SayNothingImpossible) {
  const auto refused = [](auto change) {
    Sample sample;
    change(sample.findings);
    const std::string bytes = pack_findings(sample.findings);
    EXPECT_THROW(unpack_findings(bytes, sample.document), BadMessage);
  };
  refused([](nlp::Findings& f) { f.languages.pop_back(); });
  refused([](nlp::Findings& f) { f.provisions[0].where.end = 100000; });
  refused([](nlp::Findings& f) { f.provisions[0].where = {0, 4}; });  // outside its block
  refused([](nlp::Findings& f) { f.provisions[0].block = 9; });
  refused([](nlp::Findings& f) { std::swap(f.provisions[0], f.provisions[2]); });
  refused([](nlp::Findings& f) {
    std::get<nlp::Figure>(f.provisions[0].what).value = std::numeric_limits<double>::quiet_NaN();
  });
  refused([](nlp::Findings& f) { f.provisions[0].rule = "\xFF"; });
}

}  // namespace
}  // namespace proviso::app
