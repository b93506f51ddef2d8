// The columns that a search keeps in memory: there and back, and what a damaged store may hold.
#include "store/rows/search_columns.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "store/rows/connection.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

SearchColumns columns() {
  SearchColumns made;
  made.texts = {"", "KZ RU", "en"};
  made.figures = {{412, 412}};
  SearchRow row;
  row.countries = 1;
  row.language = 2;
  row.figure = 1;
  row.year_first = row.year_last = 2017;
  row.places = 14;
  made.rows = {row, {}};
  made.rows[1].kind = RowKind::passage;
  made.places = {{{2, 4}, {0, behind}, {}}, {}};
  made.provisions = {3, 0};
  return made;
}

TEST(SearchColumns, ThereAndBack) {
  const SearchColumns back = unpack_columns(pack(columns()));
  EXPECT_EQ(back.texts, columns().texts);
  ASSERT_EQ(back.rows.size(), 2u);
  EXPECT_EQ(back.rows[0].year_last, 2017);
  EXPECT_EQ(back.rows[1].kind, RowKind::passage);
  ASSERT_EQ(back.figures.size(), 1u);
  EXPECT_EQ(back.figures[0].value, 412);
  ASSERT_EQ(back.places.size(), 2u);
  EXPECT_EQ(back.places[0].quote.last, 4);
  EXPECT_EQ(back.places[0].context.last, behind);
  EXPECT_EQ(back.provisions, columns().provisions);
}

TEST(SearchColumns, NumbersKeepEveryBit) {
  for (const SearchFigure figure : {SearchFigure{0, 0},
                                    {-1, -1},
                                    {2.5, 4e6},
                                    {1e6, 2e6},
                                    {3e9, 3e9},
                                    {2147483647, 2147483648},
                                    {-0.0, -0.0},
                                    {1e300, 1e300}}) {
    SearchColumns made = columns();
    made.figures[0] = figure;
    const SearchFigure back = unpack_columns(pack(made)).figures.at(0);
    EXPECT_EQ(back.value, figure.value);
    EXPECT_EQ(back.value_to, figure.value_to);
    EXPECT_EQ(std::signbit(back.value), std::signbit(figure.value));
  }
}

TEST(SearchColumns, EveryTruncationIsRefused) {
  const std::string bytes = pack(columns());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(unpack_columns(bytes.substr(0, size)), std::runtime_error) << size;
  }
  EXPECT_THROW(unpack_columns(bytes + "x"), std::runtime_error);
}

TEST(SearchColumns, NonsenseIsRefused) {
  const auto refused = [](auto change) {
    SearchColumns bad = columns();
    change(bad);
    EXPECT_THROW(unpack_columns(pack(bad)), std::runtime_error);
  };
  refused([](SearchColumns& bad) { bad.rows[0].countries = 3; });
  refused([](SearchColumns& bad) { bad.rows[0].figure = 2; });
  refused([](SearchColumns& bad) { bad.places.pop_back(); });
  refused([](SearchColumns& bad) { bad.provisions.push_back(1); });
  refused([](SearchColumns& bad) { bad.rows[0].kind = static_cast<RowKind>(9); });
  refused([](SearchColumns& bad) { bad.texts[0] = "x"; });
  refused([](SearchColumns& bad) { bad.figures[0].value = std::numeric_limits<double>::infinity(); });
}

TEST(SearchColumns, ADamagedStoreSaysSo) {
  const Folder folder;
  const std::string file = folder.file("columns.db");
  {
    Store store = Store::create_or_open(file);
    put(store, english(), store.begin_run({.program = "1", .fingerprint = "f"}));
  }
  Connection(file, 2 /* to read and write */, file)
      .run("UPDATE search_columns SET provision_columns = x'00'");
  try {
    Store::open_to_read(file).search({.query = "kind:figure"});
    FAIL() << "took it";
  } catch (const StoreError& error) {
    EXPECT_EQ(
        std::string(error.what()),
        file +
            " is damaged (the search columns of a document are no such); restore it from a copy, or move it "
            "away and ingest the files again");
  }
}

}  // namespace
}  // namespace proviso::store
