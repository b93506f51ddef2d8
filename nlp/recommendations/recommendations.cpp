// Finding recommendations: what stands where recommendations are expected and asks for an action, and
// what the author urges elsewhere.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "nlp/analysis.h"
#include "nlp/countries.h"
#include "nlp/recommendations/addressee.h"
#include "nlp/recommendations/recommendation_places.h"
#include "nlp/recommendations/recommending_states.h"

namespace proviso::nlp {
namespace {

using extract::Span;

// A list item shorter than this names a thing and asks for nothing.
constexpr std::size_t kItemWords = 2;
// A line of running text shorter than this and without a full stop is a heading that was not set as one.
constexpr std::size_t kSentenceWords = 5;
// A first sentence of an item up to this long, without a verb, is its title ("Better data.").
constexpr std::size_t kTitleWords = 7;
// How far behind its start a wording may stand that a sentence begins with ("All ...").
constexpr std::size_t kOpeningBytes = 6;
constexpr std::string_view kItemRule = "recommendation-item";

std::size_t words_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

class Finder {
 public:
  explicit Finder(const Analysis& analysis) : analysis_(analysis), places_(recommendation_places(analysis)) {}

  std::vector<Provision> find() && {
    for (std::uint32_t block = 0; block < places_.size(); ++block) {
      if (places_[block].expecting == Expecting::item) {
        item(block);
      } else if (analysis_.document.blocks[block].kind != extract::BlockKind::heading) {
        prose(block);
      }
    }
    return std::move(found_);
  }

 private:
  std::string_view text(Span span) const { return extract::text_of(analysis_.document, span); }

  // The first wording in `sentence` that urges, a weak one only if there is no other; nullptr if there
  // is none.
  const Match* urging(const Sentence& sentence, Expecting expecting) const {
    const Match* weak = nullptr;
    for (const Match& match : sentence.matches) {
      if (match.rule->finds != Finds::recommendation || !urges(sentence, match)) continue;
      if (match.rule->set("within") == "item" && expecting != Expecting::item) continue;
      if (expecting == Expecting::nothing && !counts_anywhere(sentence, match)) continue;
      if (match.rule->set("clause") == "main" && in_relative_clause(analysis_.rules, sentence, match))
        continue;
      if (match.rule->set("telling") == "item" && expecting != Expecting::item && may_tell(sentence))
        continue;
      if (match.rule->set("weak").empty()) return &match;
      if (!weak) weak = &match;
    }
    return weak;
  }

  bool counts_anywhere(const Sentence& sentence, const Match& match) const {
    const std::string_view where = match.rule->set("where");
    if (where != "anywhere" && where != "addressed" && where != "follows") return false;
    for (const Match& other : sentence.matches) {
      if (other.begin >= match.end) break;  // they stand in order
      if (match.begin < other.end && other.rule->set("bars") == "elsewhere") return false;
    }
    if (where == "anywhere") return true;
    if (where == "follows")
      return addressees_(sentence).in_main_clause(match) && spoken_of("author_body", sentence, false);
    const std::string_view unless = match.rule->set("unless");
    if (!unless.empty() && spoken_of(unless, sentence, true)) return false;
    return addressees_(sentence).in_main_clause(match) && !addressees_(sentence).of(match).empty();
  }

  // Whether `word` stands in an earlier sentence of the block, or (`itself`) in this one.
  bool spoken_of(std::string_view word, const Sentence& sentence, bool itself) const {
    const auto [it, fresh] = spoken_of_.try_emplace({sentence.block, std::string(word)}, extract::none);
    if (fresh) {
      const auto [first, last] = sentences_of(analysis_, sentence.block);
      for (std::size_t i = first; i < last && it->second == extract::none; ++i)
        if (!analysis_.rules.occurrences(word, analysis_.sentences[i].folded).empty())
          it->second = analysis_.sentences[i].span.begin;
    }
    return itself ? it->second <= sentence.span.begin : it->second < sentence.span.begin;
  }

  void prose(std::uint32_t block) {
    const extract::BlockKind kind = analysis_.document.blocks[block].kind;
    using enum extract::BlockKind;
    if (kind != paragraph && kind != extract::BlockKind::item && kind != aside) return;
    sentences(block, places_[block].expecting);
  }

  // Each sentence of `block` that urges.
  void sentences(std::uint32_t block, Expecting expecting) {
    const RecommendationPlace& place = places_[block];
    const auto [first, last] = sentences_of(analysis_, block);
    std::string before;  // the addressee named last, whom "it" and "they" take up
    for (std::size_t i = first; i < last; ++i) {
      const Sentence& sentence = analysis_.sentences[i];
      if (place.introduction && i + 1 == last) break;
      const Match* match = urging(sentence, expecting);
      if (!match || is_question(sentence) || is_title(sentence)) continue;
      std::string addressee = addressees_(sentence).of(*match);
      if (addressee.empty() && takes_up(analysis_.rules, sentence, *match)) addressee = before;
      if (!addressee.empty()) before = addressee;
      Span where = sentence.span;
      where.begin += static_cast<std::uint32_t>(marker_length(text(where)));
      add(where, sentence, *match->rule, modality_of(*match), std::move(addressee));
    }
  }

  // "Research and registration"
  bool is_title(const Sentence& sentence) const {
    const std::string_view text = sentence.folded.text;
    return words_in(text) < kSentenceWords &&
           u_isalnum(static_cast<UChar32>(static_cast<unsigned char>(text.back()))) != 0;
  }

  bool is_question(const Sentence& sentence) const { return sentence.folded.text.ends_with('?'); }

  void item(std::uint32_t block) {
    const RecommendationPlace& place = places_[block];
    const auto [first, last] = sentences_of(analysis_, block);
    if (first == last || (place.introduction && !asks_itself(first))) return;
    Span where = analysis_.document.blocks[block].span;
    where.begin += static_cast<std::uint32_t>(marker_length(text(where)));
    if (words_in(text(where)) < kItemWords) return;
    const Sentence& opening = analysis_.sentences[first];
    for (std::size_t i = first; i < last; ++i) {
      const Match* match = urging(analysis_.sentences[i], place.expecting);
      if (!match) continue;
      // What begins by telling how things are asks in single sentences.
      if (i > first && !place.numbered && !place.counted && !opens_with_title(opening))
        return sentences(block, place.expecting);
      return add_item(where, opening, analysis_.sentences[i], *match, place);
    }
    const Rule* rule = rule_named(kItemRule);
    if (!rule || (!place.numbered && (is_statement(opening) || is_barred(opening)))) return;
    add(where, opening, *rule, introduced(place), inherited(place));
    name_source(place);
  }

  // The states in brackets behind a recommendation that others made.
  void name_source(const RecommendationPlace& place) {
    if (!place.numbered) return;
    std::get<Recommendation>(found_.back().what).source =
        recommending_states(analysis_.rules, fold(text(found_.back().where), 0));
  }

  bool opens_with_title(const Sentence& opening) const {
    const std::string_view text = opening.folded.text;
    return words_in(text.substr(marker_length(text))) <= kTitleWords && !is_statement(opening);
  }

  // Whether an item that introduces another list begins with an action of its own: "Improve the rules, so
  // that:".
  bool asks_itself(std::size_t first) const {
    const Sentence& opening = analysis_.sentences[first];
    const auto begins = [&](const Match& match) {
      return match.rule->finds == Finds::recommendation && match.rule->set("at") == "start" &&
             urges(opening, match);
    };
    return std::any_of(opening.matches.begin(), opening.matches.end(), begins) &&
           analysis_.rules.occurrences("announcing_verb", opening.folded).empty();
  }

  void add_item(Span where, const Sentence& opening, const Sentence& sentence, const Match& match,
                const RecommendationPlace& place) {
    std::string addressee = addressees_(sentence).of(match);
    if (addressee.empty()) addressee = inherited(place);
    Modality modality = modality_of(match);
    if (match.rule->name == kItemRule) modality = introduced(place);
    add(where, opening, *match.rule, modality, std::move(addressee));
    name_source(place);
  }

  const Sentence* opener_of(const RecommendationPlace& place) const {
    return place.opener == RecommendationPlace::npos ? nullptr : &analysis_.sentences[place.opener];
  }

  // How the introduction of the list urges, for items that only name an action.
  Modality introduced(const RecommendationPlace& place) const {
    const Sentence* opener = opener_of(place);
    const Match* match = opener ? urging(*opener, Expecting::sentences) : nullptr;
    return match ? modality_of(*match) : Modality::other;
  }

  // The addressee that the introduction of the list names: "the Committee urges the State party:", "To the
  // Government:".
  std::string inherited(const RecommendationPlace& place) const {
    const Sentence* opener = opener_of(place);
    const Match* match = opener ? urging(*opener, Expecting::sentences) : nullptr;
    if (match) return addressees_(*opener).of(*match);
    return opener ? addressee_in_title(analysis_, opener->span) : std::string();
  }

  // The addressee that the nearest heading names: "Recommendations to the Government".
  std::string of_heading(std::uint32_t block) const {
    const auto path = extract::heading_path(analysis_.document, block);
    for (auto heading = path.rbegin(); heading != path.rend(); ++heading) {
      const Span span = analysis_.document.blocks[*heading].span;
      if (std::string found = addressee_in_title(analysis_, span); !found.empty()) return found;
    }
    return {};
  }

  // Whether the sentence begins as a wording that looks like a recommendation and is none.
  static bool is_barred(const Sentence& sentence) {
    const std::size_t start = marker_length(sentence.folded.text) + kOpeningBytes;
    return std::any_of(sentence.matches.begin(), sentence.matches.end(), [&](const Match& match) {
      return match.rule->set("bars") == "it" && match.begin <= start;
    });
  }

  // A sentence that tells how things are.
  bool is_statement(const Sentence& sentence) const {
    const std::size_t marker = marker_length(sentence.folded.text);
    const std::string_view text = std::string_view(sentence.folded.text).substr(marker);
    if (analysis_.rules.is("statement_opening", text.substr(0, text.find(' ')))) return true;
    return !analysis_.rules.occurrences("statement_verb", sentence.folded).empty();
  }

  // A sentence that tells how things are, or begins with a word that is as often a noun ("Foster families
  // cost less").
  bool may_tell(const Sentence& sentence) const {
    const std::string_view text = sentence.folded.text;
    const std::string_view words = text.substr(marker_length(text));
    return is_statement(sentence) || analysis_.rules.is("noun_too", words.substr(0, words.find(' ')));
  }

  const Rule* rule_named(std::string_view name) const {
    for (const Rule& rule : analysis_.rules.rules())
      if (rule.name == name) return &rule;
    return nullptr;
  }

  // That of the word that urges, where it tells ("recommends" or "urges"), else that of the rule.
  static Modality modality_of(const Match& match) {
    std::string_view name = match.rule->set("modality");
    for (const Capture& capture : match.captures)
      if (capture.word->reads == "modality") name = capture.meaning;
    return modality_named(name).value_or(Modality::other);
  }

  void add(Span where, const Sentence& sentence, const Rule& rule, Modality modality, std::string addressee) {
    if (addressee.empty()) addressee = of_heading(sentence.block);
    Recommendation what{.addressee = std::move(addressee), .country = {}, .modality = modality};
    what.country = countries_of(what.addressee, sentence);
    found_.push_back({.what = std::move(what),
                      .where = where,
                      .context = sentence.span.contains(where)
                                     ? sentence.span
                                     : analysis_.document.blocks[sentence.block].span,
                      .block = sentence.block,
                      .rule = rule.name,
                      .language = sentence.language,
                      .cites = {}});
  }

  // Those of the addressee, else of the sentence, else of the headings above, else of the document.
  std::vector<std::string> countries_of(const std::string& addressee, const Sentence& sentence) const {
    std::vector<std::string> codes = codes_in(fold(addressee, 0));
    if (codes.empty()) codes = codes_in(sentence.folded);
    const auto path = extract::heading_path(analysis_.document, sentence.block);
    for (auto heading = path.rbegin(); heading != path.rend() && codes.empty(); ++heading)
      codes = codes_in(fold(text(analysis_.document.blocks[*heading].span), 0));
    return codes.empty() ? analysis_.subject : codes;
  }

  // Countries in brackets are those that recommend ("... (Norway, Spain);"), not those that are to act.
  std::vector<std::string> codes_in(const Folded& folded) const {
    std::vector<std::string> codes;
    for (const CountryMention& mention : countries_in(analysis_.rules, folded)) {
      if (mention.bracketed) continue;
      if (std::find(codes.begin(), codes.end(), mention.code) == codes.end())
        codes.emplace_back(mention.code);
    }
    return codes;
  }

  const Analysis& analysis_;
  std::vector<RecommendationPlace> places_;
  mutable LastAddressees addressees_{analysis_};
  // Where a word of the vocabulary stands first in a block; extract::none if nowhere.
  mutable std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> spoken_of_ = {};
  std::vector<Provision> found_ = {};
};

}  // namespace

std::vector<Provision> find_recommendations(const Analysis& analysis) { return Finder(analysis).find(); }

}  // namespace proviso::nlp
