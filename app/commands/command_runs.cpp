// proviso runs
#include "app/commands/commands.h"
#include "app/output/provision_output.h"
#include "store/store.h"

namespace proviso::app {

int runs(const Everywhere& everywhere, const Console& console) {
  const std::vector<store::RunRecord> list = store::Store::open_to_read(everywhere.db).runs();
  print(console.json ? runs_json(list) : runs_text(console, list));
  return Status::done;
}

}  // namespace proviso::app
