// The reference list of a document, and references to it in running text and notes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "nlp/citations/reference_entry.h"
#include "nlp/rules.h"

namespace proviso::nlp {

// "Gulina, 2018:9" in "(IOM 2016; Gulina, 2018:9)"; "IOM (2015: 46-47)" in running text.
struct AuthorYear {
  extract::Span span = {};  // as written, without the brackets round it
  std::string author = {};  // "Gulina", "IOM"
  std::string year = {};    // with its letter: "2018", "2017a"
};

// The author-year references in `span` of `document`, in order. Dates, figures and titles in brackets
// ("(in 2018)", "(January 2018)", "(Fig. 2, 2017)") are none.
std::vector<AuthorYear> author_years(const RuleSet& rules, const extract::Document& document,
                                     extract::Span span);

// The entries of a document: its blocks of kind reference, several of a block where their numbers tell them
// apart.
class ReferenceList {
 public:
  struct Entry {
    extract::Span span = {};
    ReferenceEntry says = {};
    int number = 0;                       // its own; 0 if it prints none
    std::vector<std::string> head = {};   // words of its authors, else of its title, in lower case
    std::string acronym = {};             // first letters of the capitalised words of these
    std::vector<std::string> years = {};  // of publication first, then others that stand in front
    std::string lower = {};               // its text
  };

  explicit ReferenceList(const extract::Document& document);

  // In the order of the text.
  const std::vector<Entry>& entries() const { return entries_; }

  // The entry whose own number is `number`, or, if no entry prints a number, the number-th.
  std::optional<extract::Span> numbered(int number) const;

  // The entry with this URL.
  std::optional<extract::Span> with_url(std::string_view url) const;

  // The entry whose author's name agrees with `author` ("Altai University" with "Altai State University",
  // "IOM" with "International Organization for Migration") and that bears `year`; the one that agrees in
  // most words, then the first; else the only entry of that year that names `author` further on, as the
  // newspaper or report it stands in. A letter after the year tells entries of one year apart if they have
  // it.
  std::optional<extract::Span> written_by(std::string_view author, std::string_view year) const;

 private:
  void add(const extract::Document& document, extract::Span span);
  const Entry* headed_by(const std::vector<std::string>& words, std::string_view year) const;
  const Entry* naming(std::string_view author, std::string_view year) const;
  std::vector<Entry> entries_ = {};
  bool numbers_ = false;
};

}  // namespace proviso::nlp
