#include "store/search.h"

#include <gtest/gtest.h>

#include "tests/store/samples.h"

namespace proviso::store {
namespace {

class Search : public testing::Test {
 protected:
  Search() : store_(Store::create_or_open(":memory:")) {
    const std::int64_t run = store_.begin_run({.program = "1", .fingerprint = "f"});
    for (const Sample& sample : {tabular(), russian(), english()}) put(store_, sample, run);
  }

  // The hits, a line each: "kind file: text", matches in brackets.
  std::string found(const Question& question) const {
    std::string out;
    for (const Hit& hit : store_.search(question).hits) {
      std::string text = hit.text;
      for (auto mark = hit.marks.rbegin(); mark != hit.marks.rend(); ++mark) {
        text.insert(mark->end, "]");
        text.insert(mark->begin, "[");
      }
      for (char& c : text) c = c == '\n' ? '|' : c;
      out += hit.kind + " " + hit.document.file + ": " + text + "\n";
    }
    return out;
  }

  Store store_;
};

TEST_F(Search, QuoteThatMatchesComesFirst) {
  EXPECT_EQ(found({.query = "trafficker"}),
            "figure patrol-en.pdf: 412 [traffickers]\n"
            "passage patrol-en.pdf: Courts convicted 412 [traffickers] in Kazakhstan in 2017 under Article "
            "128 of its "
            "code.\n"
            "article patrol-en.pdf: Article 128\n");
}

TEST_F(Search, OtherFormsUnlessExact) {
  EXPECT_EQ(
      found({.query = "принудительный труд"}),
      "passage obzor-ru.pdf: [Принудительного] [труда] стало меньше, учёт ведётся в 2014–2017 годах.\n");
  EXPECT_EQ(found({.query = "\"принудительный труд\""}),
            "passage obzor-ru.pdf: [Принудительного труда] стало меньше, учёт ведётся в 2014–2017 годах.\n");
  EXPECT_EQ(found({.query = "принудительный труд", .exact = true}), "");
  EXPECT_EQ(
      found({.query = "учет ПРИНУДИТЕЛЬНОГО", .exact = true}),
      "passage obzor-ru.pdf: [Принудительного] труда стало меньше, [учёт] ведётся в 2014–2017 годах.\n");
}

TEST_F(Search, NumbersOfArticlesAreWhole) {
  EXPECT_EQ(found({.query = "127.1", .filters = {.kinds = {"article"}}}),
            "article obzor-ru.pdf: ст. [127.1] УК РФ\n");
  EXPECT_EQ(found({.query = "127¹", .filters = {.kinds = {"article"}}}),
            "article obzor-ru.pdf: ст. [127.1] УК РФ\n");
  EXPECT_EQ(found({.query = "127"}), "");
  EXPECT_EQ(store_.search({.query = "2017", .filters = {.languages = {"ru"}}}).total, 1u);
}

TEST_F(Search, BeginningsNearAndNot) {
  EXPECT_EQ(found({.query = "convic*", .filters = {.kinds = {"passage"}}}),
            "passage patrol-en.pdf: Courts [convicted] 412 traffickers in Kazakhstan in 2017 under Article "
            "128 of its "
            "code.\n");
  EXPECT_EQ(store_.search({.query = "courts NEAR/1 traffickers"}).total, 0u);
  EXPECT_GT(store_.search({.query = "courts NEAR/2 traffickers"}).total, 0u);
  EXPECT_EQ(store_.search({.query = "traffickers -kazakhstan"}).total, 0u);  // in its context too
  EXPECT_GT(store_.search({.query = "traffickers -ukraine"}).total, 0u);
}

TEST_F(Search, WordsThatStandTogetherComeFirst) {
  put(store_,
      sample('e', "order.pdf", "The labour code was forced through\nAgainst the forced labour again\n", "en"),
      1);
  EXPECT_EQ(found({.query = "forced labour", .filters = {.documents = {"order.pdf"}}}),
            "passage order.pdf: Against the [forced] [labour] again\n"
            "passage order.pdf: The [labour] code was [forced] through\n");
}

TEST_F(Search, TableRowsArePassages) {
  EXPECT_EQ(found({.query = "ukraine", .filters = {.kinds = {"passage"}}}),
            "passage table-en.pdf: [Ukraine]|31|44\n");
}

TEST_F(Search, Filters) {
  const auto total = [&](const Filters& filters) {
    return store_.search({.query = "", .filters = filters}).total;
  };
  EXPECT_EQ(total({}), 6u);
  EXPECT_EQ(total({.kinds = {"figure"}}), 3u);
  EXPECT_EQ(total({.countries = {"kz"}}), 3u);
  EXPECT_EQ(total({.countries = {"RU"}}), 3u);
  EXPECT_EQ(total({.languages = {"ru"}}), 2u);
  EXPECT_EQ(total({.documents = {"obzor-ru.pdf"}}), 2u);
  EXPECT_EQ(total({.documents = {"obzor-ru", "cccccc"}}), 3u);
  EXPECT_EQ(total({.documents = {"/reports/obzor-ru.pdf"}}), 2u);
  EXPECT_EQ(total({.years = {2017}}), 2u);
  EXPECT_EQ(total({.kinds = {"passage"}, .countries = {"UA"}}), 1u);
}

TEST_F(Search, FiltersThatNameNothing) {
  const auto complaint = [&](const Filters& filters) -> std::string {
    try {
      store_.search({.query = "a", .filters = filters});
      return "";
    } catch (const BadQuery& bad) {
      return bad.what();
    }
  };
  EXPECT_EQ(complaint({.kinds = {"figur"}}),
            "there is no kind \"figur\"; there are figure, article, recommendation and passage");
  EXPECT_EQ(
      complaint({.documents = {"nope"}}),
      "no document is called \"nope\"; give a file's name, its path, or the first 6 digits of its hash");
}

TEST_F(Search, FacetsCountAllMatchesNotThePage) {
  const Answer answer = store_.search({.query = "", .limit = 1, .offset = 1});
  EXPECT_EQ(answer.total, 6u);
  ASSERT_EQ(answer.hits.size(), 1u);
  EXPECT_EQ(answer.hits[0].text, "Article 128");
  const auto drawn = [](const std::vector<Count>& counts) {
    std::string out;
    for (const Count& count : counts) out += count.value + " " + std::to_string(count.count) + ", ";
    return out;
  };
  EXPECT_EQ(drawn(answer.facets.kinds), "figure 3, article 2, recommendation 1, ");
  EXPECT_EQ(drawn(answer.facets.countries), "KZ 3, RU 3, UA 1, ");
  EXPECT_EQ(drawn(answer.facets.languages), "en 4, ru 2, ");
  EXPECT_EQ(drawn(answer.facets.years), "2016 1, 2017 2, 2018 2, ");
  EXPECT_EQ(drawn(answer.facets.acts), "criminal_code 2, ");
  ASSERT_EQ(answer.facets.documents.size(), 3u);
  EXPECT_EQ(answer.facets.documents[0].first.file, "patrol-en.pdf");
  EXPECT_EQ(answer.facets.documents[0].second, 3u);
}

TEST_F(Search, ExcerptHoldsTheMatches) {
  Sample longer = sample('d', "long.pdf", std::string(100, 'x') + std::string(200, ' ') + "\n", "en");
  std::string words;
  for (int i = 0; i < 200; ++i) words += "слово ";
  longer = sample('d', "long.pdf", words + "readmission agreements " + words + "\n", "en");
  put(store_, longer, 1);
  const Answer answer = store_.search({.query = "readmission"});
  ASSERT_EQ(answer.hits.size(), 1u);
  const Hit& hit = answer.hits[0];
  ASSERT_EQ(hit.marks.size(), 1u);
  EXPECT_LE(hit.excerpt.begin, hit.marks[0].begin);
  EXPECT_GE(hit.excerpt.end, hit.marks[0].end);
  const std::string shown = hit.text.substr(hit.excerpt.begin, hit.excerpt.end - hit.excerpt.begin);
  EXPECT_TRUE(shown.starts_with("слово ") && shown.ends_with(" слово")) << shown;
  EXPECT_LE(shown.size(), 600u);
}

}  // namespace
}  // namespace proviso::store
