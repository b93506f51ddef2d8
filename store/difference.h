// What changed between the ends of two runs, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "store/records.h"

namespace proviso::store {

// A provision as it was at the end of a run.
struct PastProvision {
  std::string id = {}, kind = {};
  std::variant<nlp::Figure, nlp::Article, nlp::Recommendation> what = {};
  std::string sha256 = {};  // of its document
  int page = 1;
  extract::Span where = {};
  std::string quote = {};
  std::string language = {}, rule = {};
  std::vector<std::string> cites = {};  // markers
};

// Its fields as texts by their names in exports, in a fixed order; absent ones are empty.
std::vector<std::pair<std::string, std::string>> fields_of(const PastProvision& provision);

// Why something changed, the deepest reason first: a change of the file hides what a rule might have changed.
enum class Cause : std::uint8_t {
  file,     // the file is new, gone, or has other bytes
  reading,  // the program reads in another way, or with another OCR mode
  finding,  // the program finds in another way
  rule      // a rule, or the vocabulary
};

struct FieldChange {
  std::string name, before, after;
  bool operator==(const FieldChange&) const = default;
};

// Gained (no `before`), lost (no `after`) or changed.
struct Change {
  std::optional<PastProvision> before = {}, after = {};
  std::vector<FieldChange> fields = {};  // of one that changed
  Cause cause = Cause::file;
  std::string detail = {};  // one phrase: "a new file", "rule figure-count, changed"
  std::string path = {};    // of the document
};

struct Difference {
  std::int64_t before = 0, after = 0;  // runs
  // By cause, then detail, then path, page and position.
  std::vector<Change> changes = {};
  std::int64_t same = 0;   // provisions that did not change
  std::int64_t moved = 0;  // that only stand elsewhere in the text, on the same page
};

// What became of provisions of one document that are not the same before and after: pairs of those that state
// the same words, and the rest. `same_text`: both were found in the same text, so that places can be
// compared.
std::vector<std::pair<std::optional<PastProvision>, std::optional<PastProvision>>> paired(
    std::vector<PastProvision> before, std::vector<PastProvision> after, bool same_text);

}  // namespace proviso::store
