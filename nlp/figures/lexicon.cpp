#include "nlp/figures/lexicon.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "nlp/rules/folded.h"

namespace proviso::nlp {
namespace {

// "ru" of "numeral_ru", "" of "month" or "year_word".
std::string_view language_of_word(std::string_view name) {
  const auto bar = name.rfind('_');
  return bar != name.npos && name.size() - bar == 3 ? name.substr(bar + 1) : std::string_view();
}

// Tokens remember by such a number what lexicon has numbered their words.
std::uint32_t next_number() {
  static std::atomic<std::uint32_t> last = 0;
  return ++last;
}

// Number words of one language look like other words of another: "ten" is a preposition in Dutch.
bool is_number_word(std::string_view role) {
  constexpr std::array<std::string_view, 7> kRoles = {"numeral", "share",  "denominator", "every",
                                                      "one_in",  "out_of", "half_more"};
  return std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

}  // namespace

Lexicon::Lexicon(const RuleSet& rules, std::string_view language) : own_number_(next_number()), lexemes_(1) {
  const auto& words = rules.words();
  const bool known = std::any_of(words.begin(), words.end(), [&](const Word& word) {
    return !word.reads.empty() && language_of_word(word.name) == language;
  });
  const bool unknown = !known && !language.empty() && language != "und";
  for (const Word& word : words) {
    const auto own = language_of_word(word.name);
    if (word.reads.empty() || (known && !own.empty() && own != language)) continue;
    if (unknown && !own.empty() && is_number_word(word.reads)) continue;
    for (std::size_t i = 0; i < word.literals.size(); ++i) add(word, i);
  }
  std::sort(stems_.begin(), stems_.end());
}

void Lexicon::add(const Word& word, std::size_t literal) {
  std::string_view text = word.literals[literal];
  Entry entry{.exact_case = word.exact_case, .role = word.reads};
  if (text.ends_with('*')) {
    entry.stem = true;
    text.remove_suffix(1);
  }
  if (!word.meanings.empty()) entry.value = word.meanings[literal];
  const Folded folded = fold(text, 0);
  const Tokens tokens(folded);
  if (tokens.size() == 0) return;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    entry.tokens.emplace_back(entry.exact_case ? tokens.text(i) : tokens.lower(i));
  const auto index = static_cast<std::uint32_t>(entries_.size());
  if (entry.stem && entry.tokens.size() == 1) {
    stems_.emplace_back(entry.tokens.front(), index);
  } else {
    by_first_[std::string(tokens.lower(0))].push_back(index);
    by_last_[std::string(tokens.lower(tokens.size() - 1))].push_back(index);
  }
  entries_.push_back(std::move(entry));
}

bool Lexicon::stands_at(const Entry& entry, const Tokens& tokens, std::size_t index) {
  for (std::size_t i = 0; i < entry.tokens.size(); ++i) {
    const auto word = entry.exact_case ? tokens.text(index + i) : tokens.lower(index + i);
    const bool last = i + 1 == entry.tokens.size();
    if (entry.stem && last ? !word.starts_with(entry.tokens[i]) : word != entry.tokens[i]) return false;
  }
  return true;
}

Lexicon::Lexeme Lexicon::lexeme_of(std::string_view word, bool digits) const {
  Lexeme out;
  if (const auto found = by_last_.find(word); found != by_last_.end()) out.last = found->second;
  if (const auto found = by_first_.find(word); found != by_first_.end()) out.first = found->second;
  if (digits) return out;
  // The stems that `word` may begin with stand right before it in their order.
  auto stem = std::upper_bound(stems_.begin(), stems_.end(), word,
                               [](std::string_view text, const auto& pair) { return text < pair.first; });
  for (int tries = 0; stem != stems_.begin() && tries < 4; ++tries) {
    --stem;
    if (word.starts_with(stem->first)) out.first.push_back(stem->second);
  }
  return out;
}

const Lexicon::Lexeme& Lexicon::lexeme(const Tokens& tokens, std::size_t index) const {
  if (index >= tokens.size()) return lexemes_.front();
  std::uint32_t& number = tokens.word_number(index, own_number_);
  if (number == 0) {
    const std::string_view word = tokens.lower(index);
    auto known = numbers_.find(word);
    if (known == numbers_.end()) {
      known = numbers_.emplace(word, static_cast<std::uint32_t>(lexemes_.size())).first;
      lexemes_.push_back(lexeme_of(word, tokens.digits(index)));
    }
    number = known->second;
  }
  return lexemes_[number];
}

Phrase Lexicon::at(const Tokens& tokens, std::size_t index, std::string_view role) const {
  Phrase best;
  for (const std::uint32_t i : lexeme(tokens, index).first) {
    const Entry& entry = entries_[i];
    if (entry.role == role && entry.tokens.size() > best.length && stands_at(entry, tokens, index))
      best = {entry.role, entry.value, entry.tokens.size()};
  }
  return best;
}

Phrase Lexicon::before(const Tokens& tokens, std::size_t index, std::string_view role) const {
  Phrase best;
  if (index == 0) return best;
  for (const std::uint32_t i : lexeme(tokens, index - 1).last) {
    const Entry& entry = entries_[i];
    if (entry.role == role && entry.tokens.size() > best.length && entry.tokens.size() <= index &&
        stands_at(entry, tokens, index - entry.tokens.size()))
      best = {entry.role, entry.value, entry.tokens.size()};
  }
  return best;
}

}  // namespace proviso::nlp
