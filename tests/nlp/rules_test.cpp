#include "nlp/rules.h"

#include <gtest/gtest.h>

#include "extract/document.h"
#include "nlp/rule_hits.h"
#include "nlp/rules_check.h"

namespace proviso::nlp {
namespace {

constexpr const char* kWords = R"(
- word: mark
  says: Announces an article.
  like: [art.]
  any: [article, art., "ст.", "стать*"]
- word: number
  says: A number.
  like: ["5"]
  pattern: '[0-9]+'
  reads: number
- word: about
  says: How exact a number is.
  values:
    about: [around, some]
    over: [more than]
- word: code
  says: An abbreviation in capitals.
  case: exact
  any: [CC, УК]
)";

std::string rule(const std::string& name, const std::string& finds, const std::string& match,
                 const std::string& more = "") {
  return "- rule: " + name + "\n  finds: " + finds + "\n  says: A test.\n  match: [" + match + "]\n" + more;
}

RuleSet with(const std::string& rules) {
  return RuleSet::from_texts({{"vocabulary/words.yaml", kWords}, {"rules.yaml", rules}});
}

// What the rules match in `text`: "rule[matched]" and, for each capture, " word=text".
std::string matched(const RuleSet& rules, const std::string& text) {
  const Folded sentence = fold(text, 0);
  std::string out;
  for (const Match& match : rules.match(sentence, "en")) {
    out += (out.empty() ? "" : "; ") + match.rule->name + "[" +
           sentence.text.substr(match.begin, match.end - match.begin) + "]";
    for (const Capture& capture : match.captures) {
      out +=
          " " + capture.word->name + "=" + sentence.text.substr(capture.begin, capture.end - capture.begin);
      if (!capture.meaning.empty()) out += ":" + std::string(capture.meaning);
    }
  }
  return out;
}

std::string mistake(const std::string& rules) {
  try {
    with(rules);
  } catch (const BadRules& e) {
    return e.what();
  }
  return "no mistake";
}

TEST(Rules, a_template_matches_between_word_boundaries) {
  const RuleSet rules = with(rule("r", "article", "'{mark} {number}'"));
  EXPECT_EQ(matched(rules, "See Article 5 and art.6."),
            "r[Article 5] mark=Article number=5; r[art.6] mark=art. number=6");
  EXPECT_EQ(matched(rules, "по статьям 12, 13; ст.7"),
            "r[статьям 12] mark=статьям number=12; r[ст.7] mark=ст. number=7");
  EXPECT_EQ(matched(rules, "particle 5, article 5a"), "");
}

TEST(Rules, an_optional_word_takes_its_space_with_it) {
  const RuleSet rules = with(rule("r", "figure", "'{about?} {number} ( men | old women )?'"));
  EXPECT_EQ(matched(rules, "some 5 men, 6, around 7 old women"),
            "r[some 5 men] about=some:about number=5; r[6] number=6; r[around 7 old women] "
            "about=around:about number=7");
  EXPECT_EQ(matched(rules, "awesome5"), "");
}

TEST(Rules, an_abbreviation_in_capitals_is_none_in_small_letters) {
  const RuleSet rules = with(rule("r", "article", "'{code} {mark} {number}'"));
  EXPECT_EQ(matched(rules, "CC Art. 5; cc art. 6"), "r[CC Art. 5] code=CC mark=Art. number=5");
}

TEST(Rules, the_longest_match_of_a_kind_stays) {
  const RuleSet rules = with(rule("short", "article", "'{mark} {number}'") +
                             rule("long", "article", "'{mark} {number} {code}'"));
  EXPECT_EQ(matched(rules, "ст. 5 УК"), "long[ст. 5 УК] mark=ст. number=5 code=УК");
}

TEST(Rules, rank_goes_before_length) {
  const RuleSet rules = with(rule("short", "article", "'{mark} {number}'", "  rank: 1\n") +
                             rule("long", "article", "'{mark} {number} {code}'"));
  EXPECT_EQ(matched(rules, "ст. 5 УК"), "short[ст. 5] mark=ст. number=5");
}

TEST(Rules, nothing_and_articles_remove_figures_of_no_higher_rank) {
  const RuleSet rules =
      with(rule("page", "nothing", "'page {number}'") + rule("figure", "figure", "'{number}'") +
           rule("men", "figure", "'{number} men'", "  rank: 1\n") +
           rule("article", "article", "'{mark} {number}'"));
  EXPECT_EQ(matched(rules, "page 5 has 6 and art. 7"),
            "page[page 5]; figure[6] number=6; article[art. 7] mark=art. number=7");
  EXPECT_EQ(matched(rules, "on page 5 men"), "page[page 5]; men[5 men] number=5");
}

constexpr const char* kCounts = R"(
- word: two_en
  says: A number in English.
  any: [two]
- word: two_ru
  says: A number in Russian.
  any: [два]
- word: two
  says: A number in any language.
  pattern: '{two_en}|{two_ru}'
)";

// A pattern that lists a word for each language has only those of the rule's; a template has what it names.
TEST(Rules, of_some_languages_know_the_words_of_these) {
  const auto found = [](const std::string& language, const std::string& match) {
    const RuleSet rules =
        RuleSet::from_texts({{"vocabulary/words.yaml", kCounts},
                             {"rules.yaml", rule("count", "figure", "\"" + match + "\"", language) +
                                                rule("other", "figure", "\"never\"", "  language: ru\n")}});
    return matched(rules, "two and два");
  };
  EXPECT_EQ(found("", "{two}"), "count[two] two=two; count[два] two=два");
  EXPECT_EQ(found("  language: en\n", "{two}"), "count[two] two=two");
  EXPECT_EQ(found("  language: [en, ru]\n", "{two}"), "count[two] two=two; count[два] two=два");
  EXPECT_EQ(found("  language: en\n", "{two_ru}"), "count[два] two_ru=два");
}

TEST(Rules, a_mistake_is_told_with_its_line_and_the_nearest_key) {
  EXPECT_EQ(mistake("- rule: r\n  finsd: article\n  says: x\n  match: a\n"),
            "rules/rules.yaml:2: unknown key 'finsd' (did you mean 'finds'?)\n  finsd: article");
  EXPECT_EQ(mistake("- rule: r\n  finds: artcle\n  says: x\n  match: a\n"),
            "rules/rules.yaml:2: unknown kind 'artcle' (did you mean 'article'?)\n  finds: artcle");
  EXPECT_EQ(mistake("- rule: r\n  finds: article\n  says: x\n  match:\n    - '{mark}'\n    - '{nmber}'\n"),
            "rules/rules.yaml:6: template \"{nmber}\": unknown word '{nmber}' (did you mean '{number}'?)\n   "
            " - '{nmber}'");
  EXPECT_EQ(mistake("- rule: r\n  finds: article\n  says: x\n"),
            "rules/rules.yaml:1: 'match' is missing: a rule needs at least one template\n- rule: r");
  EXPECT_EQ(mistake("- rule: r\n  finds: article\n  says: x\n  match: '( a | b'\n"),
            "rules/rules.yaml:4: template \"( a | b\": a '(' without its ')'\n  match: '( a | b'");
  EXPECT_EQ(mistake("- rule: [\n").substr(0, 45), "rules/rules.yaml:2: not readable as YAML: end");
}

TEST(Rules, a_wrong_pattern_is_told) {
  try {
    RuleSet::from_texts({{"vocabulary/w.yaml", "- word: w\n  says: x\n  pattern: '[0-9'\n"}});
    FAIL() << "no mistake";
  } catch (const BadRules& e) {
    EXPECT_EQ(std::string(e.what()),
              "rules/vocabulary/w.yaml:1: pattern of 'w': missing ]: [0-9)\n- word: w");
  }
}

TEST(Rules, a_missing_folder_is_named) { EXPECT_THROW(RuleSet::load("/nowhere/rules"), std::runtime_error); }

TEST(Rules, the_fingerprint_follows_every_byte) {
  const std::string text = rule("r", "article", "'{mark}'");
  EXPECT_EQ(with(text).fingerprint(), with(text).fingerprint());
  EXPECT_NE(with(text).fingerprint(), with(text + "\n").fingerprint());
  EXPECT_EQ(with(text).fingerprint().size(), 64U);
}

TEST(RulesCheck, tells_examples_that_do_not_hold) {
  const RuleSet rules =
      with(rule("r", "nothing", "'page {number}'", "  yes: [page five]\n  no: [on page 5]\n"));
  const ExamplesChecked checked = check_examples(rules);
  ASSERT_EQ(checked.failed.size(), 2U);
  EXPECT_EQ(checked.failed[0].problem, "yes example \"page five\" is not found");
  EXPECT_EQ(checked.failed[1].problem, "no example \"on page 5\" is found");
}

TEST(RulesCheck, lint_knows_the_traps) {
  const RuleSet rules = RuleSet::from_texts(
      {{"vocabulary/w.yaml", "- word: w\n  says: x\n  like: [статья]\n  pattern: '\\bстатья\\d'\n"},
       {"r.yaml", rule("one", "article", "'{w}'") + rule("two", "article", "'{w}'")}});
  std::string all;
  for (const RuleProblem& problem : lint(rules)) all += problem.problem + "\n";
  EXPECT_NE(all.find("no 'yes' example"), std::string::npos);
  EXPECT_NE(all.find("the same template as in rule 'one'"), std::string::npos);
  EXPECT_NE(all.find("\\b knows ASCII only"), std::string::npos);
  EXPECT_NE(all.find("\\d knows ASCII only"), std::string::npos);
}

TEST(RulesCheck, explains_what_matched_and_what_nearly_did) {
  const RuleSet rules = with(rule("of-code", "article", "'{mark} {number} {code}'") +
                             rule("bare", "article", "'{mark} {number}'"));
  const auto explained = explain(rules, "See art. 5 there.", "en");
  ASSERT_EQ(explained.size(), 1U);
  ASSERT_EQ(explained[0].rules.size(), 2U);
  EXPECT_EQ(explained[0].rules[0].rule->name, "bare");
  EXPECT_TRUE(explained[0].rules[0].kept);
  EXPECT_EQ(explained[0].rules[1].rule->name, "of-code");
  EXPECT_EQ(explained[0].rules[1].text, "art. 5");
  EXPECT_EQ(explained[0].rules[1].missing, "{code}");
  EXPECT_EQ(explained[0].rules[1].instead, "there.");
  EXPECT_EQ(explained[0].rules[1].parts, 2);
  EXPECT_EQ(explained[0].rules[1].of_parts, 3);
}

TEST(RulesCheck, names_the_rule_that_has_the_place_instead) {
  const RuleSet rules =
      with(rule("count", "figure", "'{number}'") + rule("more", "figure", "'{about} {number}'") +
           rule("page", "nothing", "'page {number}'"));
  const auto explained = explain(rules, "Some 7 are on page 5.", "en");
  ASSERT_EQ(explained.size(), 1U);
  std::string all;
  for (const Explained& one : explained[0].rules)
    all += one.rule->name + (one.kept ? " kept" : " gave way to " + one.given_way_to) +
           (one.excluded ? ", which finds no figures\n" : "\n");
  EXPECT_EQ(all,
            "more kept\n"
            "count gave way to more\n"
            "page kept\n"
            "count gave way to page, which finds no figures\n");
}

TEST(RulesCheck, names_rules_without_effect_in_reports) {
  const RuleSet rules = with(
      rule("of-code", "article", "'{mark} {number} {code}'") + rule("bare", "article", "'{mark} {number}'") +
      rule("other", "article", "'{number} {code}'") + rule("never", "article", "'{about} {mark}'"));
  HitsByRule hits;
  count_hits(extract::plain_document("See article 5 CC there. See article 6 CC here."), rules, hits);
  count_hits(extract::plain_document("See article 7 CC."), rules, hits);
  EXPECT_EQ(hits["of-code"].kept, 3U);
  std::string all;
  for (const RuleProblem& problem : without_effect(rules, hits))
    all += problem.name + " " + problem.problem + "\n";
  EXPECT_EQ(all,
            "bare is shadowed: each of its 3 matches in these reports gives way, mostly to 'of-code'\n"
            "other is shadowed: each of its 3 matches in these reports gives way, mostly to 'of-code'\n"
            "never matches nowhere in these reports\n");
}

TEST(ProjectRules, hold_their_examples) {
  const RuleSet rules = RuleSet::load(PROVISO_SOURCE_DIR "/rules");
  const ExamplesChecked checked = check_examples(rules);
  for (const RuleProblem& problem : checked.failed)
    ADD_FAILURE() << problem.place.file << ":" << problem.place.line << ": " << problem.name << ": "
                  << problem.problem;
  EXPECT_GT(checked.rules, 30);
  EXPECT_GT(checked.examples, 100);
}

}  // namespace
}  // namespace proviso::nlp
