// `proviso export` in its formats, as programs that open them see it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/exports/exporter.h"
#include "app/exports/page_link.h"
#include "app/exports/provision_table.h"
#include "app/output/csv.h"
#include "program.h"

namespace proviso::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

store::ProvisionRecord figure(double value, const std::string& quote) {
  store::ProvisionRecord record;
  record.id = "f-0123456789abcdef";
  record.kind = "figure";
  record.what = nlp::Figure{.value = value, .place = {"KZ", "RU"}, .counted = "people"};
  record.document = {std::string(64, 'a'), "a.pdf", "/reports/a b.pdf", "A title", "en"};
  record.page = 3;
  record.quote = quote;
  record.context = "The sentence, whole.";
  record.rule = "figure-count";
  record.run = 1;
  return record;
}

// What an exporter makes of `records`.
template <class Make>
std::string exported(Make make, const std::vector<store::ProvisionRecord>& records) {
  std::string bytes;
  const std::unique_ptr<Exporter> exporter = make([&](std::string_view part) { bytes += part; });
  for (const store::ProvisionRecord& record : records) exporter->add(record);
  exporter->finish();
  return bytes;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Export, CsvGuardsTextsAndLeavesNumbersAlone) {
  const std::string csv =
      exported(csv_exporter, {figure(-4.5, "=HYPERLINK(\"http://x\")"), figure(143000, "-5 %")});
  const std::vector<std::string> lines = lines_of(csv);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_THAT(lines[0], ::testing::StartsWith("id,kind,file,title,page,page_label,section,quote,value,"));
  EXPECT_EQ(
      lines[1],
      "f-0123456789abcdef,figure,a.pdf,A title,3,,,\"'=HYPERLINK(\"\"http://x\"\")\",-4.5,,count,,exact,,"
      "KZ; RU,people,,,,,,,,,,,,\"The sentence, whole.\",,,,,,figure-count,1," +
          std::string(64, 'a') + ",\r");
  EXPECT_THAT(lines[2], HasSubstr(",'-5 %,143000,"));
}

TEST(Export, CsvSaysThatAValueMayBeAnother) {
  store::ProvisionRecord unsure = figure(4125, "4.125 people");
  std::get<nlp::Figure>(unsure.what).unsure = nlp::Doubt::decimal_mark;
  const std::vector<std::string> lines = lines_of(exported(csv_exporter, {unsure}));
  EXPECT_THAT(lines[0], HasSubstr(",counted,unsure,"));
  EXPECT_THAT(lines[1], HasSubstr(",people,decimal_mark,"));
}

TEST(Export, TextsThatBeginLikeFormulasAreGuarded) {
  EXPECT_EQ(csv_text("=1"), "'=1");
  EXPECT_EQ(csv_text("+1"), "'+1");
  EXPECT_EQ(csv_text("-1"), "'-1");
  EXPECT_EQ(csv_text("@a"), "'@a");
  EXPECT_EQ(csv_text("\t=1"), "' =1");
  EXPECT_EQ(csv_text("\r=1"), "' =1");
  EXPECT_EQ(csv_text("＝1"), "'＝1");
  EXPECT_EQ(csv_text("1=1"), "1=1");
  EXPECT_EQ(csv_text(""), "");
}

TEST(Export, NumbersReadBackTheSame) {
  EXPECT_EQ(csv_number(143000), "143000");
  EXPECT_EQ(csv_number(70.9), "70.9");
  EXPECT_EQ(csv_number(48.8e9), "48800000000");
  EXPECT_EQ(csv_number(1e22), "10000000000000000000000");
  EXPECT_EQ(csv_number(-0.001), "-0.001");
}

TEST(Export, PageLinksAreEscaped) {
  EXPECT_EQ(page_link("/r/a b#c%.pdf", 4), "file:///r/a%20b%23c%25.pdf#page=4");
  EXPECT_EQ(page_link("/r/о.pdf", 1), "file:///r/%D0%BE.pdf#page=1");
}

TEST(Export, EveryKindHasItsColumns) {
  for (const std::string kind : {"figure", "article", "recommendation"}) {
    std::vector<std::string> names;
    for (const TableColumn& column : table_columns_of(kind)) names.emplace_back(column.name);
    EXPECT_EQ(std::count(names.begin(), names.end(), "value"), kind == "figure");
    EXPECT_EQ(std::count(names.begin(), names.end(), "canonical"), kind == "article");
    EXPECT_EQ(std::count(names.begin(), names.end(), "modality"), kind == "recommendation");
    EXPECT_EQ(std::count(names.begin(), names.end(), "country"), kind != "figure");
  }
}

std::uint32_t number_at(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    number |= std::uint32_t{static_cast<unsigned char>(bytes.at(at + i))} << (8 * i);
  }
  return number;
}

std::string inflated(const std::string& bytes, std::size_t at, std::size_t packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream = {};
  inflateInit2(&stream, -MAX_WBITS);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + at));
  stream.avail_in = static_cast<uInt>(packed);
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

// The files in a ZIP archive, by its central directory.
std::map<std::string, std::string> unzipped(const std::string& bytes) {
  std::map<std::string, std::string> files;
  const std::size_t end = bytes.rfind("PK\x05\x06");
  if (end == std::string::npos) return files;
  std::size_t at = number_at(bytes, end + 16, 4);
  for (std::uint32_t left = number_at(bytes, end + 10, 2); left > 0; --left) {
    const std::size_t name = number_at(bytes, at + 28, 2);
    const std::size_t local = number_at(bytes, at + 42, 4);
    const std::size_t data = local + 30 + number_at(bytes, local + 26, 2) + number_at(bytes, local + 28, 2);
    files[bytes.substr(at + 46, name)] =
        inflated(bytes, data, number_at(bytes, at + 20, 4), number_at(bytes, at + 24, 4));
    at += 46 + name + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
  }
  return files;
}

TEST(Export, WorkbookHasTypedCellsAndPageLinks) {
  std::map<std::string, std::string> files = unzipped(exported(xlsx_exporter, {figure(143000.5, "=1+1")}));
  const std::string sheet = files["xl/worksheets/sheet1.xml"];
  EXPECT_THAT(sheet, HasSubstr("<v>143000.5</v>"));
  EXPECT_THAT(sheet, HasSubstr("t=\"inlineStr\"><is><t>=1+1</t></is>"));
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, HasSubstr("<c r=\"E2\" s=\"2\"><v>3</v></c>")) << "the page is a number";
  EXPECT_THAT(sheet, HasSubstr("<hyperlink ref=\"E2\" r:id=\"rId1\" location=\"page=3\""));
  EXPECT_THAT(files["xl/worksheets/_rels/sheet1.xml.rels"], HasSubstr("file:///reports/a%20b.pdf"));
  EXPECT_THAT(files["xl/workbook.xml"], HasSubstr("name=\"Recommendations\""));
  EXPECT_THAT(files["docProps/core.xml"], HasSubstr("2000-01-01T00:00:00Z"));
}

TEST(Export, WorkbookCutsWhatNoCellTakes) {
  std::string longest;
  for (int i = 0; i < 40'000; ++i) longest += "я";
  std::map<std::string, std::string> files = unzipped(exported(xlsx_exporter, {figure(1, longest)}));
  EXPECT_THAT(files["xl/worksheets/sheet1.xml"], HasSubstr("яя…</t>"));
}

class ExportOfReports : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("r/a one.pdf",
                  pdf_with({"# Courts\nIn 2018 some 1,250 people in Kazakhstan were heard.\n",
                            "The court applied Article 128 of the Criminal Code of Kazakhstan.\n"}));
    ASSERT_EQ(run({"ingest", folder_ / "r"}).status, 0);
  }

  Said run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", folder_ / "store.db"});
    return proviso(arguments);
  }

  Folder folder_;
};

TEST_F(ExportOfReports, TheSameStoreGivesTheSameBytesInEveryFormat) {
  for (const std::string format : {"jsonl", "csv", "xlsx", "annotations"}) {
    const std::string first = folder_ / ("1." + format);
    const std::string second = folder_ / ("2." + format);
    ASSERT_EQ(run({"export", "--format", format, "-o", first}).status, 0) << format;
    ASSERT_EQ(run({"export", "--format", format, "-o", second}).status, 0) << format;
    EXPECT_EQ(bytes_of(first), bytes_of(second)) << format;
    EXPECT_EQ(bytes_of(first), run({"export", "--format", format}).out) << format;
    EXPECT_NE(bytes_of(first), "");
  }
}

TEST_F(ExportOfReports, FiltersWorkInEveryFormat) {
  EXPECT_EQ(lines_of(run({"export", "--format", "csv", "--kind", "article"}).out).size(), 2u);
  const Json page =
      Json::parse(run({"export", "--format", "annotations", "--kind", "figure", "--country", "KZ"}).out);
  EXPECT_EQ(page["items"].size(), 1u);
  const Said none = run({"export", "--format", "annotations", "--country", "ZZ"});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(Json::parse(none.out)["items"].size(), 0u);
}

TEST_F(ExportOfReports, AnnotationsSelectTheQuote) {
  const Json page = Json::parse(run({"export", "--format", "annotations", "--kind", "article"}).out);
  EXPECT_EQ(page["@context"], "http://www.w3.org/ns/anno.jsonld");
  EXPECT_EQ(page["type"], "AnnotationPage");
  const Json annotation = page["items"].at(0);
  EXPECT_EQ(annotation["type"], "Annotation");
  EXPECT_THAT(annotation["target"]["source"]["id"].get<std::string>(), ::testing::StartsWith("urn:sha256:"));
  const Json& selectors = annotation["target"]["selector"];
  ASSERT_EQ(selectors.size(), 3u);
  EXPECT_EQ(selectors[0]["type"], "TextQuoteSelector");
  EXPECT_EQ(selectors[0]["exact"], "Article 128 of the Criminal Code of Kazakhstan");
  EXPECT_EQ(selectors[0]["prefix"], "n were heard.\nThe court applied ");
  EXPECT_EQ(selectors[0]["suffix"], ".");
  EXPECT_EQ(selectors[1]["end"].get<int>() - selectors[1]["start"].get<int>(), 46);
  EXPECT_THAT(selectors[2]["value"].get<std::string>(),
              ::testing::MatchesRegex("page=2&viewrect=[0-9.]+,[0-9.]+,[0-9.]+,[0-9.]+"));
}

TEST_F(ExportOfReports, AFullDiskLeavesNoHalfWorkbook) {
  const Said said =
      proviso({"export", "--format", "xlsx", "-o", folder_ / "x.xlsx", "--db", folder_ / "store.db"},
              {.largest_file = 2000});
  EXPECT_EQ(said.status, 3) << said.err;
  EXPECT_FALSE(std::filesystem::exists(folder_ / "x.xlsx"));
}

}  // namespace
}  // namespace proviso::app
