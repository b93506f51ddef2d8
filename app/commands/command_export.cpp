// proviso export
#include <optional>

#include "app/commands/commands.h"
#include "app/exports/exporter.h"
#include "app/interrupts.h"
#include "store/store.h"

namespace proviso::app {

namespace {

std::unique_ptr<Exporter> exporter_for(const std::string& format, Sink sink, const store::Store& store) {
  if (format == "csv") return csv_exporter(std::move(sink));
  if (format == "xlsx") return xlsx_exporter(std::move(sink));
  if (format == "annotations") return annotations_exporter(std::move(sink), store);
  return jsonl_exporter(std::move(sink));
}

}  // namespace

int export_provisions(const Everywhere& everywhere, const ExportOptions& options, const Console& console) {
  if (options.format == "xlsx" && options.output.empty() && console.colour)
    throw WrongUse("export --format xlsx is no text for a terminal; name a file with -o FILE");
  const store::Store store = store::Store::open_to_read(everywhere.db);
  std::optional<OutputFile> file;
  if (!options.output.empty()) file.emplace(options.output);
  const Interrupts interrupts;  // so that no half of a file stays beside its place
  const Sink sink = [&](std::string_view bytes) { file ? file->write(bytes) : print(bytes); };
  const std::unique_ptr<Exporter> exporter = exporter_for(options.format, sink, store);
  bool any = false;
  store.each_provision(options.filters, [&](const store::ProvisionRecord& provision) {
    interrupts.check();
    any = true;
    exporter->add(provision);
  });
  exporter->finish();
  if (file) file->commit();
  if (any) return Status::done;
  say("proviso: " + everywhere.db + " holds no provisions that these filters let through");
  return Status::look;
}

}  // namespace proviso::app
