#include <algorithm>
#include <cctype>

#include "store/rows/rows.h"

namespace proviso::store {

namespace {

constexpr std::size_t kShortestHash = 6;  // digits that name a document

template <class T>
bool has(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool is_hash_prefix(const std::string& name) {
  return name.size() >= kShortestHash && name.size() <= 64 &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string in_case(const std::string& text, int (*convert)(int)) {
  std::string out = text;
  for (char& c : out) c = static_cast<char>(convert(static_cast<unsigned char>(c)));
  return out;
}

std::vector<std::string> all_in_case(const std::vector<std::string>& texts, int (*convert)(int)) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (const std::string& text : texts) out.push_back(in_case(text, convert));
  return out;
}

}  // namespace

std::vector<std::int64_t> documents_named(const Connection& connection,
                                          const std::vector<std::string>& names) {
  Statement by_file(connection,
                    "SELECT id FROM documents WHERE file = ?1 OR file = ?1 || '.pdf' "
                    "OR id IN (SELECT document FROM files WHERE path = ?1)");
  Statement by_hash(connection, "SELECT id FROM documents WHERE substr(sha256, 1, length(?1)) = ?1");
  std::vector<std::int64_t> found;
  for (const std::string& name : names) {
    const std::size_t before = found.size();
    for (bool more = by_file.first(name); more; more = by_file.next()) found.push_back(by_file.integer(0));
    by_file.reset();
    if (found.size() == before && is_hash_prefix(name)) {
      for (bool more = by_hash.first(name); more; more = by_hash.next()) found.push_back(by_hash.integer(0));
      by_hash.reset();
    }
    if (found.size() == before) {
      throw BadQuery("no document is called \"" + name + "\"; give a file's name, its path, or the first " +
                     std::to_string(kShortestHash) + " digits of its hash");
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

RowFilter::RowFilter(const Connection& connection, const Filters& filters)
    : kinds_(filters.kinds),
      countries_(all_in_case(filters.countries, std::toupper)),
      languages_(all_in_case(filters.languages, std::tolower)),
      documents_(documents_named(connection, filters.documents)),
      any_document_(filters.documents.empty()),
      years_(filters.years) {
  static const std::vector<std::string> kinds = {"figure", "article", "recommendation", "passage"};
  for (const std::string& kind : kinds_) {
    if (!has(kinds, kind)) {
      throw BadQuery("there is no kind \"" + kind +
                     "\"; there are figure, article, recommendation and passage");
    }
  }
}

bool RowFilter::wants_kind(std::string_view kind) const {
  return kinds_.empty() || has(kinds_, std::string(kind));
}

bool RowFilter::wants_document(std::int64_t document) const {
  return any_document_ || std::binary_search(documents_.begin(), documents_.end(), document);
}

bool RowFilter::wants_language(std::string_view language) const {
  return languages_.empty() || has(languages_, std::string(language));
}

bool RowFilter::wants_countries(std::string_view countries) const {
  if (countries_.empty()) return true;
  while (!countries.empty()) {
    const std::size_t end = std::min(countries.find(' '), countries.size());
    if (has(countries_, std::string(countries.substr(0, end)))) return true;
    countries.remove_prefix(std::min(end + 1, countries.size()));
  }
  return false;
}

bool RowFilter::wants_years(int first, int last) const {
  return years_.empty() || std::any_of(years_.begin(), years_.end(),
                                       [&](int year) { return first != 0 && first <= year && year <= last; });
}

}  // namespace proviso::store
