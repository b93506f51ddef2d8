// What the surroundings of a reference to an article tell about its act and its country.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/articles/acts.h"
#include "nlp/articles/article_items.h"
#include "nlp/countries.h"

namespace proviso::nlp {

class ArticleContext {
 public:
  explicit ArticleContext(const Analysis& analysis);

  // The act of the articles at `begin` of sentence `index`, which name none themselves: the document itself,
  // if it is an act; an act named
  // before them in the sentence; the column header; for a cell the heading; the sentence that calls the
  // note; the act with which the same number or, shortly before, another was cited; an act named behind them
  // in the sentence; the heading. Where a country stands before them ("Moldova's Article 5"), no treaty is
  // carried on, but the national act named last. Nullopt if nothing tells it. `named`: the acts of the
  // sentence.
  std::optional<NamedAct> act(std::size_t index, std::uint32_t begin, const std::vector<NamedAct>& named,
                              const std::string& number);

  // The country of an act named at `begin` of sentence `index`: for a table cell that of its row; the
  // country named before it in the sentence, not in brackets; in the sentences before of its block; in the
  // sentence that calls the note or before it; the country with which article `number` of an act of the same
  // class was cited before; that in the heading; else the document's subject. Empty if nothing tells it.
  std::string country(std::size_t index, std::uint32_t begin, Act act, const std::string& number);

  // The class of the code that was cited last, for "the Georgian code"; the document, if it is an act; `act`
  // itself if there was none.
  NamedAct code_meant(const NamedAct& act) const;

  // Whether the act is called "this Code" and the like; then the document itself is the act.
  bool speaks_of_itself(const Sentence& sentence, const NamedAct& act) const;
  // The act that the document is, by its title or first heading; `act` itself if they do not tell.
  NamedAct own_act(const NamedAct& act) const;

  // Must be called in the order of the document. `explicitly`: the act was named with the articles.
  void remember(std::size_t index, const NamedAct& act, const std::vector<ArticleItem>& items,
                bool explicitly);

 private:
  struct Remembered {
    NamedAct act = {};
    std::size_t sentence = 0;
  };

  std::optional<NamedAct> carried_on(std::size_t index, bool national) const;
  std::optional<NamedAct> act_of_heading(std::uint32_t block) const;
  std::optional<NamedAct> act_of_header(const Sentence& sentence) const;
  std::optional<NamedAct> act_of_text(extract::Span span) const;
  std::string country_before(std::size_t index) const;
  std::string country_of_row(const Sentence& sentence) const;
  std::string only_country(extract::Span span) const;
  const Sentence* calling_sentence(const Sentence& sentence) const;

  const Analysis& analysis_;
  std::optional<NamedAct> document_act_ = {};  // the document, if it is the text of an act
  std::map<std::string, Remembered> by_number_ = {};
  std::optional<Remembered> last_ = {};
  std::optional<Remembered> last_code_ = {};
};

}  // namespace proviso::nlp
