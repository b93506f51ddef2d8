// What changed between two runs, as `proviso diff` prints it.
#pragma once

#include <cstddef>
#include <string>

#include "app/output/console.h"
#include "store/difference.h"

namespace proviso::app {

// "file", "reading", "finding", "rule".
std::string_view name(store::Cause cause);

// For people: grouped by cause, at most `limit` changes of a group; 0 for all.
std::string difference_text(const Console& console, const store::Difference& difference, std::size_t limit);

std::string difference_json(const store::Difference& difference);

// A list to go through, as CSV (app/output/csv.h): a line for each change, with empty columns "verdict", "by"
// and "note" for who looks at it.
std::string difference_csv(const store::Difference& difference);

}  // namespace proviso::app
