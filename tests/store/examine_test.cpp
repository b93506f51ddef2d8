// Damage done to a store on purpose is found, and of the index mended.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/packed.h"
#include "store/rows/connection.h"
#include "store/words/tokenizer.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Examine : public ::testing::Test {
 protected:
  Examine() : file_(folder_.file("doctor.db")) {
    Store store = Store::create_or_open(file_);
    const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
    IndexedWords words;
    for (const Sample& made : {english(), russian(), tabular()}) {
      const DocumentRows rows = rows_of(made.document, made.findings, words);
      store.put({.file = made.file, .packed = extract::pack(made.document), .rows = rows, .run = run});
    }
  }

  // Runs `sql` behind the store's back.
  void meddle(const char* sql) const {
    const Connection connection(file_, 2 /* SQLITE_OPEN_READWRITE */, file_);
    register_tokenizer(connection);
    connection.run(sql);
  }

  std::vector<std::string> damages() const {
    std::vector<std::string> all;
    for (const Damage& damage : Store::create_or_open(file_).examine()) {
      all.push_back((damage.of_index ? "[index] " : "") + damage.what);
    }
    return all;
  }

  Folder folder_;
  std::string file_;
};

TEST_F(Examine, AWholeStoreIsWhole) { EXPECT_THAT(damages(), IsEmpty()); }

TEST_F(Examine, AnIndexThatDoesNotFitIsFoundAndMadeAnew) {
  meddle("UPDATE passages SET text = text || ' meddled'");
  EXPECT_THAT(damages(), ElementsAre("[index] the index does not fit the rows that it was made of"));
  Store::create_or_open(file_).rebuild_index();
  EXPECT_THAT(damages(), IsEmpty());
  EXPECT_GT(Store::open_to_read(file_).search({.query = "meddled"}).total, 0)
      << "the new index has the words";
}

TEST_F(Examine, AnIndexInPiecesIsMadeOne) {
  const auto pieces = [&] {
    return Connection(file_, 1 /* SQLITE_OPEN_READONLY */, file_)
        .number("SELECT count(DISTINCT segid) FROM passages_text_idx");
  };
  const auto found = [&] { return Store::open_to_read(file_).search({.query = "victims OR статья"}).total; };
  const std::size_t before = found();
  ASSERT_GT(pieces(), 1);
  Store::create_or_open(file_).settle_index();
  EXPECT_GT(pieces(), 1) << "a small index is not worth it";
  Store::create_or_open(file_).settle_index(0);
  EXPECT_EQ(pieces(), 1);
  EXPECT_EQ(found(), before);
  EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(Examine, LostColumnsAndRowsAreFound) {
  meddle("DELETE FROM search_columns WHERE document = 1");
  EXPECT_THAT(damages(), ElementsAre(HasSubstr("it has no search columns")));
  meddle("DELETE FROM documents WHERE id = 1");
  EXPECT_THAT(damages(), ::testing::Contains(HasSubstr("refer to rows of documents that are not there")));
}

TEST_F(Examine, ADamagedReadFormIsFound) {
  meddle("UPDATE read_forms SET bytes = x'00' WHERE document = 2");
  EXPECT_THAT(damages(), ElementsAre(HasSubstr("its read form is damaged")));
}

}  // namespace
}  // namespace proviso::store
