// How big a store is, and why.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace proviso::store {

// One share of a store's file.
struct SizePart {
  std::string what;        // "search index", ...
  std::string why = {};    // what it is for, one phrase
  std::int64_t bytes = 0;  // of whole pages
};

struct StoreSize {
  std::int64_t bytes = 0;            // of the file; its log of recent changes not counted
  std::vector<SizePart> parts = {};  // the largest first; they add up to `bytes`
};

}  // namespace proviso::store
