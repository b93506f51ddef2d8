#include "extract/text/hyphens.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr char32_t soft_hyphen = 0xAD;
constexpr std::size_t least_part = 4;  // letters: two parts this long that are words each make a compound

bool is_hyphen(char32_t c) { return c == '-' || c == soft_hyphen; }

bool alnum(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }

// The word without punctuation around it, in lower case.
std::string bare(std::string_view word) {
  std::string letters, pending;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_character(word, at);
    if (alnum(c)) {
      letters += pending;
      pending.clear();
      append_utf8(letters, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    } else if (!letters.empty()) {
      append_utf8(pending, c);
    }
  }
  return letters;
}

std::size_t length_of(std::string_view word) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < word.size(); ++length) next_character(word, at);
  return length;
}

std::string_view without_hyphen(std::string_view left) {
  left.remove_suffix(last_character(left) == soft_hyphen ? 2 : 1);
  return left;
}

// Are the last two characters capital letters? No word goes on in small letters after those.
bool ends_in_capitals(std::string_view word) {
  const char32_t last = last_character(word);
  std::string character;
  append_utf8(character, last);
  word.remove_suffix(std::min(character.size(), word.size()));
  return u_isupper(static_cast<UChar32>(last)) && u_isupper(static_cast<UChar32>(last_character(word)));
}

// The forms that the decision for one line end looks up.
struct Forms {
  std::string whole, hyphenated, left, right;
};
Forms forms_of(std::string_view left, std::string_view right) {
  Forms forms{.whole = {}, .hyphenated = {}, .left = bare(without_hyphen(left)), .right = bare(right)};
  forms.whole = forms.left + forms.right;
  forms.hyphenated = forms.left + '-' + forms.right;
  return forms;
}

template <typename Visit>
void each_line_end(const std::vector<BlockLayout>& blocks, Visit visit) {
  for (const BlockLayout& block : blocks) {
    for (std::size_t i = 1; i < block.lines.size(); ++i) {
      const auto& above = block.lines[i - 1].line->words;
      const auto& below = block.lines[i].line->words;
      if (above.empty() || below.empty()) continue;
      if (Hyphens::may_join(above.back().text, below.front().text))
        visit(above.back().text, below.front().text);
    }
  }
}

}  // namespace

Hyphens::Hyphens(const std::vector<BlockLayout>& blocks) {
  each_line_end(blocks, [&](std::string_view left, std::string_view right) {
    Forms forms = forms_of(left, right);
    for (std::string* form : {&forms.whole, &forms.hyphenated, &forms.left, &forms.right}) {
      counts_.try_emplace(std::move(*form), 0);
    }
  });
  if (counts_.empty()) return;
  for (const BlockLayout& block : blocks) {
    for (const PlacedLine& placed : block.lines) {
      const auto& words = placed.line->words;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (i + 1 == words.size() && is_hyphen(last_character(words[i].text))) continue;
        const auto known = counts_.find(bare(words[i].text));
        if (known != counts_.end()) ++known->second;
      }
    }
  }
}

bool Hyphens::may_join(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty() || !is_hyphen(last_character(left))) return false;
  std::size_t at = 0;
  return alnum(last_character(without_hyphen(left))) && alnum(next_character(right, at));
}

std::size_t Hyphens::count_of(const std::string& word) const {
  const auto known = counts_.find(word);
  return known == counts_.end() ? 0 : known->second;
}

bool Hyphens::keeps_hyphen(std::string_view left, std::string_view right) const {
  if (last_character(left) == soft_hyphen) return false;
  std::size_t at = 0;
  const auto before = static_cast<UChar32>(last_character(without_hyphen(left)));
  const auto after = static_cast<UChar32>(next_character(right, at));
  if (u_isdigit(before) || u_isdigit(after)) return true;
  if (u_isupper(after) && !u_isupper(before)) return true;
  if (u_islower(after) && ends_in_capitals(without_hyphen(left))) return true;  // "EU-|wide"
  const Forms forms = forms_of(left, right);
  const std::size_t whole = count_of(forms.whole), hyphenated = count_of(forms.hyphenated);
  if (whole != hyphenated) return hyphenated > whole;
  return length_of(forms.left) >= least_part && length_of(forms.right) >= least_part &&
         count_of(forms.left) > 0 && count_of(forms.right) > 0;
}

}  // namespace proviso::extract
