// A document as `proviso read` prints it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extract/document.h"

namespace proviso::app {

// "heading", "paragraph", ...
std::string_view name(extract::BlockKind kind);
std::string_view name(extract::Grade grade);

// The whole document, or only what stands on page `page` (from 1), for people: page by page in reading
// order, headings after "#", items after "-", tables as rows of cells between bars, notes after their marker.
std::string document_text(const extract::Document& document, std::optional<int> page);

// The same as one JSON object; README.md describes it. `file` is the name the user gave.
std::string document_json(const extract::Document& document, const std::string& file,
                          std::optional<int> page);

// One table as CSV (app/output/csv.h), one line for each of its rows and one field for each of its columns.
// A cell that spans rows or columns has its text in its first place, the other places are empty.
std::string table_csv(const extract::Document& document, const extract::Table& table);

}  // namespace proviso::app
