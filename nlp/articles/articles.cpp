// References to articles: the groups that the rules matched, each number a record, the act and the
// country from the nearest place that tells them.
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "nlp/analysis.h"
#include "nlp/articles/acts.h"
#include "nlp/articles/article_context.h"
#include "nlp/articles/article_items.h"
#include "nlp/articles/article_parts.h"

namespace proviso::nlp {
namespace {

// The articles of one match.
struct Group {
  const Match* match = nullptr;
  std::vector<ArticleItem> items = {};
  std::string part = {}, point = {};  // in front of the mark
  std::optional<NamedAct> act = {};
  bool own_act = false;              // named in the match itself
  bool same = false;                 // "the same article"
  bool head = false;                 // begins its block as an article of an act does
  std::uint32_t begin = 0, end = 0;  // in the folded text, an act named directly in front included
};

bool is_between_articles(const RuleSet& rules, std::string_view gap) {
  std::string_view word = gap;
  while (!word.empty() && (word.front() == ' ' || word.front() == ',' || word.front() == ';'))
    word.remove_prefix(1);
  while (!word.empty() && (word.back() == ' ' || word.back() == ',')) word.remove_suffix(1);
  return word.empty() || rules.is("and", word);
}

// A number in a list can belong to the next words instead: "Article 5, 20 victims", "Article 19, 2015".
void drop_strangers(const RuleSet& rules, const Match& match, std::string_view text,
                    std::vector<ArticleItem>& items) {
  const Capture* mark = match.capture("article_mark");
  const bool single = mark && mark->meaning == "one";
  const auto is_year = [](const std::string& number) {
    return number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
  };
  while (items.size() > 1 && is_year(items.back().number)) items.pop_back();
  if (!single || items.size() < 2 || items.back().range) return;
  std::string_view rest = text.substr(items.back().end);
  if (!rest.starts_with(' ')) return;
  rest.remove_prefix(1);
  const std::string_view word = rest.substr(0, rest.find_first_of(" .,;:()\""));
  const auto first = word.empty() ? '\0' : word.front();
  const bool noun = (first >= 'a' && first <= 'z') && !rules.is("after_articles", word);
  if (noun) items.pop_back();
}

class ArticleFinder {
 public:
  explicit ArticleFinder(const Analysis& analysis) : analysis_(analysis), context_(analysis) {}

  std::vector<Provision> find() {
    for (std::size_t i = 0; i < analysis_.sentences.size(); ++i) sentence(i);
    return std::move(provisions_);
  }

 private:
  void sentence(std::size_t index) {
    const Sentence& sentence = analysis_.sentences[index];
    if (analysis_.document.blocks[sentence.block].kind == extract::BlockKind::reference) return;
    std::vector<Group> groups;
    for (const Match& match : sentence.matches)
      if (match.rule->finds == Finds::article && match.rule->set("act") != "none")
        add_group(sentence, match, groups);
    if (groups.empty()) return;
    name_acts(index, groups);
    for (const Group& group : groups)
      if (group.act) emit(index, group);
  }

  void add_group(const Sentence& sentence, const Match& match, std::vector<Group>& groups) {
    Group group{.match = &match, .begin = match.begin, .end = match.end};
    const Capture* phrase = nullptr;
    for (const Capture& capture : match.captures) {
      const std::string_view text =
          std::string_view(sentence.folded.text).substr(capture.begin, capture.end - capture.begin);
      if (capture.word->reads == "articles") {
        auto items = article_items(analysis_.rules, sentence.folded, capture.begin, capture.end);
        group.items.insert(group.items.end(), items.begin(), items.end());
      } else if (capture.word->reads == "act") {
        phrase = &capture;
      } else if (capture.word->reads == "parts" && !group.items.empty()) {
        take_parts_behind(text, group);
      } else if (capture.word->reads == "parts") {
        PartAndPoint told = parts_in(analysis_.rules, text);
        group.part = std::move(told.part);
        group.point = std::move(told.point);
      }
    }
    drop_strangers(analysis_.rules, match, sentence.folded.text, group.items);
    group.same = match.rule->set("article") == "same";
    if (group.same) return groups.push_back(std::move(group));
    if (group.items.empty()) return;
    group.head = is_head(sentence, group, phrase != nullptr);
    if (group.head && context_.is_text_of_act()) return context_.enter_article(group.items.front());
    if (phrase) own_act(sentence, *phrase, group);
    if (!group.act) group.end = group.items.back().end;
    if (!group.act) add_parts_behind(sentence.folded.text, group);
    groups.push_back(std::move(group));
  }

  // "Article 5. Forced labour" at the beginning of a block: in the text of an act that is the act itself, not a
  // reference to it; where a judgment or a report quotes an act, it refers to it.
  bool is_head(const Sentence& sentence, const Group& group, bool has_act) const {
    const extract::Block& block = analysis_.document.blocks[sentence.block];
    if (has_act || group.begin != 0 || group.items.size() != 1) return false;
    if (sentence.span.begin != block.span.begin || block.kind == extract::BlockKind::cell) return false;
    const std::string_view rest = std::string_view(sentence.folded.text).substr(group.items.back().end);
    return rest.empty() || rest[0] == '.' || block.kind == extract::BlockKind::heading;
  }

  void own_act(const Sentence& sentence, const Capture& phrase, Group& group) {
    group.act = act_in(analysis_, sentence, phrase);
    if (!group.act) return;
    group.own_act = true;
    group.end = std::max(group.end, group.act->end);
  }

  // The act of each group that has none: that of a group joined to it, else what the context says.
  void name_acts(std::size_t index, std::vector<Group>& groups) {
    const Sentence& sentence = analysis_.sentences[index];
    const std::string_view text = sentence.folded.text;
    const std::vector<NamedAct>& named = context_.acts_of(index);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      Group& group = groups[i];
      if (group.same) {
        take_same(index, i > 0 ? &groups[i - 1] : nullptr, group);
        continue;
      }
      if (group.head) group.act = context_.quoted(index);
      if (!group.act) act_in_front(text, named, group);
      if (!group.act) act_behind(text, groups, i);
      if (!group.act && i > 0 && groups[i - 1].act &&
          is_between_articles(analysis_.rules,
                              text.substr(groups[i - 1].end, group.begin - groups[i - 1].end)))
        group.act = groups[i - 1].act;
      if (!group.act) group.act = context_.act(index, group.begin, named, group.items.front().number);
      if (!group.act) continue;
      if (group.act->bare_code || group.act->pointing) group.act = context_.meant(index, *group.act);
      if (group.act->act == Act::treaty) {
        group.act->country.clear();
      } else if (group.act->country.empty()) {
        group.act->country = context_.country(index, group.begin, group.act->act, group.items.front().number);
      }
      const bool cell = extract::cell_of(analysis_.document, sentence.block) != nullptr;
      context_.remember(index, *group.act, group.items,
                        group.own_act ? ArticleContext::Named::with_it
                        : cell        ? ArticleContext::Named::in_table
                                      : ArticleContext::Named::elsewhere);
    }
  }

  // The act of the groups that are joined to group `i` from behind: "Article 5, Article 6 and Article 7 of
  // the Labour Code".
  void act_behind(std::string_view text, std::vector<Group>& groups, std::size_t i) const {
    constexpr std::size_t most = 100;  // no list is longer
    for (std::size_t k = i; k + 1 < groups.size() && k < i + most; ++k) {
      if (!is_between_articles(analysis_.rules,
                               text.substr(groups[k].end, groups[k + 1].begin - groups[k].end)))
        return;
      if (!groups[k + 1].own_act) continue;
      groups[i].act = groups[k + 1].act;
      return;
    }
  }

  // "Article 6, paragraph 1"; but in "статті 149, частиною першою статті 190" the part is that of the article
  // behind it.
  void add_parts_behind(std::string_view text, Group& group) const {
    std::string_view rest = text.substr(group.end);
    while (rest.starts_with(", ")) {
      const auto part = read_part(analysis_.rules, rest.substr(2), true);
      if (!part) break;
      rest.remove_prefix(2 + part->size);
    }
    const auto size = static_cast<std::uint32_t>(text.size() - group.end - rest.size());
    if (size == 0) return;
    for (const std::string_view link : {" of the ", " of ", " "})
      if (rest.starts_with(link)) {
        rest.remove_prefix(link.size());
        break;
      }
    std::string_view word = rest.substr(0, rest.find(' '));
    if (analysis_.rules.is("article_mark", word)) return;
    while (word.ends_with('.')) word.remove_suffix(1);
    if (analysis_.rules.is("article_mark", word)) return;
    take_parts_behind(text.substr(group.end, size), group);
    group.end += size;
    group.items.back().end = group.end;
  }

  void take_parts_behind(std::string_view parts, Group& group) const {
    const PartAndPoint told = parts_in(analysis_.rules, parts, true);
    ArticleItem& item = group.items.back();
    if (item.part.empty()) item.part = told.part;
    if (item.point.empty()) item.point = told.point;
  }

  // "the same article" is the one cited last.
  void take_same(std::size_t index, const Group* before, Group& group) const {
    std::optional<ArticleContext::CitedArticle> last = context_.cited_last(index);
    if (!context_.is_text_of_act() && before && before->act && !before->items.empty())
      last = {*before->act, before->items.back()};
    if (!last) return;
    group.act = last->act;
    group.items = {{.number = last->item.number, .begin = group.begin, .end = group.end}};
  }

  static bool names_code(const std::vector<NamedAct>& named, const NamedAct& before) {
    return std::any_of(named.begin(), named.end(), [&](const NamedAct& act) {
      return act.begin < before.begin && (act.act == Act::criminal_code || act.act == Act::other_code);
    });
  }

  // "CC Art. 362", "Criminal Code: Art. 143", "Law on Refugees (Chapter 4, Article 22)".
  static void act_in_front(std::string_view text, const std::vector<NamedAct>& named, Group& group) {
    constexpr std::uint32_t longest_gap = 3;
    const auto near = std::partition_point(
        named.begin(), named.end(), [&](const NamedAct& act) { return act.end + longest_gap < group.begin; });
    for (auto it = near; it != named.end() && it->end <= group.begin; ++it) {
      const NamedAct& act = *it;
      const std::string_view gap = text.substr(act.end, group.begin - act.end);
      if (gap != " " && gap != ": " && gap != ", " && gap != " (" && gap != "; " && gap != " - ") continue;
      // "The Code follows the Paris Convention (Article 170)" speaks of the code.
      if (act.act == Act::treaty && !is_treaty_number(group.items.front().number) && names_code(named, act))
        continue;
      group.act = act;
      group.begin = act.begin;
      group.own_act = true;
    }
  }

  void emit(std::size_t index, const Group& group) {
    const Sentence& sentence = analysis_.sentences[index];
    for (std::size_t i = 0; i < group.items.size(); ++i) {
      const ArticleItem& item = group.items[i];
      std::uint32_t begin = item.begin, end = item.end;
      if (i == 0 || item.begin == group.items.front().begin) begin = group.begin;
      if (item.end == group.items.back().end) end = std::max(item.end, group.end);
      Article article{.act = group.act->act, .country = group.act->country};
      article.article = group.act->long_code || article.act == Act::law || article.act == Act::treaty
                            ? item.number
                            : code_number(item.number);
      if (article.act == Act::law || article.act == Act::treaty) article.act_name = group.act->name;
      article.part = item.part.empty() ? group.part : item.part;
      article.point = item.point.empty() ? group.point : item.point;
      join_letter(article);
      Provision provision{.what = std::move(article)};
      provision.where = sentence.folded.span_of(begin, end);
      provision.context = sentence.span;
      provision.block = sentence.block;
      provision.rule = group.match->rule->name;
      provision.language = sentence.language;
      provisions_.push_back(std::move(provision));
    }
  }

  // "Article 273(f)" in a document that else writes "273f" is that article, not a point of another.
  void join_letter(Article& article) const {
    if (article.act != Act::criminal_code || !article.part.empty() || article.point.size() != 1) return;
    const std::string together = article.article + article.point;
    const std::string_view text = analysis_.document.text;
    for (std::size_t at = text.find(together); at != std::string_view::npos; at = text.find(together, at + 1)) {
      const std::size_t end = at + together.size();
      const bool begins = at == 0 || !u_isalnum(static_cast<unsigned char>(text[at - 1]));
      if (!begins || (end < text.size() && u_isalnum(static_cast<unsigned char>(text[end])))) continue;
      article.article = together;
      article.point.clear();
      return;
    }
  }

  const Analysis& analysis_;
  ArticleContext context_;
  std::vector<Provision> provisions_ = {};
};

}  // namespace

std::vector<Provision> find_articles(const Analysis& analysis) { return ArticleFinder(analysis).find(); }

}  // namespace proviso::nlp
