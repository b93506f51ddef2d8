#include "app/output/ingest_report.h"

#include <algorithm>

#include "app/output/console.h"
#include "app/output/json.h"

namespace proviso::app {

namespace {

// "3 figures, 1 article, 0 recommendations"
std::string kinds_text(const IngestReport& report) {
  return counted(report.figures, "figure") + ", " + counted(report.articles, "article") + ", " +
         counted(report.recommendations, "recommendation");
}

Json notes_json(const std::vector<FileNote>& notes) {
  Json list = Json::array();
  for (const FileNote& note : notes) {
    list.push_back({{"file", note.path}, {"what", note.what}, {"other", text_or_null(note.other)}});
  }
  return list;
}

long long number_of(const std::vector<PlannedFile>& plan, std::string_view would) {
  return std::count_if(plan.begin(), plan.end(),
                       [&](const PlannedFile& file) { return file.would == would; });
}

std::string warnings_text(const IngestReport& report) {
  if (report.with_warnings == 0) return {};
  return counted(report.with_warnings, "document has warnings", "documents have warnings") +
         ": `proviso status` names them.\n";
}

}  // namespace

void IngestReport::count(const store::DocumentRows& rows) {
  with_warnings += !rows.warnings.empty();
  for (const store::ProvisionRow& provision : rows.provisions) {
    if (provision.kind == "figure") ++figures;
    if (provision.kind == "article") ++articles;
    if (provision.kind == "recommendation") ++recommendations;
  }
}

std::string note_text(const FileNote& note) {
  if (note.what == "renamed") return note.path + " was " + note.other + " before";
  if (note.what == "same-bytes") return note.path + " has the same bytes as " + note.other;
  if (note.what == "same-text") return note.path + " says the same as " + note.other + ", in other bytes";
  if (note.what == "vanished") return note.path + " is no longer there; what was found in it is kept";
  return note.path + " has changed";
}

std::string report_text(const IngestReport& report) {
  std::string rest;
  if (report.duplicates > 0) rest += ", " + counted(report.duplicates, "duplicate");
  if (!report.refused.empty())
    rest += ", " + grouped(static_cast<long long>(report.refused.size())) + " refused";
  std::string text;
  for (const FileNote& note : report.notes) text += for_terminal_line(note_text(note)) + "\n";
  if (report.read + report.found == 0) {
    if (report.unchanged == 0) return text + "Nothing was read" + rest + ".\n";
    return text + "Nothing to do: " + counted(report.unchanged, "document is", "documents are") +
           " unchanged" + rest + ".\n";
  }
  if (report.unchanged > 0) rest = ", " + grouped(report.unchanged) + " unchanged" + rest;
  if (report.found > 0) {
    rest = (report.read > 0 ? ", " + grouped(report.found) : counted(report.found, "document")) +
           " searched again without reading" + rest;
  }
  if (report.read > 0) rest = counted(report.read, "document") + " read" + rest;
  return text + rest + ": " + counted(report.pages, "page") + ", " +
         counted(report.provisions(), "provision") + " (" + kinds_text(report) + ").\n" +
         warnings_text(report);
}

std::string report_json(const IngestReport& report) {
  Json refused = Json::array();
  for (const RefusedFile& file : report.refused) {
    refused.push_back({{"file", file.path}, {"code", file.code}, {"reason", file.reason}});
  }
  return line_of({{"run", report.run == 0 ? Json(nullptr) : Json(report.run)},
                  {"read", report.read},
                  {"found_again", report.found},
                  {"unchanged", report.unchanged},
                  {"duplicates", report.duplicates},
                  {"refused", std::move(refused)},
                  {"with_warnings", report.with_warnings},
                  {"notes", notes_json(report.notes)},
                  {"pages", report.pages},
                  {"provisions",
                   {{"figure", report.figures},
                    {"article", report.articles},
                    {"recommendation", report.recommendations}}}}) +
         "\n";
}

std::string plan_text(const std::vector<PlannedFile>& plan, const std::vector<FileNote>& notes) {
  std::string text;
  for (const PlannedFile& file : plan) {
    if (file.would == "nothing") continue;
    const std::string would = file.would == "find-again" ? "would search again" : "would " + file.would;
    text += for_terminal_line(would + " " + file.path + ": " + file.why) + "\n";
  }
  for (const FileNote& note : notes) text += for_terminal_line(note_text(note)) + "\n";
  return text + "A dry run, nothing was stored: " + counted(number_of(plan, "read"), "document") +
         " would be read, " + grouped(number_of(plan, "find-again")) + " searched again without reading, " +
         grouped(number_of(plan, "nothing")) + " left as they are, " + grouped(number_of(plan, "refuse")) +
         " refused.\n";
}

std::string plan_json(const std::vector<PlannedFile>& plan, const std::vector<FileNote>& notes) {
  Json files = Json::array();
  for (const PlannedFile& file : plan) {
    files.push_back({{"file", file.path}, {"would", file.would}, {"why", text_or_null(file.why)}});
  }
  return line_of({{"dry_run", true}, {"files", std::move(files)}, {"notes", notes_json(notes)}}) + "\n";
}

}  // namespace proviso::app
