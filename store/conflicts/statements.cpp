#include "store/conflicts/statements.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace proviso::store {

namespace {

using Word = std::uint32_t;
using WordSet = std::vector<Word>;  // sorted, each once

constexpr std::size_t kShortestWord = 3;  // letters; shorter ones say little
constexpr std::size_t kCommonWord = 40;   // sentences that may share a word for it to make them candidates
constexpr std::size_t kSharedRare = 2;    // such words that candidates share
constexpr double kShared = 0.8;           // weight of the shorter sentence's words that the longer has too
constexpr double kSharedByLonger = 0.6;   // and the other way round, unless the values are near
constexpr std::size_t kFewestShared = 4;  // words; one less beside a pull quote
constexpr std::size_t kFewestSaid = 2;    // of them, that are not those of what is counted
constexpr double kNear = 1.1;             // ratio of values so near that one sentence may say less
constexpr std::size_t kFormula = 2;       // other sentences of the document that a sentence is like

struct Content {
  WordSet words;    // stems of the sentence
  WordSet names;    // those written with a capital inside it
  WordSet counted;  // stems of what is counted
  std::set<std::string> years;
};

WordSet as_set(std::vector<Word> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t letters(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool begins_with_capital(std::string_view text, std::size_t at) {
  auto i = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  return c > 0 && u_isupper(c);
}

class Comparer {
 public:
  Comparer(const std::vector<Saying>& sayings, SearchWords& words, Stems& stems)
      : sayings_(sayings), words_(words), stems_(stems) {
    for (const Saying& saying : sayings) contents_.push_back(content_of(saying));
    for (std::size_t i = 0; i < sayings.size(); ++i) sentences_[key_of(i)].push_back(i);
    weigh();
  }

  std::vector<std::pair<std::size_t, std::size_t>> run() {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < sayings_.size(); ++i) {
      std::map<std::size_t, std::size_t> shared;  // rare words, by the later saying
      for (const Word word : contents_[i].words) {
        const std::vector<std::size_t>& having = having_[word];
        if (having.size() > kCommonWord) continue;
        for (auto later = std::upper_bound(having.begin(), having.end(), i); later != having.end(); ++later) {
          ++shared[*later];
        }
      }
      for (const auto& [j, count] : shared) {
        if (count >= kSharedRare && are_alike(i, j)) {
          if (sayings_[i].document == sayings_[j].document) note_alike(i, j);
          if (speak_of_the_same(i, j)) pairs.emplace_back(i, j);
        }
      }
    }
    std::erase_if(pairs, [&](const auto& pair) { return is_formula(pair.first) || is_formula(pair.second); });
    return pairs;
  }

 private:
  Word number_of(const std::string& stem) {
    const auto [known, is_new] = numbers_.try_emplace(stem, static_cast<Word>(having_.size()));
    if (is_new) having_.emplace_back();
    return known->second;
  }

  // The word as it is compared; nullopt for one that says little.
  std::optional<Word> word_of(std::string_view word) {
    if (has_digit(word) || letters(word) < kShortestWord) return std::nullopt;
    const std::string_view stem = stems_.of(word);
    return number_of(std::string(stem.empty() ? word : stem));
  }

  Content content_of(const Saying& saying) {
    Content content;
    std::vector<Word> all, names, counted;
    words_.each(saying.sentence, [&](const SearchWord& found) {
      if (is_year(found.text)) content.years.insert(std::string(found.text));
      if (const std::optional<Word> word = word_of(found.text)) {
        all.push_back(*word);
        if (found.begin > 0 && begins_with_capital(saying.sentence, found.begin)) names.push_back(*word);
      }
      return true;
    });
    words_.each(saying.figure.counted, [&](const SearchWord& found) {
      if (const std::optional<Word> word = word_of(found.text)) counted.push_back(*word);
      return true;
    });
    content.words = as_set(std::move(all));
    content.names = as_set(std::move(names));
    content.counted = as_set(std::move(counted));
    return content;
  }

  // What few sentences have counts more.
  void weigh() {
    for (std::size_t i = 0; i < contents_.size(); ++i) {
      for (const Word word : contents_[i].words) having_[word].push_back(i);
    }
    for (const auto& having : having_) {
      const double all = static_cast<double>(contents_.size());
      weights_.push_back(std::log(1 + all / static_cast<double>(std::max<std::size_t>(1, having.size()))));
    }
  }

  double weight(const WordSet& words) const {
    double sum = 0;
    for (const Word word : words) sum += weights_[word];
    return sum;
  }

  static WordSet both(const WordSet& a, const WordSet& b) {
    WordSet shared;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
    return shared;
  }

  static bool holds(const WordSet& all, const WordSet& some) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
  }

  // The same, or one of them unknown within one document.
  template <class Value>
  static bool fits(const Value& a, const Value& b, bool one_document) {
    return a == b || (one_document && (a.empty() || b.empty()));
  }

  static double ratio(const nlp::Figure& a, const nlp::Figure& b) {
    const double x = std::abs(a.value), y = std::abs(b.value);
    return std::min(x, y) <= 0 ? 1e9 : std::max(x, y) / std::min(x, y);
  }

  using Sentence = std::pair<std::int64_t, std::uint32_t>;
  Sentence key_of(std::size_t i) const { return {sayings_[i].document, sayings_[i].sentence_begin}; }

  void note_alike(std::size_t i, std::size_t j) {
    like_[key_of(i)].insert(key_of(j));
    like_[key_of(j)].insert(key_of(i));
  }

  bool is_formula(std::size_t i) const {
    const auto found = like_.find(key_of(i));
    return found != like_.end() && found->second.size() >= kFormula;
  }

  // The sentences of two sayings, whatever their figures are.
  bool are_alike(std::size_t i, std::size_t j) const {
    if (key_of(i) == key_of(j) || sayings_[i].language != sayings_[j].language) return false;
    const WordSet shared = both(contents_[i].words, contents_[j].words);
    const bool aside = sayings_[i].aside || sayings_[j].aside;
    if (shared.size() + (aside ? 1 : 0) < kFewestShared) return false;
    return weight(shared) >= kShared * std::min(weight(contents_[i].words), weight(contents_[j].words));
  }

  bool speak_of_the_same(std::size_t i, std::size_t j) const {
    const nlp::Figure &a = sayings_[i].figure, &b = sayings_[j].figure;
    const bool one_document = sayings_[i].document == sayings_[j].document;
    if (a.measure != b.measure || a.currency != b.currency || !fits(a.time, b.time, one_document) ||
        !fits(a.place, b.place, one_document) ||
        !fits(contents_[i].years, contents_[j].years, one_document)) {
      return false;
    }
    const bool near = ratio(a, b) <= kNear;
    if ((a.time.empty() || b.time.empty()) && !(one_document && near)) return false;
    return same_counted(contents_[i].counted, contents_[j].counted) && say_something(i, j) &&
           same_part(i, j) && same_words(contents_[i], contents_[j], near);
  }

  // Do the two have the same part in their sentences?
  bool same_part(std::size_t i, std::size_t j) const {
    const std::vector<std::size_t>& first = sentences_.at(key_of(i));
    const std::vector<std::size_t>& second = sentences_.at(key_of(j));
    if (first.size() != second.size()) return measures_alone(i, first) && measures_alone(j, second);
    std::size_t equal = 0;
    for (std::size_t k = 0; k < first.size(); ++k) {
      if ((first[k] == i) != (second[k] == j)) return false;
      equal += sayings_[first[k]].figure.value == sayings_[second[k]].figure.value ? 1 : 0;
    }
    return 2 * equal + 2 >= first.size();
  }

  // No other figure of the sentence is of the same measure: which one would be meant?
  bool measures_alone(std::size_t i, const std::vector<std::size_t>& sentence) const {
    return std::none_of(sentence.begin(), sentence.end(), [&](std::size_t other) {
      return other != i && sayings_[other].figure.measure == sayings_[i].figure.measure;
    });
  }

  // Both say something of what they count, and not only how it is called, as the rows of a list do.
  bool say_something(std::size_t i, std::size_t j) const {
    const Content &a = contents_[i], &b = contents_[j];
    const WordSet said = both(a.words, b.words);
    const auto is_counted = [&](Word word) {
      return std::binary_search(a.counted.begin(), a.counted.end(), word) ||
             std::binary_search(b.counted.begin(), b.counted.end(), word);
    };
    return static_cast<std::size_t>(std::count_if(
               said.begin(), said.end(), [&](Word word) { return !is_counted(word); })) >= kFewestSaid;
  }

  static bool same_counted(const WordSet& a, const WordSet& b) {
    return !a.empty() && !b.empty() && (holds(a, b) || holds(b, a));
  }

  bool same_words(const Content& a, const Content& b, bool near) const {
    const double of_both = weight(both(a.words, b.words)), of_a = weight(a.words), of_b = weight(b.words);
    const bool a_shorter = of_a <= of_b;
    if (!near && of_both < kSharedByLonger * std::max(of_a, of_b)) return false;
    // A name that only one of them has is another subject, or a part of the whole.
    const Content &shorter = a_shorter ? a : b, &longer = a_shorter ? b : a;
    return holds(longer.words, shorter.names) && (near || holds(shorter.words, longer.names));
  }

  const std::vector<Saying>& sayings_;
  SearchWords& words_;
  Stems& stems_;
  std::unordered_map<std::string, Word> numbers_;
  std::vector<std::vector<std::size_t>> having_;  // statements by word, ascending
  std::vector<double> weights_;
  std::vector<Content> contents_;
  std::map<Sentence, std::vector<std::size_t>> sentences_;  // sayings of each
  std::map<Sentence, std::set<Sentence>> like_;             // of one document
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> same_subject(const std::vector<Saying>& sayings,
                                                              SearchWords& words, Stems& stems) {
  return Comparer(sayings, words, stems).run();
}

}  // namespace proviso::store
