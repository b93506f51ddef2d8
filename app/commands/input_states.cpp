#include "app/commands/input_states.h"

#include <array>
#include <map>
#include <vector>

namespace proviso::app {

std::string_view name(Acceptance state) {
  constexpr std::array<std::string_view, 4> names{"accepted", "accepted-with-warnings", "rejected", "gone"};
  return names.at(static_cast<std::size_t>(state));
}

std::vector<InputState> input_states(const store::Store& store) {
  std::map<std::string, InputState> states;
  for (const store::DocumentRecord& document : store.documents()) {
    for (const store::FileState& file : document.files) {
      InputState state;
      state.path = file.path;
      state.sha256 = file.sha256;
      state.state = document.warnings.empty() ? Acceptance::accepted : Acceptance::with_warnings;
      if (file.vanished != 0) {
        state.state = Acceptance::gone;
      } else {
        state.warnings = document.warnings;
      }
      states.insert_or_assign(file.path, std::move(state));
    }
  }
  for (const store::Refusal& refusal : store.refusals()) {
    InputState state;
    state.path = refusal.file.path;
    state.sha256 = refusal.file.sha256;
    state.state = Acceptance::rejected;
    state.code = name(refusal.code);
    state.reason = refusal.reason;
    state.run = refusal.run;
    states.insert_or_assign(refusal.file.path, std::move(state));
  }
  std::vector<InputState> all;
  for (auto& [path, state] : states) all.push_back(std::move(state));
  return all;
}

}  // namespace proviso::app
