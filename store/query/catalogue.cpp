#include "store/query/catalogue.h"

#include <algorithm>
#include <stdexcept>

#include "store/rows/rows.h"

namespace proviso::store {

void Catalogue::refresh(const Connection& connection) {
  const std::int64_t version = connection.number("PRAGMA data_version");
  if (version == version_) return;
  *this = Catalogue();
  Statement row(connection,
                "SELECT c.document, c.first_provision, c.provisions, c.provision_words, c.first_passage, "
                "c.passages, c.passage_words FROM search_columns c JOIN documents d ON d.id = c.document "
                "ORDER BY d.sha256");
  while (row.next()) {
    CatalogueDocument& document = documents_.emplace_back();
    document.id = row.integer(0);
    document.order = static_cast<std::uint32_t>(documents_.size() - 1);
    for (const int table : {0, 1}) {
      CatalogueRows& rows = document.tables[table];
      rows.first = row.integer(1 + 3 * table);
      rows.count = row.integer(2 + 3 * table);
      rows.words = row.integer(3 + 3 * table);
      counts_[table] += rows.count;
      words_[table] += rows.words;
      if (rows.count > 0) by_row_[table].push_back(document.order);
    }
  }
  for (const int table : {0, 1}) {
    std::sort(by_row_[table].begin(), by_row_[table].end(), [&](std::uint32_t a, std::uint32_t b) {
      return documents_[a].tables[table].first < documents_[b].tables[table].first;
    });
  }
  version_ = version;
}

double Catalogue::mean_words(Table table) const {
  const int at = static_cast<int>(table);
  return counts_[at] == 0 ? 1 : static_cast<double>(words_[at]) / static_cast<double>(counts_[at]);
}

std::int64_t Catalogue::last_row(Table table) const {
  const int at = static_cast<int>(table);
  if (by_row_[at].empty()) return 0;
  const CatalogueRows& rows = documents_[by_row_[at].back()].tables[at];
  return rows.first + rows.count - 1;
}

std::uint32_t Catalogue::number_of(const std::string& text) {
  const auto [known, is_new] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(text);
  return known->second;
}

const DocumentName& Catalogue::name(const Connection& connection, CatalogueDocument& document) {
  if (!document.name) document.name = RowReader(connection).document(document.id);
  return *document.name;
}

namespace {

bool are_of(const SearchColumns& columns, const CatalogueDocument& document, Table table) {
  const std::size_t rows = columns.rows.size();
  if (static_cast<std::int64_t>(rows) != document.tables[static_cast<int>(table)].count) return false;
  if (table == Table::provisions) return columns.places.size() == rows;
  std::int64_t provisions = 0;
  for (const std::uint32_t count : columns.provisions) provisions += count;
  return columns.provisions.size() == rows && provisions == document.tables[0].count;
}

}  // namespace

const CatalogueRows& Catalogue::rows(const Connection& connection, CatalogueDocument& document, Table table) {
  CatalogueRows& rows = document.tables[static_cast<int>(table)];
  if (rows.loaded) return rows;
  Statement find(connection, table == Table::provisions
                                 ? "SELECT provision_columns FROM search_columns WHERE document = ?"
                                 : "SELECT passage_columns FROM search_columns WHERE document = ?");
  find.first(document.id);
  SearchColumns columns;
  try {
    columns = unpack_columns(find.text(0));
    if (!are_of(columns, document, table)) throw std::runtime_error("");
  } catch (const std::runtime_error&) {
    throw StoreError("damaged", connection.shown() +
                                    " is damaged (the search columns of a document are no such); restore it "
                                    "from a copy, or move it away and ingest the files again");
  }
  std::vector<std::uint32_t> numbers;
  numbers.reserve(columns.texts.size());
  for (const std::string& text : columns.texts) numbers.push_back(number_of(text));
  for (SearchRow& row : columns.rows) {
    for (std::uint32_t* text :
         {&row.language, &row.countries, &row.concepts, &row.act, &row.article, &row.currency}) {
      *text = numbers[*text];
    }
  }
  rows.rows = std::move(columns.rows);
  rows.figures = std::move(columns.figures);
  rows.places = std::move(columns.places);
  if (table == Table::passages) {
    rows.first_provisions = {0};
    for (const std::uint32_t count : columns.provisions) {
      rows.first_provisions.push_back(rows.first_provisions.back() + count);
    }
  }
  rows.loaded = true;
  return rows;
}

}  // namespace proviso::store
