#include "nlp/rules/rules_load.h"

#include <unicode/utf8.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

#include "nlp/nearest.h"

namespace proviso::nlp {
namespace {

// The readers that a word may name in `reads`; "program": the program asks for the word by its name.
const std::vector<std::string_view> kReaders = {"number",
                                                "ordinal",
                                                "time",
                                                "articles",
                                                "parts",
                                                "act",
                                                "numeral",
                                                "scale",
                                                "denominator",
                                                "share",
                                                "every",
                                                "one_in",
                                                "out_of",
                                                "percent",
                                                "range",
                                                "change",
                                                "currency",
                                                "phrase_end",
                                                "month",
                                                "year_part",
                                                "qualifier",
                                                "qualifier_after",
                                                "same_year",
                                                "year_word",
                                                "year_lead",
                                                "time_open",
                                                "time_join",
                                                "clause_split",
                                                "aside_open",
                                                "phrase_link",
                                                "unit_scale",
                                                "unit_percent",
                                                "unit_share",
                                                "unit_rate",
                                                "unit_count",
                                                "statement",
                                                "source_mark",
                                                "year_before",
                                                "undated",
                                                "comparison",
                                                "named_year",
                                                "name_link",
                                                "document_date",
                                                "respectively",
                                                "statement_link",
                                                "half_more",
                                                "place_group",
                                                "thing_of_country",
                                                "plural",
                                                "plural_in_front",
                                                "city",
                                                "source_of",
                                                "remark",
                                                "the_country",
                                                "list_head",
                                                "modality",
                                                "numeral_joint",
                                                "nowhere_heading",
                                                "program"};

const std::vector<std::string_view> kRuleKeys = {"rule", "finds", "language", "says", "case",
                                                 "rank", "sets",  "match",    "yes",  "no"};
const std::vector<std::string_view> kWordKeys = {"word",   "says",    "like",  "any",
                                                 "values", "pattern", "reads", "case"};
const std::vector<std::string_view> kConceptKeys = {"concept", "yes", "no"};
const std::vector<std::string_view> kFinds = {"figure", "article", "recommendation", "nothing"};

// One file while it is read: knows where a node stands.
class FileReader {
 public:
  FileReader(LoadedRules& loaded, const std::string& file, const std::string& content)
      : loaded_(loaded), file_(file), content_(content) {}

  void read() {
    check_utf8();
    try {
      read(YAML::Load(content_));
    } catch (const YAML::Exception& e) {
      bad_rules(loaded_, {file_, std::max(0, e.mark.line) + 1}, "not readable as YAML: " + e.msg);
    }
  }

 private:
  void check_utf8() const {
    int line = 1;
    for (std::int32_t at = 0, size = static_cast<std::int32_t>(content_.size()); at < size;) {
      const std::int32_t begin = at;
      UChar32 character = 0;
      U8_NEXT(content_.data(), at, size, character);
      if (character < 0) {
        bad_rules(loaded_, {file_, line},
                  "not UTF-8 (byte " + std::to_string(static_cast<unsigned char>(content_[begin])) +
                      "); save the file as UTF-8");
      }
      if (character == '\n') ++line;
    }
  }

  void read(const YAML::Node& root) {
    if (root.IsNull()) return;
    if (file_.ends_with("/countries.yaml")) {
      countries(root);
      return;
    }
    if (file_.find("/thesaurus/") != std::string::npos) {
      concepts(root);
      return;
    }
    if (!root.IsSequence()) fail(root, "a rule file is a list of rules (- rule: ...) or words (- word: ...)");
    for (const YAML::Node& entry : root) {
      if (!entry.IsMap()) fail(entry, "expected a rule (rule: ...) or a word (word: ...)");
      if (entry["word"]) {
        word(entry);
      } else {
        rule(entry);
      }
    }
  }

  FileLine place(const YAML::Node& node) const { return {file_, node.Mark().line + 1}; }

  [[noreturn]] void fail(const YAML::Node& node, const std::string& what) const {
    bad_rules(loaded_, place(node), what);
  }

  void check_keys(const YAML::Node& map, const std::vector<std::string_view>& known) const {
    for (const auto& pair : map) {
      const std::string& key = pair.first.Scalar();
      if (std::find(known.begin(), known.end(), key) == known.end()) unknown(pair.first, "key", key, known);
    }
  }

  [[noreturn]] void unknown(const YAML::Node& node, const std::string& kind, const std::string& given,
                            const std::vector<std::string_view>& known) const {
    const std::string_view near = nearest(given, known);
    fail(node, "unknown " + kind + " '" + given + "'" +
                   (near.empty() ? std::string() : " (did you mean '" + std::string(near) + "'?)"));
  }

  std::string text(const YAML::Node& node, std::string_view key) const {
    if (!node.IsScalar()) fail(node, "'" + std::string(key) + "' must be a text");
    return node.Scalar();
  }

  std::string required(const YAML::Node& map, const char* key) const {
    if (!map[key]) fail(map, "'" + std::string(key) + "' is missing");
    return text(map[key], key);
  }

  // One text or a list of texts.
  std::vector<std::string> texts(const YAML::Node& node, std::string_view key) const {
    if (!node) return {};
    if (node.IsScalar()) return {node.Scalar()};
    if (!node.IsSequence()) fail(node, "'" + std::string(key) + "' must be a text or a list of texts");
    std::vector<std::string> out;
    for (const YAML::Node& item : node) out.push_back(text(item, key));
    return out;
  }

  bool exact_case(const YAML::Node& map) const {
    if (!map["case"]) return false;
    const std::string value = text(map["case"], "case");
    if (value != "exact") unknown(map["case"], "value of 'case'", value, {"exact"});
    return true;
  }

  void rule(const YAML::Node& map) {
    check_keys(map, kRuleKeys);
    Rule rule;
    rule.place = place(map);
    rule.name = required(map, "rule");
    const std::string finds = required(map, "finds");
    const auto kind = std::find(kFinds.begin(), kFinds.end(), finds);
    if (kind == kFinds.end()) unknown(map["finds"], "kind", finds, kFinds);
    rule.finds = static_cast<Finds>(kind - kFinds.begin());
    rule.languages = texts(map["language"], "language");
    rule.says = required(map, "says");
    rule.exact_case = exact_case(map);
    if (map["rank"]) rule.rank = number(map["rank"]);
    if (map["sets"]) sets(map["sets"], rule);
    rule.match = texts(map["match"], "match");
    if (map["match"] && map["match"].IsSequence())
      for (const YAML::Node& item : map["match"]) rule.match_places.push_back(place(item));
    else if (map["match"])
      rule.match_places.push_back(place(map["match"]));
    if (rule.match.empty()) fail(map, "'match' is missing: a rule needs at least one template");
    rule.yes = examples(map["yes"]);
    rule.no = examples(map["no"]);
    add(std::move(rule), loaded_.rules, map["rule"], "rule");
  }

  // Adds `one`, whose name stands at `node`, unless there is one of its name.
  template <typename Named>
  void add(Named one, std::vector<Named>& all, const YAML::Node& node, const std::string& kind) const {
    for (const Named& other : all)
      if (other.name == one.name)
        fail(node, kind + " '" + one.name + "' is there twice: see " + other.place.text());
    all.push_back(std::move(one));
  }

  void sets(const YAML::Node& map, Rule& rule) const {
    if (!map.IsMap()) fail(map, "'sets' must be a map of fields");
    for (const auto& pair : map) rule.sets[pair.first.Scalar()] = text(pair.second, "sets");
  }

  int number(const YAML::Node& node) const {
    const std::string value = text(node, "rank");
    int out = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
    if (error != std::errc() || end != value.data() + value.size())
      fail(node, "'rank' must be a whole number");
    return out;
  }

  // One example or a list of them.
  std::vector<Example> examples(const YAML::Node& node) const {
    if (!node || node.IsNull()) return {};
    if (!node.IsSequence()) return {example(node)};
    std::vector<Example> all;
    for (const YAML::Node& item : node) all.push_back(example(item));
    return all;
  }

  Example example(const YAML::Node& node) const {
    Example example;
    example.place = place(node);
    if (node.IsScalar()) {
      example.text = node.Scalar();
      return example;
    }
    if (!node.IsMap()) fail(node, "an example is a text, or a map with 'text' and 'gives'");
    check_keys(node, {"text", "gives"});
    example.text = required(node, "text");
    for (const auto& pair : node["gives"])
      example.gives.emplace_back(pair.first.Scalar(), texts(pair.second, "gives"));
    return example;
  }

  void word(const YAML::Node& map) {
    check_keys(map, kWordKeys);
    Word word;
    word.place = place(map);
    word.name = required(map, "word");
    word.says = required(map, "says");
    word.like = texts(map["like"], "like");
    word.exact_case = exact_case(map);
    word.literals = texts(map["any"], "any");
    if (map["values"]) values(map["values"], word);
    if (map["pattern"]) word.pattern = text(map["pattern"], "pattern");
    if (map["reads"]) {
      word.reads = text(map["reads"], "reads");
      if (std::find(kReaders.begin(), kReaders.end(), word.reads) == kReaders.end())
        unknown(map["reads"], "reader", word.reads, kReaders);
    }
    if (!!map["any"] + !!map["values"] + !!map["pattern"] != 1)
      fail(map, "a word has one of 'any', 'values' and 'pattern'");
    add(std::move(word), loaded_.words, map["word"], "word");
  }

  void values(const YAML::Node& map, Word& word) const {
    if (!map.IsMap()) fail(map, "'values' must be a map from a value to its literals");
    for (const auto& pair : map) {
      for (std::string& literal : texts(pair.second, "values")) {
        word.literals.push_back(std::move(literal));
        word.meanings.push_back(pair.first.Scalar());
      }
    }
  }

  void countries(const YAML::Node& root) {
    if (!root.IsMap() || !root["countries"]) fail(root, "expected 'source' and 'countries'");
    check_keys(root, {"source", "countries"});
    for (const auto& pair : root["countries"]) {
      const YAML::Node& map = pair.second;
      if (!map.IsMap()) fail(pair.first, "a country has 'names', 'adjectives' and 'people'");
      check_keys(map, {"names", "adjectives", "people"});
      loaded_.countries.push_back({pair.first.Scalar(), texts(map["names"], "names"),
                                   texts(map["adjectives"], "adjectives"), texts(map["people"], "people")});
    }
  }

  void concepts(const YAML::Node& root) {
    if (!root.IsMap() || !root["concepts"]) fail(root, "expected 'source' and 'concepts'");
    check_keys(root, {"source", "concepts"});
    for (const YAML::Node& entry : root["concepts"]) {
      if (!entry.IsMap()) fail(entry, "expected a concept (concept: ...)");
      concept_of(entry);
    }
  }

  // Every key of two letters is a language with its terms.
  void concept_of(const YAML::Node& map) {
    Concept made;
    made.place = place(map);
    made.name = required(map, "concept");
    if (!is_concept_name(made.name))
      fail(map["concept"], "a concept's name is made of small letters, digits and '-', as in forced-labour");
    for (const auto& pair : map) {
      const std::string& key = pair.first.Scalar();
      if (is_language(key)) {
        terms(key, pair.second, made);
      } else if (std::find(kConceptKeys.begin(), kConceptKeys.end(), key) == kConceptKeys.end()) {
        unknown(pair.first, "key", key, kConceptKeys);
      }
    }
    if (made.terms.empty()) fail(map, "concept '" + made.name + "' has no terms (en: [...])");
    made.yes = examples(map["yes"]);
    made.no = examples(map["no"]);
    add(std::move(made), loaded_.concepts, map["concept"], "concept");
  }

  void terms(const std::string& language, const YAML::Node& node, Concept& made) const {
    if (node.IsScalar()) {
      made.terms.push_back({language, node.Scalar(), place(node)});
      return;
    }
    if (!node.IsSequence()) fail(node, "'" + language + "' must be a text or a list of texts");
    for (const YAML::Node& item : node) made.terms.push_back({language, text(item, language), place(item)});
  }

  static bool is_language(std::string_view key) {
    return key.size() == 2 && key != "no" && std::all_of(key.begin(), key.end(), is_small_letter);
  }

  static bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

  static bool is_concept_name(std::string_view name) {
    return name.size() > 2 && is_small_letter(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return is_small_letter(c) || c == '-' || (c >= '0' && c <= '9'); });
  }

  LoadedRules& loaded_;
  const std::string& file_;
  const std::string& content_;
};

std::string line_of(std::string_view content, int line) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    const auto newline = content.find('\n', begin);
    if (newline == std::string_view::npos) return {};
    begin = newline + 1;
  }
  std::string_view text = content.substr(begin, content.find('\n', begin) - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace

void bad_rules(const LoadedRules& loaded, const FileLine& place, const std::string& what) {
  std::string line;
  for (const auto& [file, content] : loaded.files)
    if (file == place.file) line = line_of(content, place.line);
  throw BadRules(place.text() + ": " + what, line);
}

namespace {

// "US" and "КР" count in capitals only, which stems do not keep.
bool is_abbreviation(std::string_view name) {
  constexpr std::size_t shortest_name = 4;  // letters
  const auto letters = std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return letters < static_cast<std::ptrdiff_t>(shortest_name);
}

}  // namespace

Thesaurus thesaurus_of(const LoadedRules& loaded) {
  Thesaurus thesaurus = {loaded.concepts};
  for (const Country& country : loaded.countries) {
    if (country.code == "--") continue;  // phrases that only look like a country
    Concept made;
    made.name = country.code;
    for (const auto* names : {&country.names, &country.adjectives, &country.people}) {
      for (const std::string& name : *names) {
        if (!is_abbreviation(name)) made.terms.push_back({"", name, {}});
      }
    }
    thesaurus.concepts.push_back(std::move(made));
  }
  return thesaurus;
}

LoadedRules read_rules(std::vector<std::pair<std::string, std::string>> files) {
  LoadedRules loaded;
  std::sort(files.begin(), files.end());
  loaded.files = std::move(files);
  for (const auto& [file, content] : loaded.files) FileReader(loaded, file, content).read();
  return loaded;
}

}  // namespace proviso::nlp
