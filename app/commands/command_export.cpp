// proviso export
#include <optional>

#include "app/commands/commands.h"
#include "app/interrupts.h"
#include "app/output/provision_output.h"
#include "store/store.h"

namespace proviso::app {

int export_provisions(const Everywhere& everywhere, const ExportOptions& options, const Console&) {
  const store::Store store = store::Store::open_to_read(everywhere.db);
  std::optional<OutputFile> file;
  if (!options.output.empty()) file.emplace(options.output);
  const Interrupts interrupts;  // so that no half of a file stays beside its place
  std::string waiting;
  const auto flush = [&] {
    if (file) {
      file->write(waiting);
    } else {
      print(waiting);
    }
    waiting.clear();
  };
  constexpr std::size_t enough = 1 << 16;  // bytes for one write
  bool any = false;
  store.each_provision(options.filters, [&](const store::ProvisionRecord& provision) {
    interrupts.check();
    any = true;
    waiting += provision_line(provision);
    if (waiting.size() >= enough) flush();
  });
  flush();
  if (file) file->commit();
  if (any) return Status::done;
  say("proviso: " + everywhere.db + " holds no provisions that these filters let through");
  return Status::look;
}

}  // namespace proviso::app
