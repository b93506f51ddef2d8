#include "nlp/rules.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include "nlp/rules/rules_compiled.h"

namespace proviso::nlp {
namespace {

constexpr int kMaxGroups = 128;

using Texts = std::vector<std::pair<std::string, std::string>>;

std::string read_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw BadRules(path.string() + ": no regular file; rule files are plain text");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) throw BadRules(path.string() + ": cannot be opened; check its permissions");
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

void add_files(const std::filesystem::path& folder, const std::string& name, Texts& files) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".yaml")
      files.emplace_back(name + "/" + entry.path().filename().string(), read_file(entry.path()));
  if (error && error != std::errc::no_such_file_or_directory)
    throw BadRules(folder.string() + ": cannot be listed: " + error.message());
}

bool is_letter_byte(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// An empty space of a template is right only where a word ends anyway: beside punctuation, or between
// a digit and a letter.
bool boundary_at(const std::string& text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]), after = static_cast<unsigned char>(text[at]);
  const bool digits = before >= '0' && before <= '9' && after >= '0' && after <= '9';
  return !digits && !(is_letter_byte(before) && is_letter_byte(after));
}

}  // namespace

std::string_view name(Finds finds) {
  constexpr std::array<std::string_view, 4> names = {"figure", "article", "recommendation", "nothing"};
  return names[static_cast<std::size_t>(finds)];
}

std::string_view Rule::set(std::string_view field) const {
  const auto it = sets.find(field);
  return it == sets.end() ? std::string_view() : std::string_view(it->second);
}

const Capture* Match::capture(std::string_view word) const {
  for (const Capture& capture : captures)
    if (capture.word->name == word) return &capture;
  return nullptr;
}

RuleSet::RuleSet(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

namespace {

// The rule files of `folder`: path from the folder's parent, content; ordered by path.
Texts read_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    throw BadRules("no folder of rules at " + folder.string());
  Texts files;
  const std::string name =
      folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
  add_files(folder, name, files);
  add_files(folder / "vocabulary", name + "/vocabulary", files);
  if (files.empty()) throw BadRules("no rule files (*.yaml) in " + folder.string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

RuleSet RuleSet::load(const std::filesystem::path& folder) {
  auto compiled = std::make_unique<Compiled>();
  compiled->loaded = read_rules(read_folder(folder));
  if (compiled->loaded.rules.empty())
    throw BadRules("no rule in the files of " + folder.string() + "; one begins with '- rule: NAME'");
  compile(*compiled);
  return RuleSet(std::move(compiled));
}

std::string RuleSet::fingerprint_of(const std::filesystem::path& folder) {
  return fingerprint_of_files(read_folder(folder));
}

RuleSet RuleSet::from_texts(const Texts& files) {
  Texts named;
  for (const auto& [file, content] : files) named.emplace_back("rules/" + file, content);
  auto compiled = std::make_unique<Compiled>();
  compiled->loaded = read_rules(std::move(named));
  compile(*compiled);
  return RuleSet(std::move(compiled));
}

const std::string& RuleSet::fingerprint() const { return compiled_->fingerprint; }
const std::vector<Rule>& RuleSet::rules() const { return compiled_->loaded.rules; }
const std::vector<Word>& RuleSet::words() const { return compiled_->loaded.words; }
const Word* RuleSet::word(std::string_view name) const { return compiled_->find(name); }

namespace {

Capture capture_of(const RuleSet::Compiled& compiled, const Word& word, const Folded& sentence,
                   std::size_t begin, std::size_t end) {
  Capture capture;
  capture.word = &word;
  capture.begin = static_cast<std::uint32_t>(begin);
  capture.end = static_cast<std::uint32_t>(end);
  capture.span = sentence.span_of(begin, end);
  capture.meaning = compiled.meaning(word, std::string_view(sentence.lower).substr(begin, end - begin));
  return capture;
}

// All matches of one rule, leftmost first, not overlapping.
void match_rule(const RuleSet::Compiled& compiled, std::size_t index, const Folded& sentence,
                std::vector<Match>& out) {
  const CompiledRule& rule = compiled.rules[index];
  const RE2& pattern = compiled.filter.GetRE2(rule.filter_id);
  const int groups = std::min<int>(kMaxGroups, static_cast<int>(rule.groups.size()) + 2);
  std::array<re2::StringPiece, kMaxGroups> found;
  const re2::StringPiece text(rule.small ? sentence.lower : sentence.text);
  for (std::size_t at = 0; at <= text.size();) {
    if (!pattern.Match(text, at, text.size(), RE2::UNANCHORED, found.data(), groups)) return;
    const auto offset = [&](int group) {
      return static_cast<std::size_t>(found[static_cast<std::size_t>(group)].data() - text.data());
    };
    Match match;
    const std::size_t begin = offset(1), end = begin + found[1].size();
    bool whole = end > begin;
    for (int group = 2; group < groups && whole; ++group) {
      const re2::StringPiece& part = found[static_cast<std::size_t>(group)];
      if (part.data() == nullptr) continue;
      const Word* word = rule.groups[static_cast<std::size_t>(group) - 2].word;
      if (word) {
        whole = is_written_so(*word, std::string_view(sentence.text).substr(offset(group), part.size()));
        match.captures.push_back(
            capture_of(compiled, *word, sentence, offset(group), offset(group) + part.size()));
      } else if (part.empty()) {
        whole = boundary_at(sentence.text, offset(group));
      }
    }
    if (!whole) {
      at = std::max(begin, at) + 1;
      continue;
    }
    match.rule = &compiled.loaded.rules[index];
    match.begin = static_cast<std::uint32_t>(begin);
    match.end = static_cast<std::uint32_t>(end);
    match.span = sentence.span_of(begin, end);
    out.push_back(std::move(match));
    at = end;
  }
}

bool speaks(const Rule& rule, std::string_view language) {
  return rule.languages.empty() || language == "und" || language.empty() ||
         std::find(rule.languages.begin(), rule.languages.end(), language) != rule.languages.end();
}

bool overlap(const Match& a, const Match& b) { return a.begin < b.end && b.begin < a.end; }

// Rule 2 of RuleSet::match.
bool excluded(const Match& figure, const std::vector<Match>& kept) {
  for (const Match& other : kept) {
    if (other.rule->finds != Finds::nothing && other.rule->finds != Finds::article) continue;
    if (figure.rule->rank > other.rule->rank) continue;
    for (const Capture& capture : figure.captures)
      if (!capture.word->reads.empty() && capture.begin < other.end && other.begin < capture.end) return true;
  }
  return false;
}

bool in_order(const Match& a, const Match& b) {
  return std::tie(a.begin, a.end, a.rule) < std::tie(b.begin, b.end, b.rule);
}

}  // namespace

std::vector<Match> RuleSet::match_all(const Folded& sentence, std::string_view language) const {
  std::vector<Match> out;
  if (compiled_->rules.empty() || sentence.text.empty()) return out;
  std::vector<int> atoms;
  compiled_->atoms->scan(sentence.lower,
                         [&](std::uint32_t atom, std::size_t) { atoms.push_back(static_cast<int>(atom)); });
  std::sort(atoms.begin(), atoms.end());
  atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
  std::vector<int> candidates;
  compiled_->filter.AllPotentials(atoms, &candidates);
  const bool digits = sentence.text.find_first_of("0123456789") != std::string::npos;
  for (const int candidate : candidates) {
    const auto index =
        static_cast<std::size_t>(compiled_->rule_of_filter_id[static_cast<std::size_t>(candidate)]);
    if (compiled_->rules[index].needs_digit && !digits) continue;
    if (speaks(compiled_->loaded.rules[index], language)) match_rule(*compiled_, index, sentence, out);
  }
  std::sort(out.begin(), out.end(), in_order);
  return out;
}

std::vector<Match> RuleSet::match(const Folded& sentence, std::string_view language) const {
  std::vector<Match> all = match_all(sentence, language);
  std::stable_sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    if (a.rule->rank != b.rule->rank) return a.rule->rank > b.rule->rank;
    const auto length_a = a.end - a.begin, length_b = b.end - b.begin;
    return length_a != length_b ? length_a > length_b : a.rule < b.rule;
  });
  std::vector<Match> kept;
  for (Match& match : all) {
    const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Match& other) {
      return other.rule->finds == match.rule->finds && overlap(other, match);
    });
    if (!covered) kept.push_back(std::move(match));
  }
  std::vector<Match> out;
  for (const Match& match : kept)
    if (match.rule->finds != Finds::figure || !excluded(match, kept)) out.push_back(match);
  std::sort(out.begin(), out.end(), in_order);
  return out;
}

bool RuleSet::is(std::string_view name, std::string_view text, std::string_view* meaning) const {
  const Word* word = compiled_->find(name);
  if (!word) return false;
  const std::string lower = fold(text, 0).lower;
  if (!word->literals.empty() && !word->exact_case) {
    const auto& index =
        compiled_->literal_index[static_cast<std::size_t>(word - compiled_->loaded.words.data())];
    const bool known = index.contains(lower) ||
                       std::any_of(index.begin(), index.end(),
                                   [&](const auto& entry) { return literal_is(entry.first, lower); });
    if (known && meaning) *meaning = compiled_->meaning(*word, lower);
    return known;
  }
  const Folded folded = fold(text, 0);
  if (!RE2::FullMatch(folded.text, compiled_->whole(*word))) return false;
  if (meaning) *meaning = compiled_->meaning(*word, lower);
  return true;
}

std::vector<Capture> RuleSet::occurrences(std::string_view name, const Folded& sentence) const {
  std::vector<Capture> out;
  const Word* word = compiled_->find(name);
  if (!word) return out;
  const RE2& pattern = compiled_->pattern(*word);
  const re2::StringPiece text(sentence.text);
  re2::StringPiece found[2];
  for (std::size_t at = 0;
       at <= text.size() && pattern.Match(text, at, text.size(), RE2::UNANCHORED, found, 2);) {
    const auto begin = static_cast<std::size_t>(found[1].data() - text.data()), end = begin + found[1].size();
    if (end > begin) out.push_back(capture_of(*compiled_, *word, sentence, begin, end));
    at = std::max(end, at + 1);
  }
  return out;
}

}  // namespace proviso::nlp
