// Why a rule matched a text, or what it missed.
#include <algorithm>
#include <tuple>

#include "nlp/analysis.h"
#include "nlp/rules/rules_compiled.h"
#include "nlp/rules_check.h"

namespace proviso::nlp {
namespace {

std::string written(const std::vector<Element>& elements);

std::string written(const Element& element) {
  const char* mark = element.optional ? "?" : "";
  if (element.kind == Element::Kind::space) return " ";
  if (element.kind == Element::Kind::literal) return element.text;
  if (element.kind == Element::Kind::word) return "{" + element.text + mark + "}";
  std::string out;
  for (const auto& alternative : element.alternatives)
    out += (out.empty() ? "( " : " | ") + written(alternative);
  return out + " )" + mark;
}

std::string written(const std::vector<Element>& elements) {
  std::string out;
  for (const Element& element : elements) out += written(element);
  return out;
}

class Explainer {
 public:
  explicit Explainer(const Analysis& analysis)
      : analysis_(analysis), rules_(analysis.rules), provisions_(find(analysis).provisions) {}

  Explanation explain(const Sentence& sentence) {
    Explanation out{.sentence = sentence.folded.text, .language = sentence.language};
    const std::vector<Match> all = rules_.match_all(sentence.folded, sentence.language);
    for (const Match& match : all) {
      out.rules.push_back(matched(sentence, match));
      if (out.rules.back().kept) gives(match, out.rules.back());
    }
    for (const Rule& rule : rules_.rules()) {
      if (std::any_of(all.begin(), all.end(), [&](const Match& match) { return match.rule == &rule; }))
        continue;
      const bool other =
          !rule.languages.empty() && sentence.language != "und" &&
          std::find(rule.languages.begin(), rule.languages.end(), sentence.language) == rule.languages.end();
      if (!other) nearly(sentence, rule, out);
    }
    const auto farther = [](const Explained& one, const Explained& two) {
      return std::tuple(one.of_parts - one.parts, -one.parts) <
             std::tuple(two.of_parts - two.parts, -two.parts);
    };
    std::stable_sort(out.rules.begin() + static_cast<std::ptrdiff_t>(all.size()), out.rules.end(), farther);
    return out;
  }

 private:
  static std::string text_of(const Sentence& sentence, std::uint32_t begin, std::uint32_t end) {
    return sentence.folded.text.substr(begin, end - begin);
  }

  // What became of a match.
  void gives(const Match& match, Explained& out) const {
    for (const Provision& provision : provisions_)
      if (provision.rule == match.rule->name && provision.where.begin < match.span.end &&
          match.span.begin < provision.where.end)
        out.gives.push_back(fields_of(analysis_.document, provision));
  }

  static Explained matched(const Sentence& sentence, const Match& match) {
    Explained out{.rule = match.rule, .matched = true, .text = text_of(sentence, match.begin, match.end)};
    for (const Capture& capture : match.captures) {
      std::string value = text_of(sentence, capture.begin, capture.end);
      if (!capture.meaning.empty()) value += " = " + std::string(capture.meaning);
      out.captures.emplace_back(capture.word->name, std::move(value));
    }
    const Match* kept = kept_in_place_of(match, sentence.matches);
    out.kept = kept != nullptr && kept->rule == match.rule && kept->begin == match.begin;
    if (kept != nullptr && !out.kept) {
      out.given_way_to = kept->rule->name;
      out.excluded = match.rule->finds == Finds::figure && kept->rule->finds != Finds::figure;
    }
    return out;
  }

  static bool must_be_there(const Element& element) {
    return !element.optional && element.kind != Element::Kind::space;
  }

  // The first place of the sentence where the elements [0, last) of a template stand one behind the other;
  // `out` gets their text and words.
  bool begins(const Sentence& sentence, const std::vector<Element>& elements, std::size_t last,
              Explained& out) const {
    const Pattern pattern = pattern_of(
        std::vector<Element>(elements.begin(), elements.begin() + static_cast<std::ptrdiff_t>(last)),
        rules_.compiled());
    const RE2 whole(std::string(kBefore) + "(" + pattern.text + ")" + std::string(kAfter),
                    pattern_options(out.rule->exact_case));
    std::vector<re2::StringPiece> found(pattern.groups.size() + 2);
    const std::string& text = sentence.folded.text;
    if (!whole.ok() ||
        !whole.Match(text, 0, text.size(), RE2::UNANCHORED, found.data(), static_cast<int>(found.size())) ||
        found[1].empty())
      return false;
    out.text = std::string(found[1]);
    out.captures.clear();
    for (std::size_t i = 0; i < pattern.groups.size(); ++i)
      if (pattern.groups[i].word && found[i + 2].data())
        out.captures.emplace_back(pattern.groups[i].word->name, std::string(found[i + 2]));
    const auto end = static_cast<std::size_t>(found[1].data() - text.data()) + found[1].size();
    out.instead = words_from(text, end);
    return true;
  }

  // A few words of `text` behind `at`.
  static std::string words_from(std::string_view text, std::size_t at) {
    constexpr int most = 4;
    text.remove_prefix(at);
    while (text.starts_with(' ')) text.remove_prefix(1);
    std::size_t end = 0;
    for (int words = 0; words < most && end < text.size(); ++words)
      end = std::min(text.find(' ', end + 1), text.size());
    return std::string(text.substr(0, end));
  }

  // A rule is near if a template of it begins, comes halfway at least, and does not go on: of its templates
  // the one that came farthest.
  void nearly(const Sentence& sentence, const Rule& rule, Explanation& out) const {
    Explained best{.rule = &rule};
    for (const std::string& text : rule.match) {
      const std::vector<Element> elements = parse_template(text);
      Explained here{.rule = &rule};
      here.of_parts = static_cast<int>(std::count_if(elements.begin(), elements.end(), must_be_there));
      for (std::size_t i = 0; i < elements.size() && here.missing.empty(); ++i) {
        if (!must_be_there(elements[i])) continue;
        if (begins(sentence, elements, i + 1, here)) {
          ++here.parts;
        } else {
          here.missing = written(elements[i]);
        }
      }
      if (here.parts > best.parts || (here.parts == best.parts && here.text.size() > best.text.size()))
        best = std::move(here);
    }
    if (best.parts > 0 && 2 * best.parts >= best.of_parts && !best.missing.empty())
      out.rules.push_back(std::move(best));
  }

  const Analysis& analysis_;
  const RuleSet& rules_;
  const std::vector<Provision> provisions_;
};

}  // namespace

std::vector<Explanation> explain(const RuleSet& rules, std::string_view text, std::string_view language) {
  const extract::Document document = extract::plain_document(text);
  std::optional<std::string> known;
  if (!language.empty()) known = std::string(language);
  const Analysis analysis = analyse(document, rules, known);
  std::vector<Explanation> out;
  Explainer explainer(analysis);
  for (const Sentence& sentence : analysis.sentences) out.push_back(explainer.explain(sentence));
  return out;
}

}  // namespace proviso::nlp
