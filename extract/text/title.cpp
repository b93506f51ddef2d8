#include "extract/text/title.h"

#include <algorithm>
#include <string_view>

namespace proviso::extract {
namespace {

constexpr std::size_t longest_title = 300;  // bytes
constexpr float same_size = 0.97F;

bool reads_like_title(const std::string& text) {
  for (const std::string_view mark :
       {"\\", "_", "Microsoft", ".doc", ".indd", ".cdr", ".wpd", ".pdf", ".qxd"}) {
    if (text.find(mark) != text.npos) return false;
  }
  return std::count(text.begin(), text.end(), ' ') >= 2 && text.size() <= longest_title &&
         text.front() != '(';
}

float size_of(const Document& document, const Block& block) {
  const WordRange words = words_in(document, block.span);
  return words.first < words.last ? document.words[words.first].size : 0;
}

bool may_be_title(const Block& block) {
  return block.page < 2 && (block.kind == BlockKind::heading || block.kind == BlockKind::paragraph);
}

bool has_three_words(std::string_view text) { return std::count(text.begin(), text.end(), ' ') >= 2; }

}  // namespace

std::string title_of(const Document& document, const std::string& metadata) {
  if (!metadata.empty() && reads_like_title(metadata)) return metadata;
  float largest = 0;
  for (const Block& block : document.blocks) {
    if (may_be_title(block) && has_three_words(text_of(document, block.span))) {
      largest = std::max(largest, size_of(document, block));
    }
  }
  std::string title;
  std::uint32_t page = 0;
  for (const Block& block : document.blocks) {  // neighbours in the same type belong together
    const bool large = may_be_title(block) && largest > 0 &&
                       size_of(document, block) >= same_size * largest &&
                       size_of(document, block) * same_size <= largest;
    if (!large && !title.empty()) break;
    if (!large || (!title.empty() && block.page != page)) continue;
    page = block.page;
    if (!title.empty()) title += ' ';
    title += text_of(document, block.span);
    if (title.size() > longest_title) break;
  }
  if (title.size() > longest_title) {
    const std::size_t space = title.rfind(' ', longest_title);
    title.resize(space == title.npos ? 0 : space);  // one endless word is no title
  }
  return title;
}

}  // namespace proviso::extract
