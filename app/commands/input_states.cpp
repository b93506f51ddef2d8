#include "app/commands/input_states.h"

#include <array>
#include <map>

namespace proviso::app {

namespace {

// "2 pages: a picture without text (3, 4)", for the reasons why pages are poor; bad ones are among the
// document's own warnings.
std::vector<std::string> poor_pages(const std::vector<extract::Page>& pages) {
  std::map<std::string, std::vector<int>> by_reason;
  for (const extract::Page& page : pages) {
    if (page.grade == extract::Grade::poor) by_reason[page.reason].push_back(page.number);
  }
  std::vector<std::string> warnings;
  for (const auto& [reason, numbers] : by_reason) {
    constexpr std::size_t most_named = 5;
    std::string text = reason + (numbers.size() == 1 ? " (page " : " (pages ");
    for (std::size_t i = 0; i < numbers.size() && i < most_named; ++i) {
      text += (i == 0 ? "" : ", ") + std::to_string(numbers[i]);
    }
    if (numbers.size() > most_named) text += " and " + std::to_string(numbers.size() - most_named) + " more";
    warnings.push_back(text + ")");
  }
  return warnings;
}

std::vector<std::string> warnings_of(const store::Store& store, const store::DocumentRecord& document) {
  std::vector<std::string> warnings = document.warnings;
  for (std::string& warning : poor_pages(store.pages(document.name.sha256))) {
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

}  // namespace

std::string_view name(Acceptance state) {
  constexpr std::array<std::string_view, 4> names{"accepted", "accepted-with-warnings", "rejected", "gone"};
  return names.at(static_cast<std::size_t>(state));
}

std::vector<InputState> input_states(const store::Store& store) {
  std::map<std::string, InputState> states;
  for (const store::DocumentRecord& document : store.documents()) {
    const std::vector<std::string> warnings = warnings_of(store, document);
    for (const store::FileState& file : document.files) {
      InputState state;
      state.path = file.path;
      state.sha256 = file.sha256;
      state.state = warnings.empty() ? Acceptance::accepted : Acceptance::with_warnings;
      if (file.vanished != 0) {
        state.state = Acceptance::gone;
      } else {
        state.warnings = warnings;
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
