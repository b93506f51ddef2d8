#include "nlp/figures/paragraph_numbers.h"

#include <algorithm>

namespace proviso::nlp {
namespace {

// So many paragraphs make a row; its number is the paragraph's that announces them, so it is not small.
constexpr std::size_t kRow = 5, kFirstDigits = 2;

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - at;
}

}  // namespace

ParagraphNumbers::ParagraphNumbers(const extract::Document& document) {
  for (const extract::Block& block : document.blocks) {
    if (block.kind != extract::BlockKind::item && block.kind != extract::BlockKind::paragraph) continue;
    const std::string_view text = extract::text_of(document, block.span);
    const std::size_t first = digits_at(text, 0);
    if (first < kFirstDigits || first > 3 || first >= text.size() || text[first] != '.') continue;
    const std::size_t second = digits_at(text, first + 1), end = first + 1 + second;
    if (second == 0 || second > 3 || end >= text.size() || (text[end] != '.' && text[end] != ' ')) continue;
    rows_[std::string(text.substr(0, first))].emplace(text.substr(first + 1, second));
  }
  std::erase_if(rows_, [](const auto& row) { return row.second.size() < kRow; });
}

bool ParagraphNumbers::names(const Tokens& tokens, const Quantity& quantity) const {
  if (rows_.empty() || quantity.measure != Measure::count || quantity.scaled) return false;
  const std::size_t i = quantity.number;
  if (!tokens.digits(i) || !tokens.tight(i + 1, ".") || !tokens.digits(i + 2)) return false;
  const auto row = rows_.find(std::string(tokens.text(i)));
  return row != rows_.end() && row->second.contains(std::string(tokens.text(i + 2)));
}

}  // namespace proviso::nlp
