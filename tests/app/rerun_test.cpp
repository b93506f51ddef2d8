// Reports that change, move, vanish and come twice; rules that change; and what the store says of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "program.h"

namespace proviso::app {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

const std::string kCourts =
    "# Shelters and courts\n"
    "In 2018 about 1,250 victims were helped in Kazakhstan.\n"
    "The court applied Article 128 of the Criminal Code of Kazakhstan in 14 cases.\n";

class Rerun : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("r/courts.pdf", pdf_with({kCourts}));
    folder_.write("r/other.pdf",
                  pdf_with({"# Other\nMore than 20 per cent of 700 migrants returned in 2016.\n"}));
    std::filesystem::copy(PROVISO_SOURCE_DIR "/rules", folder_ / "rules",
                          std::filesystem::copy_options::recursive);
  }

  Said run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", db_, "--rules", folder_ / "rules"});
    return proviso(arguments);
  }
  Json json(std::vector<std::string> arguments) {
    arguments.push_back("--json");
    return Json::parse(run(arguments).out);
  }
  Said ingest() { return run({"ingest", reports_}); }

  // "what: file other" for each note of an ingest, base names only.
  static std::string notes_of(const Json& report) {
    std::string drawn;
    for (const Json& note : report["notes"]) {
      const auto name = [](const Json& path) {
        return path.is_null() ? "" : " " + std::filesystem::path(path.get<std::string>()).filename().string();
      };
      drawn += note["what"].get<std::string>() + ":" + name(note["file"]) + name(note["other"]) + "\n";
    }
    return drawn;
  }

  // Makes "about" mean nothing in figures: it is taken for "some" no longer.
  void change_rules() {
    const std::string file = folder_ / "rules/vocabulary/numbers-en.yaml";
    std::string text = bytes_of(file);
    const std::size_t at = text.find("about");
    ASSERT_NE(at, std::string::npos);
    for (std::size_t i = at; i != std::string::npos; i = text.find("about", i)) text.replace(i, 5, "abaut");
    std::ofstream(file, std::ios::binary) << text;
  }

  std::string id_of(const std::string& kind) {
    std::istringstream lines(run({"export", "--kind", kind}).out);
    std::string line;
    std::getline(lines, line);
    return Json::parse(line)["id"];
  }

  Folder folder_;
  std::string db_ = folder_ / "store.db";
  std::string reports_ = folder_ / "r";
};

TEST_F(Rerun, ChangedRulesAreTriedOnWhatWasRead) {
  ASSERT_EQ(ingest().status, 0);
  change_rules();
  const Json plan = json({"ingest", "--dry-run", reports_});
  EXPECT_EQ(plan["files"].at(0)["would"], "find-again");
  EXPECT_EQ(plan["files"].at(0)["why"], "the rules have changed");
  EXPECT_EQ(json({"runs"})["runs"].size(), 1u) << "a dry run stores nothing";
  const Json report = json({"ingest", reports_});
  EXPECT_EQ(report["found_again"], 2);
  EXPECT_EQ(report["read"], 0);
  EXPECT_EQ(ingest().out, "Nothing to do: 2 documents are unchanged.\n");
  const Json difference = json({"diff", "1", "2"});
  ASSERT_GE(difference["changes"].size(), 1u);
  const Json& change = difference["changes"].at(0);
  EXPECT_EQ(change["change"], "changed");
  EXPECT_EQ(change["cause"], "rule");
  EXPECT_EQ(change["detail"], "rule figure-count, through its vocabulary or another rule");
  const Said text = run({"diff", "1", "2"});
  EXPECT_EQ(text.status, 1);
  EXPECT_THAT(
      text.out,
      HasSubstr("rule figure-count, through its vocabulary or another rule: 0 gained, 0 lost, 1 changed\n"));
  EXPECT_THAT(text.out, HasSubstr("    qualifier: about → exact\n"));
  const Said list = run({"diff", "1", "2", "--format", "csv"});
  EXPECT_THAT(list.out, ::testing::StartsWith("change,cause,detail,file,page,kind,quote,fields,id_before,"));
  EXPECT_THAT(list.out,
              HasSubstr("changed,rule,\"rule figure-count, through its vocabulary or another rule\","));
  // A store in which the changed rules were the first says the same of the reports.
  const std::string again = run({"export", "--format", "csv"}).out;
  db_ = folder_ / "fresh.db";
  ASSERT_EQ(ingest().status, 0);
  std::string fresh = run({"export", "--format", "csv"}).out;
  for (std::size_t at = 0; (at = fresh.find(",1,", at)) != std::string::npos; ++at) {
    if (fresh.compare(at + 67, 3, ",\r\n") == 0) fresh[at + 1] = '2';  // the run stands before the hash
  }
  EXPECT_EQ(again, fresh);
}

TEST_F(Rerun, FilesThatChangeMoveVanishAndComeTwice) {
  ASSERT_EQ(ingest().status, 0);
  std::filesystem::rename(folder_ / "r/courts.pdf", folder_ / "r/tribunals.pdf");
  folder_.write("r/other.pdf",
                pdf_with({"# Other\nMore than 30 per cent of 800 migrants returned in 2017.\n"}));
  std::filesystem::copy(folder_ / "r/tribunals.pdf", folder_ / "r/zcopy.pdf");
  folder_.write("r/zsame.pdf", pdf_with({kCourts}, "/Info << /Producer (another) >>"));
  const std::string expected =
      "changed: other.pdf\nrenamed: tribunals.pdf courts.pdf\nsame-bytes: zcopy.pdf tribunals.pdf\n"
      "same-text: zsame.pdf courts.pdf\n";
  const Json report = json({"ingest", reports_});
  EXPECT_EQ(notes_of(report), expected);
  EXPECT_EQ(report["read"], 2);
  const Json documents = json({"documents"});
  EXPECT_EQ(documents["documents"].size(), 3u);
  EXPECT_EQ(documents["proposals"].at(0)["proposal"], "same-text");
  EXPECT_THAT(run({"documents"}).out, HasSubstr("says the same as"));

  std::filesystem::remove(folder_ / "r/other.pdf");
  EXPECT_EQ(notes_of(json({"ingest", "--dry-run", reports_})), "vanished: other.pdf\n");
  const Said vanished = ingest();
  EXPECT_EQ(vanished.status, 1);
  EXPECT_THAT(vanished.out, HasSubstr("other.pdf is no longer there; what was found in it is kept\n"));
  EXPECT_EQ(ingest().out, "Nothing to do: 3 documents are unchanged.\n") << "said once";
  EXPECT_THAT(run({"documents"}).out, HasSubstr("other.pdf (no longer there, run 3)"));
  EXPECT_EQ(json({"diff", "2", "3"})["changes"].size(), 0u);
}

TEST_F(Rerun, ADryRunSaysWhyAndMakesNoStore) {
  const Said fresh = run({"ingest", "--dry-run", reports_, folder_ / "none.pdf"});
  EXPECT_EQ(fresh.status, 1);
  EXPECT_EQ(fresh.out,
            "would read " + folder_.path() + "/r/courts.pdf: it is new\nwould read " + folder_.path() +
                "/r/other.pdf: it is new\nwould refuse " + folder_.path() +
                "/none.pdf: no such file or folder\nA dry run, nothing was stored: 2 documents would be "
                "read, 0 searched again without reading, 0 left as they are, 1 refused.\n");
  EXPECT_FALSE(std::filesystem::exists(db_));
  ASSERT_EQ(ingest().status, 0);
  EXPECT_EQ(run({"ingest", "--dry-run", "--force", reports_}).out.substr(0, 10), "would read");
  EXPECT_THAT(run({"ingest", "--dry-run", "--ocr", "always", reports_}).out,
              HasSubstr("courts.pdf: it was read with another --ocr\n"));
}

TEST_F(Rerun, ReviewsStayWithTheWords) {
  ASSERT_EQ(ingest().status, 0);
  const std::string id = id_of("article");
  const Said corrected =
      run({"review", id, "--correct", "part=2", "--by", "A. Person", "--note", "see the annex"});
  EXPECT_EQ(corrected.status, 0) << corrected.err;
  EXPECT_THAT(corrected.out, ::testing::StartsWith(id + " corrected, part = 2 by A. Person, 20"));
  const Json line = Json::parse(run({"export", "--kind", "article"}).out);
  EXPECT_EQ(line["article"]["part"], nullptr) << "what was found stays as it was found";
  EXPECT_EQ(line["reviews"].at(0)["value"], "2");
  EXPECT_EQ(line["reviews"].at(0)["outdated"], false);
  ASSERT_EQ(run({"ingest", "--force", reports_}).status, 0);
  EXPECT_THAT(run({"show", id}).out, HasSubstr("reviewed    corrected, part = 2 by A. Person, 20"));
  change_rules();
  ASSERT_EQ(ingest().status, 0);
  EXPECT_EQ(json({"review"})["reviews"].at(0)["provision"], id_of("article"));
  EXPECT_THAT(run({"export", "--format", "csv", "--kind", "article"}).out,
              HasSubstr("corrected part=2 (A. Person)"));
}

TEST_F(Rerun, ReviewsThatMakeNoSenseAreRefused) {
  ASSERT_EQ(ingest().status, 0);
  const std::string id = id_of("article");
  const auto said = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"review"});
    const Said said = run(arguments);
    return std::to_string(said.status) + " " + said.err;
  };
  EXPECT_EQ(said({id, "--confirm"}), "2 proviso: review needs --by NAME: who says so\n");
  EXPECT_EQ(said({id, "--confirm", "--reject", "--by", "x"}),
            "2 proviso: review takes one of --confirm, --reject and --correct, not several\n");
  EXPECT_EQ(said({id, "--by", "x"}),
            "2 proviso: review needs a verdict: --confirm, --reject or --correct FIELD=VALUE\n");
  EXPECT_EQ(
      said({id, "--correct", "value=2", "--by", "x"}),
      "2 proviso: --correct: an article has no field 'value'; it has act, act_name, country, article, part, "
      "point, canonical\n");
  EXPECT_EQ(said({id, "--correct", "part", "--by", "x"}),
            "2 proviso: --correct: 'part' is not FIELD=VALUE, such as value=1250\n");
  EXPECT_EQ(said({"a-0000000000000000", "--confirm", "--by", "x"}),
            "1 proviso: a-0000000000000000: no provision of " + db_ + " has this id\n");
  EXPECT_EQ(said({}), "1 proviso: " + db_ + " holds no reviews\n");
}

TEST_F(Rerun, OldRunsCanBePruned) {
  ASSERT_EQ(ingest().status, 0);
  change_rules();
  ASSERT_EQ(ingest().status, 0);
  EXPECT_THAT(run({"store"}).out, HasSubstr("search index: words of passages\n"));
  const Said pruned = run({"runs", "prune", "--keep", "1"});
  EXPECT_EQ(pruned.status, 0) << pruned.err;
  EXPECT_THAT(pruned.out, ::testing::StartsWith("1 run pruned; the store has "));
  EXPECT_EQ(json({"runs"})["runs"].at(0)["pruned"], true);
  const Said diff = run({"diff", "1", "2"});
  EXPECT_EQ(diff.status, 2);
  EXPECT_EQ(diff.err, "proviso: run 1 was pruned: what was there at its end is no longer known\n");
  EXPECT_EQ(run({"runs", "prune", "2"}).err,
            "proviso: run 2 is the last: what was there at its end is what is there now\n");
  EXPECT_EQ(run({"runs", "prune"}).err,
            "proviso: runs prune needs numbers of runs, or --keep N: how many of the newest to keep\n");
}

TEST_F(Rerun, AStoreMovedWithItsReportsVerifies) {
  ASSERT_EQ(ingest().status, 0);
  std::filesystem::create_directories(folder_ / "moved/deep");
  std::filesystem::rename(reports_, folder_ / "moved/deep/r");
  std::filesystem::rename(db_, folder_ / "moved/store.db");
  db_ = folder_ / "moved/store.db";
  EXPECT_EQ(run({"verify"}).status, 1);
  const Said good = run({"verify", "--root", folder_ / "moved/deep"});
  EXPECT_EQ(good.status, 0) << good.out;
  EXPECT_THAT(good.out, HasSubstr("of 2 documents verified.\n"));
  EXPECT_EQ(
      run({"trace", id_of("article"), "--root", folder_ / "moved/deep", "-o", folder_ / "p.png"}).status, 0);
}

TEST_F(Rerun, VerifySaysWhatChanged) {
  ASSERT_EQ(ingest().status, 0);
  const std::string before = json({"documents"}).dump();
  folder_.write("r/courts.pdf",
                pdf_with({"# Shelters and courts\n"
                          "In 2018 about 1,260 victims were helped in Kazakhstan.\n"
                          "The court applied Article 128 of the Criminal Code of Kazakhstan in 14 "
                          "cases.\n"}));
  const Said drifted = run({"verify"});
  EXPECT_EQ(drifted.status, 1);
  EXPECT_THAT(drifted.out,
              ::testing::ContainsRegex("courts.pdf: has changed since it was read into the store: its "
                                       "SHA-256 was [0-9a-f]{64} and is [0-9a-f]{64}\n"));
  EXPECT_THAT(drifted.out,
              HasSubstr("the page no longer says \"about 1,250 victims\" there, but \"about 1,260 "
                        "victims\"\n"));
  EXPECT_THAT(drifted.out, HasSubstr("; 2 drifts.\n"));
}

TEST_F(Rerun, TheChainIsShownAndWrittenAsOnePage) {
  ASSERT_EQ(ingest().status, 0);
  const std::string id = id_of("article");
  const Json chain = json({"show", id})["chain"];
  EXPECT_EQ(chain["rule"]["version"].get<std::string>().size(), 12u);
  EXPECT_EQ(chain["found"]["run"], 1);
  EXPECT_EQ(chain["read"]["run"], 1);
  const std::string page = folder_ / "page.html";
  const Said traced = run({"trace", id, "--html", page});
  EXPECT_EQ(traced.status, 0) << traced.err;
  EXPECT_THAT(traced.out, HasSubstr("red: statement on p. 1\n"));
  const std::string html = bytes_of(page);
  const auto has = [&](std::string_view part) { return html.find(part) != std::string::npos; };
  EXPECT_TRUE(has("<blockquote>Article 128 of the Criminal Code of Kazakhstan"));
  EXPECT_TRUE(has("src=\"data:image/png;base64,iVBORw0KGgo"));
  EXPECT_TRUE(has("default-src 'none'"));
  EXPECT_FALSE(has("<script"));
  EXPECT_EQ(run({"trace", id, "--html", "-o", folder_ / "other.html"}).status, 0);
  EXPECT_TRUE(bytes_of(folder_ / "other.html") == html);
  EXPECT_EQ(run({"trace", id}).err, "proviso: trace needs a file to write: -o OUT.png, or --html OUT.html\n");
}

TEST_F(Rerun, KilledIngestsLeaveWholeDocumentsAndAreFinished) {
  for (int i = 0; i < 6; ++i) {
    folder_.write("r/more" + std::to_string(i) + ".pdf",
                  pdf_with({"# Report " + std::to_string(i) + "\n" + kCourts, kCourts, kCourts}));
  }
  const std::string undisturbed = folder_ / "undisturbed.db";
  ASSERT_EQ(proviso({"ingest", "--db", undisturbed, reports_}).status, 0);
  const std::string expected = proviso({"export", "--format", "csv", "--db", undisturbed}).out;
  for (const std::uintmax_t size : {1, 400'000, 600'000}) {
    db_ = folder_ / ("killed" + std::to_string(size) + ".db");
    Surroundings killed;
    killed.interrupt_at = db_ + "-wal";
    killed.interrupt_size = size;
    killed.signal = SIGKILL;
    proviso({"ingest", "--db", db_, reports_}, killed);
    EXPECT_EQ(proviso({"ingest", "--quiet", "--db", db_, reports_}).status, 0);
    std::string said = proviso({"export", "--format", "csv", "--db", db_}).out;
    const auto without_runs = [](std::string csv) {
      for (std::size_t at = 0; (at = csv.find("\r\n", at + 2)) != std::string::npos;) {
        if (at > 68 && csv[at - 66] == ',') csv[at - 67] = '*';
      }
      return csv;
    };
    EXPECT_EQ(without_runs(said), without_runs(expected));
  }
}

TEST_F(Rerun, TwoIngestsAtOnceStoreTheSame) {
  for (int i = 0; i < 6; ++i) {
    folder_.write("r/more" + std::to_string(i) + ".pdf",
                  pdf_with({"# Report " + std::to_string(i) + "\n" + kCourts}));
  }
  Said other;
  std::thread beside([&] { other = proviso({"ingest", "--quiet", "--db", db_, reports_}); });
  const Said one = proviso({"ingest", "--quiet", "--db", db_, reports_});
  beside.join();
  EXPECT_EQ(one.status, 0) << one.err;
  EXPECT_EQ(other.status, 0) << other.err;
  EXPECT_EQ(proviso({"verify", "--db", db_}).status, 0);
  EXPECT_EQ(json({"documents"})["documents"].size(), 8u);
}

}  // namespace
}  // namespace proviso::app
