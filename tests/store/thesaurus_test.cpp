// The thesaurus of rules/ holds what it promises, and how concepts are found in texts.
#include <gtest/gtest.h>

#include "store/words/concept_tags.h"
#include "store/words/thesaurus_check.h"

namespace proviso::store {
namespace {

nlp::Thesaurus ours() { return nlp::load_thesaurus(PROVISO_SOURCE_DIR "/rules"); }

std::string listed(const std::vector<nlp::RuleProblem>& problems) {
  std::string text;
  for (const nlp::RuleProblem& problem : problems) {
    text += problem.place.file + ":" + std::to_string(problem.place.line) + ": " + problem.name + ": " +
            problem.problem + "\n";
  }
  return text;
}

// The concepts of a text with the words that name them: "forced-labour: 0-2".
std::string found(ConceptTags& tags, const std::string& text) {
  std::string out;
  for (const ConceptTags::Found& one : tags.in(text)) {
    out += (out.empty() ? "" : " ") + tags.name(one.id) + ":" + std::to_string(one.first) + "-" +
           std::to_string(one.last);
  }
  return out;
}

TEST(Thesaurus, ExamplesHold) { EXPECT_EQ(listed(check_examples(ours()).failed), ""); }

TEST(Thesaurus, HasNoDoubts) { EXPECT_EQ(listed(lint(ours())), ""); }

TEST(Thesaurus, IsAsRichAsPromised) {
  int concepts = 0, countries = 0;
  std::size_t terms = 0;
  for (const nlp::Concept& topic : ours().concepts) {
    ++(topic.is_country() ? countries : concepts);
    terms += topic.terms.size();
  }
  EXPECT_GE(concepts, 150);
  EXPECT_GE(countries, 140);
  EXPECT_GE(terms, 3000u);
}

TEST(Thesaurus, DoubtsAreNamedWithTheirPlace) {
  nlp::Thesaurus thesaurus;
  thesaurus.concepts.push_back({.name = "ban",
                                .terms = {{"en", "entry ban", {"t.yaml", 2}}},
                                .yes = {{"ban", {}, {"t.yaml", 3}}},
                                .place = {"t.yaml", 1}});
  thesaurus.concepts.push_back({.name = "bar",
                                .terms = {{"en", "Entry bans", {"t.yaml", 5}},
                                          {"ru", "запрет", {"t.yaml", 6}},
                                          {"ru", "запрет", {"t.yaml", 6}},
                                          {"uk", "—", {"t.yaml", 7}}},
                                .place = {"t.yaml", 4}});
  EXPECT_EQ(listed(lint(thesaurus)),
            "t.yaml:1: ban: has no term in ru\n"
            "t.yaml:1: ban: has no term in uk\n"
            "t.yaml:5: bar: \"Entry bans\" is a term of ban too\n"
            "t.yaml:6: bar: \"запрет\" is there twice\n"
            "t.yaml:7: bar: \"—\" has no word\n"
            "t.yaml:4: bar: has no yes example\n");
  EXPECT_EQ(listed(check_examples(thesaurus).failed),
            "t.yaml:3: ban: yes example \"ban\" does not speak of it\n");
}

TEST(ConceptTags, FindsEveryFormAndTheLongestTerm) {
  ConceptTags tags;
  for (const char* term : {"принудительный труд", "forced labour", "примусова праця", "muncă forțat*"}) {
    EXPECT_TRUE(tags.add("forced-labour", term));
  }
  EXPECT_TRUE(tags.add("labour", "labour"));
  EXPECT_EQ(found(tags, "жертвы принудительного труда"), "forced-labour:1-3");
  EXPECT_EQ(found(tags, "жертви примусової праці"), "forced-labour:1-3");
  EXPECT_EQ(found(tags, "muncă forțată"), "forced-labour:0-2");
  EXPECT_EQ(found(tags, "Forced-labour cases, labour law"), "forced-labour:0-2 labour:1-2 labour:3-4");
  EXPECT_EQ(found(tags, "forced the labour"), "labour:2-3");
}

TEST(ConceptTags, TwoConceptsCannotHaveOneTerm) {
  ConceptTags tags;
  std::string taken;
  EXPECT_TRUE(tags.add("ban", "entry ban"));
  EXPECT_FALSE(tags.add("bar", "entry bans", &taken));
  EXPECT_EQ(taken, "ban");
  EXPECT_EQ(found(tags, "entry bans"), "ban:0-2");
}

}  // namespace
}  // namespace proviso::store
