#include <gtest/gtest.h>

#include "nlp/articles/article_items.h"
#include "nlp/articles/article_parts.h"
#include "nlp/find.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

// The articles of a plain document: "canonical[quote]", with part and point behind a colon.
std::string articles(const std::string& text) {
  const extract::Document document = extract::plain_document(text);
  std::string out;
  for (const Provision& provision : find(document, project_rules()).provisions) {
    const auto* article = std::get_if<Article>(&provision.what);
    if (!article) continue;
    out += (out.empty() ? "" : "; ") + canonical(*article);
    if (!article->part.empty()) out += ":" + article->part + article->point;
    out += "[" + std::string(extract::text_of(document, provision.where)) + "]";
  }
  return out;
}

std::string items(const std::string& text) {
  const Folded folded = fold(text, 0);
  std::string out;
  for (const ArticleItem& item :
       article_items(project_rules(), folded, 0, static_cast<std::uint32_t>(folded.text.size()))) {
    out += (out.empty() ? "" : " ") + item.number;
    if (!item.part.empty()) out += ":" + item.part + item.point;
  }
  return out;
}

TEST(ArticleItems, lists_and_ranges) {
  EXPECT_EQ(items("128, 134 and 135"), "128 134 135");
  EXPECT_EQ(items("240-242"), "240 241 242");
  EXPECT_EQ(items("240 – 241, 250"), "240 241 250");
  EXPECT_EQ(items("132-2"), "132-2");
}

TEST(ArticleItems, raised_numbers_letters_and_titles) {
  EXPECT_EQ(items("127¹, 127²"), "127.1 127.2");
  EXPECT_EQ(items("273f and 250ter"), "273f 250ter");
  EXPECT_EQ(items("181 \"Slavery in 3 forms\"; 182 (work)"), "181 182");
}

TEST(ArticleItems, parts_behind_the_number) {
  EXPECT_EQ(items("61(4), 29 (1)(e)"), "61:4 29:1e");
  EXPECT_EQ(items("6 § 1 and 13"), "6:1 13");
  EXPECT_EQ(items("9 paragraph 2"), "9:2");
}

TEST(ArticleItems, a_criminal_code_has_no_thousand_articles) {
  EXPECT_EQ(code_number("3221"), "322.1");
  EXPECT_EQ(code_number("322.1"), "322.1");
}

TEST(ArticleItems, ranges_of_inserted_articles) {
  EXPECT_EQ(items("127.1-127.3"), "127.1 127.2 127.3");
  EXPECT_EQ(items("366-1 - 366-3"), "366-1 366-2 366-3");
  EXPECT_EQ(items("240-242.2"), "240 241 242 242.1 242.2");
  EXPECT_EQ(items("301-¹-303"), "301-1 302 303");
  EXPECT_EQ(items("258-258-³, 96-¹⁰-¹"), "258 258-1 258-2 258-3 96-10-1");
  EXPECT_EQ(items("127 прим. 1"), "127.1");
}

std::string parts(const std::string& text, bool behind = false) {
  const PartAndPoint told = parts_in(project_rules(), fold(text, 0).text, behind);
  return told.part + "/" + told.point;
}

TEST(ArticleParts, in_front_of_the_article_in_every_order) {
  EXPECT_EQ(parts("ч. 2 п. «а»"), "2/а");
  EXPECT_EQ(parts("п. 1 ч. 3"), "3/1");
  EXPECT_EQ(parts("ч. 3 п. 1"), "3/1");
  EXPECT_EQ(parts("пункт 2 а)"), "2/а");
  EXPECT_EQ(parts("подпункту 4) пункта 1"), "1/4");
  EXPECT_EQ(parts("пункт 3 частини першої"), "1/3");
  EXPECT_EQ(parts("другою частиною"), "2/");
  EXPECT_EQ(parts("абзацем вторым пункта 3"), "3/");
  EXPECT_EQ(parts("subparagraph (b) of paragraph 2"), "2/b");
  EXPECT_EQ(parts("points (a) and (c)"), "/a");
  EXPECT_EQ(parts("Part 2(a)"), "2/a");
}

TEST(ArticleParts, behind_the_article) {
  EXPECT_EQ(parts(", ч. 2, п. «а»", true), "2/а");
  EXPECT_EQ(parts(", paragraph 1, sub d", true), "1/d");
  EXPECT_EQ(items("8 § 1 and 13"), "8:1 13");
  EXPECT_EQ(items("35 §§ 3 (a) and 4"), "35:3a");
  EXPECT_EQ(items("124 part 2 item 3"), "124:23");
}

TEST(Articles, each_number_has_its_own_quote) {
  EXPECT_EQ(
      articles("Judges apply Articles 127.1 and 127.2 of the Criminal Code of Russia."),
      "RU/criminal_code/127.1[Articles 127.1]; RU/criminal_code/127.2[127.2 of the Criminal Code of Russia]");
}

TEST(Articles, act_and_country_stand_in_front) {
  EXPECT_EQ(articles("Moldova: CC Art. 362; Georgia: CC Art. 344.1."),
            "MD/criminal_code/362[CC Art. 362]; GE/criminal_code/344.1[CC Art. 344.1]");
}

TEST(Articles, joined_groups_share_the_act) {
  EXPECT_EQ(articles("In Moldova Art. 215, 220 and Art. 302 of the Criminal Code apply."),
            "MD/criminal_code/215[Art. 215]; MD/criminal_code/220[220]; MD/criminal_code/302[Art. 302 of the "
            "Criminal Code]");
}

TEST(Articles, a_table_tells_country_by_row_and_act_by_column) {
  EXPECT_EQ(articles("|Country|Articles of the Criminal Code|Bodies|\n"
                     "|Ukraine|Article 149 - trafficking|Police of Poland|\n"
                     "|Georgia|Art. 143.1|Council|\n"
                     "||Art. 144|Council|\n"),
            "UA/criminal_code/149[Article 149]; GE/criminal_code/143.1[Art. 143.1]; "
            "GE/criminal_code/144[Art. 144]");
}

TEST(Articles, a_note_takes_the_country_of_the_sentence_that_calls_it) {
  EXPECT_EQ(
      articles(
          "# On registration\nThe fines in Uzbekistan rose.[^1]\n[^1]: Art. 223 of the Criminal Code.\n"),
      "UZ/criminal_code/223[Art. 223 of the Criminal Code]");
}

TEST(Articles, a_state_in_brackets_is_not_whose_code_it_is) {
  EXPECT_EQ(articles("# Kyrgyzstan\nAmend article 164 of the Criminal Code (Brazil)."),
            "KG/criminal_code/164[article 164 of the Criminal Code]");
}

TEST(Articles, an_article_without_act_is_that_of_the_act_before) {
  EXPECT_EQ(articles("The Court recalls Article 3 of the Convention. Article 3 forbids torture."),
            "-/treaty/3[Article 3 of the Convention]; -/treaty/3[Article 3]");
}

TEST(Articles, an_abbreviation_is_what_the_report_says_it_is) {
  EXPECT_EQ(articles("The Dutch Criminal Code (DCC) was changed. It is punished under Article 273f DCC."),
            "NL/criminal_code/273f[Article 273f DCC]");
}

TEST(Articles, the_text_of_a_law_is_no_reference) {
  EXPECT_EQ(articles("The Criminal Code of Armenia follows.\nArticle 5. Forced labour\nIt is punished.\n"),
            "");
  EXPECT_EQ(articles("Read article 5 of our series."), "");
}

TEST(Articles, russian_parts_and_points) {
  EXPECT_EQ(articles("Его осудили по ч. 2 п. «а» ст. 127.1 УК РФ, а также по ст.ст. 240, 241 УК РФ."),
            "RU/criminal_code/127.1:2а[ч. 2 п. «а» ст. 127.1 УК РФ]; RU/criminal_code/240[ст.ст. 240]; "
            "RU/criminal_code/241[241 УК РФ]");
}

TEST(Articles, a_name_ends_before_the_next_article) {
  EXPECT_EQ(articles("It is a crime under Article 20 of the Criminal Code of Georgia and Article 30 of the "
                     "Criminal Code of Armenia."),
            "GE/criminal_code/20[Article 20 of the Criminal Code of Georgia]; "
            "AM/criminal_code/30[Article 30 of the Criminal Code of Armenia]");
}

TEST(Articles, of_a_country_are_of_its_code_not_of_the_treaty_before) {
  EXPECT_EQ(
      articles("The courts of Georgia apply Article 20 of the Criminal Code. All follow Article 3 of the "
               "Hague Convention. Armenia's Article 30 goes further."),
      "GE/criminal_code/20[Article 20 of the Criminal Code]; "
      "-/treaty/3[Article 3 of the Hague Convention]; AM/criminal_code/30[Article 30]");
}

TEST(Articles, keep_the_hyphen_before_a_raised_digit) { EXPECT_EQ(items("151-² and 127¹"), "151-2 127.1"); }

TEST(Articles, in_the_text_of_an_act_are_of_that_act) {
  std::string text = "# The Criminal Code of Armenia\n\n";
  for (int i = 1; i <= 9; ++i) text += "Article " + std::to_string(i) + ". It is punished.\n\n";
  text += "Whoever did what Article 4 says pays; see the Law on Fines.\n";
  EXPECT_EQ(articles(text), "AM/criminal_code/4[Article 4]");
}

TEST(Articles, a_part_in_a_list_is_that_of_the_article_behind_it) {
  EXPECT_EQ(
      articles("Це карається статтею 192, частиною першою статті 194 КК України."),
      "UA/criminal_code/192[статтею 192]; UA/criminal_code/194:1[частиною першою статті 194 КК України]");
  EXPECT_EQ(articles("Дело по ст. 158, ч. 2 УК РФ."), "RU/criminal_code/158:2[ст. 158, ч. 2 УК РФ]");
}

TEST(Articles, that_act_is_the_one_named_before) {
  EXPECT_EQ(
      articles("The EU Directive was late. Finland passed the Aliens Act. Article 9 of that act sets fines."),
      "FI/law/9[Article 9 of that act]");
  EXPECT_EQ(articles("# Georgia\nThe inspectors use the Labour Act. That act asks for consent (Article 8)."),
            "GE/law/8[Article 8]");
}

TEST(Articles, an_amending_act_is_not_the_one_spoken_of) {
  EXPECT_EQ(
      articles("# Кримінальний кодекс України\nСтаття 149 із змінами, внесеними згідно із Законом № 22."),
      "UA/criminal_code/149[Стаття 149]");
}

TEST(Articles, a_country_further_off_makes_no_article_its_own) {
  EXPECT_EQ(articles("He relied on Article 3 of the Convention. A Serbian court had breached Article 3."),
            "-/treaty/3[Article 3 of the Convention]; -/treaty/3[Article 3]");
}

TEST(Articles, the_same_article_is_the_one_cited_last) {
  EXPECT_EQ(
      articles("Article 132 of the Criminal Code of Armenia changed; part 2 of the same article did not."),
      "AM/criminal_code/132[Article 132 of the Criminal Code of Armenia]; "
      "AM/criminal_code/132:2[part 2 of the same article]");
}

TEST(Articles, of_a_note_with_ibid_are_of_the_act_of_the_note_before) {
  EXPECT_EQ(articles("The Tax Act of Latvia helps.[^1] So does the treaty.[^2]\n"
                     "[^1]: Article 7 of the Labour Act of Latvia.\n[^2]: Ibid., Art. 9.\n"),
            "LV/law/7[Article 7 of the Labour Act of Latvia]; LV/law/9[Art. 9]");
}

TEST(Articles, an_abbreviation_may_tell_the_country) {
  EXPECT_EQ(articles("Штраф за ст. 1861 КУпАП; згідно зі ст. 21 КЗпП."),
            "UA/other_code/186.1[ст. 1861 КУпАП]; UA/other_code/21[ст. 21 КЗпП]");
  EXPECT_EQ(articles("Статья 6 Федерального закона № 115-ФЗ"),
            "RU/law/6[Статья 6 Федерального закона № 115-ФЗ]");
}

TEST(Articles, quoted_in_a_judgment_with_their_heads) {
  EXPECT_EQ(
      articles(
          "Положення Кодексу законів про працю такі:\n\nСтаття 29. Свобода\n\nКожен має право. Закон «Про "
          "освіту» діє.\n\nСтаття 31\n\nКожен працює."),
      "UA/other_code/29[Стаття 29]; UA/other_code/31[Стаття 31]");
}

TEST(Articles, a_letter_in_brackets_belongs_to_the_number_if_the_report_writes_them_together) {
  EXPECT_EQ(articles("Article 273f DCC was applied, then Article 273(f) DCC and Article 250(a) DCC."),
            "NL/criminal_code/273f[Article 273f DCC]; NL/criminal_code/273f[Article 273(f) DCC]; "
            "NL/criminal_code/250[Article 250(a) DCC]");
}

TEST(Articles, of_a_row_are_of_the_code_of_its_other_cells) {
  EXPECT_EQ(
      articles("| Страна | УК | Прочее |\n| Беларусь | Ст. 181-1; ст. 187 | Ст. 187 карает обман |\n"),
      "BY/criminal_code/181-1[Ст. 181-1]; BY/criminal_code/187[ст. 187]; BY/criminal_code/187[Ст. 187]");
}

TEST(Articles, codes_under_their_own_names_and_abbreviations) {
  EXPECT_EQ(articles("Art. 80 TCK and Section 95 AufenthG; Article 273 of the Wetboek van Strafrecht"),
            "TR/criminal_code/80[Art. 80 TCK]; DE/law/95[Section 95 AufenthG]; "
            "NL/criminal_code/273[Article 273 of the Wetboek van Strafrecht]");
  EXPECT_EQ(
      articles("п. 2 ч. 3 ст. 149 ККУ. Частина друга цієї ж статті діє."),
      "UA/criminal_code/149:32[п. 2 ч. 3 ст. 149 ККУ]; UA/criminal_code/149:2[Частина друга цієї ж статті]");
}

TEST(Articles, with_great_numbers_are_of_codes_not_of_the_treaty_named_last) {
  EXPECT_EQ(
      articles(
          "Article 344 of the Criminal Code of Georgia follows the Palermo Protocol. Moldova did so too; "
          "Article 362.1 was added."),
      "GE/criminal_code/344[Article 344 of the Criminal Code of Georgia]; MD/criminal_code/362.1[Article "
      "362.1]");
}

TEST(Articles, in_brackets_follow_the_one_before) {
  EXPECT_EQ(
      articles(
          "# Portugal\nThe Code of 1995 gives priority like that of the Paris Convention (Article 170). It "
          "counts from the day of filing (Article 11)."),
      "PT/other_code/170[Article 170]; PT/other_code/11[Article 11]");
}

}  // namespace
}  // namespace proviso::nlp
