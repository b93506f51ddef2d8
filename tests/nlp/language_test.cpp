#include "nlp/language/language.h"

#include <gtest/gtest.h>

namespace proviso::nlp {
namespace {

TEST(Language, OfEnoughText) {
  EXPECT_EQ(language_of("The inspectors found that most of the workers had never seen their contracts."),
            "en");
  EXPECT_EQ(
      language_of("Инспекторы установили, что большинство работников никогда не видели своих договоров."),
      "ru");
  EXPECT_EQ(language_of("Інспектори встановили, що більшість працівників ніколи не бачили своїх договорів."),
            "uk");
  EXPECT_EQ(language_of(
                "Die Inspektoren stellten fest, dass die meisten Arbeiter ihre Verträge nie gesehen hatten."),
            "de");
  EXPECT_EQ(language_of("Գործատուները պարտավոր են պայմանագիր կնքել"), "hy");
  EXPECT_EQ(language_of("დამსაქმებელი ვალდებულია"), "ka");
}

TEST(Language, OfAShortTextByItsLetters) {
  EXPECT_EQ(language_of("ст. 158 УК РФ"), "ru");
  EXPECT_EQ(language_of("її справи"), "uk");
  EXPECT_EQ(language_of("Art. 158"), "en");
  EXPECT_EQ(language_of("2018 – 14,5 %"), "und");
}

TEST(Language, ShortBlocksTakeThatOfTheirNeighbours) {
  const auto document = extract::plain_document(
      "# Verträge\n"
      "Die Inspektoren stellten fest, dass die meisten Arbeiter ihre Verträge nie gesehen hatten.\n"
      "| Land | Zahl |\n"
      "| Moldau | 12 |\n");
  for (const std::string& language : block_languages(document)) EXPECT_EQ(language, "de");
}

TEST(Language, ABlockInAnotherLanguageKeepsItsOwn) {
  const auto document = extract::plain_document(
      "The inspectors found that most of the workers had never seen their contracts of employment.\n"
      "Die Inspektoren stellten fest, dass die meisten Arbeiter ihre Verträge nie gesehen hatten, obwohl sie "
      "unterschrieben waren.\n"
      "Инспекторы установили, что большинство работников никогда не видели своих договоров.\n"
      "Employers were fined in eleven of the cases that the labour inspectorate opened last year.\n");
  const auto languages = block_languages(document);
  EXPECT_EQ(languages, (std::vector<std::string>{"en", "de", "ru", "en"}));
  EXPECT_EQ(document_language(document, languages), "en");
}

TEST(Language, OfAnEmptyDocumentIsUnknown) {
  const extract::Document document = extract::plain_document("");
  EXPECT_TRUE(block_languages(document).empty());
  EXPECT_EQ(document_language(document, {}), "und");
}

}  // namespace
}  // namespace proviso::nlp
