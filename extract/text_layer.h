// Is a page's text layer what the page shows?
#pragma once

#include <string>
#include <vector>

#include "extract/words.h"

namespace proviso::extract {

struct TextLayerVerdict {
  Grade grade = Grade::good;
  std::string reason = {};  // one phrase; empty if good
};

// Judges the characters of one page. Bad: a tenth of them are unexplained by their fonts or private use.
// Poor: a fiftieth.
TextLayerVerdict judge_text_layer(const std::vector<PageWord>& words);

}  // namespace proviso::extract
