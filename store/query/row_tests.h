// Which rows the filters and fields of a question let through.
#pragma once

#include <cstdint>
#include <vector>

#include "store/query/catalogue.h"
#include "store/query/query.h"
#include "store/search.h"

namespace proviso::store {

class RowTests {
 public:
  // Throws BadQuery for a kind that there is none of and a document that is not there.
  RowTests(const Connection& connection, const Catalogue& catalogue, const Filters& filters,
           const Query& query);

  // Whether any row of these may pass.
  bool may_pass(Table table) const;
  bool may_pass(const CatalogueDocument& document) const;

  bool pass(const CatalogueDocument& document, const CatalogueRows& rows, const SearchRow& row);

  // Whether passages were asked for by name.
  bool names_passages() const { return names_passages_; }

 private:
  struct Node {
    enum class Kind { test, all, any, none };
    Kind kind = Kind::test;
    std::vector<Node> parts = {};
    FieldTest test = {};
    std::vector<std::int64_t> documents = {};  // of a test for documents, sorted
    std::vector<signed char> known = {};       // by number of a text: 1 has the value, -1 has not, 0 not seen
  };

  Node node_of(const QueryNode& query);
  Node test_node(FieldTest test);
  bool holds(Node& node, const CatalogueDocument& document, const CatalogueRows& rows, const SearchRow& row);
  bool holds_test(Node& node, const CatalogueDocument& document, const CatalogueRows& rows,
                  const SearchRow& row);
  bool has_text(Node& node, std::uint32_t text);
  bool could_hold(const Node& node, RowKind kind) const;

  const Connection& connection_;
  const Catalogue& catalogue_;
  std::vector<Node> all_;                             // each must hold
  std::vector<std::vector<std::int64_t>> documents_;  // each must have the document
  bool names_passages_ = false;
};

}  // namespace proviso::store
