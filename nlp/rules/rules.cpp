#include "nlp/rules.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include "nlp/rules/rules_compiled.h"

namespace proviso::nlp {
namespace {

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
  add_files(folder / "thesaurus", name + "/thesaurus", files);
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

Thesaurus load_thesaurus(const std::filesystem::path& folder) {
  Texts files = read_folder(folder);
  std::erase_if(files, [](const auto& file) {
    return file.first.find("/thesaurus/") == std::string::npos && !file.first.ends_with("/countries.yaml");
  });
  return thesaurus_of(read_rules(std::move(files)));
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
Thesaurus RuleSet::thesaurus() const { return thesaurus_of(compiled_->loaded); }
const std::vector<Rule>& RuleSet::rules() const { return compiled_->loaded.rules; }
const std::vector<Word>& RuleSet::words() const { return compiled_->loaded.words; }
const Word* RuleSet::word(std::string_view name) const { return compiled_->find(name); }

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
  Places places;
  int steps = steps_for(text.size());
  if (!compiled_->whole(*word).match(folded, 0, folded.text.size(), places, steps)) return false;
  if (meaning) *meaning = compiled_->meaning(*word, lower);
  return true;
}

}  // namespace proviso::nlp
