#include "store/query/hits.h"

#include <algorithm>

#include "store/rows/columns.h"
#include "store/rows/rows.h"

namespace proviso::store {

namespace {

// The first five columns are those of hit().
constexpr const char* kProvision =
    "SELECT p.page, g.label, s.path, p.language, p.countries, p.text_id, q.text, p.\"begin\" - q.\"begin\", "
    "p.\"end\" - q.\"begin\", p.context_begin - q.\"begin\", p.context_end - q.\"begin\" "
    "FROM provisions p CROSS JOIN passages q ON q.id = p.passage "
    "LEFT JOIN pages g ON g.document = p.document AND g.number = p.page "
    "LEFT JOIN sections s ON s.id = q.section WHERE p.id = ?";
constexpr const char* kPassage =
    "SELECT q.page, g.label, s.path, q.language, q.countries, q.text, q.\"begin\" FROM passages q "
    "LEFT JOIN pages g ON g.document = q.document AND g.number = q.page "
    "LEFT JOIN sections s ON s.id = q.section WHERE q.id = ?";

// Bytes [columns `column`, `column` + 1) of `text`, as far as it has them.
std::string part(std::string_view text, const Statement& row, int column) {
  const auto size = static_cast<std::int64_t>(text.size());
  const std::int64_t begin = std::clamp<std::int64_t>(row.integer(column), 0, size);
  const std::int64_t end = std::clamp<std::int64_t>(row.integer(column + 1), begin, size);
  return std::string(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
}

}  // namespace

HitReader::HitReader(const Connection& connection, Catalogue& catalogue)
    : connection_(connection),
      catalogue_(catalogue),
      provision_(connection, kProvision),
      passage_(connection, kPassage) {}

Hit HitReader::hit(Statement& row, std::int64_t number, CatalogueDocument& document) {
  if (!row.first(number)) {
    throw StoreError("damaged",
                     connection_.shown() +
                         " is damaged (its search columns name rows that are not there); restore it "
                         "from a copy, or move it away and ingest the files again");
  }
  Hit hit;
  hit.document = catalogue_.name(connection_, document);
  hit.page = static_cast<int>(row.integer(0));
  hit.page_label = row.string(1);
  hit.section = split(row.text(2), '\n');
  hit.language = row.string(3);
  hit.countries = split(row.text(4), ' ');
  return hit;
}

Hit HitReader::provision(std::int64_t number, CatalogueDocument& document) {
  Hit made = hit(provision_, number, document);
  made.id = provision_.string(5);
  const std::string_view text = provision_.text(6);
  made.text = part(text, provision_, 7);
  made.context = part(text, provision_, 9);
  provision_.reset();
  return made;
}

Hit HitReader::passage(std::int64_t number, CatalogueDocument& document) {
  Hit made = hit(passage_, number, document);
  made.text = passage_.string(5);
  made.id = passage_id(made.document.sha256, passage_.integer(6));
  passage_.reset();
  return made;
}

}  // namespace proviso::store
