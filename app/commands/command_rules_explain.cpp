// proviso rules explain
#include "app/commands/commands.h"
#include "app/output/json.h"
#include "app/rules_folder.h"
#include "nlp/rules.h"
#include "nlp/rules_check.h"

namespace proviso::app {

namespace {

constexpr int kNearShown = 5;  // rules that nearly matched, in text for people

std::string captures_text(const nlp::Explained& explained) {
  std::string text;
  for (const auto& [word, value] : explained.captures)
    text += (text.empty() ? "" : "; ") + word + ": " + value;
  return text;
}

// The fields that are there: "value 12, measure count".
std::string fields_text(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string text;
  for (const auto& [field, value] : fields)
    if (!value.empty() && field != "text") text += (text.empty() ? "" : ", ") + field + " " + value;
  return text;
}

// One line: what the rule made of the sentence.
std::string explained_text(const Console& console, const nlp::Explained& explained) {
  const std::string rule = bold(console, explained.rule->name);
  std::string text;
  if (explained.matched) {
    text = "  " + std::string(explained.kept ? "matched " : "passed over ") + rule + ": \"" +
           for_terminal_line(explained.text) + "\"";
    if (!explained.given_way_to.empty())
      text += ", because " + explained.given_way_to +
              (explained.excluded ? " takes the number away" : " fits better");
  } else {
    text = "  nearly " + rule + ": \"" + for_terminal_line(explained.text) + "\", but no " +
           for_terminal_line(explained.missing);
    if (!explained.instead.empty()) text += ", only \"" + for_terminal_line(explained.instead) + "\"";
    text += " (" + std::to_string(explained.parts) + " of " + counted(explained.of_parts, "part") + ")";
  }
  const std::string captures = captures_text(explained);
  if (!captures.empty()) text += "\n      " + for_terminal_line(captures);
  if (explained.kept && explained.gives.empty() && explained.rule->finds != nlp::Finds::nothing)
    text += "\n      gives nothing: it is a year of a date, an article of no named act or the like";
  for (const auto& fields : explained.gives)
    text += "\n      gives " + for_terminal_line(fields_text(fields));
  return text + "\n      " + dim(console, for_terminal_line(explained.rule->place.text())) + "\n";
}

Json explained_json(const nlp::Explained& explained) {
  Json captures = Json::array();
  for (const auto& [word, value] : explained.captures) captures.push_back({{"word", word}, {"text", value}});
  Json gives = Json::array();
  for (const auto& fields : explained.gives) {
    Json provision = Json::object();
    for (const auto& [field, value] : fields) provision[field] = text_or_null(value);
    gives.push_back(std::move(provision));
  }
  return {{"rule", explained.rule->name},
          {"file", explained.rule->place.file},
          {"line", explained.rule->place.line},
          {"matched", explained.matched},
          {"kept", explained.kept},
          {"text", explained.text},
          {"captures", std::move(captures)},
          {"gives", std::move(gives)},
          {"missing", text_or_null(explained.missing)},
          {"instead", text_or_null(explained.instead)},
          {"parts", explained.parts},
          {"of_parts", explained.of_parts},
          {"excluded", explained.excluded},
          {"given_way_to", text_or_null(explained.given_way_to)}};
}

}  // namespace

int rules_explain(const Everywhere& everywhere, const std::string& text, const std::string& language,
                  const Console& console) {
  const nlp::RuleSet rules = nlp::RuleSet::load(rules_folder(everywhere.rules));
  Json sentences = Json::array();
  std::string output;
  bool matched = false;
  for (const nlp::Explanation& explanation : nlp::explain(rules, text, language)) {
    Json list = Json::array();
    output +=
        for_terminal_line(explanation.sentence) + " " + dim(console, "(" + explanation.language + ")") + "\n";
    int near = 0;
    for (const nlp::Explained& explained : explanation.rules) {
      matched = matched || explained.matched;
      if (!explained.matched) ++near;
      if (console.json) {
        list.push_back(explained_json(explained));
      } else if (near <= kNearShown) {
        output += explained_text(console, explained);
      }
    }
    if (near > kNearShown)
      output += "  " + counted(near - kNearShown, "rule") + " less near: --json lists them\n";
    if (explanation.rules.empty()) output += "  no rule matched, none nearly did\n";
    sentences.push_back(
        {{"sentence", explanation.sentence}, {"language", explanation.language}, {"rules", std::move(list)}});
  }
  print(console.json ? line_of(Json::object({{"sentences", std::move(sentences)}})) + "\n" : output);
  return matched ? Status::done : Status::look;
}

}  // namespace proviso::app
