// proviso diff RUN RUN
#include "app/commands/commands.h"
#include "app/output/difference_output.h"
#include "store/store.h"

namespace proviso::app {

int diff(const Everywhere& everywhere, const DiffOptions& options, const Console& console) {
  if (console.json && !options.format.empty() && options.format != "json")
    throw WrongUse("--json and --format " + options.format +
                   " ask for different output; leave one of them out");
  const store::Difference difference =
      store::Store::open_to_read(everywhere.db).difference(options.before, options.after);
  if (console.json || options.format == "json") {
    print(difference_json(difference));
  } else if (options.format == "csv") {
    print(difference_csv(difference));
  } else {
    print(difference_text(console, difference, options.limit));
  }
  return difference.changes.empty() ? Status::done : Status::look;
}

}  // namespace proviso::app
