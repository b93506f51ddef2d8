#include "app/output/chain.h"

#include <algorithm>

#include "app/output/provision_output.h"
#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

std::string run_text(const store::RunRecord& run) {
  return "run " + std::to_string(run.id) + ", " + run.began + ", proviso " + run.start.program + ", rules " +
         run.start.fingerprint.substr(0, 12);
}

std::string line(std::string label, const std::string& text) {
  constexpr std::size_t width = 12;
  label.resize(std::max(width, label.size() + 1), ' ');
  return label + for_terminal_line(text) + "\n";
}

}  // namespace

Chain chain_of(const store::Store& store, store::ProvisionRecord provision) {
  Chain chain;
  chain.found = store.run(provision.run);
  if (const auto document = store.document(provision.document.sha256)) {
    chain.read = store.run(document->read_in);
  }
  if (chain.found) {
    for (store::RuleVersion& rule : store.rules(chain.found->start.fingerprint)) {
      if (rule.name == provision.rule) chain.rule = std::move(rule);
    }
  }
  chain.provision = std::move(provision);
  return chain;
}

bool is_outdated(const store::ProvisionRecord& provision, const store::ReviewRecord& review) {
  return review.fields != fields_json(provision);
}

std::string review_text(const store::ReviewRecord& review, bool outdated) {
  const store::Review& said = review.review;
  std::string text = said.verdict;
  if (!said.field.empty()) text += ", " + said.field + " = " + said.value;
  text += " by " + said.by + ", " + review.at.substr(0, 10);
  if (!said.note.empty()) text += ": " + said.note;
  if (outdated) text += " (of other fields than it has now)";
  return text;
}

std::string chain_text(const Console&, const Chain& chain) {
  std::string text;
  if (chain.rule) text += line("version", chain.rule->version + ", " + chain.rule->place);
  if (chain.found) text += line("found in", run_text(*chain.found));
  if (chain.read && chain.found && chain.read->id != chain.found->id) {
    text += line("read in", run_text(*chain.read));
  }
  for (const store::ReviewRecord& review : chain.provision.reviews) {
    text += line("reviewed", review_text(review, is_outdated(chain.provision, review)));
  }
  return text;
}

}  // namespace proviso::app
