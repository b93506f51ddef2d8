#include "extract/text_layer.h"

namespace proviso::extract {

TextLayerVerdict judge_text_layer(const std::vector<PageWord>& words) {
  std::size_t characters = 0, unknown = 0;
  for (const PageWord& word : words) {
    for (const char byte : word.text) characters += (byte & 0xC0) != 0x80;
    unknown += word.unknown;
  }
  if (unknown * 10 > characters) return {Grade::bad, "characters without a Unicode meaning"};
  if (unknown * 50 > characters) return {Grade::poor, "some characters without a Unicode meaning"};
  return {};
}

}  // namespace proviso::extract
