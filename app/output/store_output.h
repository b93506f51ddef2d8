// What a store holds, as the commands print it: documents, their likenesses, and its size.
#pragma once

#include <string>
#include <vector>

#include "app/output/console.h"
#include "store/likeness.h"
#include "store/records.h"
#include "store/size.h"

namespace proviso::app {

std::string documents_text(const Console& console, const std::vector<store::DocumentRecord>& documents,
                           const std::vector<store::Likeness>& alike);
std::string documents_json(const std::vector<store::DocumentRecord>& documents,
                           const std::vector<store::Likeness>& alike);

std::string size_text(const std::string& path, const store::StoreSize& size);
std::string size_json(const std::string& path, const store::StoreSize& size);

// "1,234 bytes", "62.3 MB"
std::string bytes_text(std::int64_t bytes);

}  // namespace proviso::app
