// proviso conflicts
#include "app/commands/commands.h"
#include "app/output/conflicts_output.h"
#include "store/store.h"

namespace proviso::app {

int conflicts(const Everywhere& everywhere, const ConflictsOptions& options, const Console& console) {
  const store::Conflicts found = store::Store::open_to_read(everywhere.db).conflicts(options.filters);
  if (console.json) {
    print(conflicts_json(found, options.all));
  } else if (options.format == "csv") {
    print(conflicts_csv(found, options.all));
  } else {
    print(conflicts_text(console, found, options.all));
  }
  bool differ = !found.totals.empty();
  for (const store::Disagreement& pair : found.statements) differ = differ || !pair.agree;
  return differ ? Status::look : Status::done;
}

}  // namespace proviso::app
