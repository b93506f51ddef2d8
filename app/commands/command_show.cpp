// proviso show ID
#include "app/commands/commands.h"
#include "app/output/chain.h"
#include "app/output/provision_output.h"
#include "store/store.h"

namespace proviso::app {

int show(const Everywhere& everywhere, const std::string& id, const Console& console) {
  const store::Store store = store::Store::open_to_read(everywhere.db);
  if (auto provision = store.provision(id)) {
    const Chain chain = chain_of(store, std::move(*provision));
    print(console.json ? chain_line(chain)
                       : provision_text(console, chain.provision) + chain_text(console, chain));
    return Status::done;
  }
  if (const auto passage = store.passage(id)) {
    print(console.json ? passage_line(*passage) : passage_text(console, *passage));
    return Status::done;
  }
  say("proviso: " + id + ": no provision or passage of " + everywhere.db + " has this id");
  return Status::look;
}

}  // namespace proviso::app
