// What older runs knew: kept, compared, pruned.
#include <gtest/gtest.h>

#include "tests/store/samples.h"

namespace proviso::store {
namespace {

RunStart start_of(const std::string& stage, const std::string& fingerprint) {
  return {.program = "1", .fingerprint = fingerprint, .reading = stage, .finding = stage};
}

// Finds again in a stored document what `sample` says.
void find_again(Store& store, const Sample& sample, std::int64_t run) {
  IndexedWords words;
  const DocumentRows rows = rows_of(sample.document, sample.findings, words);
  store.put_found({.file = sample.file, .rows = rows, .run = run});
}

// A line for each change: "lost 412 traffickers (file: a new file)", "changed 30 people [value 30 → 31]
// (...)".
std::string drawn(const Difference& difference) {
  constexpr const char* causes[] = {"file", "reading", "finding", "rule"};
  std::string out;
  for (const Change& change : difference.changes) {
    const PastProvision& one = change.after ? *change.after : *change.before;
    out += (!change.before ? "gained " : !change.after ? "lost " : "changed ") + one.quote;
    for (const FieldChange& field : change.fields) {
      out += " [" + field.name + " " + field.before + " → " + field.after + "]";
    }
    out += " (" + std::string(causes[static_cast<int>(change.cause)]) + ": " + change.detail + ")\n";
  }
  return out + std::to_string(difference.same) + " same, " + std::to_string(difference.moved) + " moved";
}

std::vector<std::int64_t> sinces(const Store& store) {
  std::vector<std::int64_t> all;
  store.each_provision({}, [&](const ProvisionRecord& provision) { all.push_back(provision.since); });
  return all;
}

// The English sample found three times: as it is, with the figure's qualifier changed, without the article.
class History : public ::testing::Test {
 protected:
  History() {
    first_ = store_.begin_run(start_of("s", "f1"));
    store_.put_rules("f1", {{"test-rule", "v1", "rules/a.yaml:1"}});
    put(store_, english(), first_);

    second_ = store_.begin_run(start_of("s", "f2"));
    store_.put_rules("f2", {{"test-rule", "v2", "rules/a.yaml:1"}});
    find_again(store_, more(), second_);

    third_ = store_.begin_run(start_of("s", "f3"));
    store_.put_rules("f3", {{"test-rule", "v2", "rules/a.yaml:1"}});
    Sample less = more();
    std::erase_if(less.findings.provisions, [](const nlp::Provision& provision) {
      return std::holds_alternative<nlp::Article>(provision.what);
    });
    find_again(store_, less, third_);
  }

  static Sample more() {
    Sample made = english();
    std::get<nlp::Figure>(made.findings.provisions[0].what).qualifier = nlp::Qualifier::over;
    return made;
  }

  Store store_ = Store::create_or_open(":memory:");
  std::int64_t first_ = 0, second_ = 0, third_ = 0;
};

TEST_F(History, WhatDoesNotChangeHasBeenThereAllAlong) {
  EXPECT_EQ(sinces(store_), (std::vector<std::int64_t>{second_, first_}));
}

TEST_F(History, DifferencesBetweenAnyTwoRuns) {
  EXPECT_EQ(
      drawn(store_.difference(first_, second_)),
      "changed 412 traffickers [qualifier exact → over] (rule: rule test-rule, changed)\n2 same, 0 moved");
  EXPECT_EQ(
      drawn(store_.difference(second_, third_)),
      "lost Article 128 (rule: rule test-rule, through its vocabulary or another rule)\n2 same, 0 moved");
  EXPECT_EQ(drawn(store_.difference(first_, third_)),
            "changed 412 traffickers [qualifier exact → over] (rule: rule test-rule, changed)\n"
            "lost Article 128 (rule: rule test-rule, changed)\n1 same, 0 moved");
  EXPECT_EQ(
      drawn(store_.difference(third_, second_)),
      "gained Article 128 (rule: rule test-rule, through its vocabulary or another rule)\n2 same, 0 moved");
  EXPECT_EQ(drawn(store_.difference(third_, third_)), "2 same, 0 moved");
}

TEST_F(History, RunsThatAreUnknownOrPrunedAreSaid) {
  const auto said = [&](std::int64_t before, std::int64_t after) -> std::string {
    try {
      store_.difference(before, after);
    } catch (const BadQuery& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(said(1, 9), "there is no run 9; `proviso runs` lists them");
  store_.prune({first_});
  EXPECT_EQ(said(1, 3), "run 1 was pruned: what was there at its end is no longer known");
  EXPECT_EQ(
      drawn(store_.difference(second_, third_)),
      "lost Article 128 (rule: rule test-rule, through its vocabulary or another rule)\n2 same, 0 moved");
  EXPECT_TRUE(store_.run(first_)->pruned);
  EXPECT_THROW(store_.prune({third_}), BadQuery);
  EXPECT_THROW(store_.prune({7}), BadQuery);
}

TEST_F(History, PruningGivesUpOnlyWhatNoRunNeeds) {
  const auto past = [&] {
    std::size_t changes = 0;
    for (std::int64_t run = 1; run < third_; ++run) {
      if (!store_.run(run)->pruned) changes += store_.difference(run, third_).changes.size();
    }
    return changes;
  };
  EXPECT_EQ(past(), 3u);
  store_.prune({second_});
  EXPECT_EQ(drawn(store_.difference(first_, third_)),
            "changed 412 traffickers [qualifier exact → over] (rule: rule test-rule, changed)\n"
            "lost Article 128 (rule: rule test-rule, changed)\n1 same, 0 moved");
}

TEST_F(History, AnotherProgramIsACauseOfItsOwn) {
  const std::int64_t run =
      store_.begin_run({.program = "2", .fingerprint = "f3", .reading = "s", .finding = "t"});
  find_again(store_, english(), run);
  EXPECT_EQ(drawn(store_.difference(third_, run)),
            "changed 412 traffickers [qualifier over → exact] (finding: the program finds in another way)\n"
            "gained Article 128 (finding: the program finds in another way)\n1 same, 0 moved");
  const std::int64_t reading = store_.begin_run(start_of("u", "f3"));
  put(store_, more(), reading);
  EXPECT_EQ(
      drawn(store_.difference(run, reading)),
      "changed 412 traffickers [qualifier exact → over] (reading: the program reads in another way)\n2 same, "
      "0 moved");
}

TEST_F(History, FilesThatComeChangeAndGo) {
  const std::int64_t fourth = store_.begin_run(start_of("s", "f3"));
  put(store_, russian(), fourth);
  EXPECT_EQ(
      drawn(store_.difference(third_, fourth)),
      "gained ст. 127.1 УК РФ (file: a new file)\ngained 30 человек (file: a new file)\n2 same, 0 moved");
  const std::int64_t fifth = store_.begin_run(start_of("s", "f3"));
  Sample changed = sample('9', "patrol-en.pdf",
                          "# Scale of the crime\nA first new paragraph.\n"
                          "Courts convicted 412 traffickers in Kazakhstan in 2017 under Article 128.\n",
                          "en");
  add(changed, "412 traffickers",
      nlp::Figure{.value = 412,
                  .qualifier = nlp::Qualifier::over,
                  .time = "2017",
                  .place = {"KZ"},
                  .counted = "traffickers"});
  put(store_, changed, fifth);
  EXPECT_EQ(
      drawn(store_.difference(fourth, fifth)),
      "lost Open three more shelters for victims of forced labour. (file: the file has changed)\n2 same, 1 "
      "moved");
  const std::int64_t sixth = store_.begin_run(start_of("s", "f3"));
  store_.put_refused({changed.file, RefusalCode::password, "is locked", sixth});
  EXPECT_EQ(drawn(store_.difference(fifth, sixth)),
            "lost 412 traffickers (file: the file is gone)\n2 same, 0 moved");
}

TEST_F(History, ARunThatFindsTheSameKeepsNothingOld) {
  const std::int64_t fourth = store_.begin_run(start_of("s", "f4"));
  Sample same = more();
  same.findings.provisions.erase(same.findings.provisions.begin() + 1);
  find_again(store_, same, fourth);
  EXPECT_EQ(drawn(store_.difference(third_, fourth)), "2 same, 0 moved");
  EXPECT_EQ(sinces(store_), (std::vector<std::int64_t>{second_, first_}));
}

TEST(Known, WhatNeedsNotBeDoneAgain) {
  Store store = Store::create_or_open(":memory:");
  put(store, english(), store.begin_run(start_of("s", "f")));
  const std::vector<std::string> it = {std::string(64, 'a')};
  const auto known = [&](const std::string& reading, const std::string& finding, const std::string& rules) {
    return store.known({.program = "9", .fingerprint = rules, .reading = reading, .finding = finding},
                       extract::OcrMode::automatic);
  };
  EXPECT_EQ(known("s", "s", "f").unchanged, it);
  EXPECT_TRUE(known("s", "s", "f").read.empty());
  EXPECT_EQ(known("s", "s", "g").read, it) << "the rules have changed";
  EXPECT_EQ(known("s", "t", "f").read, it) << "the finding stage has changed";
  EXPECT_TRUE(known("t", "s", "f").read.empty()) << "the reading stage has changed";
  EXPECT_TRUE(known("t", "s", "f").unchanged.empty());
  find_again(store, english(), store.begin_run(start_of("x", "g")));
  EXPECT_EQ(known("s", "x", "g").unchanged, it) << "the text is still that of the first run";
}

TEST(Known, FilesThatMoveVanishAndComeBack) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of("s", "f"));
  const Sample report = english();
  put(store, report, run);
  store.put_vanished(report.file.path, run);
  EXPECT_EQ(store.files().at(0).file.vanished, run);
  EXPECT_EQ(store.documents().at(0).files.at(0).vanished, run);
  FileState moved = report.file;
  moved.path = "/new/patrol-en.pdf";
  EXPECT_TRUE(store.put_unchanged(moved, run, report.file.path));
  ASSERT_EQ(store.files().size(), 1u);
  EXPECT_EQ(store.files()[0].file.path, "/new/patrol-en.pdf");
  EXPECT_EQ(store.files()[0].file.vanished, 0);
  EXPECT_EQ(store.documents().at(0).name.path, "/new/patrol-en.pdf");
}

TEST(Size, SaysWhatTakesTheRoom) {
  const Folder folder;
  Store store = Store::create_or_open(folder.file("a.db"));
  put(store, english(), store.begin_run(start_of("s", "f")));
  const StoreSize size = store.size();
  std::int64_t sum = 0;
  for (const SizePart& part : size.parts) sum += part.bytes;
  EXPECT_EQ(sum, size.bytes);
  EXPECT_TRUE(std::any_of(size.parts.begin(), size.parts.end(),
                          [](const SizePart& part) { return part.what == "search index"; }));
}

TEST(Alike, SameTextEditionsAndTranslations) {
  Store store = Store::create_or_open(":memory:");
  const std::int64_t run = store.begin_run(start_of("s", "f"));
  const auto report = [](char digit, const std::string& name, const std::string& language, int paragraphs,
                         const std::string& words, int number = 1234) {
    std::string text;
    for (int i = 0; i < paragraphs; ++i) {
      text += words + " " + std::to_string(number + 17 * i) +
              " of the cases that the courts of this country heard.\n";
    }
    Sample made = sample(digit, name, text, language);
    for (int i = 0; i < paragraphs; ++i) {
      add(made, std::to_string(number + 17 * i), nlp::Figure{.value = number + 17.0 * i});
    }
    return made;
  };
  put(store, report('1', "one.pdf", "en", 12, "In this country the police registered as many as"), run);
  put(store, report('2', "copy.pdf", "en", 12, "In this country the police registered as many as"), run);
  put(store, report('3', "longer.pdf", "en", 20, "In this country the police registered as many as"), run);
  put(store, report('4', "translated.pdf", "ru", 12, "В этой стране зарегистрировано столько дел"), run);
  put(store,
      report('5', "other.pdf", "en", 12, "Nothing of this is like what the others have said of it", 3333),
      run);
  std::string drawn;
  constexpr const char* kinds[] = {"same text", "edition", "translation"};
  for (const Likeness& likeness : store.alike()) {
    drawn += likeness.first.substr(0, 1) + likeness.second.substr(0, 1) + " " +
             kinds[static_cast<int>(likeness.kind)] + " " + std::to_string(likeness.common) + "\n";
  }
  EXPECT_EQ(drawn,
            "12 same text 0\n13 edition 12\n23 edition 12\n14 translation 12\n24 translation 12\n34 "
            "translation 12\n");
}

TEST(Reviews, StayWithTheWordsNotWithTheRow) {
  Store store = Store::create_or_open(":memory:");
  std::int64_t run = store.begin_run(start_of("s", "f1"));
  put(store, english(), run);
  const auto figure = [&] {
    std::optional<ProvisionRecord> found;
    store.each_provision({.kinds = {"figure"}}, [&](const ProvisionRecord& provision) { found = provision; });
    return found;
  };
  store.put_review(figure()->id,
                   {.verdict = "corrected", .field = "value", .value = "421", .by = "A. Person"},
                   "fields then");
  EXPECT_EQ(std::get<nlp::Figure>(figure()->what).value, 412) << "the record itself never changes";
  ASSERT_EQ(figure()->reviews.size(), 1u);
  EXPECT_EQ(figure()->reviews[0].review.value, "421");
  EXPECT_EQ(figure()->reviews[0].fields, "fields then");

  Sample other = english();
  std::get<nlp::Figure>(other.findings.provisions[0].what).qualifier = nlp::Qualifier::over;
  run = store.begin_run(start_of("s", "f2"));
  find_again(store, other, run);
  ASSERT_EQ(figure()->reviews.size(), 1u) << "the words are the same";
  EXPECT_NE(figure()->reviews[0].made_of, figure()->id);

  other.findings.provisions.erase(other.findings.provisions.begin());
  find_again(store, other, store.begin_run(start_of("s", "f3")));
  ASSERT_EQ(store.reviews().size(), 1u);
  EXPECT_EQ(store.reviews()[0].provision, "") << "nobody states them now";

  put(store, english(), store.begin_run(start_of("s", "f4")));
  EXPECT_EQ(figure()->reviews.size(), 1u) << "and now somebody does again";
  EXPECT_THROW(store.put_review("f-none", {.verdict = "confirmed", .by = "x"}, ""), BadQuery);
}

TEST(Reviews, FollowAFileToItsNewBytes) {
  Store store = Store::create_or_open(":memory:");
  put(store, english(), store.begin_run(start_of("s", "f")));
  std::string id;
  store.each_provision({.kinds = {"article"}}, [&](const ProvisionRecord& provision) { id = provision.id; });
  store.put_review(id, {.verdict = "confirmed", .by = "x"}, "");
  Sample changed = english();
  changed.document.sha256 = changed.file.sha256 = std::string(64, '8');
  put(store, changed, store.begin_run(start_of("s", "f")));
  ASSERT_EQ(store.documents().size(), 1u);
  EXPECT_NE(store.reviews().at(0).provision, "");
  EXPECT_NE(store.reviews().at(0).provision, id);
}

}  // namespace
}  // namespace proviso::store
