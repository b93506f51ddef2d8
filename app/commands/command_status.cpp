// proviso status
#include <algorithm>

#include "app/commands/commands.h"
#include "app/commands/input_states.h"
#include "app/output/json.h"
#include "app/output/terminal_text.h"
#include "app/workers/crew.h"
#include "store/store.h"

namespace proviso::app {

namespace {

long long number_of(const std::vector<InputState>& states, Acceptance which) {
  return std::count_if(states.begin(), states.end(),
                       [&](const InputState& state) { return state.state == which; });
}

std::string status_json(const std::vector<InputState>& states, const Confinement& held) {
  Json files = Json::array();
  for (const InputState& state : states) {
    files.push_back({{"file", state.path},
                     {"sha256", text_or_null(state.sha256)},
                     {"state", name(state.state)},
                     {"code", text_or_null(state.code)},
                     {"reason", text_or_null(state.reason)},
                     {"warnings", state.warnings}});
  }
  return line_of({{"inputs", states.size()},
                  {"accepted", number_of(states, Acceptance::accepted)},
                  {"accepted_with_warnings", number_of(states, Acceptance::with_warnings)},
                  {"rejected", number_of(states, Acceptance::rejected)},
                  {"gone", number_of(states, Acceptance::gone)},
                  {"files", std::move(files)},
                  {"workers",
                   {{"no_new_privileges", held.no_new_privileges},
                    {"system_calls_filtered", held.system_calls},
                    {"files_shut_off", held.files}}}}) +
         "\n";
}

std::string list_text(const std::vector<InputState>& states, Acceptance which) {
  std::string text;
  for (const InputState& state : states) {
    if (state.state != which) continue;
    const std::string why = state.code.empty() ? "" : ": " + state.code + ", " + state.reason;
    text += "  " + for_terminal_line(state.path + why) + "\n";
    for (const std::string& warning : state.warnings) text += "    " + for_terminal_line(warning) + "\n";
  }
  return text;
}

std::string status_text(const std::vector<InputState>& states, const Confinement& held,
                        const Console& console) {
  const auto count = [&](Acceptance which) { return grouped(number_of(states, which)); };
  std::string text = counted(static_cast<long long>(states.size()), "file") + ": " +
                     count(Acceptance::accepted) + " accepted, " + count(Acceptance::with_warnings) +
                     " accepted with warnings, " + count(Acceptance::rejected) + " rejected, " +
                     count(Acceptance::gone) + " no longer there.\n";
  if (console.quiet) return text;
  for (const auto& [which, title] : {std::pair(Acceptance::rejected, "Rejected:"),
                                     std::pair(Acceptance::with_warnings, "Accepted with warnings:"),
                                     std::pair(Acceptance::gone, "No longer there:")}) {
    const std::string list = list_text(states, which);
    if (!list.empty()) text += bold(console, title) + "\n" + list;
  }
  return text +
         "Workers: " + (held.sanitized ? "a build with a sanitizer, not shut in" : confinement_text(held)) +
         ".\n";
}

}  // namespace

int status(const Everywhere& everywhere, const Console& console) {
  const std::vector<InputState> states = input_states(store::Store::open_to_read(everywhere.db));
  const Confinement held = probed_confinement();
  print(console.json ? status_json(states, held) : status_text(states, held, console));
  return Status::done;
}

}  // namespace proviso::app
