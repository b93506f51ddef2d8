// proviso doctor
#include <filesystem>

#include "app/commands/commands.h"
#include "app/output/json.h"
#include "app/output/terminal_text.h"
#include "store/store.h"

namespace proviso::app {

namespace {

std::string advice_for(const std::vector<store::Damage>& damages, const std::string& db) {
  bool index_alone = true;
  for (const store::Damage& damage : damages) index_alone = index_alone && damage.of_index;
  return index_alone ? "`proviso doctor --rebuild` makes the index anew from the stored texts"
                     : "copy " + db +
                           " away, and ingest the files into a new store; what people said of provisions "
                           "is in `proviso review`, as far as it can be read";
}

std::string doctor_json(const std::vector<store::Damage>& damages, bool rebuilt) {
  Json list = Json::array();
  for (const store::Damage& damage : damages) {
    list.push_back({{"damage", damage.what}, {"rebuild_mends", damage.of_index}});
  }
  return line_of({{"whole", damages.empty()}, {"rebuilt", rebuilt}, {"damages", std::move(list)}}) + "\n";
}

}  // namespace

int doctor(const Everywhere& everywhere, bool rebuild, const Console& console) {
  std::error_code ignored;
  if (!std::filesystem::exists(everywhere.db, ignored)) store::Store::open_to_read(everywhere.db);  // says it
  store::Store store = store::Store::create_or_open(everywhere.db);
  if (rebuild) store.rebuild_index();
  const std::vector<store::Damage> damages = store.examine();
  if (console.json) {
    print(doctor_json(damages, rebuild));
  } else {
    std::string text;
    for (const store::Damage& damage : damages) text += for_terminal_line(damage.what) + "\n";
    if (!console.quiet && damages.empty()) {
      text += std::string(rebuild ? "The index was made anew. " : "") + "The store is whole.\n";
    }
    print(text);
  }
  if (damages.empty()) return Status::done;
  say("proviso: " + everywhere.db + " is damaged; " + advice_for(damages, everywhere.db));
  return Status::failed;
}

}  // namespace proviso::app
