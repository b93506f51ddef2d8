// How good the findings are: precision, recall and F1 against annotations made by people.
//
// What matches, and how the numbers are counted, is written in rules/README.md for users:
//   figure          value, value_to, measure and page agree and the quotes overlap
//   article         act class, country, article and page agree
//   recommendation  the quotes share at least half of their words, on the same or a neighbouring page
// Annotations marked optional are neither rewarded nor punished. The other fields are scored on what matched.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso::app {

// A provision as the annotation files write it. Texts are empty where a field is absent.
struct Scored {
  std::string document;  // file name of the PDF, without folders
  std::string kind;      // "figure", "article", "recommendation"
  int page = 0;          // from 1
  std::string quote;
  std::string id, rule;  // predictions only
  std::optional<double> value, value_to;
  std::string measure, currency, qualifier, time;
  std::set<std::string> place;
  std::string act, country, article, part, point;
  std::string modality;
  std::vector<std::string> cites;  // markers
  bool optional = false;           // annotations only, as are the rest
  bool in_table = false;
  bool chart = false;            // stands for a chart: bare labels on its page are excused
  std::set<std::string> unsure;  // fields that the annotators were not sure of
};

// Which part of a document is annotated.
struct Extent {
  std::vector<std::pair<int, int>> pages;  // [first, last], both included; empty: all
  std::set<std::string> kinds;             // empty: all
};

struct Gold {
  std::set<std::string> documents;
  std::map<std::string, Extent> extents;  // by document; absent: all of it
  std::vector<Scored> records;
};

struct Marks {
  int gold = 0, found = 0, wrong = 0;  // a mean over documents: gold is their number
  std::optional<double> recall, precision, f1;
  std::vector<std::pair<std::string, std::optional<double>>> fields;  // shares that are right
};

// A field of a prediction that matches, but says something else: as text, several values with spaces between.
struct WrongField {
  std::string name, expected, got;
};

struct Mistake {
  enum Kind { missed, wrong, field } kind = missed;  // not found; found, but not annotated; fields are wrong
  Scored record;                                     // the annotation if it was missed, else the prediction
  std::vector<WrongField> fields;
};

// What one rule found of the annotated parts. What is neither right nor wrong is optional.
struct RuleMarks {
  std::string rule, kind;
  int found = 0, right = 0, wrong = 0;
  int whole = 0;  // of the right ones, those with all fields right

  // The share of right ones among those that are right or wrong.
  std::optional<double> precision() const {
    return right + wrong == 0 ? std::nullopt : std::optional(static_cast<double>(right) / (right + wrong));
  }
};

struct Score {
  std::vector<std::pair<std::string, Marks>>
      rows;                       // "all figure", ..., "FILE article", ..., "mean figure", ...
  std::vector<Mistake> mistakes;  // by kind of provision: missed ones, wrong ones, wrong fields
  std::vector<RuleMarks> rules;   // by kind of provision, then name
};

// Only predictions about documents that the gold speaks of count, and of these only annotated parts.
Score score(const Gold& gold, const std::vector<Scored>& predictions);

// The pieces of the comparison, for tests.
std::vector<std::string> score_words(std::string_view text);  // lower-case runs of letters and digits
double overlap(std::string_view a, std::string_view b);       // share of the shorter's words in the other
double jaccard(std::string_view a, std::string_view b);

}  // namespace proviso::app
