#include "store/query/query.h"

#include <algorithm>
#include <iterator>

#include "store/errors.h"
#include "store/query/query_lexer.h"

namespace proviso::store {

namespace {

using Kind = QueryToken::Kind;

bool only_fields(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::field) return true;
  return node.parts.size() + node.without.size() > 0 &&
         std::all_of(node.parts.begin(), node.parts.end(), only_fields) &&
         std::all_of(node.without.begin(), node.without.end(), only_fields);
}

bool has_fields(const QueryNode& node) {
  return node.kind == QueryNode::Kind::field ||
         std::any_of(node.parts.begin(), node.parts.end(), has_fields) ||
         std::any_of(node.without.begin(), node.without.end(), has_fields);
}

// any := all (OR all)*;  all := (AND? part)+;  part := NOT? near;  near := primary (NEAR primary)*;
// primary := word | phrase | field | ( any ).  Terms without a letter or digit ("—") say nothing and drop
// out.
class Parser {
 public:
  Parser(const std::string& query, SearchWords& words, Stems& stems)
      : query_(query), tokens_(query_tokens(query)), words_(words), stems_(stems) {}

  Query run() {
    if (here().kind == Kind::end) return {};
    std::optional<QueryNode> node = any();
    if (here().kind == Kind::close) fail("this ) closes nothing; remove it or add a ( before it");
    if (!node) throw BadQuery("nothing to look for: a query needs a letter or a digit", query_, 0);
    Query query;
    take_apart(std::move(*node), query);
    return query;
  }

 private:
  using Result = std::optional<QueryNode>;  // nullopt: says nothing

  const QueryToken& here() const { return tokens_[at_]; }
  [[noreturn]] void fail(const std::string& problem) const { throw BadQuery(problem, query_, here().at); }

  Result any() {
    std::vector<QueryNode> parts;
    for (;;) {
      if (Result part = all()) parts.push_back(std::move(*part));
      if (here().kind != Kind::any) break;
      ++at_;
    }
    return joined(QueryNode::Kind::any, std::move(parts), {});
  }

  Result all() {
    std::vector<QueryNode> parts, without;
    std::size_t first_not = 0;
    bool operand = true;  // one must come
    while (operand || begins_operand()) {
      const std::size_t at = here().at;
      const bool negated = here().kind == Kind::without;
      if (negated) ++at_;
      if (Result part = near()) (negated ? without : parts).push_back(std::move(*part));
      if (negated && without.size() == 1) first_not = at;
      operand = here().kind == Kind::all;
      if (operand) ++at_;
    }
    if (parts.empty() && !std::all_of(without.begin(), without.end(), only_fields)) {
      throw BadQuery("NOT takes away from what is found; put a word before it that must occur", query_,
                     first_not);
    }
    return joined(QueryNode::Kind::all, std::move(parts), std::move(without));
  }

  bool begins_operand() const {
    const Kind kind = here().kind;
    return kind == Kind::word || kind == Kind::phrase || kind == Kind::open || kind == Kind::without ||
           kind == Kind::field;
  }

  Result near() {
    Result first = primary();
    if (here().kind != Kind::near) return first;
    QueryNode node = {.kind = QueryNode::Kind::near};
    if (first) node.parts.push_back(std::move(*first));
    while (here().kind == Kind::near) {
      if (node.parts.empty() || node.parts.back().kind != QueryNode::Kind::term) {
        fail("NEAR stands between words or phrases, not parentheses");
      }
      node.distance = std::max(node.distance, here().distance);
      ++at_;
      const std::size_t at = here().at;
      Result next = primary();
      if (!next || next->kind != QueryNode::Kind::term) {
        throw BadQuery("NEAR stands between words or phrases, not parentheses", query_, at);
      }
      node.parts.push_back(std::move(*next));
    }
    return node;
  }

  Result primary() {
    switch (here().kind) {
      case Kind::word:
      case Kind::phrase:
        return term();
      case Kind::field:
        return field();
      case Kind::open:
        return parenthesis();
      default:
        missing();
    }
  }

  Result parenthesis() {
    const std::size_t open = here().at;
    if (++depth_ > deepest_nesting) {
      fail("parentheses nest deeper than " + std::to_string(deepest_nesting) + "; simplify the query");
    }
    ++at_;
    if (here().kind == Kind::close) fail("nothing stands between these parentheses");
    Result node = any();
    if (here().kind != Kind::close) {
      throw BadQuery("the parenthesis that begins here is not closed; add )", query_, open);
    }
    ++at_;
    --depth_;
    return node;
  }

  // Names what should stand before or after the operator at hand.
  [[noreturn]] void missing() const {
    static constexpr const char* kNames[] = {"a word", "a phrase", "(",    ")",       "AND",
                                             "OR",     "NOT",      "NEAR", "a field", "the end"};
    const auto name = [&](const QueryToken& token) {
      return std::string(kNames[static_cast<int>(token.kind)]);
    };
    if (at_ > 0) fail("a word is missing between " + name(tokens_[at_ - 1]) + " and " + name(here()));
    fail("a word is missing before " + name(here()));
  }

  Result term() {
    const QueryToken& token = here();
    QueryNode node;
    node.at = token.at;
    node.plain = token.kind == Kind::word && !token.prefix;
    node.term.prefix = token.prefix;
    words_.each(token.text, [&](const SearchWord& word) {
      if (!word.same_place) {
        std::string stem(stems_.of(word.text));
        const bool own_stem = !stem.empty() && stems_.of(stem) == stem;
        node.term.words.push_back({std::string(word.text), std::move(stem), own_stem});
      }
      return true;
    });
    count_ += static_cast<int>(node.term.words.size());
    if (count_ > most_words) fail("more than " + std::to_string(most_words) + " words; shorten the query");
    ++at_;
    if (node.term.words.empty()) return std::nullopt;
    return node;
  }

  Result field() {
    const QueryToken& token = here();
    ++at_;
    if (token.field.field != Field::topic) {
      return QueryNode{.kind = QueryNode::Kind::field, .field = token.field, .at = token.at};
    }
    std::vector<QueryNode> topics;
    for (const std::string& name : token.field.values) {
      topics.push_back({.kind = QueryNode::Kind::topic, .topic = name, .at = token.at});
    }
    return joined(QueryNode::Kind::any, std::move(topics), {});
  }

  // Parts of the top AND that are fields go to the columns, the others to the index.
  void take_apart(QueryNode node, Query& query) const {
    if (!has_fields(node)) {
      query.text = std::move(node);
      return;
    }
    if (only_fields(node)) {
      query.fields.push_back(std::move(node));
      return;
    }
    if (node.kind != QueryNode::Kind::all) fail_mixed(node);
    QueryNode text = {.kind = QueryNode::Kind::all};
    for (QueryNode& part : node.parts) sort(std::move(part), text.parts, query.fields);
    for (QueryNode& part : node.without) sort(std::move(part), text.without, query.not_fields);
    if (text.parts.empty()) {
      throw BadQuery("NOT takes away from what is found; put a word before it that must occur", query_,
                     first_at(text.without.front()));
    }
    const bool single = text.parts.size() == 1 && text.without.empty();
    query.text = single ? std::move(text.parts.front()) : std::move(text);
  }

  void sort(QueryNode part, std::vector<QueryNode>& texts, std::vector<QueryNode>& fields) const {
    if (has_fields(part) && !only_fields(part)) fail_mixed(part);
    (has_fields(part) ? fields : texts).push_back(std::move(part));
  }

  [[noreturn]] void fail_mixed(const QueryNode& node) const {
    throw BadQuery(
        "words and fields are no alternatives of each other; put the fields beside the words, where both "
        "must "
        "hold, or search for each by itself",
        query_, first_at(node));
  }

  static std::size_t first_at(const QueryNode& node) {
    std::size_t first = node.parts.empty() && node.without.empty() ? node.at : std::string::npos;
    for (const QueryNode& part : node.parts) first = std::min(first, first_at(part));
    for (const QueryNode& part : node.without) first = std::min(first, first_at(part));
    return first;
  }

  static Result joined(QueryNode::Kind kind, std::vector<QueryNode> parts, std::vector<QueryNode> without) {
    if (parts.empty() && without.empty()) return std::nullopt;
    if (parts.size() == 1 && without.empty()) return std::move(parts.front());
    QueryNode node = {.kind = kind};
    node.parts = std::move(parts);
    node.without = std::move(without);
    return node;
  }

  const std::string& query_;
  const std::vector<QueryToken> tokens_;
  SearchWords& words_;
  Stems& stems_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int count_ = 0;
};

void collect_terms(const QueryNode& node, std::vector<QueryTerm>& terms) {
  if (node.kind == QueryNode::Kind::term) terms.push_back(node.term);
  for (const QueryNode& part : node.parts) collect_terms(part, terms);
}

void collect_topics(const QueryNode& node, std::vector<std::string>& topics) {
  if (!node.topic.empty()) topics.push_back(node.topic);
  for (const QueryNode& part : node.parts) collect_topics(part, topics);
}

void collect_meant(const QueryNode& node, std::vector<Meant>& meant) {
  if (node.kind == QueryNode::Kind::meant) meant.push_back({node.topic, wanted_terms(node)});
  for (const QueryNode& part : node.parts) collect_meant(part, meant);
}

QueryNode meant_by(std::vector<QueryNode> terms, const std::string& topic) {
  QueryNode words = {.kind = QueryNode::Kind::all};
  words.parts = std::move(terms);
  QueryNode node = {.kind = QueryNode::Kind::meant, .topic = topic};
  node.parts.push_back(words.parts.size() == 1 ? std::move(words.parts.front()) : std::move(words));
  return node;
}

// Which of `parts` the words of a run belong to, while `concepts` looks at them.
std::vector<std::size_t> look_at_run(const std::vector<QueryNode>& parts, std::size_t first,
                                     ConceptTags& concepts) {
  std::vector<std::size_t> owners;
  concepts.begin();
  for (std::size_t i = first; i < parts.size() && parts[i].plain; ++i) {
    for (const QueryTerm::Word& word : parts[i].term.words) {
      concepts.next(word.text, word.stem);
      owners.push_back(i);
    }
  }
  return owners;
}

// The longest term of a concept that begins with parts[first] and ends with one of the parts: its end among
// the parts, 0 if there is none.
std::size_t meant_from(const std::vector<QueryNode>& parts, std::size_t first, ConceptTags& concepts,
                       std::string& topic) {
  const std::vector<std::size_t> owners = look_at_run(parts, first, concepts);
  if (owners.empty()) return 0;
  for (const ConceptTags::Found& found : concepts.found()) {
    if (found.first != 0) break;
    const bool whole = found.last == owners.size() || owners[found.last] != owners[found.last - 1];
    if (!whole) break;
    topic = concepts.name(found.id);
    return owners[found.last - 1] + 1;
  }
  return 0;
}

}  // namespace

Query parse_query(const std::string& query, SearchWords& words, Stems& stems) {
  return Parser(query, words, stems).run();
}

void mark_concepts(QueryNode& query, ConceptTags& concepts) {
  if (query.kind == QueryNode::Kind::near) return;  // words beside each other, not what they mean
  std::vector<QueryNode> alone;
  std::vector<QueryNode>& parts = query.kind == QueryNode::Kind::term ? alone : query.parts;
  if (query.kind == QueryNode::Kind::term) alone.push_back(query);
  const bool together = query.kind == QueryNode::Kind::all;
  std::vector<QueryNode> marked;
  for (std::size_t i = 0; i < parts.size();) {
    std::string topic;
    const std::size_t end = together ? meant_from(parts, i, concepts, topic)
                                     : meant_from({parts[i]}, 0, concepts, topic) + (topic.empty() ? 0 : i);
    if (end == 0) {
      if (parts[i].kind != QueryNode::Kind::term) mark_concepts(parts[i], concepts);
      marked.push_back(std::move(parts[i++]));
      continue;
    }
    marked.push_back(meant_by({std::make_move_iterator(parts.begin() + static_cast<std::ptrdiff_t>(i)),
                               std::make_move_iterator(parts.begin() + static_cast<std::ptrdiff_t>(end))},
                              topic));
    i = end;
  }
  const bool only_one = marked.size() == 1 && query.without.empty() && query.kind != QueryNode::Kind::meant;
  if (only_one) {
    QueryNode only = std::move(marked.front());
    query = std::move(only);
  } else {
    query.parts = std::move(marked);
  }
}

std::vector<Meant> meant_in(const QueryNode& query) {
  std::vector<Meant> meant;
  collect_meant(query, meant);
  return meant;
}

std::vector<QueryTerm> wanted_terms(const QueryNode& query) {
  std::vector<QueryTerm> terms;
  collect_terms(query, terms);
  return terms;
}

std::vector<std::string> wanted_topics(const QueryNode& query) {
  std::vector<std::string> topics;
  collect_topics(query, topics);
  return topics;
}

}  // namespace proviso::store
