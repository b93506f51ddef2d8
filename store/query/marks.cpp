#include "store/query/marks.h"

#include <algorithm>
#include <string>

namespace proviso::store {

namespace {

struct Token {
  std::string text, stem;
  std::size_t begin = 0, end = 0;
};
using Place = std::vector<Token>;  // the tokens that stand beside each other

// `stems`: null where nobody asks for them.
std::vector<Place> places_of(std::string_view text, SearchWords& words, Stems* stems) {
  std::vector<Place> places;
  words.each(text, [&](const SearchWord& word) {
    if (!word.same_place || places.empty()) places.emplace_back();
    const std::string_view stem = stems == nullptr ? std::string_view() : stems->of(word.text);
    places.back().push_back({std::string(word.text), std::string(stem), word.begin, word.end});
    return true;
  });
  return places;
}

bool is(const Token& token, const QueryTerm::Word& word, bool begins, bool exact) {
  if (begins) return token.text.starts_with(word.text);
  if (exact || word.stem.empty()) return token.text == word.text;
  return token.stem == word.stem;
}

const Token* token_at(const Place& place, const QueryTerm::Word& word, bool begins, bool exact) {
  const auto found = std::find_if(place.begin(), place.end(),
                                  [&](const Token& token) { return is(token, word, begins, exact); });
  return found == place.end() ? nullptr : &*found;
}

// The range of `term` if it stands at places[first]; empty if not.
ByteRange range_at(const std::vector<Place>& places, std::size_t first, const QueryTerm& term, bool exact) {
  if (first + term.words.size() > places.size()) return {};
  ByteRange range;
  for (std::size_t i = 0; i < term.words.size(); ++i) {
    const bool begins = term.prefix && i + 1 == term.words.size();
    const Token* token = token_at(places[first + i], term.words[i], begins, exact);
    if (token == nullptr) return {};
    if (i == 0) range.begin = token->begin;
    range.end = token->end;
  }
  return range;
}

void mark_concepts(const std::vector<Place>& places, ConceptTags& concepts, std::vector<ByteRange>& marks) {
  concepts.begin();
  for (const Place& place : places) concepts.next(place.front().text, place.front().stem);
  for (const ConceptTags::Found& found : concepts.found()) {
    marks.push_back({places[found.first].front().begin, places[found.last - 1].front().end});
  }
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// The offset `characters` characters behind `at`, at most the size.
std::size_t forward(std::string_view text, std::size_t at, std::size_t characters) {
  while (at < text.size() && characters > 0) {
    ++at;
    while (at < text.size() && !begins_character(text[at])) ++at;
    --characters;
  }
  return at;
}

std::size_t backward(std::string_view text, std::size_t at, std::size_t characters) {
  while (at > 0 && characters > 0) {
    --at;
    while (at > 0 && !begins_character(text[at])) --at;
    --characters;
  }
  return at;
}

}  // namespace

std::vector<ByteRange> marks_in(std::string_view text, const Wanted& wanted, SearchWords& words,
                                Stems& stems) {
  std::vector<ByteRange> marks;
  if (wanted.terms.empty() && wanted.concepts == nullptr) return marks;
  const bool as_written = wanted.exact && wanted.concepts == nullptr;
  const std::vector<Place> places = places_of(text, words, as_written ? nullptr : &stems);
  if (wanted.concepts != nullptr) mark_concepts(places, *wanted.concepts, marks);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const QueryTerm& term : wanted.terms) {
      if (const ByteRange range = range_at(places, i, term, wanted.exact); range.end > range.begin)
        marks.push_back(range);
    }
  }
  std::sort(marks.begin(), marks.end(),
            [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
  std::vector<ByteRange> merged;
  for (const ByteRange& mark : marks) {
    if (!merged.empty() && mark.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, mark.end);
    } else {
      merged.push_back(mark);
    }
  }
  return merged;
}

namespace {

bool says(const std::vector<Place>& places, const std::vector<std::string>& topics, const QueryNode& query) {
  const auto part = [&](const QueryNode& part) { return says(places, topics, part); };
  const auto has_topic = [&] { return std::find(topics.begin(), topics.end(), query.topic) != topics.end(); };
  switch (query.kind) {
    case QueryNode::Kind::term:
      for (std::size_t i = 0; i < places.size(); ++i) {
        const ByteRange range = range_at(places, i, query.term, false);
        if (range.end > range.begin) return true;
      }
      return false;
    case QueryNode::Kind::topic:
    case QueryNode::Kind::meant:  // of scattered words each may mean something else
      return has_topic();
    case QueryNode::Kind::any:
      return std::any_of(query.parts.begin(), query.parts.end(), part);
    default:
      return std::all_of(query.parts.begin(), query.parts.end(), part) &&
             std::none_of(query.without.begin(), query.without.end(), part);
  }
}

}  // namespace

bool says(std::string_view text, const QueryNode& query, ConceptTags& concepts, SearchWords& words,
          Stems& stems) {
  const std::vector<Place> places = places_of(text, words, &stems);
  std::vector<std::string> topics;
  concepts.begin();
  for (const Place& place : places) concepts.next(place.front().text, place.front().stem);
  for (const ConceptTags::Found& found : concepts.found()) topics.push_back(concepts.name(found.id));
  return says(places, topics, query);
}

ByteRange excerpt_of(std::string_view text, const std::vector<ByteRange>& marks, std::size_t characters) {
  if (forward(text, 0, characters) == text.size()) return {0, text.size()};
  std::size_t best = 0, most = 0;  // the mark with which the richest stretch begins
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t reach = forward(text, marks[i].begin, characters * 3 / 4);
    std::size_t count = 0;
    while (i + count < marks.size() && marks[i + count].end <= reach) ++count;
    if (count > most) {
      most = count;
      best = i;
    }
  }
  std::size_t begin = marks.empty() ? 0 : backward(text, marks[best].begin, characters / 4);
  if (forward(text, begin, characters) == text.size()) begin = backward(text, text.size(), characters);
  std::size_t end = forward(text, begin, characters);
  // Whole words only, as long as there are spaces to cut at.
  const std::size_t first_mark = marks.empty() ? begin : marks[best].begin;
  if (begin > 0) {
    const std::size_t space = text.find_first_of(" \n", begin);
    if (space < first_mark) begin = space + 1;
  }
  if (end < text.size()) {
    const std::size_t space = text.find_last_of(" \n", end);
    if (space != std::string_view::npos && space > begin && (marks.empty() || space >= marks[best].end))
      end = space;
  }
  return {begin, end};
}

}  // namespace proviso::store
