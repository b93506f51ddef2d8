#include "nlp/recommendations/recommending_states.h"

#include <algorithm>
#include <string_view>

#include "nlp/countries.h"

namespace proviso::nlp {
namespace {

// Letters of a list of states that belong to no name: "and", "the", "of".
constexpr std::size_t kLettersBetween = 4;

// One pair of round brackets that lies in no other.
struct Brackets {
  std::size_t begin = 0, end = 0;  // what stands inside, in the folded text
};

std::vector<Brackets> outer_brackets(std::string_view text) {
  std::vector<Brackets> found;
  std::size_t depth = 0, begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' && depth++ == 0) begin = i + 1;
    if (text[i] == ')' && depth > 0 && --depth == 0) found.push_back({begin, i});
  }
  return found;
}

// Whether nothing but the mentions, brackets of their own and short words between stand in `brackets`.
bool only_states(std::string_view text, const Brackets& brackets,
                 const std::vector<CountryMention>& mentions) {
  std::size_t letters = 0, depth = 0, states = 0;
  auto mention = mentions.begin();
  for (std::size_t i = brackets.begin; i < brackets.end; ++i) {
    while (mention != mentions.end() && mention->end <= i) ++mention;
    if (mention != mentions.end() && i >= mention->begin) {
      if (i == mention->begin) ++states;
      continue;
    }
    if (text[i] == '(') ++depth;
    if (text[i] == ')') --depth;
    const bool between =
        text[i] == ' ' || text[i] == ',' || text[i] == ';' || text[i] == '/' || text[i] == ')';
    if (depth == 0 && !between) ++letters;
  }
  return states > 0 && letters <= kLettersBetween * states;
}

}  // namespace

std::vector<std::string> recommending_states(const RuleSet& rules, const Folded& item) {
  const std::vector<CountryMention> mentions = countries_in(rules, item);
  std::vector<std::string> codes;
  for (const Brackets& brackets : outer_brackets(item.text)) {
    if (!only_states(item.text, brackets, mentions)) continue;
    for (const CountryMention& mention : mentions) {
      const bool inside = mention.begin >= brackets.begin && mention.end <= brackets.end;
      if (inside && std::find(codes.begin(), codes.end(), mention.code) == codes.end())
        codes.emplace_back(mention.code);
    }
  }
  return codes;
}

}  // namespace proviso::nlp
