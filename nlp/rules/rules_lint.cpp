// Doubts about rules that load and hold, but may not do what their author thinks.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "nlp/rules/rules_compiled.h"
#include "nlp/rules_check.h"

namespace proviso::nlp {
namespace {

// Files of words that the program asks for by name and no rule uses.
constexpr std::string_view kUsedByProgram[] = {"abbreviations.yaml",   "times.yaml",      "numbers.yaml",
                                               "numbers-en.yaml",      "numbers-ru.yaml", "numbers-uk.yaml",
                                               "recommendations.yaml", "citations.yaml"};

// Characters that folding takes away, so that a pattern with them never matches.
constexpr std::string_view kNeverThere[] = {"ё", "Ё", "–", "—", "−", "«",      "»",
                                            "“", "”", "„", "’", "‘", "\u00A0", "\u202F"};

class Linter {
 public:
  explicit Linter(const RuleSet& rules) : rules_(rules) {}

  std::vector<RuleProblem> run() {
    for (const Rule& rule : rules_.rules()) look_at(rule);
    for (const CompiledTemplate& each : rules_.compiled().templates) compile(each);
    for (const Word& word : rules_.words()) look_at(word);
    return std::move(out_);
  }

 private:
  void doubt(const FileLine& place, const std::string& name, std::string problem) {
    out_.push_back({place, name, std::move(problem)});
  }

  // Patterns are compiled when a text first needs them; here all are, so that none fails on a reader.
  void compile(const CompiledTemplate& each) {
    try {
      each.pattern->re2();
    } catch (const BadRules& error) {
      const Rule& rule = rules_.rules()[each.rule];
      doubt(rule.place, rule.name, error.what());
    }
  }

  void look_at(const Rule& rule) {
    if (rule.yes.empty() && rule.set("act") != "none")
      doubt(rule.place, rule.name, "no 'yes' example: nothing shows what the rule finds");
    if (rule.no.empty()) doubt(rule.place, rule.name, "no 'no' example: nothing shows where the rule stops");
    for (const std::string& language : rule.languages)
      if (language != "und" &&
          (language.size() != 2 ||
           language.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos))
        doubt(rule.place, rule.name, fmt::format("'{}' is no ISO 639-1 language code", language));
    for (std::size_t i = 0; i < rule.match.size(); ++i) {
      const std::vector<Element> elements = parse_template(rule.match[i]);
      for (const std::string& name : words_of(elements)) used_.insert(name);
      const std::string key =
          fmt::format("{} {} {}", name(rule.finds), fmt::join(rule.languages, ","), rule.match[i]);
      const auto [it, fresh] = templates_.emplace(key, &rule);
      if (!fresh)
        doubt(rule.match_places[i], rule.name,
              fmt::format("the same template as in rule '{}': \"{}\"", it->second->name, rule.match[i]));
    }
  }

  void look_at(const Word& word) {
    if (word.like.empty()) doubt(word.place, word.name, "no 'like' example");
    std::set<std::string> seen;
    for (const std::string& literal : word.literals)
      if (!seen.insert(fold(literal, 0).lower).second && !word.exact_case)
        doubt(word.place, word.name, fmt::format("the literal \"{}\" is there twice", literal));
    look_at_pattern(word);
    if (!is_used(word)) doubt(word.place, word.name, "used by no rule and no other word");
  }

  void look_at_pattern(const Word& word) {
    for (const std::string_view trap : {"\\b", "\\w", "\\d", "\\s", "\\B", "\\W"})
      if (word.pattern.find(trap) != std::string::npos)
        doubt(word.place, word.name,
              fmt::format("{} knows ASCII only: write \\p{{L}} for letters, [0-9] for digits and a space for "
                          "white space; "
                          "the engine sets word boundaries itself",
                          trap));
    for (const std::string_view never : kNeverThere)
      if (word.pattern.find(never) != std::string::npos)
        doubt(word.place, word.name,
              fmt::format("\"{}\" never occurs in folded text: write е, -, \" or ' or a plain space", never));
  }

  bool is_used(const Word& word) const {
    if (used_.contains(word.name) || !word.reads.empty()) return true;
    for (const std::string_view file : kUsedByProgram)
      if (word.place.file.ends_with(file)) return true;
    const std::string braces = "{" + word.name + "}";
    return std::any_of(rules_.words().begin(), rules_.words().end(),
                       [&](const Word& other) { return other.pattern.find(braces) != std::string::npos; });
  }

  const RuleSet& rules_;
  std::vector<RuleProblem> out_ = {};
  std::set<std::string, std::less<>> used_ = {};
  std::map<std::string, const Rule*> templates_ = {};
};

}  // namespace

std::vector<RuleProblem> lint(const RuleSet& rules) { return Linter(rules).run(); }

}  // namespace proviso::nlp
