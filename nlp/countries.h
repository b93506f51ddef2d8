// Countries by their names: rules/countries.yaml as a lookup from words to ISO 3166-1 codes.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/rules.h"

namespace proviso::nlp {

// What kind of word named the country: "Kazakhstan", "Kazakh", "Kazakhs".
enum class Naming : std::uint8_t { name, adjective, people };

struct CountryMention {
  std::string_view code = {};  // ISO 3166-1 alpha-2, owned by the RuleSet
  Naming naming = Naming::name;
  bool bracketed = false;            // stands in round brackets: "(Brazil)" behind what Brazil recommends
  std::uint32_t begin = 0, end = 0;  // in the folded text
  extract::Span span = {};           // in the document
};

// Every mention of a country in `sentence`, in order, in any of the file's languages (en, ru, uk).
// Linear in the sentence. "Russian", "российских", "РФ" give RU; the longest name wins ("Republic of
// Moldova"; "South Korea"; "Soviet Union" is no country). Groups ("CIS", "EAEU") are not listed.
std::vector<CountryMention> countries_in(const RuleSet& rules, const Folded& sentence);

// The abbreviations of countries that a document defines in brackets behind a name: "Republic of Uzbekistan
// (RU)". They hold in the whole document and go before those of the rules ("RU" is Russia elsewhere).
class CountryAbbreviations {
 public:
  // Takes in what `sentence` defines; `mentions` are its countries. An abbreviation is made of the capitals
  // of the name, or of letters of its only word in their order ("Turkmenistan (TM)").
  void learn(const Folded& sentence, const std::vector<CountryMention>& mentions);
  bool empty() const { return codes_.empty(); }
  // Adds the abbreviations that stand in `sentence` to its `mentions`, in order.
  void add_mentions(const Folded& sentence, std::vector<CountryMention>& mentions) const;

 private:
  std::map<std::string, std::string_view, std::less<>> codes_ = {};  // codes are owned by the RuleSet
};

}  // namespace proviso::nlp
