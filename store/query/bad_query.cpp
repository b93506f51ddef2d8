#include "store/errors.h"

namespace proviso::store {

namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Characters before byte `at`.
std::size_t column_of(const std::string& query, std::size_t at) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < at && i < query.size(); ++i) column += begins_character(query[i]) ? 1 : 0;
  return column;
}

std::string message(const std::string& problem, const std::string& query, std::size_t at) {
  return "query, column " + std::to_string(column_of(query, at) + 1) + ": " + problem;
}

}  // namespace

BadQuery::BadQuery(const std::string& problem, const std::string& query, std::size_t at)
    : std::runtime_error(message(problem, query, at)), at_(at), drawn_(query) {
  for (char& c : drawn_) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';  // one line, whatever was typed
  }
  drawn_ += '\n' + std::string(column_of(query, at), ' ') + '^';
}

}  // namespace proviso::store
