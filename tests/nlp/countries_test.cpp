#include "nlp/countries.h"

#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <string>

#include "project_rules.h"

namespace proviso::nlp {
namespace {

std::string codes(const std::string& text) {
  std::string out;
  for (const CountryMention& mention : countries_in(project_rules(), fold(text, 0)))
    out += (out.empty() ? "" : " ") + std::string(mention.code);
  return out;
}

// What Unicode's CLDR calls the country in `language`.
std::string cldr_name(const char* country, const char* language) {
  icu::UnicodeString name;
  icu::Locale("", country).getDisplayCountry(icu::Locale(language), name);
  std::string out;
  name.toUTF8String(out);
  return out;
}

// Europe, the Caucasus, Central Asia and their neighbours.
constexpr const char* kCountries[] = {
    "AD", "AL", "AM", "AT", "AZ", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
    "FR", "GB", "GE", "GR", "HR", "HU", "IE", "IS", "IT", "KG", "KZ", "LI", "LT", "LU", "LV", "MC", "MD",
    "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "SM", "TJ", "TM", "TR",
    "UA", "UZ", "VA", "XK", "AF", "CN", "IQ", "IR", "MN", "PK", "SY", "IN", "JO", "LB", "IL", "EG", "VN"};

TEST(Countries, OfEuropeAndAsiaAreKnownByTheirCldrNamesInThreeLanguages) {
  for (const char* country : kCountries)
    for (const char* language : {"en", "ru", "uk"}) {
      const std::string name = cldr_name(country, language);
      EXPECT_EQ(codes(name), country) << name;
    }
}

TEST(Countries, InCasesAdjectivesAndAbbreviations) {
  EXPECT_EQ(codes("УК РТ и законы Азербайджанской Республики"), "TJ AZ");
  EXPECT_EQ(codes("громадяни Вірменії та естонський закон"), "AM EE");
  EXPECT_EQ(
      codes("Costa Rica, Papua New Guinea, Guinea-Bissau and Guinea; делегация Ямайки. Того требует закон"),
      "CR PG GW GN JM");
  EXPECT_EQ(codes("Palestine Refugees and the turkey farm"), "");
}

}  // namespace
}  // namespace proviso::nlp
