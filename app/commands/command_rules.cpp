// proviso rules test|lint|list
#include "app/commands/commands.h"
#include "app/output/json.h"
#include "app/rules_folder.h"
#include "extract/packed.h"
#include "nlp/rule_hits.h"
#include "nlp/rules.h"
#include "nlp/rules_check.h"
#include "nlp/thesaurus.h"
#include "store/store.h"
#include "store/words/thesaurus_check.h"

namespace proviso::app {

namespace {

nlp::RuleSet load(const Everywhere& everywhere) { return nlp::RuleSet::load(rules_folder(everywhere.rules)); }

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
    text += for_terminal(problem.place.text() + ": " + problem.name + ": " + problem.problem) + "\n";
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

void append(std::vector<nlp::RuleProblem>& all, const std::vector<nlp::RuleProblem>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// Rules that did nothing in the reports of the store, as they were read.
std::vector<nlp::RuleProblem> without_effect(const nlp::RuleSet& rules, const store::Store& store) {
  nlp::HitsByRule hits;
  for (const store::DocumentRecord& document : store.documents()) {
    if (const auto packed = store.packed(document.name.sha256))
      nlp::count_hits(extract::unpack(*packed), rules, hits);
  }
  return nlp::without_effect(rules, hits);
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

int rules_lint(const Everywhere& everywhere, bool in_reports, const Console& console) {
  const nlp::RuleSet rules = load(everywhere);
  std::vector<nlp::RuleProblem> problems = nlp::lint(rules);
  append(problems, store::lint(rules.thesaurus()));
  if (in_reports) append(problems, without_effect(rules, store::Store::open_to_read(everywhere.db)));
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
            dim(console, for_terminal_line(rule.place.text())) + "\n";
  }
  print(console.json ? line_of({{"rules", list}, {"fingerprint", rules.fingerprint()}}) + "\n" : text);
  return Status::done;
}

}  // namespace proviso::app
