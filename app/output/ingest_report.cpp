#include "app/output/ingest_report.h"

#include "app/output/console.h"
#include "app/output/json.h"

namespace proviso::app {

namespace {

// "3 figures, 1 article, 0 recommendations"
std::string kinds_text(const IngestReport& report) {
  return counted(report.figures, "figure") + ", " + counted(report.articles, "article") + ", " +
         counted(report.recommendations, "recommendation");
}

}  // namespace

void IngestReport::count(const store::DocumentRows& rows) {
  for (const store::ProvisionRow& provision : rows.provisions) {
    if (provision.kind == "figure") ++figures;
    if (provision.kind == "article") ++articles;
    if (provision.kind == "recommendation") ++recommendations;
  }
}

std::string report_text(const IngestReport& report) {
  std::string rest;
  if (report.duplicates > 0) rest += ", " + counted(report.duplicates, "duplicate");
  if (!report.refused.empty())
    rest += ", " + grouped(static_cast<long long>(report.refused.size())) + " refused";
  if (report.read == 0) {
    if (report.unchanged == 0) return "Nothing was read" + rest + ".\n";
    return "Nothing to do: " + counted(report.unchanged, "document is", "documents are") + " unchanged" +
           rest + ".\n";
  }
  if (report.unchanged > 0) rest = ", " + grouped(report.unchanged) + " unchanged" + rest;
  return counted(report.read, "document") + " read" + rest + ": " + counted(report.pages, "page") + ", " +
         counted(report.provisions(), "provision") + " (" + kinds_text(report) + ").\n";
}

std::string report_json(const IngestReport& report) {
  Json refused = Json::array();
  for (const RefusedFile& file : report.refused) {
    refused.push_back({{"file", file.path}, {"code", file.code}, {"reason", file.reason}});
  }
  return line_of({{"run", report.run == 0 ? Json(nullptr) : Json(report.run)},
                  {"read", report.read},
                  {"unchanged", report.unchanged},
                  {"duplicates", report.duplicates},
                  {"refused", std::move(refused)},
                  {"pages", report.pages},
                  {"provisions",
                   {{"figure", report.figures},
                    {"article", report.articles},
                    {"recommendation", report.recommendations}}}}) +
         "\n";
}

}  // namespace proviso::app
