// How values stand in columns: lists in one text, boxes, years.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "extract/read.h"
#include "store/records.h"

namespace proviso::store {

std::string joined(const std::vector<std::string>& parts, char between);
std::vector<std::string> split(std::string_view text, char between);  // of an empty text: nothing

// "page x0 top x1 bottom", points with at most two decimals, ';' between the boxes; and back.
std::string boxes_text(const extract::Document& document, const std::vector<extract::PageBox>& boxes);
std::vector<PlacedBox> boxes_from(std::string_view text);

// The number in which a store keeps the 16 hex digits of a provision's id, the letter of its kind and '-'
// before them; precondition: is_provision_id(id).
std::int64_t hash_of(std::string_view id);

// First and last year of nlp::Figure::time; nullopt if it has none.
std::optional<std::pair<int, int>> years_of(std::string_view time);

// Names of OCR modes in columns: "auto", "never", "always"; and back.
std::string_view ocr_name(extract::OcrMode ocr);
extract::OcrMode ocr_mode(std::string_view name);

// The present time, "2020-11-30T09:15:02Z".
std::string utc_now();

// What stands behind the last '/'.
std::string base_name(const std::string& path);

}  // namespace proviso::store
