// Figures: every quantity of the running text and of table cells that a rule takes for one and no rule
// excludes.
#include <algorithm>
#include <map>
#include <memory>

#include "nlp/analysis.h"
#include "nlp/figures/figure_fields.h"
#include "nlp/figures/paragraph_numbers.h"
#include "nlp/figures/table_figures.h"

namespace proviso::nlp {
namespace {

using extract::BlockKind;
using extract::none;

class FigureFinder {
 public:
  explicit FigureFinder(const Analysis& analysis)
      : analysis_(analysis), habit_(number_habit(analysis.document.text)), paragraphs_(analysis.document) {}

  std::vector<Provision> find() {
    for (std::size_t i = 0; i < analysis_.sentences.size(); ++i) {
      const Sentence& sentence = analysis_.sentences[i];
      const BlockKind kind = analysis_.document.blocks[sentence.block].kind;
      if (kind == BlockKind::reference || kind == BlockKind::running || kind == BlockKind::caption) continue;
      const bool figure = std::any_of(sentence.matches.begin(), sentence.matches.end(),
                                      [](const Match& match) { return match.rule->finds == Finds::figure; });
      if (figure) sentence_figures(i, kind);
    }
    return std::move(out_);
  }

 private:
  const Lexicon& lexicon(const std::string& language) {
    auto& slot = lexicons_[language];
    if (!slot) slot = std::make_unique<Lexicon>(analysis_.rules, language);
    return *slot;
  }

  const TableReading& table(std::uint32_t index) {
    auto& slot = tables_[index];
    if (!slot) slot = std::make_unique<TableReading>(analysis_, index, lexicon(analysis_.language), habit_);
    return *slot;
  }

  ReadSentence read(const Sentence& sentence) {
    ReadSentence out{
        .sentence = sentence, .lexicon = lexicon(sentence.language), .tokens = Tokens(sentence.folded)};
    out.begins_block = analysis_.document.blocks[sentence.block].span.begin == sentence.span.begin;
    out.times = read_times(out.tokens, out.lexicon);
    out.quantities = read_quantities(out.tokens, out.lexicon, out.times, habit_, sentence.language);
    out.countries = without_remarking(out, analysis_.subject);
    out.splits = splits_of(out);
    out.comparisons = comparisons_in(out);
    for (std::size_t i = 0; i < out.quantities.size(); ++i)
      out.figures.push_back(rule_for(out, i) && !is_numbering(out, i) &&
                            !paragraphs_.names(out.tokens, out.quantities[i]));
    for (std::size_t i = 0; i < out.tokens.size() && !out.respective; ++i)
      out.respective = static_cast<bool>(out.lexicon.at(out.tokens, i, "respectively"));
    return out;
  }

  void sentence_figures(std::size_t index, BlockKind kind) {
    const Sentence& sentence = analysis_.sentences[index];
    const ReadSentence text = read(sentence);
    if (kind == BlockKind::cell) {
      cell_figures(index, text);
      return;
    }
    if (no_words(text) || is_contents(text) || (kind == BlockKind::note && is_reference(text))) return;
    for (std::size_t i = 0; i < text.quantities.size(); ++i) {
      if (!text.figures[i]) continue;
      const Rule* rule = rule_for(text, i);
      const Quantity& quantity = text.quantities[i];
      if (kind == BlockKind::heading && quantity.measure == Measure::count && !quantity.scaled) continue;
      Figure figure = figure_of(text, i);
      figure.time = time(text, i, index);
      figure.place = place(text, i, index);
      push(text, i, std::move(figure), rule, sentence.span);
    }
  }

  void cell_figures(std::size_t index, const ReadSentence& text) {
    const Sentence& sentence = analysis_.sentences[index];
    const extract::Cell* cell = extract::cell_of(analysis_.document, sentence.block);
    const std::uint32_t table_index = analysis_.document.blocks[sentence.block].table;
    if (!cell || table_index == none) return;
    const TableReading& reading = table(table_index);
    if (reading.is_contents() || reading.is_header(*cell)) return;
    const extract::Span row = reading.row_span(*cell);
    for (std::size_t i = 0; i < text.quantities.size(); ++i) {
      if (!text.figures[i]) continue;
      const Rule* rule = rule_for(text, i);
      if (is_bare(text, i)) {
        const Quantity& quantity = text.quantities[i];
        const bool own = quantity.scaled || quantity.measure != Measure::count;
        Figure figure = reading.figure(*cell, quantity, own);
        if (figure.place.empty()) figure.place = place_around(sentence.block);
        push(text, i, std::move(figure), rule, row);
        continue;
      }
      Figure figure = figure_of(text, i);
      const TimeMention own = time_in(text, i, true);
      figure.time = resolved(own, reading.time_of(*cell));
      if (figure.time.empty()) figure.time = reading.time_of(*cell);
      figure.place = reading.place_of(*cell);
      for (auto& code : places_in(text, i, figure.place).codes)
        if (std::find(figure.place.begin(), figure.place.end(), code) == figure.place.end())
          figure.place.push_back(std::move(code));
      if (figure.place.empty()) figure.place = place_around(sentence.block);
      push(text, i, std::move(figure), rule, row);
    }
  }

  // A cell with one number and no words of its own.
  static bool is_bare(const ReadSentence& text, std::size_t index) {
    if (text.quantities.size() != 1) return false;
    const Quantity& quantity = text.quantities[index];
    for (std::size_t i = 0; i < text.tokens.size(); ++i)
      if ((i < quantity.first || i >= quantity.last) && text.tokens.word(i)) return false;
    return true;
  }

  // The rule that takes the quantity for a figure: of the matches that overlap its number the longest;
  // nullptr if there is none, or a rule that finds nothing stands above it.
  static const Rule* rule_for(const ReadSentence& text, std::size_t index) {
    const Quantity& quantity = text.quantities[index];
    const std::uint32_t begin = text.tokens[quantity.number].begin;
    const std::uint32_t end = text.tokens[quantity.number_end - 1].end;
    const Match* best = nullptr;
    int forbidden = -1;
    for (const Match& match : text.sentence.matches) {
      if (match.begin >= end || match.end <= begin) continue;
      if (match.rule->finds == Finds::nothing) forbidden = std::max(forbidden, match.rule->rank);
      if (match.rule->finds != Finds::figure) continue;
      if (!best || match.end - match.begin > best->end - best->begin) best = &match;
    }
    return best && best->rule->rank > forbidden ? best->rule : nullptr;
  }

  // Numbers that count nothing: "one" alone, the number of a paragraph or list item, "[8]", "(1) … (2) …".
  static bool is_numbering(const ReadSentence& text, std::size_t index) {
    const Quantity& quantity = text.quantities[index];
    const Tokens& tokens = text.tokens;
    if (quantity.measure != Measure::count || quantity.scaled || quantity.value_to) return false;
    if (quantity.form == Form::words) {
      const bool name = quantity.number > 0 &&
                        tokens.text(quantity.number) != tokens.lower(quantity.number) &&
                        starts_with_capital(tokens, quantity.number_end);  // "the Six Core Principles"
      return quantity.value <= 1 || name;
    }
    const std::size_t first = quantity.first, last = quantity.last;
    const bool opens = first == 0 || (first == 1 && tokens.is(0, "\""));
    const bool titled = text.begins_block || starts_with_capital(tokens, last + 1);
    if (opens && titled && (tokens.is(last, ".") || tokens.is(last, ")")) && last + 1 < tokens.size() &&
        quantity.value < 1000)
      return true;
    // "2.2 Countries of origin": a section's number, with its mark still in front of the title.
    if (first == 0 && text.begins_block && tokens.tight(1, ".") && last == 3 &&
        starts_with_capital(tokens, last))
      return true;
    const bool bracketed =
        tokens.is(last, ")") && (first == 0 || tokens.is(first - 1, "(") || tokens[first].spaced);
    if (!bracketed || quantity.value > 30) return false;
    if (first == 0 || !tokens.is(first - 1, "(")) return true;
    const bool quoted = first > 1 && (tokens.is(first - 2, "\"") || tokens.is(first - 2, "."));
    if (quoted && starts_with_capital(tokens, last + 1)) return true;  // "(1) Everyone has the right …"
    for (std::size_t i = 0; i < text.quantities.size(); ++i) {
      const Quantity& other = text.quantities[i];
      const bool next = other.value == quantity.value + 1 || other.value == quantity.value - 1;
      if (i != index && next && other.first > 0 && tokens.is(other.first - 1, "(") &&
          tokens.is(other.last, ")"))
        return true;
    }
    return tokens.word(last + 1) && (first == 1 || tokens.is(first - 2, ";") || tokens.is(first - 2, ":"));
  }

  static bool starts_with_capital(const Tokens& tokens, std::size_t at) {
    return tokens.word(at) && tokens[at].spaced && tokens.text(at) != tokens.lower(at);
  }

  // Titles with their pages in a row: "Prosecution 47 Other figures 57 Summary 61".
  static bool is_contents(const ReadSentence& text) {
    const Tokens& tokens = text.tokens;
    if (text.sentence.folded.text.find(".....") != std::string::npos) return true;
    std::size_t pages = 0;
    for (const Quantity& quantity : text.quantities) {
      const std::size_t i = quantity.number;
      const bool bare =
          quantity.measure == Measure::count && !quantity.scaled && quantity.form == Form::digits;
      const bool title = i > 0 && tokens.word(i - 1) && !text.lexicon.at(tokens, i - 1, "phrase_link") &&
                         !text.lexicon.at(tokens, i - 1, "phrase_end");
      const bool next = quantity.last == tokens.size() || tokens.digits(quantity.last) ||
                        starts_with_capital(tokens, quantity.last);
      pages += bare && title && next;
    }
    return pages >= 3 && pages * 2 >= text.quantities.size();
  }

  // Bars of a chart, numbers of pages.
  static bool no_words(const ReadSentence& text) {
    std::size_t words = 0;
    for (std::size_t i = 0; i < text.tokens.size(); ++i) words += text.tokens.word(i);
    return words == 0 || (text.quantities.size() >= 4 && words * 2 < text.quantities.size());
  }

  // A note's sentence that only names a source: it has a web address or the marks of a bibliography, or no
  // verb and little but names.
  static bool is_reference(const ReadSentence& text) {
    const Tokens& tokens = text.tokens;
    std::size_t words = 0, small = 0;
    bool statement = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (text.lexicon.at(tokens, i, "source_mark")) return true;
      if (!tokens.word(i)) continue;
      ++words;
      small += tokens.text(i) == tokens.lower(i);
      statement |= static_cast<bool>(text.lexicon.at(tokens, i, "statement"));
    }
    const bool quantity = std::any_of(text.quantities.begin(), text.quantities.end(), [](const Quantity& q) {
      return q.scaled || q.measure != Measure::count;
    });
    return !statement && !quantity && small * 2 < words;
  }

  Figure figure_of(const ReadSentence& text, std::size_t index) const {
    const Quantity& quantity = text.quantities[index];
    Figure figure{.value = quantity.value,
                  .value_to = quantity.value_to,
                  .measure = quantity.measure,
                  .currency = quantity.currency,
                  .qualifier = quantity.qualifier,
                  .unsure = quantity.unsure};
    const std::size_t end = counted_end(text, index);
    if (end > quantity.last) {
      std::size_t begin = quantity.last;
      while (begin < end && text.lexicon.at(text.tokens, begin, "phrase_link")) ++begin;
      if (begin < end)
        figure.counted = std::string(extract::text_of(analysis_.document, text.tokens.span(begin, end)));
    }
    return figure;
  }

  std::string time(const ReadSentence& text, std::size_t quantity, std::size_t index) {
    const TimeMention time = time_in(text, quantity);
    if (time.dating == Dating::dated || time.dating == Dating::undated) return resolved(time, {});
    for (auto it = text.times.rbegin(); it != text.times.rend(); ++it)
      if (it->last <= time.first && it->dating == Dating::dated && !it->iso.empty() && !it->aside)
        return resolved(time, it->iso);
    constexpr int kSentencesBack = 5;  // farther back nobody points
    const std::uint32_t block = analysis_.sentences[index].block;
    for (int back = 0; back < kSentencesBack && index > 0; ++back) {
      if (analysis_.sentences[--index].block != block) break;
      const Tokens tokens(analysis_.sentences[index].folded);
      const auto times = read_times(tokens, text.lexicon);
      for (auto it = times.rbegin(); it != times.rend(); ++it)
        if (it->dating == Dating::dated && !it->iso.empty() && !it->aside) return resolved(time, it->iso);
    }
    return {};
  }

  // The countries of the sentence, else of the sentences before it, else of the headings, else of the
  // document.
  std::vector<std::string> place(const ReadSentence& text, std::size_t quantity, std::size_t index) {
    Places places = places_in(text, quantity, spoken_before(index));
    if (places.named) return std::move(places.codes);
    const auto issuer = country_of_currency(text.quantities[quantity].currency);
    if (!issuer.empty()) return {std::string(issuer)};
    if (!places.codes.empty()) return std::move(places.codes);
    return place_around(analysis_.sentences[index].block);
  }

  // The country whose money alone it is: an ISO 4217 code begins with that of its country, but dollars and
  // euros are paid everywhere and X begins the codes of unions.
  static std::string_view country_of_currency(std::string_view currency) {
    if (currency.size() != 3 || currency.front() == 'X' || currency == "USD" || currency == "EUR") return {};
    return currency.substr(0, 2);
  }

  // The countries that the sentences before sentence `index` left spoken of, in its block. Looks at each
  // sentence once, because sentences are asked for in order.
  const std::vector<std::string>& spoken_before(std::size_t index) {
    const std::uint32_t block = analysis_.sentences[index].block;
    if (before_.block != block || before_.next > index)
      before_ = {.block = block, .next = sentences_of(analysis_, block).first, .codes = {}};
    for (; before_.next < index; ++before_.next) {
      const Sentence& sentence = analysis_.sentences[before_.next];
      if (sentence.countries.empty()) continue;
      ReadSentence read{
          .sentence = sentence, .lexicon = lexicon(sentence.language), .tokens = Tokens(sentence.folded)};
      read.countries = without_remarking(read, analysis_.subject);
      auto codes = places_of(read, before_.codes);
      if (!codes.empty()) before_.codes = std::move(codes);
    }
    return before_.codes;
  }

  // The country of the nearest heading that names one; else those of the document.
  std::vector<std::string> place_around(std::uint32_t block) {
    const auto path = extract::heading_path(analysis_.document, block);
    for (auto it = path.rbegin(); it != path.rend(); ++it) {
      const HeadingPlaces& heading = places_of_heading(*it);
      // A heading that names several countries says only that each of them comes up.
      if (heading.codes.size() == 1) return heading.codes;
      if (heading.nowhere) return {};
    }
    return analysis_.subject;
  }

  // What a heading says of where its figures belong. `nowhere`: to no country, whatever the document is
  // about.
  struct HeadingPlaces {
    std::vector<std::string> codes = {};
    bool nowhere = false;
  };

  const HeadingPlaces& places_of_heading(std::uint32_t block) {
    const auto [it, fresh] = headings_.try_emplace(block);
    if (fresh) {
      const auto span = analysis_.document.blocks[block].span;
      const Folded folded = fold(extract::text_of(analysis_.document, span), span.begin);
      it->second.codes = codes_of(countries_in(analysis_.rules, folded));
      const Tokens tokens(folded);
      const Lexicon& words = lexicon(analysis_.languages[block]);
      for (std::size_t i = 0; i < tokens.size() && !it->second.nowhere; ++i)
        it->second.nowhere = static_cast<bool>(words.at(tokens, i, "nowhere_heading"));
    }
    return it->second;
  }

  void push(const ReadSentence& text, std::size_t index, Figure figure, const Rule* rule,
            extract::Span context) {
    const Quantity& quantity = text.quantities[index];
    const std::size_t end = std::max(counted_end(text, index), quantity.last);
    Provision provision{.what = std::move(figure),
                        .where = text.tokens.span(quantity.first, end),
                        .context = context,
                        .block = text.sentence.block,
                        .rule = rule->name,
                        .language = text.sentence.language};
    out_.push_back(std::move(provision));
  }

  const Analysis& analysis_;
  const NumberHabit habit_;
  const ParagraphNumbers paragraphs_;
  std::map<std::string, std::unique_ptr<Lexicon>> lexicons_ = {};
  std::map<std::uint32_t, std::unique_ptr<TableReading>> tables_ = {};
  std::map<std::uint32_t, HeadingPlaces> headings_ = {};  // by block
  struct Before {
    std::uint32_t block = none;
    std::size_t next = 0;  // sentences before it have been looked at
    std::vector<std::string> codes = {};
  } before_ = {};
  std::vector<Provision> out_ = {};
};

}  // namespace

std::vector<Provision> find_figures(const Analysis& analysis) { return FigureFinder(analysis).find(); }

}  // namespace proviso::nlp
