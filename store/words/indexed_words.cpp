#include "store/words/indexed_words.h"

#include <algorithm>

namespace proviso::store {

namespace {

constexpr std::size_t kLinesRemembered = 1000;

}  // namespace

const std::string& IndexedWords::of_line(std::string_view line) {
  key_.assign(line);
  if (const auto found = known_.find(key_); found != known_.end()) return found->second;
  if (known_.size() >= kLinesRemembered) known_.clear();
  std::string tokens;
  words_.each(key_, [&](const SearchWord& word) {
    if (!tokens.empty()) tokens += ' ';
    if (word.same_place) tokens += beside_mark;
    tokens += word.text;
    if (const std::string_view stem = stems_.of(word.text); !stem.empty()) {
      tokens += ' ';
      tokens += stem_mark;
      tokens += stem;
    }
    return true;
  });
  return known_.emplace(key_, std::move(tokens)).first->second;
}

std::string IndexedWords::of(std::string_view text) {
  std::string all;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (const std::string& tokens = of_line(text.substr(begin, end - begin)); !tokens.empty()) {
      all += all.empty() ? words_mark : ' ';
      all += tokens;
    }
    begin = end + 1;
  }
  return all;
}

bool are_indexed_words(std::string_view words) {
  return words.empty() || (words.front() == words_mark && words.find('\0') == std::string_view::npos);
}

}  // namespace proviso::store
