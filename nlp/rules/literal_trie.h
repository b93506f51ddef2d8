// Which of many literals a text goes on with. Used inside the rule engine only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso::nlp {

class LiteralTrie {
 public:
  // Literal `i` is texts[i]; a text may be there twice.
  explicit LiteralTrie(const std::vector<std::string_view>& texts);

  // Calls found(literal, end) for each literal that `text` has at `at`, shorter ones first; `end` is behind
  // it. Costs no more than the longest one.
  template <typename Found>
  void at(std::string_view text, std::size_t at, Found found) const {
    for (std::uint32_t state = 0;;) {
      const State& here = states_[state];
      for (std::uint32_t i = here.literals; i < states_[state + 1].literals; ++i) found(literals_[i], at);
      if (at >= text.size()) return;
      const auto byte = static_cast<unsigned char>(text[at++]);
      std::uint32_t edge = here.edges;
      const std::uint32_t end = states_[state + 1].edges;
      while (edge < end && edges_[edge].first < byte) ++edge;
      if (edge == end || edges_[edge].first != byte) return;
      state = edges_[edge].second;
    }
  }

 private:
  struct State {
    std::uint32_t edges = 0, literals = 0;  // where its own begin; those of the next state are their end
  };
  std::vector<State> states_ = {};                                   // and one more
  std::vector<std::pair<unsigned char, std::uint32_t>> edges_ = {};  // byte and state, by byte
  std::vector<std::uint32_t> literals_ = {};                         // that end in a state
};

}  // namespace proviso::nlp
