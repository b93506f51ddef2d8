#include "nlp/citations/pointing_note.h"

#include <re2/re2.h>

#include <algorithm>

#include "nlp/rules/folded.h"

namespace proviso::nlp {
namespace {

// A note that only points to another one is shorter than this, and "op. cit." stands within so much of it.
constexpr std::size_t kPointingBytes = 80;
// The longest words of vocabulary that stand in front of a name, with what typesetting adds to them.
constexpr std::size_t kLeadBytes = 40;

// The first letter or digit of `text`; its end if it has none.
std::size_t first_word(std::string_view text) {
  static const RE2 mark(R"([^\p{L}\p{N}]*)");
  re2::StringPiece rest(text.data(), text.size());
  RE2::Consume(&rest, mark);
  return text.size() - rest.size();
}

bool says_same(const RuleSet& rules, std::string_view text) {
  text.remove_prefix(first_word(text));
  text = without_leading(rules, "refers_to", text);
  return without_leading(rules, "same_source", text).size() < text.size();
}

std::string repeated_name(const RuleSet& rules, std::string_view text) {
  static const RE2 word(R"(([\p{L}][\p{L}'’-]+))");
  text.remove_prefix(first_word(text));
  text = without_leading(rules, "refers_to", text);
  re2::StringPiece rest(text.data(), text.size()), name;
  if (!RE2::Consume(&rest, word, &name)) return {};
  const std::string_view behind = std::string_view(rest.data(), rest.size()).substr(0, kPointingBytes);
  const Folded folded = fold(behind, 0);
  const std::vector<Capture> found = rules.occurrences("work_named_before", folded);
  if (found.empty() || folded.text.find(';') < found.front().begin) return {};
  return std::string(name);
}

std::string noted(const RuleSet& rules, std::string_view text) {
  if (text.size() > kPointingBytes) return {};
  const Folded folded = fold(text, 0);
  const std::vector<Capture> found = rules.occurrences("note_named", folded);
  if (found.empty()) return {};
  const std::string named = folded.text.substr(found.front().begin, found.front().end - found.front().begin);
  return named.substr(named.find_last_not_of("0123456789") + 1);
}

}  // namespace

std::string_view without_leading(const RuleSet& rules, std::string_view word, std::string_view text) {
  const Folded folded = fold(text.substr(0, kLeadBytes), 0);
  const std::vector<Capture> found = rules.occurrences(word, folded);
  if (found.empty() || found.front().begin > 0) return text;
  text.remove_prefix(folded.span_of(0, found.front().end).end);
  text.remove_prefix(std::min(text.find_first_not_of(" ,"), text.size()));
  return text;
}

PointingNote pointing_note(const RuleSet& rules, std::string_view text) {
  if (says_same(rules, text)) return {.same = true};
  PointingNote out{.name = repeated_name(rules, text)};
  if (out.name.empty()) out.marker = noted(rules, text);
  return out;
}

}  // namespace proviso::nlp
