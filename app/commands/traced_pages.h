// What is framed on which page for a provision or passage.
#pragma once

#include <string>
#include <vector>

#include "app/workers/messages.h"
#include "store/store.h"

namespace proviso::app {

struct TracedPage {
  int number = 1;
  std::vector<Frame> frames = {};
};

// The page on which the words begin, then the others that hold something: more of the words, the calls of the
// notes that they rest on, these notes, and the references. Never empty.
std::vector<TracedPage> traced_pages(const store::Store& store, const store::ProvisionRecord& provision);
std::vector<TracedPage> traced_pages(const store::Store& store, const store::PassageRecord& passage);

}  // namespace proviso::app
