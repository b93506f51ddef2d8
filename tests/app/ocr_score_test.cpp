// A scan says what the same report with a text layer says.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "extract/page/ocr.h"
#include "program.h"

namespace proviso::app {
namespace {

// Figures that `report` and its annotations share, as F1.
double score_of(const std::string& report, const std::string& gold) {
  const Folder folder;
  const std::string db = folder / "store.db";
  EXPECT_EQ(proviso({"ingest", "--db", db, "--ocr", "auto", "--time-limit", "3600", report}).status, 0);
  const auto said = nlohmann::json::parse(proviso({"score", "--json", "--db", db, gold}).out);
  return said.at("all figure").at("f1").get<double>();
}

TEST(OcrScore, AScanReachesNineTenthsOfItsTextTwin) {
  const std::string shared = PROVISO_SOURCE_DIR "/../shared";
  if (!std::filesystem::exists(shared + "/gold"))
    GTEST_SKIP() << "no annotated reports beside the sources (../shared)";
  if (const std::string why = extract::why_no_ocr({"eng"}); !why.empty()) GTEST_SKIP() << why;
  const auto score = [&](const std::string& name) {
    return score_of(shared + "/reports/" + name + ".pdf", shared + "/gold/" + name + ".jsonl");
  };
  const double text = score("lebedev-statement-2015");
  EXPECT_GT(text, 0.5);
  EXPECT_GE(score("lebedev-statement-2015-scan"), 0.9 * text);
}

}  // namespace
}  // namespace proviso::app
