// Which of many templates may begin at a place of a text. Used inside the rule engine only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "nlp/rules/folded.h"
#include "nlp/rules/literal_trie.h"
#include "nlp/rules/pattern_program.h"
#include "nlp/rules/pattern_tree.h"

namespace proviso::nlp {

class BeginningsReader;

// Texts of many owners; an empty one is everywhere.
class Leads {
 public:
  void add(std::uint32_t owner, const std::vector<std::string>& texts);
  void close();  // after the last add()

  // Calls found(owner) for each owner of a text that `text` has at `at`, an owner perhaps twice.
  template <typename Found>
  void at(std::string_view text, std::size_t at, Found found) const {
    for (const std::uint32_t owner : everywhere_) found(owner);
    trie_->at(text, at, [&](std::uint32_t lead, std::size_t) { found(owners_[lead]); });
  }

 private:
  std::vector<std::string> texts_ = {};
  std::vector<std::uint32_t> owners_ = {};  // beside texts_
  std::vector<std::uint32_t> everywhere_ = {};
  std::unique_ptr<LiteralTrie> trie_ = {};
};

// Most templates begin with one of a few words of the vocabulary - a number above all. Of these the text is
// looked at once for all of them, and then what stands behind the word tells which go on.
class TemplateIndex {
 public:
  struct Entry {
    std::uint32_t number = 0;  // its owner's
    const PatternNode* tree =
        nullptr;  // a group, the match, and behind it what must follow; nullptr: not known
  };

  // Of `templates`, ordered by number. What it is given by reference must outlive it.
  TemplateIndex(const std::vector<Entry>& templates, PatternTrees& trees, KnownParts& known,
                BeginningsReader& beginnings);

  // The numbers of those that may begin at `at` and end at `limit` at most, in order. May be called from
  // several threads.
  void at(const Folded& text, std::size_t at, std::size_t limit, std::vector<std::uint32_t>& numbers) const;

 private:
  // Templates that begin with the same part.
  struct Family {
    PatternProgram front = {};
    std::vector<std::uint32_t> all = {};
    Leads behind = {};
  };

  std::vector<Family> families_ = {};
  Leads leads_ = {};  // of families, and behind their numbers of templates that stand alone
};

}  // namespace proviso::nlp
