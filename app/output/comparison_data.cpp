#include "app/output/comparison_output.h"
#include "app/output/csv.h"
#include "app/output/json.h"

namespace proviso::app {

namespace {

using store::CompareBy;
using store::Compared;

const char* name_of(CompareBy by) {
  static constexpr const char* kNames[] = {"article", "act", "topic", "figure"};
  return kNames[static_cast<int>(by)];
}

std::string countries_text(const std::vector<std::string>& countries) {
  std::string text;
  for (const std::string& country : countries) text += (text.empty() ? "" : " ") + country;
  return text;
}

Json compared_json(const Compared& compared) {
  Json json = {{"id", compared.id},
               {"kind", compared.kind},
               {"file", compared.document.file},
               {"sha256", compared.document.sha256},
               {"page", compared.page},
               {"page_label", text_or_null(compared.page_label)},
               {"quote", compared.quote}};
  if (compared.figure) {
    const nlp::Figure& figure = *compared.figure;
    json["value"] = figure.value;
    json["value_to"] = figure.value_to ? Json(*figure.value_to) : Json(nullptr);
    json["measure"] = nlp::name(figure.measure);
    json["currency"] = text_or_null(figure.currency);
    json["qualifier"] = nlp::name(figure.qualifier);
    json["counted"] = text_or_null(figure.counted);
  }
  return json;
}

}  // namespace

std::string comparison_csv(const store::CompareQuestion& question, const store::Comparison& comparison) {
  std::string text = question.by == CompareBy::figure ? "place" : "country";
  for (const std::string& column : comparison.columns) text += "," + csv_text(column);
  text += "\r\n";
  for (const store::ComparedRow& row : comparison.rows) {
    text += csv_text(countries_text(row.countries));
    for (const auto& cell : row.cells) {
      std::string said;
      for (const Compared& one : cell) {
        said += (said.empty() ? "" : "; ") + (one.figure ? figure_text(*one.figure) : one.quote) + " (" +
                one.id + ", " + one.document.file + " p. " + std::to_string(one.page) + ")";
      }
      text += "," + csv_text(said);
    }
    text += "\r\n";
  }
  return text;
}

std::string comparison_json(const store::CompareQuestion& question, const store::Comparison& comparison) {
  Json rows = Json::array();
  for (const store::ComparedRow& row : comparison.rows) {
    Json cells = Json::array();
    for (const auto& cell : row.cells) {
      Json provisions = Json::array();
      for (const Compared& one : cell) provisions.push_back(compared_json(one));
      cells.push_back(std::move(provisions));
    }
    rows.push_back({{"countries", row.countries}, {"cells", std::move(cells)}});
  }
  return line_of({{"by", name_of(question.by)},
                  {"what", question.what},
                  {"columns", comparison.columns},
                  {"rows", std::move(rows)}}) +
         "\n";
}

}  // namespace proviso::app
