// The chain that a provision hangs on: its words, the note and reference it rests on, the rule that found it,
// and the runs that read and found. What an auditor follows.
#pragma once

#include <optional>
#include <string>

#include "app/output/console.h"
#include "store/store.h"

namespace proviso::app {

struct Chain {
  store::ProvisionRecord provision = {};
  std::optional<store::RuleVersion> rule = {};  // as it was then; none if the store does not know
  std::optional<store::RunRecord> found = {};   // the run that found it
  std::optional<store::RunRecord> read = {};    // the run that read its document
};

Chain chain_of(const store::Store& store, store::ProvisionRecord provision);

// Whether the fields have changed since the review was made.
bool is_outdated(const store::ProvisionRecord& provision, const store::ReviewRecord& review);

// For people, after provision_text: the rule's version, the runs, the reviews.
std::string chain_text(const Console& console, const Chain& chain);

// The line of provision_line with "chain" at its end.
std::string chain_line(const Chain& chain);

// "confirmed by A. Person, 2020-11-30: checked against the annex"
std::string review_text(const store::ReviewRecord& review, bool outdated);

}  // namespace proviso::app
