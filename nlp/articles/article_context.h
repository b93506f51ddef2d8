// What the surroundings of a reference to an article tell about its act and its country.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/articles/acts.h"
#include "nlp/articles/article_items.h"
#include "nlp/countries.h"

namespace proviso::nlp {

// Whether article `number` can be a treaty's: those number their articles through and end early; "127.1" and
// "344" are taken for those of a code, unless a treaty is named with them.
bool is_treaty_number(const std::string& number);

class ArticleContext {
 public:
  explicit ArticleContext(const Analysis& analysis);

  // The act of the articles at `begin` of sentence `index`, which name none themselves: the document itself,
  // if it is an act; an act named before them in the sentence; the column header; for a cell the act with which
  // the same number was cited right before, then the heading; the
  // note before ("Ibid., Art. 5"); the sentence that calls the note; the act with which the same number was
  // cited shortly before; an act named before in the block; the act with which the number was cited at all;
  // an act named behind them in the sentence; the act cited last; the heading. Where a country stands
  // directly before them ("Moldova's Article 5"), no treaty is carried on, but the national act named last.
  // Nullopt if nothing tells it. `named`: the acts of the sentence.
  std::optional<NamedAct> act(std::size_t index, std::uint32_t begin, const std::vector<NamedAct>& named,
                              const std::string& number);

  // The country of an act named at `begin` of sentence `index`: for a table cell that of its row; the
  // country named before it in the sentence, not in brackets; in the sentences before of its block; in the
  // sentence that calls the note or before it; the country with which article `number` of an act of the same
  // class was cited before; that in the heading; else the document's subject. Empty if nothing tells it.
  std::string country(std::size_t index, std::uint32_t begin, Act act, const std::string& number);

  // The act that "that act", "this Code" or "the code" at `act.begin` of sentence `index` means: the
  // document, if it is the text of an act; the one of its class named last; for a code the one cited last;
  // the one in a heading; `act` itself if nothing tells it.
  NamedAct meant(std::size_t index, const NamedAct& act) const;

  // The act that is quoted from sentence `index` on, named in the last line with a colon not far before it
  // ("The Code of 1960 provides:"); nullopt if none is.
  std::optional<NamedAct> quoted(std::size_t index) const;

  // The article cited last before sentence `index` and not long ago, for "the same article"; in the text of
  // an act the article being read; nullopt if there is none.
  struct CitedArticle {
    NamedAct act = {};
    ArticleItem item = {};
  };
  std::optional<CitedArticle> cited_last(std::size_t index) const;

  // Whether the document is the text of an act.
  bool is_text_of_act() const { return document_act_.has_value(); }

  // The text of article `item` of an act begins: "this article" is that one from here on.
  void enter_article(const ArticleItem& item);

  // The acts that sentence `index` names.
  const std::vector<NamedAct>& acts_of(std::size_t index) const;

  // Where the act of articles was named: with them, for the cell of a table by its place, or elsewhere.
  enum class Named { with_it, in_table, elsewhere };

  // Must be called in the order of the document, for all articles.
  void remember(std::size_t index, const NamedAct& act, const std::vector<ArticleItem>& items, Named named);

 private:
  struct Remembered {
    NamedAct act = {};
    std::size_t sentence = 0;
  };

  std::optional<NamedAct> remembered(std::size_t index, const std::string& number, bool national,
                                     std::size_t memory) const;
  template <typename Fits>
  std::optional<NamedAct> named_before(std::size_t index, std::uint32_t begin, std::size_t first,
                                       Fits&& fits) const;
  bool is_national(const Sentence& sentence, std::uint32_t begin) const;
  bool is_ibid_note(const Sentence& sentence) const;
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
  std::optional<CitedArticle> last_article_ = {};
  std::size_t last_article_sentence_ = 0;
  mutable std::unordered_map<std::size_t, std::vector<NamedAct>> acts_ = {};  // by sentence, once asked for
  std::optional<ArticleItem> own_article_ = {};  // whose text is being read, in the text of an act
};

}  // namespace proviso::nlp
