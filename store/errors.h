// What can go wrong at the store's door. Nothing else is thrown by this room, but std::bad_alloc.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace proviso::store {

// The store or the disk failed, or the file is not ours. what() is one line: what, where, what to do.
// `code` is a short stable word: "missing", "not-a-store", "newer", "older", "busy", "full", "read-only",
// "damaged", "cannot-open", "io", "contradiction", "failed".
class StoreError : public std::runtime_error {
 public:
  StoreError(std::string code, const std::string& message)
      : std::runtime_error(message), code_(std::move(code)) {}
  const std::string& code() const { return code_; }

 private:
  std::string code_;
};

// A search that cannot be understood. what() is one line that names the column; drawn() is the query with
// a caret below the place, two lines without a newline at the end; empty if no place is to blame
// (an unknown kind or document among the filters).
class BadQuery : public std::runtime_error {
 public:
  // `at`: byte offset into `query`.
  BadQuery(const std::string& problem, const std::string& query, std::size_t at);
  explicit BadQuery(const std::string& problem) : std::runtime_error(problem) {}

  std::size_t at() const { return at_; }
  const std::string& drawn() const { return drawn_; }

 private:
  std::size_t at_ = 0;
  std::string drawn_;
};

}  // namespace proviso::store
