#include "store/query/query.h"

#include "store/errors.h"
#include "store/query/query_lexer.h"

namespace proviso::store {

namespace {

using Kind = QueryToken::Kind;

// any := all (OR all)*;  all := (AND? part)+;  part := NOT? near;  near := primary (NEAR primary)*;
// primary := word | phrase | ( any ).  Terms without a letter or digit ("—") say nothing and drop out.
class Parser {
 public:
  Parser(const std::string& query, SearchWords& words, Stems& stems)
      : query_(query), tokens_(query_tokens(query)), words_(words), stems_(stems) {}

  std::optional<QueryNode> run() {
    if (here().kind == Kind::end) return std::nullopt;
    std::optional<QueryNode> node = any();
    if (here().kind == Kind::close) fail("this ) closes nothing; remove it or add a ( before it");
    if (!node) throw BadQuery("nothing to look for: a query needs a letter or a digit", query_, 0);
    return node;
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
    if (parts.empty() && !without.empty()) {
      throw BadQuery("NOT takes away from what is found; put a word before it that must occur", query_,
                     first_not);
    }
    return joined(QueryNode::Kind::all, std::move(parts), std::move(without));
  }

  bool begins_operand() const {
    const Kind kind = here().kind;
    return kind == Kind::word || kind == Kind::phrase || kind == Kind::open || kind == Kind::without;
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
    static constexpr const char* kNames[] = {"a word", "a phrase", "(",    ")",      "AND",
                                             "OR",     "NOT",      "NEAR", "the end"};
    const auto name = [&](const QueryToken& token) {
      return std::string(kNames[static_cast<int>(token.kind)]);
    };
    if (at_ > 0) fail("a word is missing between " + name(tokens_[at_ - 1]) + " and " + name(here()));
    fail("a word is missing before " + name(here()));
  }

  Result term() {
    const QueryToken& token = here();
    QueryNode node;
    node.term.prefix = token.prefix;
    words_.each(token.text, [&](const SearchWord& word) {
      if (!word.same_place)
        node.term.words.push_back({std::string(word.text), std::string(stems_.of(word.text))});
      return true;
    });
    count_ += static_cast<int>(node.term.words.size());
    if (count_ > most_words) fail("more than " + std::to_string(most_words) + " words; shorten the query");
    ++at_;
    if (node.term.words.empty()) return std::nullopt;
    return node;
  }

  static Result joined(QueryNode::Kind kind, std::vector<QueryNode> parts, std::vector<QueryNode> without) {
    if (parts.empty()) return std::nullopt;
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

// Words hold neither quotation marks nor spaces, so they need no escape.
std::string term_expression(const QueryTerm& term, bool exact) {
  std::string out = "\"";
  for (std::size_t i = 0; i < term.words.size(); ++i) {
    const QueryTerm::Word& word = term.words[i];
    const bool begins_word = term.prefix && i + 1 == term.words.size();
    if (i > 0) out += ' ';
    if (exact || begins_word || word.stem.empty()) {
      out += word.text;
    } else {
      out.append(1, stem_mark).append(word.stem);
    }
  }
  return out + (term.prefix ? "\" *" : "\"");
}

std::string list(const std::vector<QueryNode>& parts, const char* between, bool exact) {
  std::string out = "(";
  for (const QueryNode& part : parts) {
    if (out.size() > 1) out += between;
    out += match_expression(part, exact);
  }
  return out + ")";
}

void collect_terms(const QueryNode& node, std::vector<QueryTerm>& terms) {
  if (node.kind == QueryNode::Kind::term) terms.push_back(node.term);
  for (const QueryNode& part : node.parts) collect_terms(part, terms);
}

}  // namespace

std::optional<QueryNode> parse_query(const std::string& query, SearchWords& words, Stems& stems) {
  return Parser(query, words, stems).run();
}

std::string match_expression(const QueryNode& query, bool exact) {
  switch (query.kind) {
    case QueryNode::Kind::term:
      return term_expression(query.term, exact);
    case QueryNode::Kind::near: {
      std::string parts = list(query.parts, " ", exact);
      parts.insert(parts.size() - 1, ", " + std::to_string(query.distance));
      return "NEAR" + parts;
    }
    case QueryNode::Kind::any:
      return list(query.parts, " OR ", exact);
    case QueryNode::Kind::all:
      break;
  }
  const std::string found = list(query.parts, " AND ", exact);
  return query.without.empty() ? found : "(" + found + " NOT " + list(query.without, " OR ", exact) + ")";
}

std::string ranking_expression(const QueryNode& query, bool exact) {
  const std::string expression = match_expression(query, exact);
  if (query.kind != QueryNode::Kind::all || !query.without.empty()) return expression;
  QueryTerm together;
  for (const QueryNode& part : query.parts) {
    if (part.kind != QueryNode::Kind::term || together.prefix) return expression;
    together.words.insert(together.words.end(), part.term.words.begin(), part.term.words.end());
    together.prefix = part.term.prefix;
  }
  // Rows with the words together have all of them, so OR adds no row.
  return "(" + expression + " OR " + term_expression(together, exact) + ")";
}

std::vector<QueryTerm> wanted_terms(const QueryNode& query) {
  std::vector<QueryTerm> terms;
  collect_terms(query, terms);
  return terms;
}

}  // namespace proviso::store
