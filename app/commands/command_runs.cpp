// proviso runs, proviso runs prune
#include "app/commands/commands.h"
#include "app/output/provision_output.h"
#include "app/output/store_output.h"
#include "store/store.h"

namespace proviso::app {

int runs(const Everywhere& everywhere, const Console& console) {
  const std::vector<store::RunRecord> list = store::Store::open_to_read(everywhere.db).runs();
  print(console.json ? runs_json(list) : runs_text(console, list));
  return Status::done;
}

namespace {

// Those that are named, or all but the newest `keep`; none twice that is pruned already.
std::vector<std::int64_t> runs_to_prune(const PruneOptions& options,
                                        const std::vector<store::RunRecord>& runs) {
  std::vector<std::int64_t> chosen = options.runs;
  if (!options.keep) return chosen;
  for (std::size_t i = 0; i + static_cast<std::size_t>(*options.keep) < runs.size(); ++i) {
    if (!runs[i].pruned) chosen.push_back(runs[i].id);
  }
  return chosen;
}

}  // namespace

int prune_runs(const Everywhere& everywhere, const PruneOptions& options, const Console& console) {
  if (options.runs.empty() && !options.keep)
    throw WrongUse("runs prune needs numbers of runs, or --keep N: how many of the newest to keep");
  if (!options.runs.empty() && options.keep)
    throw WrongUse("runs prune takes numbers of runs or --keep N, not both");
  const std::vector<std::int64_t> chosen =
      runs_to_prune(options, store::Store::open_to_read(everywhere.db).runs());
  store::Store store = store::Store::create_or_open(everywhere.db);
  const std::int64_t before = store.size().bytes;
  if (!chosen.empty()) store.prune(chosen);
  const store::StoreSize size = store.size();
  if (console.json) {
    print(size_json(store.path(), size));
  } else if (!console.quiet) {
    print(counted(static_cast<long long>(chosen.size()), "run") + " pruned; the store has " +
          bytes_text(size.bytes) + ", it had " + bytes_text(before) + ".\n");
  }
  return Status::done;
}

}  // namespace proviso::app
