// What the statements of a document rest on: calls of notes, bracketed numbers, author-year brackets.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "nlp/analysis.h"
#include "nlp/citations/reference_list.h"

namespace proviso::nlp {

// Finds and resolves the citations of statements of one document.
class Citations {
 public:
  // `analysis` must live as long as this.
  explicit Citations(const Analysis& analysis);

  // What `statement`, which lies in one block, rests on: the first calls, bracketed numbers or author-year
  // brackets that stand after its beginning in its sentence, and those that follow them directly. A
  // bracket that stands alone after the sentence belongs to it. Where none follows, a source named in front
  // of the statement ("According to Petrova (2017: 12), ..."). A statement in a table cell without any takes
  // those of its row's header, else of the table's caption, else of its source line. A note that names
  // several entries of the reference list gives a citation for each.
  std::vector<Citation> of(extract::Span statement) const;

  // The last calls or bracketed numbers that stand in front of `statement` in its sentence.
  std::vector<Citation> before(extract::Span statement) const;

 private:
  enum class Kind : std::uint8_t { call, number, author_year, same };
  struct Mark {
    Kind kind = Kind::call;
    extract::Span span = {};    // calls: empty, at the call's offset
    std::size_t note = 0;       // calls: index into Document::notes
    int number = 0;             // numbers
    AuthorYear reference = {};  // author-year
  };

  const std::vector<Mark>& marks_in(extract::Span sentence) const;
  std::vector<Mark> read_marks(extract::Span sentence) const;
  void add_calls(extract::Span sentence, std::vector<Mark>& out) const;
  void add_brackets(extract::Span sentence, std::vector<Mark>& out) const;
  void add_same(extract::Span sentence, std::vector<Mark>& out) const;
  std::vector<Citation> in_text(extract::Span statement, extract::Span sentence) const;
  std::vector<Citation> of_row(std::uint32_t block) const;
  const std::vector<Citation>& of_block(std::uint32_t block) const;
  bool follows_source_word(extract::Span sentence, extract::Span mark) const;
  std::optional<std::size_t> earlier_note(std::size_t note) const;
  bool adjoins(std::uint32_t end, std::uint32_t begin) const;
  void add_resolved(const Mark& mark, std::vector<Citation>& out) const;
  void add_note(const Citation& bare, std::size_t note, std::vector<Citation>& out) const;
  extract::Span text_of_note(std::size_t note) const;
  const std::vector<extract::Span>& sources_of(std::size_t note) const;
  std::vector<extract::Span> sources_in(extract::Span note) const;
  bool is_name_only(const Mark& mark) const;
  void resolve_same(extract::Span mark, Citation& citation) const;
  void take_url(Citation& citation) const;

  struct CallPlace {
    std::uint32_t at = 0;
    std::size_t note = 0;
  };

  const Analysis& analysis_;
  const extract::Document& document_;
  ReferenceList references_;
  std::vector<CallPlace> calls_ = {};  // of all notes, by position
  // Statements of one sentence, cells of one table and calls of one note ask for the same.
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Mark>> marks_ = {};  // by span
  mutable std::map<std::uint32_t, std::vector<Citation>> of_blocks_ = {};
  mutable std::map<std::size_t, std::vector<extract::Span>> of_notes_ = {};
};

}  // namespace proviso::nlp
