#include <algorithm>
#include <set>

#include "extract/sha256.h"
#include "nlp/nearest.h"
#include "nlp/rules/rules_compiled.h"

namespace proviso::nlp {
namespace {

// A pattern that matches nothing takes the compiler this many instructions at most.
constexpr int kEmptyProgram = 4;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

// Whether `pattern` can match only where a digit is: without [0-9] nothing is left of it.
bool pattern_needs_digit(const std::string& pattern, const RE2::Options& options) {
  if (pattern.find("[0-9]") == std::string::npos) return false;
  const RE2 without(replaced(pattern, "[0-9]", "[^\\x00-\\x{10FFFF}]"), options);
  return without.ok() && without.ProgramSize() <= kEmptyProgram;
}

class Compiler {
 public:
  explicit Compiler(RuleSet::Compiled& compiled) : compiled_(compiled) {}

  void run() {
    words();
    for (const Rule& rule : compiled_.loaded.rules) this->rule(rule);
    std::vector<std::string> atoms;
    if (!compiled_.loaded.rules.empty()) compiled_.filter.Compile(&atoms);
    compiled_.atoms = std::make_unique<LiteralFinder>(atoms);
    countries();
    compiled_.fingerprint = fingerprint_of_files(compiled_.loaded.files);
  }

 private:
  void words() {
    const auto& all = compiled_.loaded.words;
    for (const Word& word : all) compiled_.word_named.emplace(word.name, &word);
    compiled_.words = std::make_unique<CompiledWord[]>(all.size());
    compiled_.literal_index.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::uint32_t k = 0; k < all[i].literals.size(); ++k)
        compiled_.literal_index[i].emplace(fold(all[i].literals[k], 0).lower, k);
    for (const Word& word : all) check(word);
  }

  // Every word must be readable; that its pattern compiles shows with the rules that use it, so only a
  // word of the program's own is compiled here.
  void check(const Word& word) {
    try {
      const std::string pattern = pattern_of(word, compiled_);
      const auto options = pattern_options(word.exact_case);
      if (!word.pattern.empty() && pattern_needs_digit(pattern, options)) digit_words_.insert(word.name);
      if (!word.pattern.empty() && word.pattern.find('{') == std::string::npos) check_pattern(word);
    } catch (const BadTemplate& e) {
      bad_rules(compiled_.loaded, word.place,
                std::string("pattern of '") + word.name + "': " + suggestion(e.what()));
    }
  }

  void check_pattern(const Word& word) {
    const RE2 compiled(pattern_of(word, compiled_), pattern_options(word.exact_case));
    if (!compiled.ok())
      bad_rules(compiled_.loaded, word.place, "pattern of '" + word.name + "': " + compiled.error());
  }

  bool needs_digit(const std::vector<Element>& elements) const {
    return std::any_of(elements.begin(), elements.end(), [&](const Element& element) {
      if (element.optional) return false;
      if (element.kind == Element::Kind::word) return digit_words_.contains(element.text);
      return element.kind == Element::Kind::group &&
             std::all_of(element.alternatives.begin(), element.alternatives.end(),
                         [&](const std::vector<Element>& alternative) { return needs_digit(alternative); });
    });
  }

  void rule(const Rule& rule) {
    CompiledRule out{.small = !rule.exact_case, .needs_digit = true};
    std::string alternatives;
    for (std::size_t i = 0; i < rule.match.size(); ++i) {
      const std::string& text = rule.match[i];
      try {
        const std::vector<Element> elements = parse_template(text);
        const Pattern pattern = pattern_of(elements, compiled_);
        out.small = out.small && pattern.small;
        out.needs_digit = out.needs_digit && needs_digit(elements);
        alternatives += (alternatives.empty() ? "" : "|") + pattern.text;
        out.groups.insert(out.groups.end(), pattern.groups.begin(), pattern.groups.end());
      } catch (const BadTemplate& e) {
        bad_rules(compiled_.loaded, rule.match_places[i],
                  "template \"" + text + "\": " + suggestion(e.what()));
      }
    }
    std::string pattern = std::string(kBefore) + "(" + alternatives + ")" + std::string(kAfter);
    if (out.small) pattern = in_small_letters(pattern);
    const auto options = pattern_options(rule.exact_case || out.small);
    if (compiled_.filter.Add(pattern, options, &out.filter_id) != RE2::NoError) {
      const RE2 again(pattern, options);
      bad_rules(compiled_.loaded, rule.place, "rule '" + rule.name + "' does not compile: " + again.error());
    }
    compiled_.rule_of_filter_id.push_back(static_cast<int>(compiled_.rules.size()));
    compiled_.rules.push_back(std::move(out));
  }

  // Adds the nearest known word to "unknown word '{...}'".
  std::string suggestion(const std::string& what) const {
    const auto open = what.find("unknown word '{");
    if (open == std::string::npos) return what;
    const auto begin = what.find('{', open) + 1;
    std::vector<std::string_view> names;
    for (const Word& word : compiled_.loaded.words) names.push_back(word.name);
    const std::string_view near = nearest(what.substr(begin, what.find('}', begin) - begin), names);
    return near.empty() ? what : what + " (did you mean '{" + std::string(near) + "}'?)";
  }

  void countries() {
    const auto& all = compiled_.loaded.countries;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      const std::vector<std::string>* kinds[] = {&all[i].names, &all[i].adjectives, &all[i].people};
      for (std::uint8_t naming = 0; naming < 3; ++naming)
        for (const std::string& literal : *kinds[naming]) {
          const Folded folded = fold(literal, 0);
          const bool capitals =
              folded.text.find_first_of("abcdefghijklmnopqrstuvwxyz*") == std::string::npos &&
              folded.text.size() <= 8 && folded.text != folded.lower;
          compiled_.country_literals.push_back({i, naming, folded.lower, capitals ? folded.text : ""});
        }
    }
    std::vector<std::string> stems;
    for (const auto& entry : compiled_.country_literals)
      stems.push_back(entry.literal.substr(0, entry.literal.find('*')));
    compiled_.country_finder = std::make_unique<LiteralFinder>(stems);
  }

  RuleSet::Compiled& compiled_;
  std::set<std::string, std::less<>> digit_words_ = {};  // words that match only where a digit is
};

}  // namespace

RE2::Options pattern_options(bool exact_case) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(exact_case);
  options.set_max_mem(kPatternMemory);
  return options;
}

void compile(RuleSet::Compiled& compiled) { Compiler(compiled).run(); }

std::string fingerprint_of_files(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string everything;
  for (const auto& [file, content] : files)
    everything += file + '\0' + std::to_string(content.size()) + '\0' + content;
  return extract::sha256_hex(everything);
}

const Word* RuleSet::Compiled::find(std::string_view name) const {
  const auto it = word_named.find(name);
  return it == word_named.end() ? nullptr : it->second;
}

const RE2& RuleSet::Compiled::pattern(const Word& word) const {
  CompiledWord& slot = words[static_cast<std::size_t>(&word - loaded.words.data())];
  std::call_once(slot.once, [&] {
    const std::string text = std::string(kBefore) + "(" + pattern_of(word, *this) + ")" + std::string(kAfter);
    slot.pattern = std::make_unique<RE2>(text, pattern_options(word.exact_case));
  });
  return *slot.pattern;
}

const RE2& RuleSet::Compiled::whole(const Word& word) const {
  CompiledWord& slot = words[static_cast<std::size_t>(&word - loaded.words.data())];
  std::call_once(slot.once_whole, [&] {
    slot.whole = std::make_unique<RE2>(pattern_of(word, *this), pattern_options(word.exact_case));
  });
  return *slot.whole;
}

std::string_view RuleSet::Compiled::meaning(const Word& word, std::string_view lower) const {
  if (word.meanings.empty()) return {};
  const auto& index = literal_index[static_cast<std::size_t>(&word - loaded.words.data())];
  if (const auto it = index.find(std::string(lower)); it != index.end()) return word.meanings[it->second];
  // The longest literal with a '*' that fits.
  const std::string* best = nullptr;
  std::uint32_t meaning = 0;
  for (const auto& [literal, at] : index)
    if ((!best || literal.size() > best->size()) && literal.find('*') != std::string::npos &&
        literal_is(literal, lower)) {
      best = &literal;
      meaning = at;
    }
  return best ? std::string_view(word.meanings[meaning]) : std::string_view();
}

}  // namespace proviso::nlp
