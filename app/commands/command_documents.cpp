// proviso documents
#include "app/commands/commands.h"
#include "app/output/store_output.h"
#include "store/store.h"

namespace proviso::app {

int documents(const Everywhere& everywhere, const Console& console) {
  const store::Store store = store::Store::open_to_read(everywhere.db);
  const std::vector<store::DocumentRecord> list = store.documents();
  const std::vector<store::Likeness> alike = store.alike();
  print(console.json ? documents_json(list, alike) : documents_text(console, list, alike));
  if (!list.empty()) return Status::done;
  say("proviso: " + everywhere.db + " holds no documents");
  return Status::look;
}

int store_size(const Everywhere& everywhere, const Console& console) {
  const store::Store store = store::Store::open_to_read(everywhere.db);
  const store::StoreSize size = store.size();
  print(console.json ? size_json(store.path(), size) : size_text(store.path(), size));
  return Status::done;
}

}  // namespace proviso::app
