// Writing what was found in one document.
#pragma once

#include <cstdint>

#include "store/rows/connection.h"
#include "store/store.h"

namespace proviso::store {

// Writes the rows that hang on the row `document` of the table documents, and indexes them.
void put_contents(const Connection& connection, std::int64_t document, const NewDocument& contents);

// Removes them.
void erase_contents(const Connection& connection, std::int64_t document);

}  // namespace proviso::store
