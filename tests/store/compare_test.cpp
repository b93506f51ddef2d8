#include "store/compare.h"

#include <gtest/gtest.h>

#include "tests/store/samples.h"

namespace proviso::store {
namespace {

class Compare : public testing::Test {
 protected:
  Compare() : store_(Store::create_or_open(":memory:")) {
    store_.put_thesaurus(small_thesaurus());
    const std::int64_t run = store_.begin_run({.program = "1", .fingerprint = "f"});
    for (const Sample& sample : {tabular(), russian(), english()}) put(store_, sample, run);
  }

  // A line for each row: "KZ | 412 traffickers | ", the cells' quotes beside their columns.
  std::string drawn(const CompareQuestion& question) const {
    const Comparison table = store_.compare(question);
    std::string text;
    for (const std::string& column : table.columns) text += " | " + (column.empty() ? "-" : column);
    text += "\n";
    for (const ComparedRow& row : table.rows) {
      std::string name;
      for (const std::string& country : row.countries) name += (name.empty() ? "" : "+") + country;
      text += name.empty() ? "?" : name;
      for (const auto& cell : row.cells) {
        text += " |";
        for (const Compared& one : cell) text += " " + one.quote + " p." + std::to_string(one.page);
      }
      text += "\n";
    }
    return text;
  }

  Store store_;
};

TEST_F(Compare, ArticlesByCountry) {
  EXPECT_EQ(drawn({.by = CompareBy::article, .what = {"127.1", "128", "5"}}),
            " | 5 | 127.1 | 128\n"
            "KZ | | | Article 128 p.1\n"
            "RU | | ст. 127.1 УК РФ p.1 |\n");
  EXPECT_EQ(drawn({.by = CompareBy::act, .what = {"criminal_code"}, .filters = {.countries = {"ru", "AM"}}}),
            " | 127.1\n"
            "RU | ст. 127.1 УК РФ p.1\n"
            "AM |\n");
}

TEST_F(Compare, TopicsByCountryInAnyLanguage) {
  const std::string table =
      " | forced-labour\n"
      "KZ | Open three more shelters for victims of forced labour. p.1\n"
      "RU | Open three more shelters for victims of forced labour. p.1\n";
  EXPECT_EQ(drawn({.by = CompareBy::topic, .what = {"forced-labour"}}), table);
  EXPECT_EQ(drawn({.by = CompareBy::topic, .what = {"принудительного труда"}}), table);
}

TEST_F(Compare, FiguresByPlaceAndTime) {
  EXPECT_EQ(drawn({.by = CompareBy::figure, .what = {"traffickers"}, .filters = {.countries = {"RU", "KZ"}}}),
            " | 2017\n"
            "RU |\n"
            "KZ | 412 traffickers p.1\n");
}

TEST_F(Compare, AnUnknownTopicIsSaid) {
  try {
    store_.compare({.by = CompareBy::topic, .what = {"forced-labor"}});
    FAIL();
  } catch (const BadQuery& bad) {
    EXPECT_STREQ(bad.what(), "there is no topic \"forced-labor\" (did you mean forced-labour?)");
  }
}

}  // namespace
}  // namespace proviso::store
