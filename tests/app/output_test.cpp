#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/output/csv.h"
#include "app/output/document_output.h"
#include "app/output/ingest_report.h"
#include "app/output/progress_bar.h"
#include "app/output/provision_output.h"

namespace proviso::app {
namespace {

using ::testing::HasSubstr;

store::ProvisionRecord sample() {
  store::ProvisionRecord record;
  record.id = "f-9c1d2e3f4a5b6c7d";
  record.kind = "figure";
  record.what = nlp::Figure{143000, std::nullopt, nlp::Measure::count, "", nlp::Qualifier::over,
                            "2018", {"RU", "AM"}, "offences"};
  record.document = {std::string(64, 'a'), "report.pdf", "/in/report.pdf", "A report", "en"};
  record.page = 6;
  record.page_label = "4";
  record.section = {"1. Scale", "1.1. Size"};
  record.quote = "over 143.000 offences";
  record.context = "They counted over 143.000 offences.";
  record.boxes = {{6, {72, 310.23F, 420.4F, 322.94F}}};
  record.cites = {{"27", "Sizova (2018).", 6, "", "https://example.org", {}, {}, {}}};
  record.language = "en";
  record.rule = "figure-count";
  record.run = 1;
  return record;
}

TEST(Output, AProvisionAsALineOfJson) {
  EXPECT_EQ(
      provision_line(sample()),
      R"({"id":"f-9c1d2e3f4a5b6c7d","kind":"figure","document":{"sha256":")" + std::string(64, 'a') +
          R"(","file":"report.pdf","title":"A report","language":"en"},"page":6,"page_label":"4",)"
          R"("section":["1. Scale","1.1. Size"],"quote":"over 143.000 offences",)"
          R"("context":"They counted over 143.000 offences.",)"
          R"("boxes":[{"page":6,"x0":72.0,"y0":310.2,"x1":420.4,"y1":322.9}],)"
          R"("figure":{"value":143000,"value_to":null,"measure":"count","currency":null,"qualifier":"over",)"
          R"("time":"2018","place":["RU","AM"],"counted":"offences","unsure":null},)"
          R"("cites":[{"marker":"27","text":"Sizova (2018).","page":6,"reference":null,"url":"https://example.org"}],)"
          R"("language":"en","rule":"figure-count","run":1,"reviews":[]})"
          "\n");
}

TEST(Output, OtherKindsHaveTheirOwnObject) {
  store::ProvisionRecord record = sample();
  record.kind = "article";
  record.what = nlp::Article{nlp::Act::criminal_code, "", "RU", "127.1", "2", ""};
  EXPECT_THAT(
      provision_line(record),
      HasSubstr(
          R"("article":{"act":"criminal_code","act_name":null,"country":"RU","article":"127.1","part":"2",)"
          R"("point":null,"canonical":"RU/criminal_code/127.1"},"cites")"));
  record.kind = "recommendation";
  record.what = nlp::Recommendation{"", {}, nlp::Modality::must};
  record.cites.clear();
  EXPECT_THAT(
      provision_line(record),
      HasSubstr(
          R"("recommendation":{"addressee":null,"country":[],"modality":"must","source":[]},"cites":[],)"));
}

TEST(Output, AFigureSaysThatItsMarkMayBeReadOtherwise) {
  store::ProvisionRecord record = sample();
  std::get<nlp::Figure>(record.what).unsure = nlp::Doubt::decimal_mark;
  EXPECT_THAT(provision_line(record), HasSubstr(R"("unsure":"decimal_mark"})"));
  EXPECT_THAT(provision_text(Console{}, record), HasSubstr("unsure      may be 143: "));
  std::get<nlp::Figure>(record.what).value = 4.125;
  EXPECT_THAT(provision_text(Console{}, record), HasSubstr("unsure      may be 4,125: "));
}

TEST(Output, DocumentsCannotSpeakToTheTerminal) {
  store::ProvisionRecord record = sample();
  record.quote = "red \x1b[31m text \xE2\x80\xAE";
  record.document.title = "bell \x07";
  const std::string text = provision_text(Console{}, record);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_THAT(text, HasSubstr("\\u202e"));
  EXPECT_THAT(provision_line(record), HasSubstr("\\u202e"));
}

store::Answer one_answer() {
  store::Hit hit;
  hit.id = "f-1";
  hit.kind = "figure";
  hit.document = sample().document;
  hit.page = 6;
  hit.page_label = "4";
  hit.section = {"1. Scale"};
  hit.text = "over 143.000 offences of migrants";
  hit.marks = {{13, 21}};
  hit.excerpt = {5, 33};
  return {.total = 1, .hits = {hit}, .facets = {.kinds = {{"figure", 1}}, .countries = {{"RU", 1}}}};
}

TEST(Output, AnAnswerForPeople) {
  EXPECT_EQ(answer_text(Console{}, {.query = "offence", .offset = 10}, one_answer()),
            "11. figure  report.pdf — A report, p. 6 (printed 4)  f-1\n"
            "   1. Scale\n"
            "   …143.000 *offences* of migrants\n"
            "\n"
            "Results 11 to 11 of 1\n"
            "kinds       figure 1\n"
            "countries   RU 1\n");
  Console colourful;
  colourful.colour = true;
  EXPECT_THAT(answer_text(colourful, {.query = "offence"}, one_answer()),
              HasSubstr("\x1b[1moffences\x1b[0m"));
}

TEST(Output, AnAnswerForMachines) {
  const std::string json = answer_json({.query = "offence"}, one_answer());
  EXPECT_THAT(json, HasSubstr(R"("total":1)"));
  EXPECT_THAT(json, HasSubstr(R"("matched":["offences"])"));
  EXPECT_THAT(json, HasSubstr(R"("facets":{"kind":{"figure":1},"country":{"RU":1})"));
  EXPECT_EQ(runs_json({}), "{\"runs\":[]}\n");
  EXPECT_THAT(runs_json({store::RunRecord{.id = 3}}), HasSubstr(R"({"runs":[{"run":3,)"));
}

TEST(Output, ReportsOfAnIngest) {
  IngestReport report;
  report.unchanged = 2;
  EXPECT_EQ(report_text(report), "Nothing to do: 2 documents are unchanged.\n");
  report.read = 1;
  report.pages = 1234;
  report.articles = 1;
  report.refused = {{"a.pdf", "empty", "the file is empty"}};
  EXPECT_EQ(report_text(report),
            "1 document read, 2 unchanged, 1 refused: 1,234 pages, 1 provision (0 figures, 1 article, 0 "
            "recommendations).\n");
  EXPECT_THAT(report_json(report),
              HasSubstr(R"("refused":[{"file":"a.pdf","code":"empty","reason":"the file is empty"}])"));
}

TEST(Output, TheBarSaysWhatIsLeft) {
  Standing standing;
  standing.documents = 3;
  standing.all_documents = 12;
  standing.bytes = 250;
  standing.all_bytes = 1000;
  standing.pages = 340;
  standing.provisions = 1204;
  EXPECT_EQ(bar_line(standing, 10, 200),
            "[#####...............] 3/12 documents, 340 pages, 1,204 provisions, 0:30 left");
  EXPECT_EQ(bar_line(standing, 10, 30), "[#####...............] 3/12 d…");
}

TEST(Output, ADocumentForPeople) {
  const extract::Document document = extract::plain_document(
      "# Shelters\nTwenty were open[^1].\n- First item\n| Country | 2017 |\n| Chad | 33 |\n[^1]: See the "
      "annex.\n");
  const std::string text = document_text(document, std::nullopt);
  EXPECT_THAT(text, HasSubstr("== page 1, good ==\n# Shelters\nTwenty were open[^1].\n- First item\n"));
  EXPECT_THAT(text, HasSubstr("| Country | 2017 |\n| Chad | 33 |\n"));
  EXPECT_THAT(text, HasSubstr("[1] See the annex.\n"));
}

TEST(Output, ATableAsCsv) {
  extract::Document document = extract::plain_document(
      "| Country | 2017, thousands | Change |\n| =1+2 | 33 | -4.5% |\n| \"Chad\" | | -x |\n");
  EXPECT_EQ(table_csv(document, document.tables.at(0)),
            "Country,\"2017, thousands\",Change\r\n"
            "'=1+2,33,-4.5%\r\n"
            "\"\"\"Chad\"\"\",,'-x\r\n");
  // A spanning cell stands in its first place.
  extract::Table& table = document.tables.at(0);
  table.cells.at(0).column_span = 2;
  table.cells.erase(table.cells.begin() + 1);
  EXPECT_THAT(table_csv(document, table), ::testing::StartsWith("Country,,Change\r\n"));
}

TEST(Csv, NumbersStayNumbersAndFormulasBecomeText) {
  for (const char* plain : {"", "-", "12", "-4.5", "-3%", "–5", "a=b"}) EXPECT_EQ(csv_field(plain), plain);
  EXPECT_EQ(csv_field("+1,204"), "\"+1,204\"");
  for (const char* formula : {"=1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "＝1", "-2-3", "+"})
    EXPECT_EQ(csv_field(formula).front(), '\'') << formula;
  EXPECT_EQ(csv_field("two\nlines"), "two lines");
  EXPECT_EQ(csv_field("a\x1b[31m\x7f\x08z"), "a [31m  z");
}

TEST(Output, ADocumentForMachines) {
  extract::Document document = extract::plain_document(
      "# Shelters\n| Country | 2017 |\n| Chad | 33 |\nOpen[^1].\n[^1]: See the annex.\n");
  document.sha256 = "ab";
  const std::string json = document_json(document, "a.pdf", 1);
  EXPECT_THAT(json, HasSubstr(R"("document":{"sha256":"ab","file":"a.pdf")"));
  EXPECT_THAT(json, HasSubstr(R"({"kind":"heading","page":1,"text":"Shelters",)"));
  EXPECT_THAT(json, HasSubstr(R"("row":1,"column":1})"));
  EXPECT_THAT(
      json,
      HasSubstr(
          R"({"row":1,"column":1,"row_span":1,"column_span":1,"header":false,"text":"33","row_headers":["Chad"],"column_headers":["2017"],"unit":null})"));
  EXPECT_THAT(json, HasSubstr(R"("notes":[{"marker":"1","page":1,"text":"See the annex.","called_from":[{)"));
  EXPECT_THAT(document_json(document, "a.pdf", 2), HasSubstr(R"("blocks":[])"));
  EXPECT_THAT(json, HasSubstr(R"("references":[])"));
}

TEST(Output, EntriesOfReferenceListsSayWhoWhenAndWhat) {
  extract::Document document = extract::plain_document("Adams, J. (2015). The wage. https://wage.example\n");
  document.blocks.front().kind = extract::BlockKind::reference;
  EXPECT_THAT(
      document_json(document, "a.pdf", std::nullopt),
      HasSubstr(R"("references":[{"page":1,"label":null,"authors":["Adams, J."],"year":"2015",)"
                R"("title":"The wage","pages":null,"url":"https://wage.example","text":"Adams, J. (2015))"));
}

}  // namespace
}  // namespace proviso::app
