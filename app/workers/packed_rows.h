// The byte form of a document's rows: what a worker sends beside the packed document.
#pragma once

#include <string>
#include <string_view>

#include "app/workers/bytes.h"
#include "store/document_rows.h"

namespace proviso::app {

std::string pack_rows(const store::DocumentRows& rows);

// The rows borrow their texts from `bytes`. Checks that they can be written as they are: spans inside the
// text and on character starts, quotes not empty, passages in order, indices of sections, passages and words,
// page numbers, enumerations, finite numbers, UTF-8, nothing but words and boxes where these should stand.
// What only the tables can tell (names of kinds, ids that are taken) is left to them. Throws BadMessage.
store::DocumentRows unpack_rows(std::string_view bytes);

}  // namespace proviso::app
