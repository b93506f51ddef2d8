// Legal acts named in a text: what class they are of, how they are called, whose they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nlp/analysis.h"
#include "nlp/provision.h"

namespace proviso::nlp {

struct NamedAct {
  Act act = Act::law;
  std::string name = {};             // as written, with the words that belong to it: "Law on Refugees"
  std::string country = {};          // named in or directly at it; may be empty; empty for treaties
  std::uint32_t begin = 0, end = 0;  // in the folded text of the sentence
  bool bare_code = false;            // "the code" and no more: what was spoken of before tells which
  bool pointing = false;             // "that act": the act of its class that was spoken of before
  bool long_code = false;            // a code that may have a thousand articles: civil, tax
};

// Every act named in `sentence`, in order. Common nouns that name none ("the law", "an agreement") are
// left out: the chief word must be capital, or its topic must follow ("law on migration"). Acts that are only
// said to amend another one are left out too.
std::vector<NamedAct> acts_in(const Analysis& analysis, const Sentence& sentence);

// The act of a captured word that reads acts: a whole name up to its chief word, or an abbreviation.
// Nullopt if it is an abbreviation that the document explains as something else or nowhere.
std::optional<NamedAct> act_in(const Analysis& analysis, const Sentence& sentence, const Capture& phrase);

}  // namespace proviso::nlp
