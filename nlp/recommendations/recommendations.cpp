// Finding recommendations: what stands where recommendations are expected and asks for an action, and
// what the author urges elsewhere.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string>
#include <utility>

#include "nlp/analysis.h"
#include "nlp/countries.h"
#include "nlp/recommendations/addressee.h"
#include "nlp/recommendations/recommendation_places.h"

namespace proviso::nlp {
namespace {

using extract::Span;

// A list item shorter than this names a thing and asks for nothing.
constexpr std::size_t kItemWords = 2;
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
      if (match.rule->set("weak").empty()) return &match;
      if (!weak) weak = &match;
    }
    return weak;
  }

  bool counts_anywhere(const Sentence& sentence, const Match& match) const {
    const std::string_view where = match.rule->set("where");
    if (where != "anywhere" && where != "addressed") return false;
    for (const Match& other : sentence.matches) {
      if (other.rule->set("bars") == "elsewhere" && other.begin < match.end && match.begin < other.end)
        return false;
    }
    if (where == "anywhere") return true;
    return in_main_clause(analysis_.rules, sentence, match) &&
           !addressee_of(analysis_, sentence, match).empty();
  }

  void prose(std::uint32_t block) {
    const extract::BlockKind kind = analysis_.document.blocks[block].kind;
    using enum extract::BlockKind;
    if (kind != paragraph && kind != extract::BlockKind::item && kind != aside) return;
    const RecommendationPlace& place = places_[block];
    const auto [first, last] = sentences_of(analysis_, block);
    for (std::size_t i = first; i < last; ++i) {
      const Sentence& sentence = analysis_.sentences[i];
      if (place.introduction && i + 1 == last) break;
      const Match* match = urging(sentence, place.expecting);
      if (!match || is_question(sentence)) continue;
      Span where = sentence.span;
      where.begin += static_cast<std::uint32_t>(marker_length(text(where)));
      add(where, sentence, *match->rule, modality_of(*match->rule),
          addressee_of(analysis_, sentence, *match));
    }
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
    const Match* match = nullptr;
    for (std::size_t i = first; i < last && !match; ++i) {
      match = urging(analysis_.sentences[i], place.expecting);
      if (match) add_item(where, opening, analysis_.sentences[i], *match, place);
    }
    if (match) return;
    const Rule* rule = rule_named(kItemRule);
    if (!rule || (!place.numbered && is_statement(opening))) return;
    const Sentence* opener = opener_of(place);
    const Match* introducing = opener ? urging(*opener, Expecting::sentences) : nullptr;
    add(where, opening, *rule, introducing ? modality_of(*introducing->rule) : Modality::other,
        inherited(place));
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
    std::string addressee = addressee_of(analysis_, sentence, match);
    if (addressee.empty()) addressee = inherited(place);
    add(where, opening, *match.rule, modality_of(*match.rule), std::move(addressee));
  }

  const Sentence* opener_of(const RecommendationPlace& place) const {
    return place.opener == RecommendationPlace::npos ? nullptr : &analysis_.sentences[place.opener];
  }

  // The addressee that the introduction of the list names: "the Committee urges the State party:", "To the
  // Government:".
  std::string inherited(const RecommendationPlace& place) const {
    const Sentence* opener = opener_of(place);
    const Match* match = opener ? urging(*opener, Expecting::sentences) : nullptr;
    if (match) return addressee_of(analysis_, *opener, *match);
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

  // A sentence that tells how things are.
  bool is_statement(const Sentence& sentence) const {
    const std::size_t marker = marker_length(sentence.folded.text);
    const std::string_view text = std::string_view(sentence.folded.text).substr(marker);
    if (analysis_.rules.is("statement_opening", text.substr(0, text.find(' ')))) return true;
    return !analysis_.rules.occurrences("statement_verb", sentence.folded).empty();
  }

  const Rule* rule_named(std::string_view name) const {
    for (const Rule& rule : analysis_.rules.rules())
      if (rule.name == name) return &rule;
    return nullptr;
  }

  static Modality modality_of(const Rule& rule) {
    return modality_named(rule.set("modality")).value_or(Modality::other);
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
  std::vector<Provision> found_ = {};
};

}  // namespace

std::vector<Provision> find_recommendations(const Analysis& analysis) { return Finder(analysis).find(); }

}  // namespace proviso::nlp
