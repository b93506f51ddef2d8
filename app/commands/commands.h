// One function for each command of the program: it does the work, prints, and gives the exit status.
// Options arrive checked by the command line; defaults here are the documented ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/output/console.h"
#include "store/search.h"

namespace proviso::app {

// What every command understands.
struct Everywhere {
  std::string db;     // --db, else $PROVISO_DB, else proviso.db
  std::string rules;  // --rules, else $PROVISO_RULES, else where the program was built or installed
  bool json = false;
  bool quiet = false;
};

struct IngestOptions {
  std::vector<std::string> paths;
  unsigned jobs = 1;
  std::string ocr = "auto";  // auto, never, always
  bool force = false;        // also what is unchanged
  bool dry_run = false;      // only say what would be done
  double time_limit = 60;  // seconds for a document; each page adds a thirtieth, a fifth if OCR may be needed
  unsigned memory_limit = 2048;  // MB for a worker; 0: none
};
int ingest(const Everywhere& everywhere, const IngestOptions& options, const Console& console);

int search(const Everywhere& everywhere, const store::Question& question, const Console& console);

int show(const Everywhere& everywhere, const std::string& id, const Console& console);

struct TraceOptions {
  std::string id;
  std::string output;     // PNG file; with `html` and no name for that, the HTML file
  bool html = false;      // one page with picture, quote and chain
  std::string html_file;  // may be empty
  std::string root;       // where the PDFs are now; empty: where they were
  double dpi = 110;
};
int trace(const Everywhere& everywhere, const TraceOptions& options, const Console& console);

struct CompareOptions {
  std::vector<std::string> articles, acts, topics, figures;  // exactly one of them is not empty
  store::Filters filters;
  std::string format = "text";  // text, csv
};
int compare(const Everywhere& everywhere, const CompareOptions& options, const Console& console);

struct ConflictsOptions {
  store::Filters filters;
  bool all = false;             // also those that agree when rounded
  std::string format = "text";  // text, csv
};
int conflicts(const Everywhere& everywhere, const ConflictsOptions& options, const Console& console);

struct ExportOptions {
  store::Filters filters;
  std::string format = "jsonl";
  std::string output;  // file; empty: stdout
};
int export_provisions(const Everywhere& everywhere, const ExportOptions& options, const Console& console);

struct VerifyOptions {
  unsigned jobs = 1;
  std::string root;  // where the PDFs are now; empty: where they were
};
int verify(const Everywhere& everywhere, const VerifyOptions& options, const Console& console);

struct ReadOptions {
  std::string file;
  std::optional<int> page;   // from 1; all if absent
  std::string format;        // text, json, csv; empty: as --json says
  std::optional<int> table;  // csv: from 1, of the document, or of the page if one is named
  std::string draw;          // PNG file for a picture of the page with what was read; empty: none
  std::string ocr = "auto";
};
int read(const Everywhere& everywhere, const ReadOptions& options, const Console& console);

int rules_test(const Everywhere& everywhere, const Console& console);
// `in_reports`: also rules without effect in the reports of the store.
int rules_lint(const Everywhere& everywhere, bool in_reports, const Console& console);
int rules_list(const Everywhere& everywhere, const Console& console);
// `language` (ISO 639-1): that of the text; empty: as the text itself shows.
int rules_explain(const Everywhere& everywhere, const std::string& text, const std::string& language,
                  const Console& console);

int runs(const Everywhere& everywhere, const Console& console);

struct PruneOptions {
  std::vector<std::int64_t> runs;
  std::optional<int> keep;  // all but so many of the newest
};
int prune_runs(const Everywhere& everywhere, const PruneOptions& options, const Console& console);

struct DiffOptions {
  std::int64_t before = 0, after = 0;
  std::string format;      // text, json, csv; empty: as --json says
  std::size_t limit = 20;  // of each group, in text; 0: all
};
int diff(const Everywhere& everywhere, const DiffOptions& options, const Console& console);

int status(const Everywhere& everywhere, const Console& console);

// `rebuild`: make the full-text index anew first.
int doctor(const Everywhere& everywhere, bool rebuild, const Console& console);

int documents(const Everywhere& everywhere, const Console& console);
int store_size(const Everywhere& everywhere, const Console& console);

struct ReviewOptions {
  std::string id;  // empty: list all
  bool confirm = false, reject = false;
  std::vector<std::string> corrections;  // FIELD=VALUE
  std::string by, note;
};
int review(const Everywhere& everywhere, const ReviewOptions& options, const Console& console);

struct ScoreOptions {
  std::vector<std::string> gold;  // files
  bool by_document = false;
  int errors = 0;        // as many mistakes of each kind are listed
  bool by_rule = false;  // what each rule found
};
int score_store(const Everywhere& everywhere, const ScoreOptions& options, const Console& console);

}  // namespace proviso::app
