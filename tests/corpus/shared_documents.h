// The published reports beside the project, for the tests that compare their reading with the printed page.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "extract/document.h"
#include "extract/read.h"

namespace proviso {

// Where the reports lie; tests skip where it is not there.
inline const std::filesystem::path kShared = std::filesystem::path(PROVISO_SOURCE_DIR) / "../shared";

// The report `path`, read without OCR, once for all tests of a program.
inline const extract::Document& document_at(const std::filesystem::path& path) {
  static std::map<std::string, extract::Document> read;
  const auto known = read.find(path.string());
  if (known != read.end()) return known->second;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string file = bytes.str();
  return read.emplace(path.string(), extract::read_pdf(file, {.ocr = extract::OcrMode::never})).first->second;
}

}  // namespace proviso
