// Writing what was found in one document.
#pragma once

#include <cstdint>
#include <string_view>

#include "store/document_rows.h"
#include "store/rows/connection.h"

namespace proviso::store {

// Writes the read form `packed` and the rows that hang on the row `document` of the table documents, and
// indexes them.
void put_contents(const Connection& connection, std::int64_t document, std::string_view packed,
                  const DocumentRows& rows);

// Removes them.
void erase_contents(const Connection& connection, std::int64_t document);

}  // namespace proviso::store
