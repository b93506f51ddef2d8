// Words that the typesetting has torn: "кас ающиеся", or a drop capital and the rest of its word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/text/blocks.h"

namespace proviso::extract {

// Knows how often each word stands in the document, and decides by that and by the width of gaps. The blocks
// must outlive it.
class SplitWords {
 public:
  explicit SplitWords(const std::vector<BlockLayout>& blocks);

  // Are words `right - 1` and `right` of `line`, with white space between them, one word? The document writes
  // it whole elsewhere, and the gap is narrower than the line's others while one of the parts is seen nowhere
  // else; or both are seen nowhere else and one of them is only a few letters long.
  bool torn(const Line& line, std::size_t right) const;

  // Does the drop capital begin the word `rest`, rather than being a word of its own ("A man")?
  bool begins(std::string_view capital, std::string_view rest) const;

 private:
  std::uint32_t count(std::string_view word) const;

  std::unordered_map<std::string_view, std::uint32_t> counts_;
};

}  // namespace proviso::extract
