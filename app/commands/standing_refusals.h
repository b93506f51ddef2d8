// Refusals that still hold, so that a file that hung a reader once does not hang one at every ingest.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "app/commands/commands.h"
#include "store/store.h"

namespace proviso::app {

// By the hash of the file's bytes why they were refused, for bytes that the same program was given before.
// What was refused for want of time or memory, or by a crash, holds under the same rules and the usual limits
// alone; with --force nothing does.
std::map<std::string, std::pair<store::RefusalCode, std::string>> standing_refusals(
    const store::Store& store, const store::RunStart& start, const IngestOptions& options);

// Whether the options set the limits of a document, or when pages are recognised, otherwise than usual.
bool unusual_limits(const IngestOptions& options);

}  // namespace proviso::app
