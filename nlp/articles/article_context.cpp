#include "nlp/articles/article_context.h"

#include <algorithm>

namespace proviso::nlp {
namespace {

using extract::Block;
using extract::BlockKind;
using extract::Cell;

// An act is remembered for articles without one over this many sentences.
constexpr std::size_t kMemory = 12;
// A quoted act may be that long, in sentences.
constexpr std::size_t kQuotation = 80;
// The cells of one row and the next.
constexpr std::size_t kMemoryOfRow = 6;
// What is looked for in the sentences before is looked for in so many of its block: a block of more is no
// paragraph.
constexpr std::size_t kSentencesBack = 100;
// The blocks that an act's own name is looked for in.
constexpr std::uint32_t kTitleBlocks = 10;
// A document with so many blocks that begin like an article is the text of an act; where no stop stands
// behind the number they are headings, and more of them, because a judgment quotes some.
constexpr std::size_t kArticlesOfAct = 8, kHeadingsOfAct = 20;
// "Ibid." stands in front of a note, within so many bytes.
constexpr std::size_t kIbidHead = 24;
// The word "Стаття", its number and the stop behind it are within so many bytes.
constexpr std::size_t kArticleHead = 28;

// The last of the acts in front of `end`, treaties only if `treaties`.
std::optional<NamedAct> last_before(const std::vector<NamedAct>& named,
                                    std::vector<NamedAct>::const_iterator end, bool treaties) {
  for (auto act = std::make_reverse_iterator(end); act != named.rend(); ++act)
    if (treaties || act->act != Act::treaty) return *act;
  return std::nullopt;
}

// The mention that tells most in [begin, end): a name or adjective before a word for people, the nearest
// to the end first.
std::string nearest_before(const std::vector<CountryMention>& mentions, std::uint32_t end) {
  std::string people;
  for (auto it = mentions.rbegin(); it != mentions.rend(); ++it) {
    if (it->begin >= end || it->bracketed) continue;
    if (it->naming != Naming::people) return std::string(it->code);
    if (people.empty()) people = it->code;
  }
  return people;
}

}  // namespace

bool is_treaty_number(const std::string& number) {
  return number.size() < 3 && number.find_first_of(".-") == std::string::npos;
}

ArticleContext::ArticleContext(const Analysis& analysis) : analysis_(analysis) {
  // The text of an act is a row of blocks that begin with "Article 5." or "Стаття 5.", or of headings
  // "Articolul 5", below the act's name.
  std::size_t articles = 0, headings = 0;
  for (const Block& block : analysis_.document.blocks) {
    const std::string_view text = extract::text_of(analysis_.document, block.span).substr(0, kArticleHead);
    const auto space = text.find(' ');
    if (space == std::string_view::npos || space + 1 >= text.size()) continue;
    const bool number = text[space + 1] >= '0' && text[space + 1] <= '9';
    if (!number || !analysis_.rules.is("article_mark", fold(text.substr(0, space), 0).text)) continue;
    articles += text.find('.', space) != std::string_view::npos;
    headings += block.kind == BlockKind::heading;
  }
  if (articles < kArticlesOfAct && headings < kHeadingsOfAct) return;
  for (const Sentence& sentence : analysis_.sentences) {
    if (sentence.block > kTitleBlocks) break;
    auto acts = acts_in(analysis_, sentence);
    if (acts.empty()) continue;
    document_act_ = acts.front();
    return;
  }
}

std::optional<NamedAct> ArticleContext::act(std::size_t index, std::uint32_t begin,
                                            const std::vector<NamedAct>& named, const std::string& number) {
  if (document_act_) return document_act_;
  const Sentence& sentence = analysis_.sentences[index];
  const auto behind = std::partition_point(named.begin(), named.end(),
                                           [&](const NamedAct& act) { return act.begin < begin; });
  if (auto act = last_before(named, behind, is_treaty_number(number))) return act;
  if (auto act = act_of_header(sentence)) return act;
  const bool cell = extract::cell_of(analysis_.document, sentence.block) != nullptr;
  if (cell) {
    if (auto act = remembered(index, number, true, kMemoryOfRow)) return act;
    if (auto act = act_of_heading(sentence.block)) return act;
  }
  if (last_ && is_ibid_note(sentence)) return last_->act;
  if (const Sentence* caller = calling_sentence(sentence))
    if (auto acts = acts_in(analysis_, *caller); !acts.empty()) return acts.front();
  const bool national = is_national(sentence, begin) || !is_treaty_number(number);
  if (auto act = remembered(index, number, national, kMemory)) return act;
  if (behind != named.end() && !(national && behind->act == Act::treaty)) return *behind;
  const std::size_t back = index > kSentencesBack ? index - kSentencesBack : 0;
  const std::size_t first = std::max(sentences_of(analysis_, sentence.block).first, back);
  if (auto act = named_before(index, 0, first,
                              [&](const NamedAct& a) { return !(national && a.act == Act::treaty); })) {
    // "The Georgian code goes further: Article 143-3", after sentences about the Russian one.
    if (!nearest_before(sentence.countries, begin).empty()) act->country.clear();
    return act;
  }
  if (auto act = remembered(index, number, national, analysis_.sentences.size())) return act;
  if (auto act = carried_on(index, national)) return act;
  if (auto act = act_of_heading(sentence.block)) return act;
  if (last_) return last_->act;
  return last_before(named, behind, true);
}

// The act with which article `number` was cited at most `memory` sentences ago.
std::optional<NamedAct> ArticleContext::remembered(std::size_t index, const std::string& number,
                                                   bool national, std::size_t memory) const {
  const auto it = by_number_.find(number);
  if (it == by_number_.end() || index - it->second.sentence > memory) return std::nullopt;
  if (national && it->second.act.act == Act::treaty) return std::nullopt;
  return it->second.act;
}

// The last act that `fits`, named by itself in sentence `index` before `begin` or in those before it from
// `first` on.
template <typename Fits>
std::optional<NamedAct> ArticleContext::named_before(std::size_t index, std::uint32_t begin,
                                                     std::size_t first, Fits&& fits) const {
  for (std::size_t i = index + 1; i-- > first;) {
    // The articles go on being those of the act that the last one was of.
    if (last_article_ && i == last_article_sentence_ && i < index && fits(last_article_->act))
      return last_article_->act;
    const std::vector<NamedAct>& acts = acts_of(i);
    for (auto act = acts.rbegin(); act != acts.rend(); ++act)
      if ((i < index || act->begin < begin) && !act->pointing && !act->bare_code && fits(*act)) return *act;
  }
  return std::nullopt;
}

const std::vector<NamedAct>& ArticleContext::acts_of(std::size_t index) const {
  const auto [it, fresh] = acts_.try_emplace(index);
  if (fresh) it->second = acts_in(analysis_, analysis_.sentences[index]);
  return it->second;
}

// Whether a country stands directly before `begin`: "Moldova's Article 5", "Armenia: Art. 30"; or in the row.
bool ArticleContext::is_national(const Sentence& sentence, std::uint32_t begin) const {
  if (!country_of_row(sentence).empty()) return true;
  for (const CountryMention& mention : sentence.countries) {
    if (mention.end > begin) break;
    const std::string_view gap =
        std::string_view(sentence.folded.text).substr(mention.end, begin - mention.end);
    if (gap == " " || gap == "'s " || gap == "' " || gap == ": " || gap == " (" || gap == " - " ||
        gap == ", ")
      return true;
  }
  return false;
}

std::optional<NamedAct> ArticleContext::quoted(std::size_t index) const {
  for (std::size_t i = index; i-- > 0 && index - i <= kQuotation;) {
    const Sentence& sentence = analysis_.sentences[i];
    if (!sentence.folded.text.ends_with(':')) continue;
    const auto acts = acts_in(analysis_, sentence);
    for (auto act = acts.rbegin(); act != acts.rend(); ++act)
      if (!act->pointing && !act->bare_code) return *act;
  }
  return std::nullopt;
}

bool ArticleContext::is_ibid_note(const Sentence& sentence) const {
  const Block& block = analysis_.document.blocks[sentence.block];
  if (block.kind != BlockKind::note) return false;
  const Folded head = fold(extract::text_of(analysis_.document, block.span).substr(0, kIbidHead), 0);
  return !analysis_.rules.occurrences("ibid", head).empty();
}

// The act cited last, if that is not long ago. Where a country is spoken of, its own act is meant, which is
// of the class of the code cited last.
std::optional<NamedAct> ArticleContext::carried_on(std::size_t index, bool national) const {
  if (!last_ || index - last_->sentence > kMemory) return std::nullopt;
  if (!national || last_->act.act != Act::treaty || !last_code_) return last_->act;
  NamedAct act = last_code_->act;
  act.country.clear();
  return act;
}

std::optional<NamedAct> ArticleContext::act_of_heading(std::uint32_t block) const {
  const auto path = extract::heading_path(analysis_.document, block);
  for (auto it = path.rbegin(); it != path.rend(); ++it)
    if (auto act = act_of_text(analysis_.document.blocks[*it].span)) return act;
  return std::nullopt;
}

NamedAct ArticleContext::meant(std::size_t index, const NamedAct& act) const {
  const auto is_code = [](Act a) { return a == Act::criminal_code || a == Act::other_code; };
  const auto fits = [&](const NamedAct& a) { return is_code(act.act) ? is_code(a.act) : a.act == act.act; };
  const auto as_meant = [&](NamedAct found) {
    if (!act.country.empty()) found.country = act.country;  // "the Georgian code"
    found.begin = act.begin;
    found.end = act.end;
    return found;
  };
  if (document_act_ && fits(*document_act_)) return as_meant(*document_act_);
  const std::size_t first = index > kMemory ? index - kMemory : 0;
  if (act.country.empty())
    if (auto found = named_before(index, act.begin, first, fits)) return as_meant(std::move(*found));
  if (is_code(act.act) && last_code_) return as_meant(last_code_->act);
  const auto found = act_of_heading(analysis_.sentences[index].block);
  return found && fits(*found) ? as_meant(*found) : act;
}

void ArticleContext::enter_article(const ArticleItem& item) { own_article_ = item; }

std::optional<ArticleContext::CitedArticle> ArticleContext::cited_last(std::size_t index) const {
  if (document_act_ && own_article_) return CitedArticle{*document_act_, *own_article_};
  if (!last_article_ || index - last_article_sentence_ > kMemory) return std::nullopt;
  return last_article_;
}

std::string ArticleContext::country(std::size_t index, std::uint32_t begin, Act act,
                                    const std::string& number) {
  const Sentence& sentence = analysis_.sentences[index];
  if (std::string code = country_of_row(sentence); !code.empty()) return code;
  if (std::string code = nearest_before(sentence.countries, begin); !code.empty()) return code;
  if (index > 0 && analysis_.sentences[index - 1].block == sentence.block)
    if (std::string code = country_before(index); !code.empty()) return code;
  if (const Sentence* caller = calling_sentence(sentence)) {
    const auto at = static_cast<std::size_t>(caller - analysis_.sentences.data());
    if (std::string code = country_before(at + 1); !code.empty()) return code;
  }
  if (const auto it = by_number_.find(number); it != by_number_.end() && it->second.act.act == act)
    if (!it->second.act.country.empty()) return it->second.act.country;
  const auto path = extract::heading_path(analysis_.document, sentence.block);
  for (auto it = path.rbegin(); it != path.rend(); ++it)
    if (std::string code = only_country(analysis_.document.blocks[*it].span); !code.empty()) return code;
  if (!analysis_.subject.empty()) return analysis_.subject.front();
  std::string_view own;
  analysis_.rules.is("country_of_language", analysis_.language, &own);
  return std::string(own);
}

// The last country named in the sentences before sentence `index` in the same block as the one before it.
std::string ArticleContext::country_before(std::size_t index) const {
  if (index == 0) return {};
  const std::uint32_t block = analysis_.sentences[index - 1].block;
  const std::size_t first = index > kSentencesBack ? index - kSentencesBack : 0;
  for (std::size_t i = index; i > first && analysis_.sentences[i - 1].block == block; --i) {
    if (std::string code = nearest_before(analysis_.sentences[i - 1].countries, extract::none); !code.empty())
      return code;
  }
  return {};
}

void ArticleContext::remember(std::size_t index, const NamedAct& act, const std::vector<ArticleItem>& items,
                              Named named) {
  if (!items.empty()) {
    last_article_ = CitedArticle{act, items.back()};
    last_article_sentence_ = index;
  }
  if (named == Named::elsewhere) return;
  const Remembered now{act, index};
  for (const ArticleItem& item : items) by_number_[item.number] = now;
  if (named != Named::with_it) return;
  last_ = now;
  if (act.act == Act::criminal_code || act.act == Act::other_code) last_code_ = last_;
}

std::optional<NamedAct> ArticleContext::act_of_text(extract::Span span) const {
  Sentence sentence{.span = span};
  sentence.folded = fold(extract::text_of(analysis_.document, span), span.begin);
  sentence.countries = countries_in(analysis_.rules, sentence.folded);
  auto acts = acts_in(analysis_, sentence);
  return acts.empty() ? std::nullopt : std::optional<NamedAct>(acts.front());
}

std::optional<NamedAct> ArticleContext::act_of_header(const Sentence& sentence) const {
  const extract::Document& document = analysis_.document;
  const Block& block = document.blocks[sentence.block];
  const Cell* cell = extract::cell_of(document, sentence.block);
  if (!cell || block.table == extract::none) return std::nullopt;
  const extract::Table& table = document.tables[block.table];
  for (int row = 0; row < cell->row; ++row) {
    const Cell* header = extract::cell_at(table, row, cell->column);
    if (!header || !header->header) break;
    if (header->block == extract::none) continue;
    if (auto act = act_of_text(document.blocks[header->block].span)) return act;
  }
  if (table.caption == extract::none) return std::nullopt;
  return act_of_text(document.blocks[table.caption].span);
}

// The first cell of the row; an empty one continues the row above.
std::string ArticleContext::country_of_row(const Sentence& sentence) const {
  const extract::Document& document = analysis_.document;
  const Block& block = document.blocks[sentence.block];
  const Cell* cell = extract::cell_of(document, sentence.block);
  if (!cell || block.table == extract::none || cell->column == 0) return {};
  const extract::Table& table = document.tables[block.table];
  for (int row = cell->row; row >= 0; --row) {
    const Cell* first = extract::cell_at(table, row, 0);
    if (!first || first->block == extract::none) continue;
    const extract::Span span = document.blocks[first->block].span;
    const auto mentions = countries_in(analysis_.rules, fold(extract::text_of(document, span), span.begin));
    return mentions.empty() ? std::string() : std::string(mentions.front().code);
  }
  return {};
}

std::string ArticleContext::only_country(extract::Span span) const {
  std::string code;
  for (const CountryMention& mention :
       countries_in(analysis_.rules, fold(extract::text_of(analysis_.document, span), span.begin))) {
    if (!code.empty() && code != mention.code) return {};
    code = mention.code;
  }
  return code;
}

const Sentence* ArticleContext::calling_sentence(const Sentence& sentence) const {
  const extract::Document& document = analysis_.document;
  if (document.blocks[sentence.block].kind != BlockKind::note) return nullptr;
  for (const extract::Note& note : document.notes) {
    if (note.block != sentence.block || note.calls.empty()) continue;
    const std::uint32_t at = note.calls.front().at;
    if (const auto index = sentence_at(analysis_, at == 0 ? 0 : at - 1)) return &analysis_.sentences[*index];
  }
  return nullptr;
}

}  // namespace proviso::nlp
