// proviso rules test|lint|list|explain
#include "app/commands/commands.h"
#include "app/output/json.h"
#include "app/rules_folder.h"
#include "nlp/rules.h"
#include "nlp/rules_check.h"
#include "nlp/thesaurus.h"
#include "store/words/thesaurus_check.h"

namespace proviso::app {

namespace {

nlp::RuleSet load(const Everywhere& everywhere) { return nlp::RuleSet::load(rules_folder(everywhere.rules)); }

std::string place_text(const nlp::FileLine& place) { return place.file + ":" + std::to_string(place.line); }

Json problems_json(const std::vector<nlp::RuleProblem>& problems) {
  Json json = Json::array();
  for (const nlp::RuleProblem& problem : problems) {
    json.push_back({{"file", problem.place.file},
                    {"line", problem.place.line},
                    {"name", problem.name},
                    {"problem", problem.problem}});
  }
  return json;
}

std::string problems_text(const std::vector<nlp::RuleProblem>& problems) {
  std::string text;
  for (const nlp::RuleProblem& problem : problems) {
    text += for_terminal(place_text(problem.place) + ": " + problem.name + ": " + problem.problem) + "\n";
  }
  return text;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string result;
  for (const std::string& text : texts) result += (result.empty() ? "" : std::string(between)) + text;
  return result;
}

std::string languages_text(const nlp::Rule& rule) {
  return rule.languages.empty() ? "every language" : joined(rule.languages, ", ");
}

std::string captures_text(const nlp::Explained& explained) {
  std::string text;
  for (const auto& [word, value] : explained.captures)
    text += (text.empty() ? "" : "; ") + word + ": " + value;
  return text;
}

// One line: what the rule made of the sentence.
std::string explained_text(const Console& console, const nlp::Explained& explained) {
  const std::string rule = bold(console, explained.rule->name);
  std::string text;
  if (explained.matched) {
    text = "  " + std::string(explained.kept ? "matched " : "passed over ") + rule + ": \"" +
           for_terminal_line(explained.text) + "\"";
    if (!explained.given_way_to.empty()) text += ", because " + explained.given_way_to + " fits better";
  } else {
    text = "  nearly " + rule + ": \"" + for_terminal_line(explained.text) + "\", but no " +
           for_terminal_line(explained.missing);
  }
  const std::string captures = captures_text(explained);
  if (!captures.empty()) text += "\n      " + for_terminal_line(captures);
  return text + "\n      " + dim(console, for_terminal_line(place_text(explained.rule->place))) + "\n";
}

Json explained_json(const nlp::Explained& explained) {
  Json captures = Json::array();
  for (const auto& [word, value] : explained.captures) captures.push_back({{"word", word}, {"text", value}});
  return {{"rule", explained.rule->name},
          {"file", explained.rule->place.file},
          {"line", explained.rule->place.line},
          {"matched", explained.matched},
          {"kept", explained.kept},
          {"text", explained.text},
          {"captures", std::move(captures)},
          {"missing", text_or_null(explained.missing)},
          {"given_way_to", text_or_null(explained.given_way_to)}};
}

}  // namespace

int rules_test(const Everywhere& everywhere, const Console& console) {
  const nlp::RuleSet rules = load(everywhere);
  nlp::ExamplesChecked checked = nlp::check_examples(rules);
  const nlp::ExamplesChecked concepts = store::check_examples(rules.thesaurus());
  checked.examples += concepts.examples;
  checked.failed.insert(checked.failed.end(), concepts.failed.begin(), concepts.failed.end());
  if (console.json) {
    print(line_of({{"rules", checked.rules},
                   {"concepts", concepts.rules},
                   {"examples", checked.examples},
                   {"failed", problems_json(checked.failed)}}) +
          "\n");
  } else {
    print(problems_text(checked.failed));
    if (!console.quiet) {
      print(counted(checked.rules, "rule") + ", " + counted(concepts.rules, "concept") + ", " +
            counted(checked.examples, "example") + ": " +
            (checked.failed.empty()
                 ? "all hold"
                 : counted(static_cast<long long>(checked.failed.size()), "does", "do") + " not hold") +
            "\n");
    }
  }
  return checked.failed.empty() ? Status::done : Status::look;
}

int rules_lint(const Everywhere& everywhere, const Console& console) {
  const nlp::RuleSet rules = load(everywhere);
  std::vector<nlp::RuleProblem> problems = nlp::lint(rules);
  const std::vector<nlp::RuleProblem> of_concepts = store::lint(rules.thesaurus());
  problems.insert(problems.end(), of_concepts.begin(), of_concepts.end());
  if (console.json) {
    print(line_of(Json::object({{"problems", problems_json(problems)}})) + "\n");
  } else {
    print(problems_text(problems));
    if (!console.quiet) {
      print(counted(static_cast<long long>(rules.rules().size()), "rule") + ", " +
            counted(static_cast<long long>(problems.size()), "doubt") + "\n");
    }
  }
  return problems.empty() ? Status::done : Status::look;
}

int rules_list(const Everywhere& everywhere, const Console& console) {
  const nlp::RuleSet rules = load(everywhere);
  Json list = Json::array();
  std::string text;
  for (const nlp::Rule& rule : rules.rules()) {
    if (console.json) {
      list.push_back({{"rule", rule.name},
                      {"finds", nlp::name(rule.finds)},
                      {"languages", rule.languages},
                      {"says", rule.says},
                      {"match", rule.match},
                      {"yes", rule.yes.size()},
                      {"no", rule.no.size()},
                      {"file", rule.place.file},
                      {"line", rule.place.line}});
      continue;
    }
    text += bold(console, for_terminal_line(rule.name)) + "  finds " + std::string(nlp::name(rule.finds)) +
            ", " + for_terminal_line(languages_text(rule)) + "\n" +
            for_terminal(folded(rule.says, console.width - 4, "    ")) + "    " +
            dim(console, for_terminal_line(place_text(rule.place))) + "\n";
  }
  print(console.json ? line_of({{"rules", list}, {"fingerprint", rules.fingerprint()}}) + "\n" : text);
  return Status::done;
}

int rules_explain(const Everywhere& everywhere, const std::string& text, const Console& console) {
  const nlp::RuleSet rules = load(everywhere);
  Json sentences = Json::array();
  std::string output;
  bool matched = false;
  for (const nlp::Explanation& explanation : nlp::explain(rules, text, "")) {
    Json list = Json::array();
    output +=
        for_terminal_line(explanation.sentence) + " " + dim(console, "(" + explanation.language + ")") + "\n";
    for (const nlp::Explained& explained : explanation.rules) {
      matched = matched || explained.matched;
      if (console.json) {
        list.push_back(explained_json(explained));
      } else {
        output += explained_text(console, explained);
      }
    }
    if (explanation.rules.empty()) output += "  no rule matched, none nearly did\n";
    sentences.push_back(
        {{"sentence", explanation.sentence}, {"language", explanation.language}, {"rules", std::move(list)}});
  }
  print(console.json ? line_of(Json::object({{"sentences", std::move(sentences)}})) + "\n" : output);
  return matched ? Status::done : Status::look;
}

}  // namespace proviso::app
