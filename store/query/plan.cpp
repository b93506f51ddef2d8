#include "store/query/plan.h"

#include <algorithm>

namespace proviso::store {

namespace {

class Planner {
 public:
  explicit Planner(bool exact) : exact_(exact) {}

  Plan run(const QueryNode& query) {
    plan_.root = add(query, plan_.expression, true);
    plan_.together = together(query);
    return std::move(plan_);
  }

 private:
  using Kind = QueryNode::Kind;

  // Writes `node` to `out`; what is not `wanted` (under NOT) adds nothing to the score.
  PlanNode add(const QueryNode& node, std::string& out, bool wanted) {
    switch (node.kind) {
      case Kind::term:
        if (is_pair(node.term)) return pair(node.term.words.front().stem, out, wanted);
        return phrase(term(node.term), "", out, wanted);
      case Kind::topic:
        return phrase(topic(node.topic), node.topic, out, wanted);
      case Kind::meant:
        return meant(node, out);
      case Kind::near: {
        out += "NEAR";
        PlanNode near = {.kind = PlanNode::Kind::near};
        out += '(';
        for (const QueryNode& part : node.parts) {
          if (&part != &node.parts.front()) out += ' ';
          near.parts.push_back(phrase(term(part.term), "", out, wanted));
        }
        out += ')';
        near.distance = node.distance;
        out.insert(out.size() - 1, ", " + std::to_string(node.distance));
        return near;
      }
      case Kind::any:
        return list(node.parts, " OR ", PlanNode::Kind::any, out, wanted);
      case Kind::all:
      case Kind::field:
        break;
    }
    if (node.without.empty()) return list(node.parts, " AND ", PlanNode::Kind::all, out, wanted);
    out += '(';
    PlanNode all = list(node.parts, " AND ", PlanNode::Kind::all, out, wanted);
    out += " OR ";
    all.without = list(node.without, " OR ", PlanNode::Kind::any, out, false).parts;
    out += ')';
    return all;
  }

  PlanNode list(const std::vector<QueryNode>& nodes, const char* between, PlanNode::Kind kind,
                std::string& out, bool wanted) {
    PlanNode made = {.kind = kind};
    out += '(';
    for (const QueryNode& node : nodes) {
      if (&node != &nodes.front()) out += between;
      made.parts.push_back(add(node, out, wanted));
    }
    out += ')';
    return made;
  }

  // Words or the concept; concepts do not stand under NOT.
  PlanNode meant(const QueryNode& node, std::string& out) {
    const std::size_t first = plan_.units.size();
    PlanNode made = {.kind = PlanNode::Kind::meant};
    out += '(';
    made.parts.push_back(add(node.parts.front(), out, true));
    out += " OR ";
    made.parts.push_back(phrase(topic(node.topic), node.topic, out, true));
    out += ')';
    PlanUnit unit = {.topic = plan_.units.back().topic, .meant = meant_++};
    plan_.units.pop_back();
    for (std::size_t i = first; i < plan_.units.size(); ++i) {
      unit.words.insert(unit.words.end(), plan_.units[i].words.begin(), plan_.units[i].words.end());
    }
    plan_.units.resize(first);
    plan_.units.push_back(std::move(unit));
    return made;
  }

  // `concept_meant`: empty for words.
  PlanNode phrase(std::string text, const std::string& concept_meant, std::string& out, bool wanted) {
    const auto number = static_cast<int>(plan_.phrases.size());
    out += text;
    plan_.phrases.push_back(std::move(text));
    plan_.topics.push_back(concept_meant);
    plan_.pairs.push_back(-1);
    if (wanted && !concept_meant.empty()) plan_.units.push_back({.topic = number});
    if (wanted && concept_meant.empty()) plan_.units.push_back({.words = {number}});
    return {.phrase = number};
  }

  // One word in all its forms: its stem, and the word that is its own stem.
  bool is_pair(const QueryTerm& term) const {
    return !exact_ && !term.prefix && term.words.size() == 1 && term.words.front().own_stem;
  }

  PlanNode pair(const std::string& stem, std::string& out, bool wanted) {
    const std::size_t begin = out.size();
    const std::string alone = {stem_mark, stem_mark};
    out += '(';
    const PlanNode node = phrase('"' + alone + stem + '"', "", out, wanted);
    out += " OR ";
    const PlanNode other = phrase('"' + stem + '"', "", out, false);
    out += ')';
    plan_.pairs[static_cast<std::size_t>(node.phrase)] = other.phrase;
    plan_.phrases[static_cast<std::size_t>(node.phrase)] = out.substr(begin);
    plan_.phrases[static_cast<std::size_t>(other.phrase)].clear();
    return node;
  }

  // Words hold neither quotation marks nor spaces, so they need no escape.
  std::string term(const QueryTerm& term) const {
    std::string out = "\"";
    for (std::size_t i = 0; i < term.words.size(); ++i) {
      const QueryTerm::Word& word = term.words[i];
      const bool begins_word = term.prefix && i + 1 == term.words.size();
      if (i > 0) out += ' ';
      if (exact_ || begins_word || word.stem.empty()) {
        out += word.text;
      } else {
        out.append(1, stem_mark).append(word.stem);
      }
    }
    return out + (term.prefix ? "\" *" : "\"");
  }

  // A name comes from the query or the thesaurus: what cannot stand in a token is left out, and nothing has
  // it.
  static std::string topic(const std::string& name) {
    std::string out = {'"', concept_mark};
    std::copy_if(name.begin(), name.end(), std::back_inserter(out),
                 [](char c) { return c != '"' && c != ' ' && c != '\0'; });
    return out + '"';
  }

  // The phrases of a query that is nothing but words one after another.
  std::vector<int> together(const QueryNode& query) const {
    if (query.kind != Kind::all || !query.without.empty()) return {};
    std::vector<int> phrases;
    for (std::size_t i = 0; i < query.parts.size(); ++i) {
      const Kind kind = query.parts[i].kind;
      if (kind != Kind::term && kind != Kind::meant) return {};
      phrases.insert(phrases.end(), plan_.units[i].words.begin(), plan_.units[i].words.end());
    }
    return phrases.size() < 2 ? std::vector<int>() : phrases;
  }

  const bool exact_;
  Plan plan_;
  int meant_ = 0;
};

}  // namespace

Plan plan_of(const QueryNode& query, bool exact) { return Planner(exact).run(query); }

}  // namespace proviso::store
