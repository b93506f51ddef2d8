// The views for people with an SQLite shell or Datasette, asked without this program's tokenizer.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/store/samples.h"

namespace proviso::store {
namespace {

// Rows of `sql`, a line each, '|' between the columns, as the sqlite3 shell prints them.
std::string asked(const std::string& file, const std::string& sql) {
  sqlite3* plain = nullptr;
  EXPECT_EQ(sqlite3_open_v2(file.c_str(), &plain, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  std::string out;
  const auto take = [](void* rows, int columns, char** values, char**) {
    for (int i = 0; i < columns; ++i) {
      *static_cast<std::string*>(rows) += (i > 0 ? "|" : "") + std::string(values[i] ? values[i] : "");
    }
    *static_cast<std::string*>(rows) += '\n';
    return 0;
  };
  char* error = nullptr;
  if (sqlite3_exec(plain, sql.c_str(), take, &out, &error) != SQLITE_OK) out = error;
  sqlite3_free(error);
  sqlite3_close(plain);
  return out;
}

TEST(Views, CanBeReadByAnySqlite) {
  const Folder folder;
  const std::string file = folder.file("a.db");
  {
    Store store = Store::create_or_open(file);
    const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
    put(store, english(), run);
    put(store, tabular(), run);
  }
  EXPECT_EQ(
      asked(file,
            "SELECT file, title, page, quote, value, measure, time, place, counted, section, rule, run "
            "FROM v_figures WHERE time = '2017'"),
      "patrol-en.pdf|Report patrol-en.pdf|1|412 traffickers|412.0|count|2017|KZ|traffickers|Scale of the "
      "crime|test-rule|1\n");
  EXPECT_EQ(asked(file, "SELECT file, quote, country, article, canonical FROM v_articles"),
            "patrol-en.pdf|Article 128|KZ|128|KZ/criminal_code/128\n");
  EXPECT_EQ(
      asked(file, "SELECT quote, country, modality, section FROM v_recommendations"),
      "Open three more shelters for victims of forced labour.|KZ RU|imperative|Scale of the crime › What to "
      "do\n");
  EXPECT_EQ(asked(file, "SELECT count(*) FROM v_figures"), "2\n");
  EXPECT_EQ(asked(file, "SELECT position, country FROM v_countries WHERE kind = 'recommendation'"),
            "0|KZ\n1|RU\n");
  EXPECT_EQ(asked(file, "SELECT count(*) FROM v_provisions WHERE context LIKE '%' || quote || '%'"), "4\n");
}

}  // namespace
}  // namespace proviso::store
