// What a header, a row's label or a caption says of the cells that it belongs to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nlp/analysis.h"
#include "nlp/figures/lexicon.h"

namespace proviso::nlp {

struct CellUnit {
  double scale = 1;      // "thous persons": 1000
  bool percent = false;  // "in per cent"
  bool share = false;    // "rate", "доля": percent if nothing else says what the cells are
  bool rate = false;     // "per 1000": neither scaled nor a percentage
  bool count = false;    // "(persons)": counts, scaled by what the caption says
  std::string currency = {};
  std::string time = {};
  std::vector<std::string> place = {};
  std::string text = {};  // of all blocks read, "; " between them

  bool decides() const { return scale > 1 || percent || rate || count || !currency.empty(); }
};

// What the block says; nothing if it is extract::none.
CellUnit unit_of(const Analysis& analysis, const Lexicon& lexicon, std::uint32_t block);

// Takes the unit of `from`, whatever it is.
void take_unit(CellUnit& to, const CellUnit& from);

// Takes from `more` what `to` does not say.
void add(CellUnit& to, const CellUnit& more);

}  // namespace proviso::nlp
