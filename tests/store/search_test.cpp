#include "store/search.h"

#include <gtest/gtest.h>

#include "tests/store/samples.h"

namespace proviso::store {
namespace {

class Search : public testing::Test {
 protected:
  Search() : store_(Store::create_or_open(":memory:")) {
    store_.put_thesaurus(small_thesaurus());
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
            "article patrol-en.pdf: Article 128\n"
            "passage patrol-en.pdf: Courts convicted 412 [traffickers] in Kazakhstan in 2017 under Article "
            "128 of its code.\n");
}

TEST_F(Search, OtherFormsUnlessExact) {
  EXPECT_EQ(found({.query = "принудительный труд", .filters = {.languages = {"ru"}}}),
            "passage obzor-ru.pdf: [Принудительного труда] стало меньше, учёт ведётся в 2014–2017 годах.\n");
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
            "passage order.pdf: Against the [forced labour] again\n"
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

TEST_F(Search, WordsOfOneLanguageFindTheOther) {
  const Answer answer = store_.search({.query = "forced labour"});
  ASSERT_EQ(answer.hits.size(), 3u);
  EXPECT_EQ(found({.query = "forced labour"}),
            "recommendation patrol-en.pdf: Open three more shelters for victims of [forced labour].\n"
            "passage patrol-en.pdf: Open three more shelters for victims of [forced labour].\n"
            "passage obzor-ru.pdf: [Принудительного труда] стало меньше, учёт ведётся в 2014–2017 годах.\n");
  EXPECT_EQ(answer.hits[0].through, std::vector<std::string>());
  EXPECT_EQ(answer.hits[2].through, std::vector<std::string>{"forced-labour"});
  ASSERT_EQ(answer.understood.size(), 1u);
  EXPECT_EQ(answer.understood[0].topic, "forced-labour");
  EXPECT_EQ(answer.understood[0].words, "forced labour");
  EXPECT_EQ(answer.understood[0].labels.at(1),
            (std::pair<std::string, std::string>("ru", "принудительный труд")));
}

TEST_F(Search, OnlyPlainWordsAreTakenForConcepts) {
  EXPECT_EQ(store_.search({.query = "принудительный труд"}).total, 3u);
  for (const char* query : {"\"принудительный труд\"", "принудительный NEAR труд", "принудит* труд"}) {
    EXPECT_EQ(store_.search({.query = query}).total, 1u) << query;
  }
  EXPECT_EQ(store_.search({.query = "принудительного труда", .exact = true}).total, 1u);
  EXPECT_EQ(store_.search({.query = "compulsory labour"}).total, 3u);  // which nobody writes
  EXPECT_EQ(store_.search({.query = "приют", .filters = {.kinds = {"recommendation"}}}).total, 1u);
}

TEST_F(Search, ConceptsCanBeAskedForByName) {
  EXPECT_EQ(store_.search({.query = "concept:forced-labour"}).total, 3u);
  EXPECT_EQ(store_.search({.query = "concept:forced-labour -concept:shelter"}).total, 1u);
  EXPECT_EQ(store_.search({.query = "concept:nothing"}).total, 0u);
  EXPECT_EQ(store_.search({.query = "Казахстан 412"}).total, 3u);  // countries are concepts
}

TEST_F(Search, Fields) {
  const auto total = [&](const std::string& query) { return store_.search({.query = query}).total; };
  EXPECT_EQ(total("kind:figure"), 3u);
  EXPECT_EQ(total("kind:figure,article"), 5u);
  EXPECT_EQ(total("country:kz"), 3u);
  EXPECT_EQ(total("country:KZ -kind:article"), 2u);
  EXPECT_EQ(total("value>40"), 2u);
  EXPECT_EQ(total("value>44"), 1u);
  EXPECT_EQ(total("value>=44 value<=44"), 1u);
  EXPECT_EQ(total("value:30..44"), 2u);
  EXPECT_EQ(total("year:2017"), 2u);  // one of 2016 to 2018
  EXPECT_EQ(total("year>2018"), 0u);
  EXPECT_EQ(total("article:127.1"), 1u);
  EXPECT_EQ(total("lang:ru kind:figure"), 1u);
  EXPECT_EQ(total("doc:table-en.pdf"), 1u);
  EXPECT_EQ(total("doc:\"table-en.pdf\" kind:passage Ukraine"), 1u);
  EXPECT_EQ(total("(country:UA OR country:RU) kind:figure"), 2u);
  EXPECT_EQ(total("traffickers kind:figure"), 1u);
  EXPECT_EQ(total("traffickers country:RU"), 0u);
}

TEST_F(Search, FieldsComplain) {
  const auto complaint = [&](const std::string& query) -> std::string {
    try {
      return "no complaint: " + std::to_string(store_.search({.query = query}).total);
    } catch (const BadQuery& bad) {
      return std::string(bad.what()) + "\n" + bad.drawn();
    }
  };
  EXPECT_EQ(
      complaint("contry:KZ"),
      "query, column 1: there is no field \"contry\"; did you mean country? (to look for the words, put them "
      "between quotation marks)\n"
      "contry:KZ\n"
      "^");
  EXPECT_EQ(complaint("зима value>many"),
            "query, column 12: value takes a number without spaces or commas, as in value>1000\n"
            "зима value>many\n"
            "           ^");
  EXPECT_EQ(
      complaint("kind:figur"),
      "query, column 6: there is no kind \"figur\"; there are figure, article, recommendation and passage "
      "(did you mean figure?)\n"
      "kind:figur\n"
      "     ^");
  EXPECT_EQ(complaint("country: KZ"),
            "query, column 1: country needs a value right behind it, as in country:KZ\n"
            "country: KZ\n"
            "^");
  EXPECT_EQ(complaint("country>KZ"),
            "query, column 1: country is no number; it takes a colon, as in country:KZ\n"
            "country>KZ\n"
            "^");
  EXPECT_EQ(complaint("country:Russia"),
            "query, column 9: country takes codes of two letters, as in country:KZ\n"
            "country:Russia\n"
            "        ^");
  EXPECT_EQ(complaint("year:2018..2015"),
            "query, column 6: year has a range that ends before it begins, as in year:2015..2018\n"
            "year:2018..2015\n"
            "     ^");
  EXPECT_EQ(
      complaint("labour OR kind:figure"),
      "query, column 1: words and fields are no alternatives of each other; put the fields beside the words, "
      "where both must hold, or search for each by itself\n"
      "labour OR kind:figure\n"
      "^");
  EXPECT_EQ(complaint("doc:none.pdf"),
            "no document is called \"none.pdf\"; give a file's name, its path, or the first 6 digits of its "
            "hash\n");
  EXPECT_EQ(complaint("-labour kind:figure"),
            "query, column 2: NOT takes away from what is found; put a word before it that must occur\n"
            "-labour kind:figure\n"
            " ^");
  EXPECT_EQ(complaint("https://example.org"), "no complaint: 0");
}

TEST_F(Search, SeesWhatWasWrittenMeanwhile) {
  EXPECT_EQ(store_.search({.query = "kind:figure"}).total, 3u);
  Sample more = sample('d', "more.pdf", "In Kazakhstan 55 shelters closed.\n", "en");
  add(more, "55 shelters", nlp::Figure{.value = 55, .place = {"KZ"}});
  put(store_, more, 1);
  EXPECT_EQ(store_.search({.query = "kind:figure"}).total, 4u);
  EXPECT_EQ(store_.search({.query = "приют kind:figure"}).total, 1u);
  put(store_, more, 1);  // again: the rows have other numbers now
  EXPECT_EQ(store_.search({.query = "kind:figure"}).total, 4u);
  EXPECT_EQ(store_.search({.query = "shelters kind:figure"}).total, 1u);
}

TEST_F(Search, GivesUpWhenItTakesTooLong) {
  EXPECT_THROW(store_.search({.query = "kind:figure", .patience = std::chrono::milliseconds(-1)}), BadQuery);
}

TEST_F(Search, FacetsCountConcepts) {
  const Facets facets = store_.search({.query = "labour"}).facets;
  ASSERT_EQ(facets.concepts.size(), 2u);  // countries have a facet of their own
  EXPECT_EQ(facets.concepts[0].value, "forced-labour");
  EXPECT_EQ(facets.concepts[0].count, 2u);
}

}  // namespace
}  // namespace proviso::store
