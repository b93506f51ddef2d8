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

// Something worth knowing of a file that was taken in, or is gone. `what` is "changed", "renamed",
// "same-bytes", "same-text" or "vanished"; `other` the file that it was, or is like.
struct FileNote {
  std::string path, what, other;
};

struct IngestReport {
  std::int64_t run = 0;                               // its number in the store; 0 if there was nothing to do
  long long read = 0, unchanged = 0, duplicates = 0;  // documents; a duplicate has the bytes of another input
  long long found = 0;          // documents whose provisions were found again without reading them
  long long pages = 0;          // of the documents read
  long long with_warnings = 0;  // documents read or found again of which something was imperfect
  long long figures = 0, articles = 0, recommendations = 0;
  std::vector<RefusedFile> refused;  // in the order of the inputs
  std::vector<FileNote> notes;       // likewise; vanished files at the end

  long long provisions() const { return figures + articles + recommendations; }
  void count(const store::DocumentRows& rows);
};

std::string report_text(const IngestReport& report);
std::string report_json(const IngestReport& report);

// One line for people, without '\n'.
std::string note_text(const FileNote& note);

// What an ingest would do with a file. `would`: "read", "find-again", "nothing", "refuse"; `why` one phrase.
struct PlannedFile {
  std::string path, would, why;
};

// What `ingest --dry-run` says: a line for each file with which something would be done, and a summary.
std::string plan_text(const std::vector<PlannedFile>& plan, const std::vector<FileNote>& notes);
std::string plan_json(const std::vector<PlannedFile>& plan, const std::vector<FileNote>& notes);

}  // namespace proviso::app
