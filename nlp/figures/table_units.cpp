#include "nlp/figures/table_units.h"

#include <charconv>

#include "nlp/countries.h"
#include "nlp/figures/figure_fields.h"

namespace proviso::nlp {
namespace {

void read_measure(const Tokens& tokens, const Lexicon& lexicon, CellUnit& out) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (const Phrase rate = lexicon.at(tokens, i, "unit_rate")) {
      out.rate = true;
      i += rate.length - 1;
      continue;
    }
    if (const Phrase scale = lexicon.at(tokens, i, "unit_scale"))
      std::from_chars(scale.value.data(), scale.value.data() + scale.value.size(), out.scale);
    // "the top 10%" is no unit; "…, 2011 %" and "total 100%" are.
    const bool number =
        i > 0 && tokens.digits(i - 1) && (tokens.text(i - 1).size() != 4 || !tokens[i].spaced);
    if (lexicon.at(tokens, i, "unit_percent") && !number) out.percent = true;
    if (lexicon.at(tokens, i, "unit_share")) out.share = true;
    const Phrase count = lexicon.at(tokens, i, "unit_count");
    const bool behind = i > 0 && (tokens.is(i - 1, ",") || tokens.is(i - 1, "("));
    const std::size_t end = i + count.length;
    if (count && behind && (end == tokens.size() || tokens.is(end, ")"))) out.count = true;
    if (const Phrase money = lexicon.at(tokens, i, "currency")) out.currency = money.value;
  }
  if (out.percent || out.share) out.count = false;
  if (out.rate) {
    out.scale = 1;
    out.percent = out.share = false;
  }
}

}  // namespace

CellUnit unit_of(const Analysis& analysis, const Lexicon& lexicon, std::uint32_t block) {
  CellUnit out;
  if (block == extract::none) return out;
  const auto span = analysis.document.blocks[block].span;
  out.text = std::string(extract::text_of(analysis.document, span));
  const Folded folded = fold(out.text, span.begin);
  const Tokens tokens(folded);
  read_measure(tokens, lexicon, out);
  out.time = time_of(read_times(tokens, lexicon));
  out.place = codes_of(countries_in(analysis.rules, folded));
  return out;
}

void take_unit(CellUnit& to, const CellUnit& from) {
  to.scale = from.scale;
  to.percent = from.percent;
  to.rate = from.rate;
  to.count = from.count;
  to.currency = from.currency;
}

void add(CellUnit& to, const CellUnit& more) {
  if (!to.decides()) take_unit(to, more);
  to.share |= more.share;
  if (to.time.empty()) to.time = more.time;
  if (to.place.empty()) to.place = more.place;
  if (!more.text.empty()) to.text += (to.text.empty() ? "" : "; ") + more.text;
}

}  // namespace proviso::nlp
