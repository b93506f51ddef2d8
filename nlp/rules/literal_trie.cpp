#include "nlp/rules/literal_trie.h"

#include <algorithm>

namespace proviso::nlp {

LiteralTrie::LiteralTrie(const std::vector<std::string_view>& texts) {
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted;
  for (std::uint32_t i = 0; i < texts.size(); ++i) sorted.emplace_back(texts[i], i);
  std::sort(sorted.begin(), sorted.end());
  // A state is the literals [first, last), which have their first `depth` bytes in common. States are made
  // breadth first, so that those of one state's edges stand one behind the other.
  struct Range {
    std::size_t first, last, depth;
  };
  std::vector<Range> ranges = {{0, sorted.size(), 0}};
  for (std::size_t state = 0; state < ranges.size(); ++state) {
    auto [first, last, depth] = ranges[state];
    states_.push_back(
        {static_cast<std::uint32_t>(edges_.size()), static_cast<std::uint32_t>(literals_.size())});
    for (; first < last && sorted[first].first.size() == depth; ++first)
      literals_.push_back(sorted[first].second);
    while (first < last) {
      const auto byte = static_cast<unsigned char>(sorted[first].first[depth]);
      std::size_t end = first;
      while (end < last && static_cast<unsigned char>(sorted[end].first[depth]) == byte) ++end;
      edges_.emplace_back(byte, static_cast<std::uint32_t>(ranges.size()));
      ranges.push_back({first, end, depth + 1});
      first = end;
    }
  }
  states_.push_back(
      {static_cast<std::uint32_t>(edges_.size()), static_cast<std::uint32_t>(literals_.size())});
}

}  // namespace proviso::nlp
