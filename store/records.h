// What the store keeps and gives back: plain rows, no SQL.
//
// Strings are UTF-8; an absent text is empty, an absent number 0 unless said otherwise. Pages count
// from 1, as in the PDF. Spans are byte ranges of the document's text (extract::Document::text).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "extract/document.h"
#include "extract/read.h"
#include "nlp/provision.h"
#include "store/refusal.h"

namespace proviso::store {

// One working of the program over some files. `versions` are lines of "name version" of what the result
// depends on besides program and rules (Poppler, ICU, ...), in a fixed order.
//
// `reading` and `finding` name what the two stages of the program are made of: a text read, or provisions
// found, by the same stage need not be read or found again.
struct RunStart {
  std::string program;      // version of the program, "0.1.0"
  std::string fingerprint;  // of the rules
  std::string reading = {}, finding = {};
  std::vector<std::string> versions = {};
  std::string command = {};  // as the user gave it, for people
};

struct RunCounts {
  std::int64_t files =
      0;  // inputs; the sum of read, unchanged, refused and found, or more if the run stopped early
  std::int64_t read = 0;
  std::int64_t unchanged = 0;
  std::int64_t refused = 0;
  std::int64_t pages = 0;       // of the files read
  std::int64_t provisions = 0;  // of the files read and found
  std::int64_t found = 0;       // again, in what had been read before: the rules or the finding stage changed
};

struct RunRecord {
  std::int64_t id = 0;
  RunStart start = {};
  std::string began = {};    // UTC, "2020-11-30T09:15:02Z"
  std::string ended = {};    // empty: it still runs, or was ended by force
  std::string stopped = {};  // why it ended before its last file, one line; empty: it went through all
  RunCounts counts = {};     // zero until it ended
  bool pruned = false;       // what was there at its end is no longer known
};

// A rule as it was under a fingerprint. `version` changes with the rule or a word that it uses.
struct RuleVersion {
  std::string name, version;
  std::string place = {};  // "rules/figures.yaml:5"
  bool operator==(const RuleVersion&) const = default;
};

// A file that the user gave. `path` is its identity in the store: give it absolute and normalised, so
// that the file is found again from any working folder.
struct FileState {
  std::string path = {};
  std::uint64_t size = 0;     // bytes
  std::int64_t modified = 0;  // seconds since 1970, UTC
  std::string sha256 = {};    // of the bytes that were read; empty if none were
  std::int64_t vanished = 0;  // run that missed it; 0: it was there when last looked for
};

// A file that gave no document, and why.
struct Refusal {
  FileState file = {};
  RefusalCode code = RefusalCode::failed;
  std::string reason = {};  // one line for people
  std::int64_t run = 0;
};

// Which document a row is about; enough to cite it.
struct DocumentName {
  std::string sha256 = {};
  std::string file = {};   // base name of `path`
  std::string path = {};   // of the first of its files, those that are there before those that vanished
  std::string title = {};  // may be empty
  std::string language = {};
};

struct DocumentRecord {
  DocumentName name = {};
  std::vector<FileState> files = {};  // all that have these bytes, ordered by path; at least one
  std::vector<std::string> warnings = {};
  int pages = 0;
  std::int64_t passages = 0;
  std::int64_t figures = 0, articles = 0, recommendations = 0;
  std::string text_digest = {};  // two documents that say the same have the same; empty without text
  std::int64_t run = 0;          // that found its provisions
  std::int64_t read_in = 0;      // run that read the text
  extract::OcrMode ocr = extract::OcrMode::automatic;  // that it was read with
};

// What a statement rests on, resolved.
struct CitationRecord {
  std::string marker = {};
  std::string text = {};       // of the note; empty if there is none
  int page = 0;                // that prints the note; without a note that of the reference, else of the call
  std::string reference = {};  // the entry of the reference list; empty if none
  std::string url = {};
  extract::Span call = {}, note = {}, reference_span = {};  // as in nlp::Citation
};

// Box on a numbered page (points, origin top left), rounded to 1/100 point.
struct PlacedBox {
  int page = 1;
  extract::Box box = {};
  bool operator==(const PlacedBox&) const = default;
};

// What somebody says of a provision. It never changes the provision.
struct Review {
  std::string verdict = {};            // "confirmed", "rejected", "corrected"
  std::string field = {}, value = {};  // of a correction: the field's name in exports and what it should be
  std::string by = {};                 // a name
  std::string note = {};               // why; may be empty
};

// A review as it is kept. It rests on words: kind, quote and context in a document, or in another version of
// it at the same path. As long as a provision has these words the review stays with it.
struct ReviewRecord {
  std::int64_t id = 0;
  Review review = {};
  std::string at = {};                 // UTC, "2020-11-30T09:15:02Z"
  std::string provision = {};          // that has the words now; empty: none has
  std::string made_of = {};            // id of the provision that was looked at
  std::string sha256 = {}, path = {};  // of its document
  std::string kind = {}, quote = {};
  std::string fields = {};  // as they were when it was looked at: what put_review was given
};

// A provision whole: everything that `show` and `export` say.
struct ProvisionRecord {
  std::string id = {};    // nlp::provision_id
  std::string kind = {};  // nlp::kind_name
  std::variant<nlp::Figure, nlp::Article, nlp::Recommendation> what = {};
  DocumentName document = {};
  int page = 1;  // on which the quote begins
  std::string page_label = {};
  std::vector<std::string> section = {};  // headings above it, outermost first
  std::string quote = {};
  std::string context = {};
  extract::Span where = {}, context_span = {};
  std::vector<PlacedBox> boxes = {};  // of the quote, one for each line touched
  std::vector<CitationRecord> cites = {};
  std::string language = {};
  std::string rule = {};
  std::string passage = {};                // id of the passage that holds it; empty if none does
  std::int64_t run = 0;                    // that found it last
  std::int64_t since = 0;                  // run since which it has been there, just so
  std::vector<ReviewRecord> reviews = {};  // oldest first
};

// A unit of text that can be searched: a heading, paragraph, item, table row, note, caption, aside or entry
// of the reference list. A table row is the text of its cells, '\n' between them.
struct PassageRecord {
  std::string id = {};     // "p-", 12 hex digits of the document's hash, "-", begin of the span
  std::string block = {};  // "heading", "paragraph", "item", "row", "note", "caption", "aside", "reference"
  DocumentName document = {};
  int page = 1;
  std::string page_label = {};
  std::vector<std::string> section = {};
  std::string text = {};
  extract::Span where = {};
  std::string language = {};
};

}  // namespace proviso::store
