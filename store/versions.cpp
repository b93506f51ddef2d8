#include "store/versions.h"

#include <sqlite3.h>

namespace proviso::store {

std::vector<std::string> versions() { return {std::string("SQLite ") + sqlite3_libversion()}; }

}  // namespace proviso::store
