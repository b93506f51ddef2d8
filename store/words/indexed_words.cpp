#include "store/words/indexed_words.h"

#include <algorithm>

namespace proviso::store {

namespace {

constexpr std::size_t kLinesRemembered = 1000;

void add_once(std::uint32_t id, std::vector<std::uint32_t>& ids) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

}  // namespace

const IndexedWords::Indexed& IndexedWords::of_line(std::string_view line) {
  key_.assign(line);
  if (const auto found = known_.find(key_); found != known_.end()) return found->second;
  if (known_.size() >= kLinesRemembered) known_.clear();
  Indexed made;
  std::string& tokens = made.words;
  concepts_.begin();
  words_.each(key_, [&](const SearchWord& word) {
    const std::string_view stem = stems_.of(word.text);
    if (!tokens.empty()) tokens += ' ';
    if (word.same_place) {
      tokens += beside_mark;
    } else {
      made.places.push_back({static_cast<std::uint32_t>(word.begin), static_cast<std::uint32_t>(word.end)});
      if (!concepts_.empty()) concepts_.next(word.text, stem);
    }
    tokens += word.text;
    if (!stem.empty() && stem != word.text) {
      tokens += ' ';
      tokens += stem_mark;
      tokens += stem;
    }
    return true;
  });
  made.found = concepts_.found();
  return known_.emplace(key_, std::move(made)).first->second;
}

IndexedWords::Indexed IndexedWords::of(std::string_view text) {
  Indexed all;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (const Indexed& line = of_line(text.substr(begin, end - begin)); !line.words.empty()) {
      all.words += all.words.empty() ? words_mark : ' ';
      all.words += line.words;
      const auto before = static_cast<std::uint32_t>(all.places.size());
      for (const ConceptTags::Found& found : line.found) {
        add_once(found.id, all.concepts);
        all.found.push_back({found.id, found.first + before, found.last + before});
      }
      const auto at = static_cast<std::uint32_t>(begin);
      for (const extract::Span place : line.places) {
        all.places.push_back({place.begin + at, place.end + at});
      }
    }
    begin = end + 1;
  }
  return all;
}

std::string concept_words(std::string_view names) {
  std::string words;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    words += words.empty() ? words_mark : ' ';
    words.append(1, concept_mark).append(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return words;
}

bool are_indexed_words(std::string_view words) {
  return words.empty() || (words.front() == words_mark && words.find('\0') == std::string_view::npos);
}

}  // namespace proviso::store
