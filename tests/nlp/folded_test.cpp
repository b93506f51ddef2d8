#include "nlp/rules/folded.h"

#include <gtest/gtest.h>

namespace proviso::nlp {
namespace {

TEST(Folded, typesetting_goes_away) {
  EXPECT_EQ(fold("«ст.\u00A0127¹» – Ёлка", 0).text, "\"ст. 127¹\" - Елка");
  EXPECT_EQ(fold("a \u2009\t b\u00ADc", 0).text, "a bc");
}

TEST(Folded, lower_is_as_long_as_text) {
  const Folded folded = fold("СТАТЬЯ 5 İ ẞ Art", 0);
  EXPECT_EQ(folded.lower, "статья 5 İ ẞ art");
  EXPECT_EQ(folded.lower.size(), folded.text.size());
}

// The short way for plain text gives what the long way gives, wherever it begins and ends.
TEST(Folded, plain_text_between_what_moves_keeps_its_places) {
  const std::string text = "Ст. – ЯЗЫК  «был» `x`; п­о ІЇ ёж";
  const Folded folded = fold(text, 50);
  EXPECT_EQ(folded.text, "Ст. - ЯЗЫК \"был\" 'x'; по ІЇ еж");
  EXPECT_EQ(folded.lower, "ст. - язык \"был\" 'x'; по ії еж");
  for (const char* word : {"Ст.", "ЯЗЫК", "был", "x", "ІЇ"}) {
    const auto at = folded.text.find(word);
    const extract::Span span = folded.span_of(at, at + std::string(word).size());
    EXPECT_EQ(text.substr(span.begin - 50, span.size()), word);
  }
}

TEST(Folded, every_range_leads_back_to_the_document) {
  const std::string text = "с\u00AD т « 127 »";
  const Folded folded = fold(text, 100);
  ASSERT_EQ(folded.text, "с т \" 127 \"");
  const auto digits = folded.text.find("127");
  const extract::Span span = folded.span_of(digits, digits + 3);
  EXPECT_EQ(text.substr(span.begin - 100, span.size()), "127");
  const extract::Span whole = folded.span_of(0, folded.text.size());
  EXPECT_EQ(text.substr(whole.begin - 100, whole.size()), text);
}

TEST(Folded, finds_the_folded_place_of_a_document_offset) {
  const Folded folded = fold("a – b", 10);
  EXPECT_EQ(folded.at(10), 0U);
  EXPECT_EQ(folded.text.substr(folded.at(16)), "b");
  EXPECT_EQ(folded.at(99), folded.text.size());
}

}  // namespace
}  // namespace proviso::nlp
