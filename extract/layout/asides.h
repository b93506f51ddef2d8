// What stands beside the running text: text in boxes, and pull quotes in the margin.
#pragma once

#include <vector>

#include "extract/layout/lines.h"

namespace proviso::extract {

struct AsideLayout {
  Box box = {};
  std::vector<PageWord> words = {};
};

// Takes the words of boxes out of `sheet`: shaded or framed areas that hold a few lines of running text and
// less than most of the page. Banners (large or bold type), marked passages, tables and areas that cut
// through words are none. Of one or two lines only what is as wide as another box of the page. `tables` are
// the boxes of tables taken before.
std::vector<AsideLayout> take_boxes(Sheet& sheet, const std::vector<Box>& tables);

// Gives Role::aside, and a zone of its own to each group, to chunks (see columns.h) that stand as pull quotes
// in the margin, or at the right where the running text stops before them: lines in other type than it.
void mark_margin_quotes(std::vector<Line>& chunks);

// The zones of asides begin here; columns.h numbers those of the running text from 0.
inline constexpr std::uint16_t first_aside_zone = 0x4000;

}  // namespace proviso::extract
