// Parts and points of an article, in whatever order a language names them: "ч. 2 п. «а»", "subparagraph (b)
// of paragraph 2", "пункт 3 частини першої", "§§ 3 (a) and 4".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/rules.h"

namespace proviso::nlp {

// One level: the class of its mark and its first value.
struct PartName {
  enum class Level { part, paragraph, point, indent };  // the meanings of the word part_mark
  Level level = Level::part;
  std::string value = {};  // "2", "2-1", "a"; of several ("2 and 3") the first
  std::string below = {};  // what stands in brackets behind it: "a" of "2(a)"
};

struct PartAndPoint {
  std::string part = {}, point = {};
};

// Reads one level with its value at the beginning of `text` and says how many bytes it takes: "§ 1",
// "частиною другою", "другою частиною", "п. «а»". Nullopt where `text` begins otherwise.
struct PartRead {
  PartName name = {};
  std::size_t size = 0;
};
std::optional<PartRead> read_part(const RuleSet& rules, std::string_view text, bool behind_number = false);

// The part and the point that `names` tell, in the order of the text. A part ("ч.", "paragraph") goes before
// a paragraph ("п.", "пункт"), which is a part where no other is named and a point below a part; of two of
// one class the one nearer to the article is the part.
PartAndPoint part_and_point(const std::vector<PartName>& names);

// Both from folded text that is nothing but parts: "п. «б» ч. 3" in front of the article, "ч. 3, п. «б»"
// `behind` it.
PartAndPoint parts_in(const RuleSet& rules, std::string_view text, bool behind = false);

}  // namespace proviso::nlp
