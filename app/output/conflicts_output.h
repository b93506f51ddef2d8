// Contradictions as `proviso conflicts` prints them.
#pragma once

#include <string>

#include "app/output/console.h"
#include "store/conflicts.h"

namespace proviso::app {

// Each pair with both quotes, each wrong total with its parts. `all`: pairs that agree when rounded too,
// which are only counted otherwise.
std::string conflicts_text(const Console& console, const store::Conflicts& conflicts, bool all);

// A line for each pair and each wrong total.
std::string conflicts_csv(const store::Conflicts& conflicts, bool all);

std::string conflicts_json(const store::Conflicts& conflicts, bool all);

}  // namespace proviso::app
