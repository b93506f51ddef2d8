// The door to the room: one SQLite file that holds documents, what was found in them, and the runs that
// found it.
//
//   Store store = Store::create_or_open("proviso.db");
//   const std::int64_t run = store.begin_run({.program = "0.1.0", .fingerprint = rules.fingerprint()});
//   store.put({.file = file, .packed = bytes, .rows = rows_of(document, findings, words), .run = run});
//   store.end_run(run, counts);
//   for (const Hit& hit : store.search({.query = "принудительный труд"}).hits) ...
//
// Many may read while one writes: readers see the last whole document. Every function throws StoreError when
// store or disk fails, and then has changed nothing. A Store belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/read.h"
#include "nlp/thesaurus.h"
#include "store/compare.h"
#include "store/conflicts.h"
#include "store/difference.h"
#include "store/document_rows.h"
#include "store/errors.h"
#include "store/likeness.h"
#include "store/records.h"
#include "store/search.h"
#include "store/size.h"

namespace proviso::store {

// A document as it goes in. All is borrowed for the call.
struct NewDocument {
  const FileState& file;    // its hash is the document's
  std::string_view packed;  // extract::pack(document)
  const DocumentRows& rows;
  std::int64_t run = 0;
  extract::OcrMode ocr = extract::OcrMode::automatic;  // that it was read with
};

// Provisions found again in the stored read form of a document, which stays as it is.
struct FoundAgain {
  const FileState& file;
  const DocumentRows& rows;
  std::int64_t run = 0;
};

// Hashes of documents that need not be worked on as a new one would; both sorted, none in both.
struct KnownDocuments {
  std::vector<std::string> unchanged = {};  // nothing is to be done
  std::vector<std::string> read = {};       // provisions are to be found again in the stored read form
};

// A file that gave a document, as the store knows it.
struct KnownFile {
  FileState file = {};
  std::string text_digest = {};  // of its document
};

// Something wrong with a store: one line; and whether rebuild_index() mends it.
struct Damage {
  std::string what = {};
  bool of_index = false;
};

class Store {
 public:
  // Opens the store at `path` to write, and makes it if there is no file or an empty one. ":memory:" is a
  // store that lives as long as the object. Throws for a database of another program or of a newer version
  // of this one, which is left untouched. A file that was made and cannot become a store (a full disk) is
  // taken away again.
  static Store create_or_open(const std::string& path);

  // Opens an existing store to read; writing functions throw. Throws ("missing") if there is none.
  static Store open_to_read(const std::string& path);

  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  const std::string& path() const;

  // --- writing -----------------------------------------------------------------------------------------

  std::int64_t begin_run(const RunStart& start);
  // `stopped`: why the run ends before its last file; empty if it went through all.
  void end_run(std::int64_t run, const RunCounts& counts, const std::string& stopped = "");

  // Makes the index one piece again, if much of it is in others: a search has to look into each. Costs about
  // a twentieth of what the rows cost that were put since it was done last. Left undone for an index of fewer
  // than `small` pages of 4 KB, on a full disk, and while others write.
  void settle_index(std::int64_t small = 4000);

  // Takes the thesaurus in place of the one before: that which the documents of the run to come are indexed
  // with.
  void put_thesaurus(const nlp::Thesaurus& thesaurus);

  // Stores a document whole, in one transaction, in place of what was known under the same hash or path.
  // Two files with the same bytes are one document with two files. Throws ("contradiction") for rows that the
  // tables do not admit: with an id that another document has, say.
  void put(const NewDocument& contents);

  // Puts provisions in place of those that were found before in the same read form. Throws ("contradiction")
  // as put does, and if there is no such document.
  void put_found(const FoundAgain& contents);

  // Notes that `file` has the bytes of a stored document, which is not read again. False, and nothing is
  // changed, if there is no document with that hash. `moved_from`: another path of it that is given up, since
  // the file was there and is no longer; empty for none.
  bool put_unchanged(const FileState& file, std::int64_t run, const std::string& moved_from = "");

  // Notes that the file at `path` was looked for and is no longer there. Its document stays.
  void put_vanished(const std::string& path, std::int64_t run);

  // The rules of a fingerprint, once.
  void put_rules(const std::string& fingerprint, const std::vector<RuleVersion>& rules);

  // Notes that a file was refused; what was known under its path is given up. A document that some other
  // file still has stays, and so does one whose file is only missing or was not read to its end this time
  // (says_nothing_of_bytes).
  void put_refused(const Refusal& refusal);

  // Keeps a review of the provision with this id. `fields` are its fields as the reviewer saw them, in any
  // form that the caller can compare later. Throws BadQuery if there is no such provision.
  void put_review(const std::string& id, const Review& review, const std::string& fields);

  // Gives up what was there at the end of these runs, and the room it took; the runs themselves stay listed.
  // Throws BadQuery for a run that is unknown or the last.
  void prune(const std::vector<std::int64_t>& runs);

  // --- what is there -----------------------------------------------------------------------------------

  // What need not be done again under the stages and rules of `start`: documents whose text was read by this
  // stage, in this OCR mode or in one that makes no difference (between `automatic` and `never` there is one
  // only for a document with bad or recognised pages); unchanged are those whose provisions were found in it
  // by this stage with these rules.
  KnownDocuments known(const RunStart& start, extract::OcrMode ocr) const;

  std::vector<KnownFile> files() const;                                  // ordered by path
  std::vector<RuleVersion> rules(const std::string& fingerprint) const;  // ordered by name; empty if unknown

  std::vector<DocumentRecord> documents() const;  // ordered by hash
  std::optional<DocumentRecord> document(const std::string& sha256) const;
  std::vector<std::string> find_documents(const std::string& name) const;  // hashes; name as in Filters
  std::vector<Refusal> refusals() const;                                   // ordered by path
  std::vector<RunRecord> runs() const;                                     // oldest first
  std::optional<RunRecord> run(std::int64_t id) const;

  // What changed from the end of one run to that of another, earlier or later. Throws BadQuery for a run that
  // is unknown or pruned.
  Difference difference(std::int64_t before, std::int64_t after) const;

  // Pairs of documents that may be one report: the likeliest first.
  std::vector<Likeness> alike() const;

  std::vector<ReviewRecord> reviews() const;  // oldest first; also those whose words are no longer there
  StoreSize size() const;

  // What SQLite finds wrong with the file, a line each; empty if it is whole. Reads all of it.
  std::vector<std::string> damages() const;

  // The same, and deeper: every index against its rows, references between tables, search columns, read
  // forms, the full-text index. Of a store that may be written; changes nothing. Throws only if somebody else
  // writes.
  std::vector<Damage> examine() const;

  // Makes the full-text index anew from the texts that are stored, in one transaction.
  void rebuild_index();

  // The read form: bytes for extract::unpack.
  std::optional<std::string> packed(const std::string& sha256) const;

  // --- asking ------------------------------------------------------------------------------------------

  // The provision with this id. A prefix of at least 6 characters will do if only one id has it; throws
  // BadQuery if several have.
  std::optional<ProvisionRecord> provision(const std::string& id) const;
  std::optional<PassageRecord> passage(const std::string& id) const;

  // Calls `take` for each provision that the filters let through, ordered by document hash, page, position.
  // `take` must not write to this store. Throws BadQuery for a filter that names nothing.
  void each_provision(const Filters& filters, const std::function<void(const ProvisionRecord&)>& take) const;

  // Throws BadQuery.
  Answer search(const Question& question) const;

  // Countries side by side. Throws BadQuery, also for a topic that the thesaurus does not know.
  Comparison compare(const CompareQuestion& question) const;

  // Contradictions among the figures that the filters let through (kinds and years do not matter). Throws
  // BadQuery for a filter that names nothing.
  Conflicts conflicts(const Filters& filters) const;

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace proviso::store
