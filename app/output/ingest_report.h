// What an ingest did, for people and for machines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/document_rows.h"

namespace proviso::app {

struct RefusedFile {
  std::string path, code, reason;
};

struct IngestReport {
  std::int64_t run = 0;                               // its number in the store; 0 if there was nothing to do
  long long read = 0, unchanged = 0, duplicates = 0;  // documents; a duplicate has the bytes of another input
  long long pages = 0;                                // of the documents read
  long long figures = 0, articles = 0, recommendations = 0;
  std::vector<RefusedFile> refused;  // in the order of the inputs

  long long provisions() const { return figures + articles + recommendations; }
  void count(const store::DocumentRows& rows);
};

std::string report_text(const IngestReport& report);
std::string report_json(const IngestReport& report);

}  // namespace proviso::app
