// Why a rule matched a text, or what it missed.
#include <algorithm>

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
  explicit Explainer(const RuleSet& rules) : rules_(rules) {}

  Explanation explain(const Sentence& sentence) {
    Explanation out{.sentence = sentence.folded.text, .language = sentence.language};
    const std::vector<Match> all = rules_.match_all(sentence.folded, sentence.language);
    for (const Match& match : all) out.rules.push_back(matched(sentence, match));
    for (const Rule& rule : rules_.rules()) {
      if (std::any_of(all.begin(), all.end(), [&](const Match& match) { return match.rule == &rule; }))
        continue;
      const bool other =
          !rule.languages.empty() && sentence.language != "und" &&
          std::find(rule.languages.begin(), rule.languages.end(), sentence.language) == rule.languages.end();
      if (!other) nearly(sentence, rule, out);
    }
    return out;
  }

 private:
  static std::string text_of(const Sentence& sentence, std::uint32_t begin, std::uint32_t end) {
    return sentence.folded.text.substr(begin, end - begin);
  }

  static Explained matched(const Sentence& sentence, const Match& match) {
    Explained out{.rule = match.rule, .matched = true, .text = text_of(sentence, match.begin, match.end)};
    for (const Capture& capture : match.captures) {
      std::string value = text_of(sentence, capture.begin, capture.end);
      if (!capture.meaning.empty()) value += " = " + std::string(capture.meaning);
      out.captures.emplace_back(capture.word->name, std::move(value));
    }
    const auto same = [&](const Match& kept) { return kept.rule == match.rule && kept.begin == match.begin; };
    out.kept = std::any_of(sentence.matches.begin(), sentence.matches.end(), same);
    for (const Match& kept : sentence.matches)
      if (!out.kept && out.given_way_to.empty() && kept.begin < match.end && match.begin < kept.end)
        out.given_way_to = kept.rule->name;
    return out;
  }

  // What of the sentence `element` matches by itself; empty if nothing.
  std::string found(const Sentence& sentence, const Element& element) const {
    if (element.kind == Element::Kind::word) {
      const auto captures = rules_.occurrences(element.text, sentence.folded);
      return captures.empty() ? std::string() : text_of(sentence, captures[0].begin, captures[0].end);
    }
    if (element.kind == Element::Kind::literal) {
      std::string literal = fold(element.text, 0).lower;
      std::erase(literal, '\\');
      std::erase(literal, '*');
      return sentence.folded.lower.find(literal) == std::string::npos ? std::string() : literal;
    }
    for (const auto& alternative : element.alternatives) {
      std::string text;
      if (parts(sentence, alternative, text) == 0) return text;
    }
    return {};
  }

  // How many of the elements that must be there are missing; `text` gets what is there, `missing` what is
  // not.
  int parts(const Sentence& sentence, const std::vector<Element>& elements, std::string& text,
            std::string* missing = nullptr) const {
    int absent = 0;
    for (const Element& element : elements) {
      if (element.optional || element.kind == Element::Kind::space) continue;
      const std::string part = found(sentence, element);
      if (!part.empty()) {
        text += (text.empty() ? "" : " ... ") + part;
      } else if (++absent; missing) {
        *missing += (missing->empty() ? "" : " ") + written(element);
      }
    }
    return absent;
  }

  // A rule is near if one element of a template is missing, or none, but they do not stand as it wants them.
  void nearly(const Sentence& sentence, const Rule& rule, Explanation& out) const {
    Explained best{.rule = &rule};
    for (const std::string& text : rule.match) {
      const std::vector<Element> elements = parse_template(text);
      std::string there, missing;
      const int absent = parts(sentence, elements, there, &missing);
      if (absent > 1 || there.empty() || there.size() <= best.text.size()) continue;
      best.text = there;
      best.missing = absent == 0 ? "the order \"" + written(elements) + "\"" : missing;
    }
    if (!best.text.empty()) out.rules.push_back(std::move(best));
  }

  const RuleSet& rules_;
};

}  // namespace

std::vector<Explanation> explain(const RuleSet& rules, std::string_view text, std::string_view language) {
  const extract::Document document = extract::plain_document(text);
  std::optional<std::string> known;
  if (!language.empty()) known = std::string(language);
  const Analysis analysis = analyse(document, rules, known);
  std::vector<Explanation> out;
  Explainer explainer(rules);
  for (const Sentence& sentence : analysis.sentences) out.push_back(explainer.explain(sentence));
  return out;
}

}  // namespace proviso::nlp
