#include "store/words/concept_tags.h"

#include <algorithm>

namespace proviso::store {

namespace {

constexpr std::size_t kRemembered = 100'000;  // words

// The words of a term as they are matched: '=', '~' or '*' and what the word must be, have for its stem, or
// begin with.
std::vector<std::string> keys_of(std::string_view term, SearchWords& words, Stems& stems) {
  std::vector<std::string> keys;
  words.each(term, [&](const SearchWord& word) {
    if (word.same_place) return true;
    const bool begins = word.end < term.size() && term[word.end] == '*';
    const std::string_view stem = begins ? std::string_view() : stems.of(word.text);
    keys.push_back(begins         ? "*" + std::string(word.text)
                   : stem.empty() ? "=" + std::string(word.text)
                                  : "~" + std::string(stem));
    return true;
  });
  return keys;
}

}  // namespace

bool ConceptTags::add(std::string_view name, std::string_view term, std::string* taken) {
  const std::vector<std::string> keys = keys_of(term, words_, stems_);
  if (keys.empty()) return false;
  std::uint32_t node = 0;
  for (const std::string& key : keys) {
    const auto [step, is_new] =
        nodes_[node].next.try_emplace(class_of(key), static_cast<std::uint32_t>(nodes_.size()));
    node = step->second;
    if (is_new) nodes_.emplace_back();
  }
  const auto [known, is_new] = ids_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.emplace_back(name);
  if (nodes_[node].id != nothing && nodes_[node].id != known->second) {
    if (taken != nullptr) *taken = names_[nodes_[node].id];
    return false;
  }
  nodes_[node].id = known->second;
  known_.clear();
  return true;
}

std::vector<std::string> ConceptTags::keys_for(std::string_view word, std::string_view stem) {
  std::vector<std::string> keys = {stem.empty() ? "=" + std::string(word) : "~" + std::string(stem)};
  for (std::size_t size = 1; size <= word.size(); ++size) {
    const bool whole = size == word.size() || (word[size] & 0xC0) != 0x80;  // characters
    if (whole) keys.push_back("*" + std::string(word.substr(0, size)));
  }
  return keys;
}

std::string ConceptTags::first_key(std::string_view term, SearchWords& words, Stems& stems) {
  std::vector<std::string> keys = keys_of(term, words, stems);
  return keys.empty() ? std::string() : std::move(keys.front());
}

ConceptTags::Class ConceptTags::class_of(std::string key) {
  if (key[0] == '*') {
    const auto at = std::lower_bound(beginnings_.begin(), beginnings_.end(), key.size() - 1);
    if (at == beginnings_.end() || *at != key.size() - 1) beginnings_.insert(at, key.size() - 1);
  }
  return classes_.try_emplace(std::move(key), static_cast<Class>(classes_.size())).first->second;
}

void ConceptTags::classify(std::string_view word, std::string_view stem, std::vector<Class>& classes) const {
  const auto look = [&](char kind, std::string_view text) {
    const auto found = classes_.find(std::string(1, kind).append(text));
    if (found != classes_.end()) classes.push_back(found->second);
  };
  stem.empty() ? look('=', word) : look('~', stem);
  for (const std::size_t size : beginnings_) {
    if (size > word.size()) break;
    look('*', word.substr(0, size));
  }
}

const std::vector<ConceptTags::Class>& ConceptTags::classes_of(std::string_view word, std::string_view stem) {
  key_.assign(word);
  if (const auto found = known_.find(key_); found != known_.end()) return found->second;
  std::vector<Class>& classes = known_[key_];
  classify(word, stem, classes);
  return classes;
}

void ConceptTags::begin() {
  text_.clear();
  if (known_.size() >= kRemembered) known_.clear();
}

void ConceptTags::next(std::string_view word, std::string_view stem) {
  text_.push_back(&classes_of(word, stem));
}

// The concept of the longest term that begins at the word `first`; `last` becomes its end.
std::uint32_t ConceptTags::longest_from(std::size_t first, std::size_t& last) const {
  std::uint32_t best = nothing;
  std::vector<std::uint32_t> nodes = {0};  // a word may be meant in several ways
  for (std::size_t at = first; at < text_.size() && !nodes.empty(); ++at) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t node : nodes) {
      for (const Class meant : *text_[at]) {
        const auto step = nodes_[node].next.find(meant);
        if (step != nodes_[node].next.end()) next.push_back(step->second);
      }
    }
    for (const std::uint32_t node : next) {
      if (nodes_[node].id == nothing) continue;
      best = nodes_[node].id;
      last = at + 1;
      break;
    }
    nodes = std::move(next);
  }
  return best;
}

const std::vector<ConceptTags::Found>& ConceptTags::found() {
  found_.clear();
  for (std::size_t first = 0; first < text_.size(); ++first) {
    if (text_[first]->empty()) continue;
    std::size_t last = first;
    const std::uint32_t id = longest_from(first, last);
    if (id == nothing) continue;
    found_.push_back({id, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
  }
  return found_;
}

const std::vector<ConceptTags::Found>& ConceptTags::in(std::string_view text) {
  begin();
  words_.each(text, [&](const SearchWord& word) {
    if (!word.same_place) next(word.text, stems_.of(word.text));
    return true;
  });
  return found();
}

void add_terms(const nlp::Thesaurus& thesaurus, ConceptTags& tags) {
  for (const nlp::Concept& meant : thesaurus.concepts) {
    for (const nlp::ConceptTerm& term : meant.terms) tags.add(meant.name, term.text);
  }
}

}  // namespace proviso::store
