#include <algorithm>
#include <set>

#include "extract/sha256.h"
#include "nlp/nearest.h"
#include "nlp/rules/rules_compiled.h"

namespace proviso::nlp {
namespace {

// The vocabulary as a rule of some languages sees it: the words of other languages are left out of the
// patterns that list one for each ("{numeral_en}|{numeral_ru}"), which makes programs a third as large.
class LanguageVocabulary final : public Vocabulary {
 public:
  // `known`: the languages that rules are written for. All are kept by reference.
  LanguageVocabulary(const Vocabulary& all, const Rule& rule, const std::set<std::string, std::less<>>& known)
      : all_(all), rule_(rule), known_(known) {}

  const Word* find(std::string_view name) const override { return all_.find(name); }
  bool leaves_out(std::string_view name) const override {
    const auto bar = name.rfind('_');
    if (rule_.languages.empty() || bar == std::string_view::npos) return false;
    const std::string_view language = name.substr(bar + 1);
    return known_.contains(language) &&
           std::find(rule_.languages.begin(), rule_.languages.end(), language) == rule_.languages.end();
  }

 private:
  const Vocabulary& all_;
  const Rule& rule_;
  const std::set<std::string, std::less<>>& known_;
};

// Of RuleSet::Compiled::of_language: texts in who knows what, which all rules are tried on, and in languages
// that no rule is written for.
constexpr std::string_view kUnknown = "und", kOther = "";

bool speaks(const Rule& rule, std::string_view language) {
  return rule.languages.empty() || language == kUnknown ||
         std::find(rule.languages.begin(), rule.languages.end(), language) != rule.languages.end();
}

class Compiler {
 public:
  explicit Compiler(RuleSet::Compiled& compiled) : compiled_(compiled) {}

  void run() {
    words();
    rules();
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

  // Every word must be readable, by itself: so the patterns of rules, which are made of words, are too.
  void check(const Word& word) {
    try {
      pattern_of(word, compiled_);
    } catch (const BadTemplate& e) {
      bad_rules(compiled_.loaded, word.place,
                std::string("pattern of '") + word.name + "': " + suggestion(e.what()));
    }
    if (word.pattern.empty()) return;
    const RE2 compiled(pattern_without_words(word.pattern), pattern_options(word.exact_case));
    if (!compiled.ok())
      bad_rules(compiled_.loaded, word.place, "pattern of '" + word.name + "': " + compiled.error());
  }

  void rules() {
    const auto& all = compiled_.loaded.rules;
    for (const Rule& rule : all) languages_.insert(rule.languages.begin(), rule.languages.end());
    for (std::uint32_t i = 0; i < all.size(); ++i) templates(i);
    compiled_.of_language[std::string(kUnknown)];
    compiled_.of_language[std::string(kOther)];
    for (const std::string& language : languages_) compiled_.of_language[language];
  }

  void templates(std::uint32_t index) {
    const Rule& rule = compiled_.loaded.rules[index];
    const std::string name = rule.place.text() + ": rule '" + rule.name + "'";
    const LanguageVocabulary vocabulary(compiled_, rule, languages_);
    for (std::size_t i = 0; i < rule.match.size(); ++i) {
      try {
        Pattern pattern = pattern_of(parse_template(rule.match[i]), vocabulary);
        std::string source = "(" + pattern.text + ")" + std::string(kAfter);
        const bool small = !rule.exact_case && pattern.small;
        if (small) source = in_small_letters(source);
        const Letters letters = rule.exact_case ? Letters::exact : small ? Letters::small : Letters::any;
        compiled_.templates.push_back(
            {index, std::make_unique<CompiledPattern>(std::move(source), letters, name, *compiled_.parts),
             std::move(pattern.groups)});
      } catch (const BadTemplate& e) {
        bad_rules(compiled_.loaded, rule.match_places[i],
                  "template \"" + rule.match[i] + "\": " + suggestion(e.what()));
      }
    }
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
  std::set<std::string, std::less<>> languages_ = {};  // of all rules
};

}  // namespace

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

const TemplateIndex& RuleSet::Compiled::templates_for(std::string_view language) const {
  auto found = of_language.find(language.empty() ? kUnknown : language);
  if (found == of_language.end()) found = of_language.find(kOther);
  std::call_once(found->second.once, [&] {
    std::vector<TemplateIndex::Entry> entries;
    for (std::uint32_t i = 0; i < templates.size(); ++i)
      if (speaks(loaded.rules[templates[i].rule], found->first))
        entries.push_back({i, templates[i].pattern->tree()});
    const std::lock_guard lock(parts->mutex);
    found->second.index =
        std::make_unique<TemplateIndex>(entries, parts->trees, parts->known, parts->beginnings);
  });
  return *found->second.index;
}

const CompiledPattern& RuleSet::Compiled::within(const Word& word) const {
  CompiledWord& slot = words[static_cast<std::size_t>(&word - loaded.words.data())];
  std::call_once(slot.once, [&] {
    slot.within = std::make_unique<CompiledPattern>("(" + pattern_of(word, *this) + ")" + std::string(kAfter),
                                                    word.exact_case ? Letters::exact : Letters::any,
                                                    "word '" + word.name + "'", *parts);
  });
  return *slot.within;
}

const CompiledPattern& RuleSet::Compiled::whole(const Word& word) const {
  CompiledWord& slot = words[static_cast<std::size_t>(&word - loaded.words.data())];
  std::call_once(slot.once_whole, [&] {
    slot.whole = std::make_unique<CompiledPattern>(pattern_of(word, *this) + "$",
                                                   word.exact_case ? Letters::exact : Letters::any,
                                                   "word '" + word.name + "'", *parts);
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
