#include "store/query/row_tests.h"

#include <algorithm>
#include <cctype>

#include "nlp/provision.h"
#include "store/rows/rows.h"

namespace proviso::store {

namespace {

std::vector<std::string> in_case(std::vector<std::string> texts, int (*convert)(int)) {
  for (std::string& text : texts) {
    for (char& c : text) c = static_cast<char>(convert(static_cast<unsigned char>(c)));
  }
  return texts;
}

bool has(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool touches(const std::vector<NumberRange>& ranges, double first, double last) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const NumberRange& range) { return range.first <= last && first <= range.last; });
}

}  // namespace

RowTests::RowTests(const Connection& connection, const Catalogue& catalogue, const Filters& filters,
                   const Query& query)
    : connection_(connection), catalogue_(catalogue) {
  for (const std::string& kind : filters.kinds) {
    if (kind != "figure" && kind != "article" && kind != "recommendation" && kind != "passage") {
      throw BadQuery("there is no kind \"" + kind +
                     "\"; there are figure, article, recommendation and passage");
    }
  }
  const auto add = [&](Field field, std::vector<std::string> values) {
    if (!values.empty()) all_.push_back(test_node({.field = field, .values = std::move(values)}));
  };
  add(Field::kind, filters.kinds);
  add(Field::country, in_case(filters.countries, std::toupper));
  add(Field::lang, in_case(filters.languages, std::tolower));
  add(Field::doc, filters.documents);
  if (!filters.years.empty()) {
    FieldTest years = {.field = Field::year};
    for (const int year : filters.years) {
      years.ranges.push_back({static_cast<double>(year), static_cast<double>(year)});
    }
    all_.push_back(test_node(std::move(years)));
  }
  for (const QueryNode& field : query.fields) all_.push_back(node_of(field));
  for (const QueryNode& field : query.not_fields) {
    Node none = {.kind = Node::Kind::none};
    none.parts.push_back(node_of(field));
    all_.push_back(std::move(none));
  }
  for (const Node& node : all_) {
    if (node.kind == Node::Kind::test && node.test.field == Field::doc) documents_.push_back(node.documents);
    if (node.kind == Node::Kind::test && node.test.field == Field::kind) names_passages_ = true;
  }
}

RowTests::Node RowTests::test_node(FieldTest test) {
  Node node = {.test = std::move(test)};
  if (node.test.field == Field::doc) node.documents = documents_named(connection_, node.test.values);
  return node;
}

RowTests::Node RowTests::node_of(const QueryNode& query) {
  if (query.kind == QueryNode::Kind::field) return test_node(query.field);
  Node node = {.kind = query.kind == QueryNode::Kind::any ? Node::Kind::any : Node::Kind::all};
  for (const QueryNode& part : query.parts) node.parts.push_back(node_of(part));
  if (query.without.empty()) return node;
  Node none = {.kind = Node::Kind::none};
  for (const QueryNode& part : query.without) none.parts.push_back(node_of(part));
  node.parts.push_back(std::move(none));
  return node;
}

bool RowTests::could_hold(const Node& node, RowKind kind) const {
  switch (node.kind) {
    case Node::Kind::none:
      return true;
    case Node::Kind::any:
      return std::any_of(node.parts.begin(), node.parts.end(),
                         [&](const Node& part) { return could_hold(part, kind); });
    case Node::Kind::all:
      return std::all_of(node.parts.begin(), node.parts.end(),
                         [&](const Node& part) { return could_hold(part, kind); });
    case Node::Kind::test:
      break;
  }
  switch (node.test.field) {
    case Field::kind:
      return has(node.test.values, name(kind));
    case Field::year:
    case Field::value:
    case Field::measure:
    case Field::currency:
      return kind == RowKind::figure;
    case Field::act:
    case Field::article:
      return kind == RowKind::article;
    default:
      return true;
  }
}

bool RowTests::may_pass(Table table) const {
  const auto may = [&](RowKind kind) {
    return std::all_of(all_.begin(), all_.end(), [&](const Node& node) { return could_hold(node, kind); });
  };
  if (table == Table::passages) return may(RowKind::passage);
  return may(RowKind::figure) || may(RowKind::article) || may(RowKind::recommendation);
}

bool RowTests::may_pass(const CatalogueDocument& document) const {
  return std::all_of(documents_.begin(), documents_.end(), [&](const std::vector<std::int64_t>& wanted) {
    return std::binary_search(wanted.begin(), wanted.end(), document.id);
  });
}

bool RowTests::pass(const CatalogueDocument& document, const CatalogueRows& rows, const SearchRow& row) {
  for (Node& node : all_) {
    if (!holds(node, document, rows, row)) return false;
  }
  return true;
}

bool RowTests::holds(Node& node, const CatalogueDocument& document, const CatalogueRows& rows,
                     const SearchRow& row) {
  const auto part = [&](Node& part) { return holds(part, document, rows, row); };
  switch (node.kind) {
    case Node::Kind::test:
      return holds_test(node, document, rows, row);
    case Node::Kind::all:
      return std::all_of(node.parts.begin(), node.parts.end(), part);
    case Node::Kind::any:
      return std::any_of(node.parts.begin(), node.parts.end(), part);
    case Node::Kind::none:
      break;
  }
  return std::none_of(node.parts.begin(), node.parts.end(), part);
}

bool RowTests::holds_test(Node& node, const CatalogueDocument& document, const CatalogueRows& rows,
                          const SearchRow& row) {
  const FieldTest& test = node.test;
  switch (test.field) {
    case Field::kind:
      return has(test.values, name(row.kind));
    case Field::country:
      return has_text(node, row.countries);
    case Field::lang:
      return has_text(node, row.language);
    case Field::act:
      return has_text(node, row.act);
    case Field::article:
      return has_text(node, row.article);
    case Field::currency:
      return has_text(node, row.currency);
    case Field::topic:
      return has_text(node, row.concepts);
    case Field::doc:
      return std::binary_search(node.documents.begin(), node.documents.end(), document.id);
    case Field::year:
      return row.year_first != 0 && touches(test.ranges, row.year_first, row.year_last);
    case Field::page:
      return touches(test.ranges, row.page, row.page);
    case Field::value: {
      if (row.figure == 0) return false;
      const SearchFigure& figure = rows.figures[row.figure - 1];
      return touches(test.ranges, figure.value, figure.value_to);
    }
    case Field::measure:
      return row.figure != 0 && has(test.values, nlp::name(static_cast<nlp::Measure>(row.measure)));
  }
  return false;
}

// Whether one of the words of the text is one of the test's values; looked at once for each text.
bool RowTests::has_text(Node& node, std::uint32_t text) {
  if (text >= node.known.size()) node.known.resize(catalogue_.texts());
  signed char& known = node.known[text];
  if (known == 0) {
    known = -1;
    for (std::string_view rest = catalogue_.text(text); !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (has(node.test.values, rest.substr(0, end))) known = 1;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return known > 0;
}

}  // namespace proviso::store
