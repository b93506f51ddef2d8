#include "app/commands/standing_refusals.h"

#include <optional>

namespace proviso::app {

namespace {

using store::RefusalCode;

enum class Rests { on_bytes, on_work, on_place };

// What a refusal rests on: the bytes and how they are read; all the work on them and its limits; or what was
// at a path at one moment.
Rests rests(RefusalCode code) {
  switch (code) {
    case RefusalCode::truncated:
    case RefusalCode::password:
    case RefusalCode::damaged:
    case RefusalCode::no_pages:
      return Rests::on_bytes;
    case RefusalCode::too_slow:
    case RefusalCode::too_much_memory:
    case RefusalCode::too_much_output:
    case RefusalCode::crashed:
    case RefusalCode::bad_message:
    case RefusalCode::failed:
      return Rests::on_work;
    default:  // looked at again each time: it costs nothing
      return Rests::on_place;
  }
}

// See command_text in command_ingest.cpp.
bool was_unusual(const store::RunStart& start) {
  for (const char* flag : {" --ocr ", " --time-limit ", " --memory-limit "}) {
    if (start.command.find(flag) != std::string::npos) return true;
  }
  return false;
}

bool holds(const store::Refusal& refusal, const store::RunStart& then, const store::RunStart& now,
           const IngestOptions& options) {
  if (refusal.file.sha256.empty() || then.reading != now.reading) return false;
  if (rests(refusal.code) != Rests::on_work) return rests(refusal.code) == Rests::on_bytes;
  return then.finding == now.finding && then.fingerprint == now.fingerprint && !was_unusual(then) &&
         !unusual_limits(options);
}

}  // namespace

bool unusual_limits(const IngestOptions& options) {
  const IngestOptions usual;
  return options.ocr != usual.ocr || options.time_limit != usual.time_limit ||
         options.memory_limit != usual.memory_limit;
}

std::map<std::string, std::pair<RefusalCode, std::string>> standing_refusals(const store::Store& store,
                                                                             const store::RunStart& start,
                                                                             const IngestOptions& options) {
  std::map<std::string, std::pair<RefusalCode, std::string>> standing;
  if (options.force) return standing;
  for (const store::Refusal& refusal : store.refusals()) {
    const std::optional<store::RunRecord> run = store.run(refusal.run);
    if (!run || !holds(refusal, run->start, start, options)) continue;
    standing.emplace(refusal.file.sha256, std::pair(refusal.code, refusal.reason));
  }
  return standing;
}

}  // namespace proviso::app
