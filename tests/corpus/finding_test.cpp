// What is found in the corpus, measured against what its reports are expected to yield: a floor under the
// quality, a little below what was reached when it was last raised.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/scoring/score.h"
#include "app/scoring/score_files.h"
#include "extract/document.h"
#include "extract/read.h"
#include "nlp/find.h"
#include "nlp/provision.h"
#include "nlp/rule_hits.h"
#include "nlp/rules.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso;

const fs::path kTop = PROVISO_SOURCE_DIR;

struct Floors {
  double figure = 0, article = 0, recommendation = 0;  // F1
};
constexpr Floors kFloors = {0.97, 0.98, 0.98};

void put(app::Scored& scored, const nlp::Figure& figure) {
  scored.value = figure.value;
  scored.value_to = figure.value_to;
  scored.measure = name(figure.measure);
  scored.currency = figure.currency;
  scored.qualifier = name(figure.qualifier);
  scored.time = figure.time;
  scored.place = {figure.place.begin(), figure.place.end()};
}

void put(app::Scored& scored, const nlp::Article& article) {
  scored.act = name(article.act);
  scored.country = article.country;
  scored.article = article.article;
  scored.part = article.part;
  scored.point = article.point;
}

void put(app::Scored& scored, const nlp::Recommendation& recommendation) {
  scored.modality = name(recommendation.modality);
}

extract::Document read(const fs::path& pdf) {
  std::ifstream in(pdf, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return extract::read_pdf(bytes.str());
}

std::vector<fs::path> reports() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(kTop / "corpus"))
    if (entry.path().extension() == ".pdf") out.push_back(entry.path());
  return out;
}

void find_in(const fs::path& pdf, const nlp::RuleSet& rules, std::vector<app::Scored>& predictions) {
  const extract::Document document = read(pdf);
  for (const nlp::Provision& provision : nlp::find(document, rules).provisions) {
    app::Scored scored;
    scored.document = pdf.filename().string();
    scored.kind = nlp::kind_name(provision);
    scored.page = static_cast<int>(page_of(document, provision.where)) + 1;
    scored.quote = text_of(document, provision.where);
    for (const nlp::Citation& citation : provision.cites) scored.cites.push_back(citation.marker);
    std::visit([&](const auto& what) { put(scored, what); }, provision.what);
    predictions.push_back(std::move(scored));
  }
}

TEST(CorpusFinding, StaysAboveTheFloors) {
  const nlp::RuleSet rules = nlp::RuleSet::load(kTop / "rules");
  std::vector<app::Scored> predictions;
  std::vector<std::string> expected;
  for (const fs::path& report : reports()) {
    find_in(report, rules, predictions);
    expected.push_back((kTop / "corpus" / "expected" / (report.stem().string() + ".jsonl")).string());
  }
  const app::Score score = app::score(app::read_gold(expected), predictions);
  for (const auto& [row, floor] : {std::pair{"all figure", kFloors.figure},
                                   {"all article", kFloors.article},
                                   {"all recommendation", kFloors.recommendation}}) {
    const auto at =
        std::find_if(score.rows.begin(), score.rows.end(), [&](const auto& one) { return one.first == row; });
    ASSERT_NE(at, score.rows.end()) << row;
    EXPECT_GE(at->second.f1.value_or(0), floor) << row << "\n" << app::score_text(score, true);
  }
}

// A rule that no report of ours needs is one that nobody would miss, or that no test watches.
TEST(CorpusFinding, GivesEveryRuleSomethingToDo) {
  const nlp::RuleSet rules = nlp::RuleSet::load(kTop / "rules");
  nlp::HitsByRule hits;
  for (const fs::path& report : reports()) nlp::count_hits(read(report), rules, hits);
  std::string idle;
  for (const nlp::RuleProblem& problem : nlp::without_effect(rules, hits))
    idle += problem.place.text() + ": " + problem.name + " " + problem.problem + "\n";
  EXPECT_EQ(idle, "");
}

}  // namespace
