// What no reader sees in the words of a page whose text layer is usable as a whole.
#pragma once

#include <vector>

#include "extract/page/text_layer.h"
#include "extract/page/words.h"

namespace proviso::extract {

// Takes out
// - the stretches `garbled`, which the judge of the text layer found;
// - words of which most characters are unexplained by their font (one such character alone is a bullet);
// - lines in which symbols stand inside most words, and single words with two symbols inside that neither
//   spelling nor addresses put there (`M]heh\guc`);
// - hidden words that lie on words that are drawn, and say something else or the same again.
// Gives how many words it took out.
std::size_t leave_out_garbage(std::vector<PageWord>& words, const std::vector<WordStretch>& garbled);

}  // namespace proviso::extract
