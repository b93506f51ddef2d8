// ingest --dry-run
#pragma once

#include "app/commands/commands.h"

namespace proviso::app {

// Says what ingest would do with each file, from the hashes of the files and what the store knows. Reads the
// store only, and makes none.
int plan_ingest(const Everywhere& everywhere, const IngestOptions& options, const Console& console);

}  // namespace proviso::app
