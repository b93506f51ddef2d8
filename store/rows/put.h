// Writing what was found in one document.
#pragma once

#include <cstdint>
#include <string_view>

#include "store/document_rows.h"
#include "store/rows/connection.h"

namespace proviso::store {

// Writes the read form: extract::pack of the row `document` of the table documents.
void put_read_form(const Connection& connection, std::int64_t document, std::string_view packed);

// Writes the rows that hang on `document`, and indexes them. They are there since the run `since`.
void put_contents(const Connection& connection, std::int64_t document, const DocumentRows& rows,
                  std::int64_t since);

// Removes them, but not the read form.
void erase_contents(const Connection& connection, std::int64_t document);

}  // namespace proviso::store
