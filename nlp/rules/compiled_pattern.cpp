#include "nlp/rules/compiled_pattern.h"

#include <utility>

#include "nlp/rules.h"

namespace proviso::nlp {
namespace {

// Memory that RE2 may use for one pattern: programs with long lists of Cyrillic words need more than the
// default of 8 MB.
constexpr std::int64_t kPatternMemory = std::int64_t{64} << 20;

}  // namespace

RE2::Options pattern_options(bool exact_case) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(exact_case);
  options.set_max_mem(kPatternMemory);
  return options;
}

CompiledPattern::CompiledPattern(std::string source, Letters letters, std::string name, PatternParts& parts)
    : source_(std::move(source)), name_(std::move(name)), letters_(letters), parts_(parts) {
  const std::lock_guard lock(parts_.mutex);
  tree_ = parts_.trees.read(source_, letters_ == Letters::exact);
}

const PatternProgram& CompiledPattern::program() const {
  std::call_once(program_once_, [this] {
    const std::lock_guard lock(parts_.mutex);
    program_ =
        tree_ ? std::make_unique<PatternProgram>(*tree_, parts_.known) : std::make_unique<PatternProgram>();
  });
  return *program_;
}

const RE2& CompiledPattern::re2() const {
  std::call_once(re2_once_, [this] {
    re2_ = std::make_unique<RE2>(source_, pattern_options(letters_ != Letters::any));
  });
  if (!re2_->ok()) throw BadRules(name_ + " does not compile: " + re2_->error());
  return *re2_;
}

bool CompiledPattern::match(const Folded& text, std::size_t begin, std::size_t limit, Places& places,
                            int& steps) const {
  const PatternProgram::Found found = program().match(text, begin, limit, places, steps);
  if (found == PatternProgram::Found::gave_up) return match_with_re2(text, begin, limit, places);
  return found == PatternProgram::Found::yes;
}

bool CompiledPattern::match_with_re2(const Folded& text, std::size_t begin, std::size_t limit,
                                     Places& places) const {
  const RE2& pattern = re2();
  std::vector<re2::StringPiece> found(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
  const re2::StringPiece bytes(letters_ == Letters::small ? text.lower : text.text);
  if (!pattern.Match(bytes, begin, limit, RE2::ANCHOR_START, found.data(), static_cast<int>(found.size())))
    return false;
  places.clear();
  for (const re2::StringPiece& part : found) {
    const auto from = static_cast<std::uint32_t>(part.data() - bytes.data());
    places.push_back(part.data() ? from : kNowhere);
    places.push_back(part.data() ? from + static_cast<std::uint32_t>(part.size()) : kNowhere);
  }
  return true;
}

}  // namespace proviso::nlp
