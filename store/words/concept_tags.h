// Which concepts of a thesaurus a text speaks of: found by the stems of its words, so that every form of a
// word is known ("принудительного труда") and no language need be told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/thesaurus.h"
#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

// Begins the tokens that are concepts; cannot occur in a word.
inline constexpr char concept_mark = '\x04';

class ConceptTags {
 public:
  // Adds a term of a concept. A word of it that ends in '*' stands for all that begin so. False, with the
  // concept that has it already in `taken` if not null, for a term that another concept has in the same words
  // or in other forms of them, and for one without words.
  bool add(std::string_view name, std::string_view term, std::string* taken = nullptr);

  // What a term may begin with to begin with this word, as first_key() writes it.
  static std::vector<std::string> keys_for(std::string_view word, std::string_view stem);
  // How a term begins: '=', '~' or '*' and the word, the stem or the beginning of a word; empty: no words.
  static std::string first_key(std::string_view term, SearchWords& words, Stems& stems);

  bool empty() const { return names_.empty(); }
  const std::string& name(std::uint32_t id) const { return names_[id]; }
  std::size_t size() const { return names_.size(); }

  // A concept at the words [first, last) of what was begun.
  struct Found {
    std::uint32_t id = 0;
    std::uint32_t first = 0, last = 0;
    bool operator==(const Found&) const = default;
  };

  // One text: begin(), next() for each of its words in order, then found(): at each word the longest term
  // that begins there, in order.
  void begin();
  void next(std::string_view word, std::string_view stem);
  const std::vector<Found>& found();

  // The same for a text in one piece; words count those that do not stand in the same place as the one
  // before.
  const std::vector<Found>& in(std::string_view text);

 private:
  using Class = std::uint32_t;  // a way in which a word can be meant: a stem, a word, the beginning of one
  static constexpr std::uint32_t nothing = 0xFFFFFFFF;

  Class class_of(std::string key);
  const std::vector<Class>& classes_of(std::string_view word, std::string_view stem);
  void classify(std::string_view word, std::string_view stem, std::vector<Class>& classes) const;
  std::uint32_t longest_from(std::size_t first, std::size_t& last) const;

  struct Node {
    std::uint32_t id = nothing;  // of the concept that ends here
    std::unordered_map<Class, std::uint32_t> next = {};
  };

  SearchWords words_;
  Stems stems_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::unordered_map<std::string, Class> classes_;  // by '=' and a word, '~' and a stem, '*' and a beginning
  std::vector<std::size_t> beginnings_;             // lengths in bytes of the beginnings, ascending
  std::vector<Node> nodes_ = {Node()};
  std::unordered_map<std::string, std::vector<Class>> known_;  // words seen
  std::string key_;
  std::vector<const std::vector<Class>*> text_;  // the classes of each word of the text
  std::vector<Found> found_;
};

// Adds every term of a thesaurus; of terms that two concepts have, the first has it.
void add_terms(const nlp::Thesaurus& thesaurus, ConceptTags& tags);

}  // namespace proviso::store
