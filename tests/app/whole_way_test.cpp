// From PDFs to cited answers through the program, as its users go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "extract/sha256.h"
#include "program.h"

namespace proviso::app {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

const std::string kReport =
    "# Shelters and courts\n"
    "In 2018 about 1,250 victims were helped in Kazakhstan.\n"
    "The court applied Article 128 of the Criminal Code of Kazakhstan in 14 cases.\n"
    "# Recommendations\n"
    "The government should open more shelters for victims in every region.\n";

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) result.push_back(Json::parse(line));
  return result;
}

// The lines of an export, without the numbers of runs.
std::vector<Json> without_runs(const std::string& text) {
  std::vector<Json> lines = lines_of(text);
  for (Json& line : lines) line.erase("run");
  return lines;
}

class WholeWay : public ::testing::Test {
 protected:
  Folder folder_;
  std::string db_ = folder_ / "store.db";

  void make_reports() {
    folder_.write("reports/b/second.pdf",
                  pdf_with({kReport, "Page two says that 31 cases were closed in 2017.\n"}));
    folder_.write("reports/a first.pdf",
                  pdf_with({"# Other\nMore than 20 per cent of 700 migrants returned in 2016.\n"}));
    for (int i = 0; i < 8; ++i) {
      std::string page = "# Report " + std::to_string(i) + "\n";
      for (int line = 0; line < 5 * i; ++line)
        page += "In 2015 some " + std::to_string(100 + line) + " people were heard.\n";
      folder_.write("reports/more/" + std::to_string(i) + ".pdf", pdf_with({page}));
    }
  }

  Said run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", db_});
    return proviso(arguments);
  }

  std::string some_id(const std::string& kind) {
    for (const Json& line : lines_of(run({"export"}).out)) {
      if (line["kind"] == kind) return line["id"];
    }
    ADD_FAILURE() << "no " << kind << " was found";
    return "";
  }
};

TEST_F(WholeWay, ASecondRunHasNothingToDo) {
  make_reports();
  const Said first = run({"ingest", folder_ / "reports"});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(first.err, "");
  EXPECT_THAT(first.out, HasSubstr("10 documents read"));
  const std::string exported = run({"export"}).out;
  const Said second = run({"ingest", folder_ / "reports"});
  EXPECT_EQ(second.status, 0) << second.err;
  EXPECT_EQ(second.out, "Nothing to do: 10 documents are unchanged.\n");
  EXPECT_EQ(run({"export"}).out, exported);
  EXPECT_EQ(run({"ingest", "--quiet", folder_ / "reports"}).out, "");
}

TEST_F(WholeWay, TheNumberOfWorkersChangesNothing) {
  make_reports();
  ASSERT_EQ(run({"ingest", "--jobs", "1", folder_ / "reports"}).status, 0);
  const std::string one = run({"export"}).out;
  EXPECT_NE(one, "");
  db_ = folder_ / "two.db";
  ASSERT_EQ(run({"ingest", "--jobs", "2", folder_ / "reports"}).status, 0);
  EXPECT_EQ(run({"export"}).out, one);
  ASSERT_EQ(run({"ingest", "--jobs", "5", "--force", folder_ / "reports"}).status, 0);
  std::vector<Json> again = lines_of(run({"export"}).out);
  std::vector<Json> before = lines_of(one);
  ASSERT_EQ(again.size(), before.size());
  for (std::size_t i = 0; i < again.size(); ++i) EXPECT_EQ(again[i]["id"], before[i]["id"]);
}

TEST_F(WholeWay, TheOrderOfTheFilesChangesNothing) {
  make_reports();
  std::vector<std::string> files{folder_ / "reports/b/second.pdf", folder_ / "reports/a first.pdf"};
  for (int i = 0; i < 8; ++i) files.push_back(folder_ / ("reports/more/" + std::to_string(i) + ".pdf"));
  std::vector<std::string> exported;
  for (const std::string store : {"forward.db", "backward.db", "alone.db"}) {
    db_ = folder_ / store;
    if (store == "alone.db") {  // each file in a worker of its own
      for (const std::string& file : files) ASSERT_EQ(run({"ingest", file}).status, 0);
    } else {
      std::vector<std::string> arguments{"ingest", "--jobs", "1"};
      arguments.insert(arguments.end(), files.begin(), files.end());
      ASSERT_EQ(run(arguments).status, 0);
    }
    exported.push_back(run({"export"}).out);
    std::reverse(files.begin(), files.end());
  }
  EXPECT_NE(exported[0], "");
  EXPECT_EQ(exported[0], exported[1]);
  EXPECT_EQ(without_runs(exported[0]), without_runs(exported[2]));
}

TEST_F(WholeWay, ExportSaysWhatTheContractSays) {
  make_reports();
  ASSERT_EQ(run({"ingest", folder_ / "reports/b"}).status, 0);
  const std::vector<Json> lines = lines_of(run({"export"}).out);
  const auto figure = std::find_if(lines.begin(), lines.end(), [](const Json& line) {
    return line["kind"] == "figure" && line["figure"]["value"] == 1250;
  });
  ASSERT_NE(figure, lines.end());
  EXPECT_EQ((*figure)["document"]["file"], "second.pdf");
  EXPECT_EQ((*figure)["document"]["sha256"], extract::sha256_hex(bytes_of(folder_ / "reports/b/second.pdf")));
  EXPECT_EQ((*figure)["page"], 1);
  EXPECT_THAT((*figure)["quote"].get<std::string>(), HasSubstr("1,250"));
  EXPECT_EQ((*figure)["context"], "In 2018 about 1,250 victims were helped in Kazakhstan.");
  EXPECT_EQ((*figure)["figure"]["value_to"], nullptr);
  EXPECT_EQ((*figure)["figure"]["qualifier"], "about");
  EXPECT_EQ((*figure)["figure"]["time"], "2018");
  EXPECT_EQ((*figure)["figure"]["place"], Json::array({"KZ"}));
  EXPECT_EQ((*figure)["cites"], Json::array());
  EXPECT_EQ((*figure)["run"], 1);
  const Json& box = (*figure)["boxes"].at(0);
  EXPECT_EQ(box["page"], 1);
  EXPECT_GT(box["x1"].get<double>(), box["x0"].get<double>());
  EXPECT_GT(box["y0"].get<double>(), 70);  // the second line of the page
  EXPECT_LT(box["y1"].get<double>(), 130);
  const auto article =
      std::find_if(lines.begin(), lines.end(), [](const Json& line) { return line["kind"] == "article"; });
  ASSERT_NE(article, lines.end());
  EXPECT_EQ((*article)["article"]["canonical"], "KZ/criminal_code/128");
  EXPECT_EQ((*article)["article"]["part"], nullptr);
  EXPECT_EQ(run({"export", "-o", folder_ / "out.jsonl"}).status, 0);
  EXPECT_EQ(bytes_of(folder_ / "out.jsonl"), run({"export"}).out);
}

TEST_F(WholeWay, SearchAnswersWithThePlace) {
  make_reports();
  ASSERT_EQ(run({"ingest", folder_ / "reports"}).status, 0);
  const Said text = run({"search", "victims", "--kind", "figure"});
  EXPECT_EQ(text.status, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("second.pdf"));
  EXPECT_THAT(text.out, HasSubstr("p. 1"));
  EXPECT_EQ(text.out.find('\x1b'), std::string::npos) << "no colours outside a terminal";
  const Said json = run({"search", "victims", "--kind", "figure", "--json"});
  const Json answer = Json::parse(json.out);
  EXPECT_EQ(answer["results"].at(0)["document"]["file"], "second.pdf");
  EXPECT_EQ(answer["results"].at(0)["page"], 1);
  const Said nothing = run({"search", "zebra"});
  EXPECT_EQ(nothing.status, 1);
}

TEST_F(WholeWay, ShowAndTraceLeadBackToThePage) {
  make_reports();
  ASSERT_EQ(run({"ingest", folder_ / "reports/b"}).status, 0);
  const std::string id = some_id("article");
  const Said shown = run({"show", id});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("KZ/criminal_code/128"));
  EXPECT_THAT(shown.out, HasSubstr("Article 128 of the Criminal Code"));
  EXPECT_EQ(Json::parse(run({"show", id, "--json"}).out)["id"], id);
  const std::string picture = folder_ / "page.png";
  const Said traced = run({"trace", id, "-o", picture});
  EXPECT_EQ(traced.status, 0) << traced.err;
  EXPECT_THAT(traced.out, HasSubstr(picture));
  EXPECT_EQ(bytes_of(picture).substr(0, 8), "\x89PNG\r\n\x1a\n");
}

TEST_F(WholeWay, VerifyHoldsUntilAFileDrifts) {
  make_reports();
  ASSERT_EQ(run({"ingest", folder_ / "reports"}).status, 0);
  const Said good = run({"verify"});
  EXPECT_EQ(good.status, 0) << good.out << good.err;
  EXPECT_THAT(good.out, HasSubstr("of 10 documents verified"));
  folder_.write("reports/b/second.pdf", pdf_with({"Quite another text."}));
  std::filesystem::remove(folder_ / "reports/more/3.pdf");
  const Said drifted = run({"verify"});
  EXPECT_EQ(drifted.status, 1);
  EXPECT_THAT(drifted.out, HasSubstr("second.pdf"));
  EXPECT_THAT(drifted.out, HasSubstr("3.pdf: no such file"));
}

TEST_F(WholeWay, AMovedReportIsVerifiedAtItsNewPlace) {
  make_reports();
  ASSERT_EQ(run({"ingest", folder_ / "reports"}).status, 0);
  std::filesystem::rename(folder_ / "reports", folder_ / "moved");
  EXPECT_EQ(run({"verify"}).status, 1);
  EXPECT_EQ(run({"ingest", folder_ / "moved"}).status, 0);
  const Said good = run({"verify"});
  EXPECT_EQ(good.status, 0) << good.out;
  EXPECT_THAT(good.out, HasSubstr("of 10 documents verified"));
}

TEST_F(WholeWay, AReportThatIsGoneKeepsItsProvisions) {
  make_reports();
  ASSERT_EQ(run({"ingest", folder_ / "reports"}).status, 0);
  const std::string before = run({"export"}).out;
  std::filesystem::remove(folder_ / "reports/more/3.pdf");
  EXPECT_EQ(run({"ingest", folder_ / "reports/more/3.pdf"}).status, 1);
  EXPECT_EQ(run({"export"}).out, before);
  EXPECT_EQ(run({"export", "--country", "ZZ"}).status, 1);  // nothing found
}

TEST_F(WholeWay, ReadShowsBlocksAsTextAndJson) {
  const std::string pdf = folder_.write("a.pdf", pdf_with({kReport, "Page two."}));
  const Said text = proviso({"read", pdf});
  EXPECT_EQ(text.status, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("== page 1"));
  EXPECT_THAT(text.out, HasSubstr("In 2018 about 1,250 victims"));
  const Json page = Json::parse(proviso({"read", pdf, "--page", "2", "--format", "json"}).out);
  EXPECT_EQ(page["pages"].size(), 1u);
  EXPECT_EQ(page["pages"].at(0)["grade"], "good");
  EXPECT_EQ(page["pages"].at(0)["warnings"], Json::array());
  EXPECT_EQ(page["blocks"].at(0)["text"], "Page two.");
  const Said beyond = proviso({"read", pdf, "--page", "3"});
  EXPECT_EQ(beyond.status, 2);
  EXPECT_THAT(beyond.err, HasSubstr("has no page 3, only 2 pages"));
}

TEST_F(WholeWay, ReadDrawsAPageAndPrintsATable) {
  const std::string pdf =
      folder_.write("a.pdf", pdf_with({kReport,
                                       "Armenia      1,200      1,340\nBelarus      2,510      2,700\n"
                                       "Georgia      3,330      3,410\n"}));
  const std::string picture = folder_ / "page.png";
  const Said drawn = proviso({"read", pdf, "--page", "2", "--draw", picture});
  EXPECT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_THAT(drawn.out, HasSubstr(picture));
  EXPECT_EQ(bytes_of(picture).substr(0, 8), "\x89PNG\r\n\x1a\n");
  const Said table = proviso({"read", pdf, "--format", "csv", "--table", "1"});
  EXPECT_EQ(table.out,
            "Armenia,\"1,200\",\"1,340\"\r\nBelarus,\"2,510\",\"2,700\"\r\n"
            "Georgia,\"3,330\",\"3,410\"\r\n")
      << table.err;
  EXPECT_EQ(proviso({"read", pdf, "--page", "2", "--format", "csv", "--table", "1"}).out, table.out);
}

TEST_F(WholeWay, ReadSaysWhichTableOrPageIsNotThere) {
  const std::string pdf = folder_.write("a.pdf", pdf_with({kReport}));
  const std::string picture = folder_ / "page.png";
  const Said no_table = proviso({"read", pdf, "--format", "csv", "--table", "2"});
  EXPECT_EQ(no_table.status, 2);
  EXPECT_THAT(no_table.err, HasSubstr("no table 2, only 0 tables"));
  EXPECT_EQ(proviso({"read", pdf, "--format", "csv"}).status, 2);
  EXPECT_EQ(proviso({"read", pdf, "--table", "1"}).status, 2);
  EXPECT_EQ(proviso({"read", pdf, "--draw", picture}).status, 2);
  const Said no_page = proviso({"read", pdf, "--page", "9", "--draw", picture});
  EXPECT_EQ(no_page.status, 1);
  EXPECT_THAT(no_page.err, HasSubstr("has no page 9"));
  EXPECT_FALSE(std::filesystem::exists(picture));
}

TEST_F(WholeWay, RunsAreListed) {
  make_reports();
  ASSERT_EQ(run({"ingest", folder_ / "reports/b"}).status, 0);
  ASSERT_EQ(
      run({"ingest", folder_ / "reports/b", folder_ / "missing.pdf", folder_ / "reports/a first.pdf"}).status,
      1);
  const Said text = run({"runs"});
  EXPECT_EQ(text.status, 0);
  EXPECT_EQ(std::count(text.out.begin(), text.out.end(), '\n') >= 2, true) << text.out;
  const Json json = Json::parse(run({"runs", "--json"}).out);
  ASSERT_EQ(json["runs"].size(), 2u);
  const Json versions = json["runs"][0]["versions"];
  for (const std::string library : {"Poppler ", "ICU ", "RE2 ", "yaml-cpp ", "CLD2 ", "SQLite "}) {
    EXPECT_TRUE(std::any_of(versions.begin(), versions.end(),
                            [&](const Json& line) {
                              const std::string text = line.get<std::string>();
                              return text.starts_with(library) && text.size() > library.size();
                            }))
        << library << versions;
  }
}

TEST_F(WholeWay, HelpAndVersion) {
  EXPECT_THAT(proviso({"--version"}).out,
              ::testing::MatchesRegex("proviso [0-9.]+\n(  [A-Za-z0-9-]+ [^\n]+\n)+"));
  const Said help = proviso({"search", "--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, HasSubstr("--country"));
  EXPECT_THAT(help.out, HasSubstr("--db"));
}

}  // namespace
}  // namespace proviso::app
