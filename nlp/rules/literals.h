// Many literals at once: an Aho-Corasick automaton over bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::nlp {

// Finds all of a set of literals in one pass over a text. Bytes are compared as they are.
class LiteralFinder {
 public:
  explicit LiteralFinder(const std::vector<std::string>& literals);

  // Calls found(index, end) for each occurrence; `end` is the offset behind it. Linear in the text and
  // the number of occurrences.
  template <typename Found>
  void scan(std::string_view text, Found found) const {
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = next_[state * classes_ + class_of_[static_cast<unsigned char>(text[i])]];
      for (std::uint32_t node = output_[state]; node != kNone; node = output_[fail_[node]])
        for (const std::uint32_t literal : ends_[node]) found(literal, i + 1);
    }
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::array<std::uint16_t, 256> class_of_ = {};  // bytes that no literal holds share class 0
  std::uint32_t classes_ = 1;
  std::vector<std::uint32_t> next_ = {};  // [state * classes_ + class]
  std::vector<std::uint32_t> fail_ = {};
  std::vector<std::uint32_t> output_ = {};  // nearest state on the chain of failures that ends a literal
  std::vector<std::vector<std::uint32_t>> ends_ = {};
};

}  // namespace proviso::nlp
