// Which units of a document's text can be searched.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "nlp/provision.h"

namespace proviso::store {

// A block, or the cells of one table row; or several of them, where a statement runs through them.
struct Passage {
  std::string_view block = {};    // name of its kind: "paragraph", ..., "row"
  std::uint32_t first_block = 0;  // index
  extract::Span span = {};
};

// All passages of `document` in order, not overlapping, without furniture (BlockKind::running) and pages of
// grade bad. Each of `provisions` lies in one of them, with its context.
std::vector<Passage> passages_of(const extract::Document& document,
                                 const std::vector<nlp::Provision>& provisions);

}  // namespace proviso::store
