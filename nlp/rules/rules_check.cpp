#include "nlp/rules_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "nlp/analysis.h"

namespace proviso::nlp {
namespace {

std::string text_of(double value) {
  char buffer[512];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return std::string(buffer, end);
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : " ") + value;
  return out;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields fields(const Figure& figure) {
  return {{"value", text_of(figure.value)},
          {"value_to", figure.value_to ? text_of(*figure.value_to) : ""},
          {"measure", std::string(name(figure.measure))},
          {"currency", figure.currency},
          {"qualifier", std::string(name(figure.qualifier))},
          {"time", figure.time},
          {"place", joined(figure.place)},
          {"counted", figure.counted},
          {"unsure", std::string(name(figure.unsure))}};
}

Fields fields(const Article& article) {
  return {{"act", std::string(name(article.act))},
          {"act_name", article.act_name},
          {"country", article.country},
          {"article", article.article},
          {"part", article.part},
          {"point", article.point}};
}

Fields fields(const Recommendation& recommendation) {
  return {{"source", joined(recommendation.source)},
          {"addressee", recommendation.addressee},
          {"country", joined(recommendation.country)},
          {"modality", std::string(name(recommendation.modality))}};
}

// Numbers agree as numbers: "143000" and "143000.0".
bool same(std::string_view given, std::string_view found) {
  if (given == found) return true;
  double a = 0, b = 0;
  const auto first = std::from_chars(given.data(), given.data() + given.size(), a);
  const auto second = std::from_chars(found.data(), found.data() + found.size(), b);
  return first.ec == std::errc() && second.ec == std::errc() && first.ptr == given.data() + given.size() &&
         second.ptr == found.data() + found.size() &&
         std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

class ExampleRunner {
 public:
  ExampleRunner(const RuleSet& rules, ExamplesChecked& out) : rules_(rules), out_(out) {}

  void run(const Rule& rule) {
    for (const Example& example : rule.yes) yes(rule, example);
    for (const Example& example : rule.no) no(rule, example);
  }

 private:
  void fail(const Rule& rule, const Example& example, std::string problem) {
    out_.failed.push_back({example.place, rule.name, std::move(problem)});
  }

  // Calls look(document, analysis, provisions of `rule`).
  template <typename Look>
  void read(const Rule& rule, const Example& example, Look look) {
    ++out_.examples;
    const extract::Document document = extract::plain_document(example.text);
    std::optional<std::string> language;
    if (!rule.languages.empty()) language = rule.languages.front();
    const Analysis analysis = analyse(document, rules_, language);
    std::vector<Provision> found = find(analysis).provisions;
    std::erase_if(found, [&](const Provision& provision) { return provision.rule != rule.name; });
    look(document, analysis, found);
  }

  static bool matches(const Rule& rule, const Analysis& analysis) {
    for (const Sentence& sentence : analysis.sentences)
      for (const Match& match : sentence.matches)
        if (match.rule->name == rule.name) return true;
    return false;
  }

  void yes(const Rule& rule, const Example& example) {
    read(rule, example, [&](const auto& document, const auto& analysis, const std::vector<Provision>& found) {
      if (rule.finds == Finds::nothing ? !matches(rule, analysis) : found.empty()) {
        fail(rule, example, fmt::format("yes example \"{}\" is not found", example.text));
        return;
      }
      for (const auto& [field, values] : example.gives) check(rule, example, document, found, field, values);
    });
  }

  void check(const Rule& rule, const Example& example, const extract::Document& document,
             const std::vector<Provision>& found, const std::string& field,
             const std::vector<std::string>& values) {
    if (values.size() > 1 && values.size() != found.size()) {
      fail(rule, example,
           fmt::format("yes example \"{}\" gives {} provisions, not {}", example.text, found.size(),
                       values.size()));
      return;
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::string& expected = values.size() > 1 ? values[i] : values.front();
      const Fields all = fields_of(document, found[i]);
      const auto it =
          std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.first == field; });
      if (it == all.end()) {
        fail(rule, example, fmt::format("'gives' names no field of {}: '{}'", kind_name(found[i]), field));
      } else if (!same(expected, it->second)) {
        fail(rule, example,
             fmt::format("yes example \"{}\" gives {} \"{}\", not \"{}\"", example.text, field, it->second,
                         expected));
      }
    }
  }

  void no(const Rule& rule, const Example& example) {
    read(rule, example, [&](const auto&, const auto& analysis, const std::vector<Provision>& found) {
      if (!found.empty() || (rule.finds == Finds::nothing && matches(rule, analysis)))
        fail(rule, example, fmt::format("no example \"{}\" is found", example.text));
    });
  }

  const RuleSet& rules_;
  ExamplesChecked& out_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> fields_of(const extract::Document& document,
                                                           const Provision& provision) {
  Fields out = std::visit([](const auto& what) { return fields(what); }, provision.what);
  out.emplace_back("text", std::string(extract::text_of(document, provision.where)));
  return out;
}

ExamplesChecked check_examples(const RuleSet& rules) {
  ExamplesChecked out;
  ExampleRunner runner(rules, out);
  for (const Rule& rule : rules.rules()) {
    ++out.rules;
    runner.run(rule);
  }
  for (const Word& word : rules.words())
    for (const std::string& like : word.like)
      if (!rules.is(word.name, like))
        out.failed.push_back(
            {word.place, word.name, fmt::format("the word does not match its example \"{}\"", like)});
  return out;
}

}  // namespace proviso::nlp
