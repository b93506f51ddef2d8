// What the store knew of files before an ingest, and what that says of the files that are there now.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/store.h"

namespace proviso::app {

// A path as the store keeps it: absolute and normalised.
std::string absolute(const std::string& path);

class KnownFiles {
 public:
  KnownFiles() = default;
  explicit KnownFiles(const store::Store& store);

  // Whether nothing is new about the file, or the refusal.
  bool has(const store::FileState& file) const;
  bool has(const store::Refusal& refusal) const;

  // The hash that the file at `path` had; empty if none is known.
  std::string hash_at(const std::string& path) const;

  // Of a file at a path that is new: a path at which its bytes were known and where no file is any more
  // ("renamed"), and one where they still are ("a duplicate").
  std::optional<std::string> moved_from(const store::FileState& file) const;
  std::optional<std::string> copy_of(const store::FileState& file) const;

  // A file whose document has the same text and other bytes.
  std::optional<std::string> same_text(const std::string& text_digest, const std::string& sha256) const;
  void add_text(const std::string& text_digest, const store::FileState& file);

  // Paths that are `named`, or lie in a folder that is, and were not found to be gone before, at which no
  // file is any more. `given_up`: paths to leave out.
  std::vector<std::string> vanished(const std::vector<std::string>& named,
                                    const std::set<std::string>& given_up) const;

 private:
  std::optional<std::string> other_place(const store::FileState& file, bool there) const;

  std::map<std::string, store::FileState> files_;  // by path
  std::multimap<std::string, std::string> paths_;  // by hash
  std::map<std::string, store::Refusal> refusals_;
  std::multimap<std::string, store::FileState> texts_;  // by digest
};

}  // namespace proviso::app
